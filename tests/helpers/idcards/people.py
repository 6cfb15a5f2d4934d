# SPDX-License-Identifier: Apache-2.0
"""Holders of cards who don't exist: made by chance from public lists, their numbers right in form only.

Answers for what is *printed*; the truth is in the record's spelling (dates ISO, codes for sex and nation), so that a
reading can be compared with it as it is. The same generator gives the same person.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.document import Layout
from sscard_desktop.domain.fields import LONG_TERM
from tests.helpers.idcards import homes
from tests.helpers.idcards.holders import (
    DAY_OF_ISSUE,
    CardPerson,
    any_birth,
    any_name,
    any_sex,
    any_term,
    pass_number,
    sequence,
    years_on,
)
from tests.helpers.idcards.homes import CODES, one
from tests.helpers.idcards.travellers import foreigner, pass_holder, traveller

DEVELOPMENT, HELD_OUT = 1, 2
"""Two families of seeds that never meet: what the thresholds are set with, and what is only ever counted."""

# Printed with a second line in the script of the region; on a generator's card that line is decoration.
SCRIPT_OF = MappingProxyType({"15": "mongolian", "65": "uyghur", "54": "tibetan", "45": "zhuang"})


def person(rng: np.random.Generator, layout: Layout = Layout.RESIDENT) -> CardPerson:
    """Return somebody who holds a card of ``layout``."""
    match layout:
        case Layout.RESIDENT:
            made = _resident(rng)
        case Layout.HMT_RESIDENCE:
            made = _hmt_resident(rng)
        case Layout.HMT_PASS:
            made = pass_holder(rng)
        case Layout.FOREIGN_PERMANENT:
            made = foreigner(rng)
        case Layout.PASSPORT:
            made = traveller(rng)
    return replace(made, seed=int(rng.integers(1 << 30)))


def _resident(rng: np.random.Generator) -> CardPerson:
    home = one(rng, homes.divisions())
    born, sex = any_birth(rng, youngest=1), any_sex(rng)
    nation = "01" if rng.random() < 0.75 else one(rng, sorted(nations()))
    script = SCRIPT_OF.get(home.code[:2], "") if rng.random() < 0.8 else ""
    body = f"{home.code}{born:%Y%m%d}{sequence(rng, sex)}"
    start, end = any_term(rng, born)
    fields = {
        "document_type": "resident",
        "country": "CHN",
        "number": body + mod_11_2(body),
        "name": any_name(rng, nation),
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
    born, sex, home = any_birth(rng, youngest=6), any_sex(rng), one(rng, homes.divisions())
    body = f"{prefix}{born:%Y%m%d}{sequence(rng, sex)}"
    start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, 5 * 365 - 30)))
    fields = {
        "document_type": "hmt_residence",
        "number": body + mod_11_2(body),
        "name": any_name(rng, "01"),
        "sex": sex,
        "birth_date": born.isoformat(),
        "address": homes.address(rng, home),
        "authority": homes.authority(rng, home),
        "valid_from": start.isoformat(),
        "valid_to": years_on(start, 5).isoformat(),
        "pass_number": pass_number(rng, {"810000": "H", "820000": "M", "830000": ""}[prefix]),
    }
    return CardPerson(Layout.HMT_RESIDENCE, fields, {"issue_count": f"{int(rng.integers(1, 5)):02d}"})


@lru_cache(maxsize=1)
def nations() -> dict[str, str]:
    """Return code → name as printed on a card."""
    listed = tomllib.loads((CODES / "nations.toml").read_text(encoding="utf-8"))["codes"]
    return {code: entry["zh_CN"] for code, entry in listed.items() if code < "57"}
