# SPDX-License-Identifier: Apache-2.0
"""The demo station's applicants: fictitious people with different documents and lives (``resources/samples``).

Numbers get right check characters and dates that fit the day of the demo, so that the real rules judge them: one
document is about to expire whatever the year.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from sscard_desktop.domain.card import Card, CardType
from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.services.ports import DemoPerson

USUAL_FILE = "demo-people.toml"
_MORE_GIVEN_NAMES = ("嘉怡", "浩然", "思远", "雅琴", "晓东", "佳琪", "文博", "春梅", "志远", "丽娟", "海燕")
_MAX_PEOPLE = 900


def demo_people(samples: Path, count: int, today: date, *, file: str = USUAL_FILE) -> Sequence[DemoPerson]:
    """Return ``count`` people (at most 900), the same for the same day.

    Args:
        file: whose lives: of the usual eleven stories, or those of a file beside it; behind its last person it starts
            again with other given names.
    """
    data = tomllib.loads((samples / file).read_text(encoding="utf-8"))
    templates = data["person"]
    count = max(0, min(count, _MAX_PEOPLE))
    return [
        _person(data["defaults"], templates[index % len(templates)], index, len(templates), today)
        for index in range(count)
    ]


def _person(
    defaults: Mapping[str, object], template: Mapping[str, object], index: int, stories: int, today: date
) -> DemoPerson:
    told = {**defaults, **template}
    again = index // stories
    name = str(told["name"])
    if again:
        name = name[0] + _MORE_GIVEN_NAMES[(index + again) % len(_MORE_GIVEN_NAMES)]
    born = _years_before(today, int(str(told["age_years"]))) - timedelta(days=40 + 3 * again)
    card = _card(told, name, born, index, today)
    values = {**_texts(defaults.get("values")), **_texts(template.get("values"))}
    mobile = f"139{index:08d}"
    values["mobile"] = mobile
    values["social_security_number"] = f"01{37_000_000 + index}"
    for key in ("post_phone", "agent_mobile"):
        if key in values:
            values[key] = f"138{index:08d}"
    if values.get("agent_number"):
        values["agent_number"] = _number("510107", _years_before(today, 38), 100 + index % 800, sex="1")
    return DemoPerson(
        story=str(told["story"]), card=card, values=values, seed=index, dead_chip=bool(told.get("dead_chip"))
    )


def _card(told: Mapping[str, object], name: str, born: date, index: int, today: date) -> Card:
    kind = CardType(str(told.get("type", "resident")))
    sex = str(told["sex"])
    sequence = 100 + index % 800
    long_term = bool(told.get("long_term"))
    valid_to = (
        today + timedelta(days=int(str(told["valid_days"])))
        if "valid_days" in told
        else _years_before(today, -int(str(told["valid_years"])))
    )
    valid_from = _years_before(today, 5) if long_term else _issued(valid_to, born, kind)
    if kind is CardType.FOREIGNER_2023:
        number = _check(f"951{told['nationality_number']}{born:%Y%m%d}{_with_sex(sequence, sex):03d}")
        return Card(
            type=kind,
            number=number,
            name=name,
            name_en=str(told["name_en"]),
            sex=sex,
            birth_date=born,
            valid_from=valid_from,
            valid_to=valid_to,
            nationality=str(told["nationality"]),
            issue_count="01",
            related_number="000",
        )
    number = _number(str(told["division"]), born, sequence, sex=sex)
    resident = kind is CardType.RESIDENT
    return Card(
        type=kind,
        number=number,
        name=name,
        sex=sex,
        nation=str(told.get("nation", "")) if resident else "",
        birth_date=born,
        address=str(told["address"]),
        authority=str(told["authority"]),
        valid_from=valid_from,
        valid_to=None if long_term else valid_to,
        long_term=long_term,
        nationality="CHN" if resident else "",
        pass_number="" if resident else f"H{index:08d}",
        issue_count="" if resident else "01",
    )


def _issued(valid_to: date, born: date, kind: CardType) -> date:
    """Return when a card was issued that ends on this day: its term follows from the holder's age then.

    Resident cards (居民身份证法, article 5) have 5 years below 16, 10 up to 25, 20 up to 45. Residence permits have 5,
    foreign permanent residents' cards 10.
    """
    if kind is CardType.HMT:
        return _years_before(valid_to, 5)
    if kind is not CardType.RESIDENT:
        return _years_before(valid_to, 10)
    for years, youngest, oldest in ((20, 26, 45), (10, 16, 25), (5, 0, 15)):
        issued = _years_before(valid_to, years)
        age = issued.year - born.year - ((issued.month, issued.day) < (born.month, born.day))
        if youngest <= age <= oldest:
            return issued
    return _years_before(valid_to, 5)


def _number(division: str, born: date, sequence: int, *, sex: str) -> str:
    return _check(f"{division}{born:%Y%m%d}{_with_sex(sequence, sex):03d}")


def _check(seventeen: str) -> str:
    return seventeen + mod_11_2(seventeen)


def _with_sex(sequence: int, sex: str) -> int:
    """Make a sequence number odd for men, even for women (GB 11643)."""
    return sequence // 2 * 2 + (sex == "1")


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _texts(values: object) -> dict[str, str]:
    return {str(key): str(value) for key, value in values.items()} if isinstance(values, Mapping) else {}
