# SPDX-License-Identifier: Apache-2.0
"""A roster for several laptops: everybody in exactly one part, in the list's order, units together where asked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sscard_desktop.domain.roster import RosterRow

MOST_PARTS = 50


def in_turn(rows: Sequence[RosterRow], parts: int) -> list[list[RosterRow]]:
    """Return so many stretches of the list, none of which has more than one person more than another."""
    each, over = divmod(len(rows), parts)
    bounds = [number * each + min(number, over) for number in range(parts + 1)]
    return [list(rows[start:end]) for start, end in pairwise(bounds)]


def by_unit(rows: Sequence[RosterRow], parts: int) -> list[list[RosterRow]]:
    """Return so many parts of about one size, no unit (现今工作单位, or else the insured one) in two of them.

    The largest units first, each to the part that has the fewest people until then.
    """
    units: dict[str, list[RosterRow]] = {}
    for row in rows:
        units.setdefault(unit_of(row), []).append(row)
    found: list[list[RosterRow]] = [[] for _ in range(parts)]
    for people in sorted(units.values(), key=len, reverse=True):
        min(found, key=len).extend(people)
    return [sorted(part, key=lambda row: row.position) for part in found]


def unit_of(row: RosterRow) -> str:
    """Return the unit that a person is listed under."""
    return row.value("unit") or row.value("insured_unit_name")
