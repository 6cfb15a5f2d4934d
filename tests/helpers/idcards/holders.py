# SPDX-License-Identifier: Apache-2.0
"""What a made-up holder is; their birth, sex, name and terms of validity, by chance and fitting each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sscard_desktop.domain.document import Layout
from tests.helpers.idcards import words
from tests.helpers.idcards.homes import one, several

DAY_OF_ISSUE = date(2026, 3, 1)
"""Every card was issued before this day and is valid on it."""


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


def any_name(rng: np.random.Generator, nation: str) -> str:
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


def spelt_name(rng: np.random.Generator) -> tuple[str, str]:
    surname, given = one(rng, words.SPELT_SURNAMES), "".join(several(rng, words.SPELT_GIVEN, int(rng.integers(1, 3))))
    return surname + given, f"{words.READINGS[surname]} {''.join(words.READINGS[each] for each in given)}"


def any_term(rng: np.random.Generator, born: date) -> tuple[date, date | None]:
    """Return a validity that fits the age at issue (居民身份证法 5): 5 years under 16, 10, 20, from 46 on 长期."""
    for _ in range(40):
        start = DAY_OF_ISSUE - timedelta(days=int(rng.integers(1, min(19 * 365, (DAY_OF_ISSUE - born).days))))
        age = age_at(born, start)
        years = 5 if age < 16 else 10 if age < 26 else 20
        if age >= 46:
            return start, None
        if years_on(start, years) > DAY_OF_ISSUE:
            return start, years_on(start, years)
    start = DAY_OF_ISSUE - timedelta(days=30)
    return start, years_on(start, 5)


def any_birth(rng: np.random.Generator, *, youngest: int) -> date:
    oldest = DAY_OF_ISSUE - timedelta(days=95 * 365)
    return oldest + timedelta(days=int(rng.integers((95 - youngest) * 365)))


def any_sex(rng: np.random.Generator) -> str:
    return one(rng, ("1", "2"))


def sequence(rng: np.random.Generator, sex: str) -> str:
    return f"{2 * int(rng.integers(500)) + (sex == '1'):03d}"


def pass_number(rng: np.random.Generator, letter: str) -> str:
    return f"{letter}{int(rng.integers(100_000_000)):08d}"


def age_at(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def years_on(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28) if day.month == 2 else day.day)


def ends(start: date, years: int) -> date:
    # Travel documents end the day before, resident cards on the same day.
    return years_on(start, years) - timedelta(days=1)
