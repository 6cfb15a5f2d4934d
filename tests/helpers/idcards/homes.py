# SPDX-License-Identifier: Apache-2.0
"""Where made-up people are registered: real counties, made-up houses, the police of the place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import numpy as np

from tests.helpers.idcards import words

CODES = Path(__file__).parents[3] / "resources" / "codes"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Division:
    code: str
    province: str
    city: str
    county: str

    @property
    def full(self) -> str:
        return self.province + self.city + self.county


@lru_cache(maxsize=1)
def divisions() -> tuple[Division, ...]:
    """Return the counties and districts of today's list, with their full names."""
    table = json.loads((CODES / "divisions.json").read_text(encoding="utf-8"))["divisions"]
    today = {code: names[-1][0] for code, names in table.items() if names[-1][2] is None}
    found = []
    for code, county in today.items():
        if code.endswith("00") or code[:2] > "65":
            continue
        city = today.get(code[:4] + "00", "")
        if "直辖" in city or city in ("市辖区", "县") or "直辖" in county:
            city = ""
        found.append(Division(code, today[code[:2] + "0000"], city, county))
    return tuple(found)


def address(rng: np.random.Generator, home: Division) -> str:
    kind = rng.random()
    road = f"{one(rng, words.ROADS)}{one(rng, '路街道')}"
    if rng.random() < 0.3:
        road = road[:-1] + one(rng, ("东路", "西路", "南街", "北街", "一路", "大道", "巷"))
    number = int(rng.integers(1, 999))
    if kind < 0.3:
        village = f"{one(rng, words.VILLAGES)}{one(rng, ('村', '村民委员会'))}"
        tail = f"{village}{int(rng.integers(1, 19))}组{number % 200 + 1}号"
        return f"{home.full}{one(rng, words.ROADS)}镇{tail}"
    block, unit, room = int(rng.integers(1, 60)), int(rng.integers(1, 7)), int(rng.integers(101, 3309))
    if kind < 0.45:
        return f"{home.full}{road}{number}号"
    if kind < 0.75:
        return f"{home.full}{road}{number}号{block}栋{unit}单元{room}号"
    estate = f"{road}{number}号{one(rng, words.ESTATES)}{one(rng, ('', 'A区', 'B区', '二期', '（北区）'))}"
    return f"{home.full}{one(rng, words.ROADS)}街道{estate}{block}号楼{unit}单元{room}室"


def authority(rng: np.random.Generator, home: Division) -> str:
    if home.county.endswith("区"):
        city = home.city or home.province
        return f"{city}公安局{home.county[:-1]}分局" if rng.random() < 0.7 else f"{city}公安局{home.county}分局"
    return f"{home.county}公安局"


def one(rng: np.random.Generator, choices: Sequence[_T]) -> _T:
    return choices[int(rng.integers(len(choices)))]


def several(rng: np.random.Generator, choices: Sequence[str], count: int) -> list[str]:
    return [one(rng, choices) for _ in range(count)]
