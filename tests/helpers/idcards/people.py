# SPDX-License-Identifier: Apache-2.0
"""Holders of cards who don't exist: made by chance from public lists, their numbers right in form only.

Answers for what is *printed*; the truth is in the record's spelling (dates ISO, codes for sex and nation), so that a
reading can be compared with it as it is. The same generator gives the same person.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from sscard_desktop.domain.checkdigits import mod_11_2, weights_7_3_1
from sscard_desktop.domain.document import Layout
from sscard_desktop.domain.fields import LONG_TERM
from tests.helpers.idcards import homes, words
from tests.helpers.idcards.homes import CODES, one, several

DAY_OF_ISSUE = date(2026, 3, 1)
"""Every card was issued before this day and is valid on it."""

DEVELOPMENT, HELD_OUT = 1, 2
"""Two families of seeds that never meet: what the thresholds are set with, and what is only ever counted."""

# Printed with a second line in the script of the region; on a generator's card that line is decoration.
SCRIPT_OF = MappingProxyType({"15": "mongolian", "65": "uyghur", "54": "tibetan", "45": "zhuang"})


@dataclass(frozen=True)
class CardPerson:
    """A fictitious holder and what their card says.

    Attributes:
        fields: by the record's keys and in its spelling; only what the card shows.
        printed: what the card shows beyond that, as printed.
        edition: which of several prints of the layout: ``2017``/``2023`` (foreigners), ``hk``/``tw`` (passes).
        script: ``mongolian``, ``uyghur``, ``tibetan``, ``zhuang`` where the card has a second line; empty otherwise.
        seed: for the portrait and the ground.
    """

    layout: Layout
    fields: Mapping[str, str]
    printed: Mapping[str, str]
    edition: str = ""
    script: str = ""
    seed: int = 0


def person(rng: np.random.Generator, layout: Layout = Layout.RESIDENT) -> CardPerson:
    """Return somebody who holds a card of ``layout``."""
    match layout:
        case Layout.RESIDENT:
            made = _resident(rng)
        case Layout.HMT_RESIDENCE:
            made = _hmt_resident(rng)
        case Layout.HMT_PASS:
            made = _pass_holder(rng)
        case Layout.FOREIGN_PERMANENT:
            made = _foreigner(rng)
        case Layout.PASSPORT:
            made = _traveller(rng)
    return replace(made, seed=int(rng.integers(1 << 30)))


def _resident(rng: np.random.Generator) -> CardPerson:
    home = one(rng, homes.divisions())
    born, sex = _birth(rng, youngest=1), _sex(rng)
    nation = "01" if rng.random() < 0.75 else one(rng, sorted(nations()))
    script = SCRIPT_OF.get(home.code[:2], "") if rng.random() < 0.8 else ""
    body = f"{home.code}{born:%Y%m%d}{_sequence(rng, sex)}"
    start, end = _term(rng, born)
    fields = {
        "document_type": "resident",
        "country": "CHN",
        "number": body + mod_11_2(body),
        "name": _name(rng, nation),
        "sex": sex,
        "nation": nation,
        "birth_date": born.isoformat(),
        "address": homes.address(rng, home),
        "authority": homes.authority(rng, home),
        "valid_from": start.isoformat(),
        "valid_to": end.isoformat() if end else LONG_TERM,
    }
    return CardPerson(Layout.RESIDENT, fields, {"nation": nations()[nation]}, script=script)


def _hmt_resident(rng: np.random.Generator) -> CardPerson:
    prefix = one(rng, ("810000", "820000", "830000"))
    born, sex, home = _birth(rng, youngest=6), _sex(rng), one(rng, homes.divisions())
    body = f"{prefix}{born:%Y%m%d}{_sequence(rng, sex)}"
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 5 * 365 - 30)))
    fields = {
        "document_type": "hmt_residence",
        "number": body + mod_11_2(body),
        "name": _name(rng, "01"),
        "sex": sex,
        "birth_date": born.isoformat(),
        "address": homes.address(rng, home),
        "authority": homes.authority(rng, home),
        "valid_from": start.isoformat(),
        "valid_to": _years_on(start, 5).isoformat(),
        "pass_number": _pass_number(rng, {"810000": "H", "820000": "M", "830000": ""}[prefix]),
    }
    return CardPerson(Layout.HMT_RESIDENCE, fields, {"issue_count": f"{int(rng.integers(1, 5)):02d}"})


def _pass_holder(rng: np.random.Generator) -> CardPerson:
    letter = one(rng, ("H", "M", ""))
    born, sex = _birth(rng, youngest=1), _sex(rng)
    name, latin = _spelt_name(rng)
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 5 * 365 - 30)))
    years = 10 if _age(born, start) >= 18 and letter else 5
    fields = {
        "document_type": "hk_macau_pass" if letter else "taiwan_pass",
        "number": _pass_number(rng, letter),
        "name": name,
        "name_en": latin,
        "sex": sex,
        "birth_date": born.isoformat(),
        "authority": one(rng, ("公安部出入境管理局", "中华人民共和国出入境管理局", "国家移民管理局")),
        "valid_from": start.isoformat(),
        "valid_to": _ends(start, years).isoformat(),
    }
    printed = {"issue_count": f"{int(rng.integers(1, 9)):02d}", "place": one(rng, ("广东", "福建", "公安部"))}
    return CardPerson(Layout.HMT_PASS, fields, printed, edition="hk" if letter else "tw")


def _foreigner(rng: np.random.Generator) -> CardPerson:
    country, numeric, printed_country, surname, given, chinese = one(rng, words.FOREIGNERS)
    born, sex = _birth(rng, youngest=18), _sex(rng)
    edition = one(rng, ("2017", "2023"))
    where = one(rng, homes.divisions()).code
    if edition == "2017":
        body = f"{country}{where[:4]}{born:%y%m%d}{2 * int(rng.integers(5)) + (sex == '1')}"
        number = body + weights_7_3_1(body)
    else:
        body = f"9{where[:2]}{numeric}{born:%Y%m%d}{_sequence(rng, sex)}"
        number = body + mod_11_2(body)
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 10 * 365 - 30)))
    latin = f"{surname} {given}"
    fields = {
        "document_type": "foreign_permanent",
        "country": country,
        "number": number,
        "name": chinese or latin,
        "name_en": latin,
        "sex": sex,
        "birth_date": born.isoformat(),
        "authority": "公安部出入境管理局" if edition == "2017" else "国家移民管理局",
        "valid_from": start.isoformat(),
        "valid_to": _ends(start, 10).isoformat(),
    }
    printed = {
        "surname": surname,
        "given": given,
        "country": f"{printed_country}/{country}",
        "issue_count": "00" if edition == "2017" else "01",
    }
    return CardPerson(Layout.FOREIGN_PERMANENT, fields, printed, edition=edition)


def _traveller(rng: np.random.Generator) -> CardPerson:
    if rng.random() < 0.5:
        country, _numeric, printed_country, surname, given, _chinese = one(rng, words.FOREIGNERS)
        name = f"{surname} {given}"
    else:
        country, printed_country = "CHN", "中国"
        name, latin = _spelt_name(rng)
        surname, _, given = latin.partition(" ")
    born, sex = _birth(rng, youngest=1), _sex(rng)
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 5 * 365 - 30)))
    end = _ends(start, 10 if _age(born, start) >= 16 else 5)
    number = one(rng, ("E", "EA", "EJ", "G", "P", "X")).ljust(9, "#")
    number = "".join(str(int(rng.integers(10))) if place == "#" else place for place in number)
    names = f"{surname}<<{given}".replace(" ", "<")
    first = f"P{'O' if country == 'CHN' else '<'}{country}{names}"[:44].ljust(44, "<")
    gender = {"1": "M", "2": "F"}[sex]
    parts = [_checked(number), _checked(f"{born:%y%m%d}"), _checked(f"{end:%y%m%d}"), _checked("<" * 14)]
    second = f"{parts[0]}{country}{parts[1]}{gender}{parts[2]}{parts[3]}"
    second += weights_7_3_1("".join(parts))
    fields = {
        "document_type": "passport",
        "country": country,
        "number": number,
        "name": name,
        "name_en": f"{surname} {given}",
        "sex": sex,
        "birth_date": born.isoformat(),
        "valid_from": start.isoformat(),
        "valid_to": end.isoformat(),
    }
    printed = {
        "surname": surname,
        "given": given,
        "country": f"{printed_country}/{country}",
        "mrz_1": first,
        "mrz_2": second,
        "place": one(rng, ("北京/BEIJING", "四川/SICHUAN", "上海/SHANGHAI", "广东/GUANGDONG")),
    }
    return CardPerson(Layout.PASSPORT, fields, printed)


def _checked(part: str) -> str:
    return part + weights_7_3_1(part)


def _name(rng: np.random.Generator, nation: str) -> str:
    if nation not in ("01", "11", "15", "03", "08") and rng.random() < 0.6:
        parts = ["".join(several(rng, words.SYLLABLES, int(rng.integers(2, 5)))) for _ in range(2)]
        if rng.random() < 0.15:
            parts = ["".join(several(rng, words.SYLLABLES, 4)) + "尔", "".join(several(rng, words.SYLLABLES, 7))]
        return ("·" if rng.random() < 0.9 else "").join(parts)[:15]
    chance = rng.random()
    if chance < 0.06:
        surname = one(rng, words.DOUBLE_SURNAMES)
    elif chance < 0.12:
        surname = one(rng, words.RARE_SURNAMES)
    else:
        surname = one(rng, words.SURNAMES)
    given = "".join(several(rng, words.GIVEN, 1 if rng.random() < 0.2 else 2))
    rare = rng.random()
    if rare < 0.12:
        given = given[:-1] + one(rng, words.UNCOMMON)
    elif rare < 0.15:
        given = given[:-1] + one(rng, words.BEYOND_GBK)
    return surname + given


def _spelt_name(rng: np.random.Generator) -> tuple[str, str]:
    surname, given = one(rng, words.SPELT_SURNAMES), "".join(several(rng, words.SPELT_GIVEN, int(rng.integers(1, 3))))
    return surname + given, f"{words.READINGS[surname]} {''.join(words.READINGS[each] for each in given)}"


def _term(rng: np.random.Generator, born: date) -> tuple[date, date | None]:
    """Return a validity that fits the age at issue (居民身份证法 5): 5 years under 16, 10, 20, from 46 on 长期."""
    for _ in range(40):
        start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, min(19 * 365, (DAY_OF_ISSUE - born).days))))
        age = _age(born, start)
        years = 5 if age < 16 else 10 if age < 26 else 20
        if age >= 46:
            return start, None
        if _years_on(start, years) > DAY_OF_ISSUE:
            return start, _years_on(start, years)
    start = DAY_OF_ISSUE - timedelta(days=30)
    return start, _years_on(start, 5)


def _birth(rng: np.random.Generator, *, youngest: int) -> date:
    oldest = DAY_OF_ISSUE - timedelta(days=95 * 365)
    return oldest + timedelta(days=int(rng.integers((95 - youngest) * 365)))


def _sex(rng: np.random.Generator) -> str:
    return one(rng, ("1", "2"))


def _sequence(rng: np.random.Generator, sex: str) -> str:
    return f"{2 * int(rng.integers(500)) + (sex == '1'):03d}"


def _pass_number(rng: np.random.Generator, letter: str) -> str:
    return f"{letter}{int(rng.integers(100_000_000)):08d}"


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _years_on(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _ends(start: date, years: int) -> date:
    # Travel documents end the day before, resident cards on the same day.
    return _years_on(start, years) - timedelta(days=1)


@lru_cache(maxsize=1)
def nations() -> dict[str, str]:
    """Return code → name as printed on a card."""
    listed = tomllib.loads((CODES / "nations.toml").read_text(encoding="utf-8"))["codes"]
    return {code: entry["zh_CN"] for code, entry in listed.items() if code < "57"}
