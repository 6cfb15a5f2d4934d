# SPDX-License-Identifier: Apache-2.0
"""How counts become what a person reads: columns, hours, rows by clerk and unit, reasons, middles.

A unit of a handful of people is told together with others, since a rate of one person is that person's own story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sscard_desktop.domain.figures import OTHER_UNITS, Duration, Fated, Noted, Row, Taken
from sscard_desktop.domain.periods import Period

LEAST = 5
"""Units of fewer people aren't told apart, and fewer measurements have no middle that is told."""


def columns_of(period: Period, taken: Iterable[Taken]) -> dict[date, int]:
    """Return the people by day, or by month in a long time; days without anybody are 0."""
    found: dict[date, int] = {}
    for offset in range(period.days):
        day = period.first + timedelta(days=offset)
        found[day.replace(day=1) if period.by_month else day] = 0
    for each in taken:
        key = each.day.replace(day=1) if period.by_month else each.day
        found[key] = found.get(key, 0) + each.people
    return found


def hours_of(taken: Iterable[Taken]) -> dict[int, int]:
    """Return the people by hour of the day, without gaps."""
    counted: Counter[int] = Counter()
    for each in taken:
        counted[each.hour] += each.people
    return {hour: counted[hour] for hour in range(min(counted), max(counted) + 1)} if counted else {}


def rows_of(taken: Sequence[Taken], fated: Sequence[Fated], noted: Sequence[Noted], *, by: str) -> tuple[Row, ...]:
    """Return the counts by ``"clerk"`` or ``"unit"``, or with ``""`` one row of all; the most people first."""

    def name(each: Taken | Fated | Noted) -> str:
        return str(getattr(each, by)) if by else ""

    counted: dict[str, Counter[str]] = {} if by else {"": Counter()}
    for person in taken:
        counted.setdefault(name(person), Counter())["people"] += person.people
    for told in fated:
        counted.setdefault(name(told), Counter())[told.fate] += told.people
    seen: set[tuple[str, int]] = set()
    for picture in noted:
        # One person may have several pictures with a word to them.
        for part, holds in (("overridden", picture.overridden), ("retaken", picture.retaken)):
            if holds and (part, picture.record) not in seen:
                seen.add((part, picture.record))
                counted.setdefault(name(picture), Counter())[part] += 1
    rows = [Row(each, **counts) for each, counts in counted.items()]
    return tuple(sorted(rows, key=lambda row: (-row.people, -row.concerned, row.name)))


def folded(rows: Iterable[Row], *, least: int = LEAST) -> tuple[Row, ...]:
    """Return the rows with those of fewer than ``least`` people put together, under :data:`OTHER_UNITS`.

    If those together are too few themselves, or are one unit alone that the sum would give away, the smallest of the
    others goes with them.
    """
    large = [row for row in rows if row.concerned >= least]
    small = [row for row in rows if row.concerned < least]
    if not small:
        return tuple(large)
    others = Row(OTHER_UNITS)
    for row in small:
        others = others.with_(row)
    if large and (len(small) == 1 or others.concerned < least):
        large.sort(key=lambda row: (-row.concerned, row.name))
        others = others.with_(large.pop())
    large.sort(key=lambda row: (-row.people, -row.concerned, row.name))
    return (*large, others)


def reasons_of(noted: Iterable[Noted]) -> tuple[dict[str, int], dict[str, int]]:
    """Return how often photos were taken again and why, and how often a check was overruled and which."""
    retakes: Counter[str] = Counter()
    overrides: Counter[str] = Counter()
    for each in noted:
        retakes.update(each.retaken)
        overrides.update(each.overridden)
    return most_first(retakes), most_first(overrides)


def most_first(counted: Mapping[str, int]) -> dict[str, int]:
    """Return the counts with the greatest first."""
    return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def duration_of(seconds: Iterable[float], *, least: int = LEAST) -> Duration | None:
    """Return the middle of measurements; ``None`` for fewer than ``least``, which would be somebody's own."""
    ordered = sorted(max(each, 0.0) for each in seconds)
    if len(ordered) < max(least, 1):
        return None
    return Duration(len(ordered), ordered[(len(ordered) - 1) // 2], ordered[(len(ordered) * 9 - 1) // 10])
