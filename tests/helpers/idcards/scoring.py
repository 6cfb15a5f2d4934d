# SPDX-License-Identifier: Apache-2.0
"""How well a card was found and read, given what is on it: corner errors, fields right, fields wrong and sure of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sscard_desktop.domain.document import Corners, DocumentReading
from sscard_desktop.domain.gb18030 import in_gbk

SCORED = (
    "number", "name", "name_en", "sex", "nation", "birth_date", "address", "authority", "valid_from", "valid_to",
    "pass_number", "country",
)  # fmt: skip
"""Fields of a record that a document may show, in the table's order."""
COMMON_NAME = "name (GBK)"
"""Names without a character beyond GBK, counted again: three in a hundred made-up holders have one, far too many."""


def corner_error(found: Corners, truth: Corners, *, turned: bool = True) -> float:
    """Return the largest distance of a corner from where it is, in widths of the card.

    ``turned``: any of the four ways to hold the card is right, as where its top is wasn't asked.
    """
    there, right = np.asarray(found, np.float64), np.asarray(truth, np.float64)
    width = float(np.hypot(*(right[1] - right[0])) + np.hypot(*(right[2] - right[3]))) / 2
    turns = range(4) if turned else range(1)
    errors = [float(np.hypot(*(np.roll(there, turn, axis=0) - right).T).max()) for turn in turns]
    return min(errors) / width


def edits(first: str, second: str) -> int:
    """Return how many characters have to be put in, left out or changed to make one text the other (Levenshtein)."""
    row = list(range(len(second) + 1))
    for number, left in enumerate(first, 1):
        before, row[0] = row[0], number
        for place, right in enumerate(second, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (left != right))
    return row[-1]


def spelt(key: str, value: str) -> str:
    """Return a value without what isn't a matter of reading: commas and blanks of Latin names."""
    return "".join(value.upper().replace(",", " ").split()) if key in ("name", "name_en") else value


@dataclass
class Count:
    """One field's outcomes over a run; ``characters`` sums what share of its characters was right."""

    asked: int = 0
    right: int = 0
    missing: int = 0
    sure_and_wrong: int = 0
    repaired: int = 0
    repaired_wrong: int = 0
    characters: float = 0.0

    def add(self, other: Count) -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def share(self, figure: float) -> float:
        """Return ``figure`` in per cent of what was asked."""
        return 100 * figure / self.asked if self.asked else float("nan")


@dataclass
class Tally:
    """A run's counts by field, and what went wrong, to be looked at."""

    fields: dict[str, Count] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    problems: Counter[str] = field(default_factory=Counter)

    def score(self, case: str, truth: Mapping[str, str], reading: DocumentReading, *, sure: float) -> None:
        """Count one document's reading; ``sure``: from this confidence on nobody is asked to look twice."""
        for key in SCORED:
            if key not in truth:
                continue
            told = reading.fields.get(key)
            one = Count(asked=1)
            if told is None:
                one.missing = 1
                self.wrong.append(f"{case} {key}: {truth[key]} not read")
            else:
                one.right = int(spelt(key, told.value) == spelt(key, truth[key]))
                one.characters = max(0.0, 1 - edits(told.value, truth[key]) / max(1, len(truth[key])))
                one.sure_and_wrong = int(not one.right and told.confidence >= sure)
                one.repaired, one.repaired_wrong = int(told.repaired), int(told.repaired and not one.right)
                if not one.right:
                    mark = " SURE" if one.sure_and_wrong else ""
                    self.wrong.append(f"{case} {key}: {truth[key]} as {told.value} ({told.confidence:.2f}){mark}")
            self.fields.setdefault(key, Count()).add(one)
            if key == "name" and all(map(in_gbk, truth[key])):
                self.fields.setdefault(COMMON_NAME, Count()).add(one)
        self.problems.update(reading.problems)

    def total(self, keys: Sequence[str] = SCORED) -> Count:
        """Return the sum over fields."""
        summed = Count()
        for key in keys:
            summed.add(self.fields.get(key, Count()))
        return summed


@dataclass
class Findings:
    """How a run's cards were found.

    Attributes:
        errors: each card's corner error in widths; infinite where none was found.
        upright: whether the card came out the right way up, of those found.
        sides: whether its side was told rightly, of those for which one was told.
    """

    errors: list[float] = field(default_factory=list)
    upright: list[bool] = field(default_factory=list)
    sides: list[bool] = field(default_factory=list)
    side_not_told: int = 0

    def within(self, limit: float = 0.01) -> float:
        """Return the share of cards, in per cent, whose corners were all found that close."""
        return percent([error < limit for error in self.errors])

    def missed(self) -> float:
        """Return the share of cards, in per cent, that weren't found at all."""
        return percent([not np.isfinite(error) for error in self.errors])

    def add(self, other: Findings) -> None:
        self.errors += other.errors
        self.upright += other.upright
        self.sides += other.sides
        self.side_not_told += other.side_not_told


def percent(outcomes: Sequence[bool]) -> float:
    """Return the share of ``outcomes`` in per cent; not a number of none."""
    return 100 * sum(outcomes) / len(outcomes) if outcomes else float("nan")
