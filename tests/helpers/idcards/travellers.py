# SPDX-License-Identifier: Apache-2.0
"""Holders who don't exist of travel permits, foreigners' cards and passports."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from sscard_desktop.domain.checkdigits import mod_11_2, weights_7_3_1
from sscard_desktop.domain.document import Layout
from tests.helpers.idcards import words
from tests.helpers.idcards.holders import (
    DAY_OF_ISSUE,
    CardPerson,
    age_at,
    any_birth,
    any_sex,
    ends,
    pass_number,
    sequence,
    spelt_name,
)
from tests.helpers.idcards.homes import divisions, one


def pass_holder(rng: np.random.Generator) -> CardPerson:
    letter = one(rng, ("H", "M", ""))
    born, sex = any_birth(rng, youngest=1), any_sex(rng)
    name, latin = spelt_name(rng)
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 5 * 365 - 30)))
    years = 10 if age_at(born, start) >= 18 and letter else 5
    fields = {
        "document_type": "hk_macau_pass" if letter else "taiwan_pass",
        "number": pass_number(rng, letter),
        "name": name,
        "name_en": latin,
        "sex": sex,
        "birth_date": born.isoformat(),
        "authority": one(rng, ("公安部出入境管理局", "中华人民共和国出入境管理局", "国家移民管理局")),
        "valid_from": start.isoformat(),
        "valid_to": ends(start, years).isoformat(),
    }
    printed = {"issue_count": f"{int(rng.integers(1, 9)):02d}", "place": one(rng, ("广东", "福建", "公安部"))}
    return CardPerson(Layout.HMT_PASS, fields, printed, edition="hk" if letter else "tw")


def foreigner(rng: np.random.Generator) -> CardPerson:
    country, numeric, printed_country, surname, given, chinese = one(rng, words.FOREIGNERS)
    born, sex = any_birth(rng, youngest=18), any_sex(rng)
    edition = one(rng, ("2017", "2023"))
    where = one(rng, divisions()).code
    if edition == "2017":
        body = f"{country}{where[:4]}{born:%y%m%d}{2 * int(rng.integers(5)) + (sex == '1')}"
        number = body + weights_7_3_1(body)
    else:
        body = f"9{where[:2]}{numeric}{born:%Y%m%d}{sequence(rng, sex)}"
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
        "valid_to": ends(start, 10).isoformat(),
    }
    printed = {
        "surname": surname,
        "given": given,
        "country": f"{printed_country}/{country}",
        "issue_count": "00" if edition == "2017" else "01",
    }
    return CardPerson(Layout.FOREIGN_PERMANENT, fields, printed, edition=edition)


def traveller(rng: np.random.Generator) -> CardPerson:
    if rng.random() < 0.5:
        country, _numeric, printed_country, surname, given, _chinese = one(rng, words.FOREIGNERS)
        name = f"{surname} {given}"
    else:
        country, printed_country = "CHN", "中国"
        name, latin = spelt_name(rng)
        surname, _, given = latin.partition(" ")
    born, sex = any_birth(rng, youngest=1), any_sex(rng)
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 5 * 365 - 30)))
    end = ends(start, 10 if age_at(born, start) >= 16 else 5)
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
