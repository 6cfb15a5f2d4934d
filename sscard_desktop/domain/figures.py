# SPDX-License-Identifier: Apache-2.0
"""A station in figures: what is counted, over which time, and how counts become what a person reads.

Only counts, never anybody: nothing here holds a name, a number or a record of an applicant. A unit of a handful of
people is told together with others, since a rate of one person is that person's own story.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sscard_desktop.domain.chinatime import midnight
from sscard_desktop.domain.record import Status

LEAST = 5
"""Units of fewer people aren't told apart, and fewer measurements have no middle that is told."""
LONGEST_DAYS = 3660
_DAYS_APART = 62
"""A longer time is drawn by months: more columns than two months have can't be read."""
OTHER_UNITS = "\0others"
"""Stands for the units that are too small to be told apart."""


class Span(StrEnum):
    """Times that are chosen by one key."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days at the counter, ``first`` and ``last`` included.

    Raises:
        ValueError: it ends before it begins, or takes more than :data:`LONGEST_DAYS`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if not self.first <= self.last or self.days > LONGEST_DAYS:
            raise ValueError("a period ends before it begins, or has no end")

    @classmethod
    def of(cls, span: Span, day: date) -> Period:
        """Return the day, week (from Monday), month or year in which ``day`` lies."""
        if span is Span.DAY:
            return cls(day, day)
        if span is Span.WEEK:
            monday = day - timedelta(days=day.weekday())
            return cls(monday, monday + timedelta(days=6))
        if span is Span.MONTH:
            first = day.replace(day=1)
            return cls(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
        return cls(day.replace(month=1, day=1), day.replace(month=12, day=31))

    def moved(self, span: Span, by: int) -> Period:
        """Return the ``span`` before (-1) or after (1) this one."""
        return Period.of(span, self.first - timedelta(days=1) if by < 0 else self.last + timedelta(days=1))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def begins(self) -> datetime:
        """The moment with which it begins."""
        return midnight(self.first)

    @property
    def ends(self) -> datetime:
        """The moment with which it is over."""
        return midnight(self.last + timedelta(days=1))

    @property
    def by_month(self) -> bool:
        """Whether it is told by months rather than by days."""
        return self.days > _DAYS_APART


@dataclass(frozen=True, slots=True)
class Taken:
    """People submitted by one clerk for one unit in one hour; ``day`` and ``hour`` are China's."""

    clerk: str
    unit: str
    day: date
    hour: int
    people: int


class Fate(StrEnum):
    """What others said of a clerk's records."""

    DECIDED = "decided"
    """A supervisor approved or returned it."""
    RETURNED = "returned"
    ANSWERED = "answered"
    """Bureau or bank said anything about it."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fated:
    """People of one clerk and unit whom a fate met in a time; each counts once."""

    clerk: str
    unit: str
    fate: Fate
    people: int


@dataclass(frozen=True, slots=True)
class Noted:
    """A picture of somebody submitted with which something was.

    Attributes:
        record: which one, as a number that means nothing outside the station.
        overridden: keys of the checks that said no and were overruled; of an ID picture its role.
        retaken: why an earlier shot was thrown away → how often; ``""`` is that nobody said.
    """

    record: int
    clerk: str
    unit: str
    overridden: tuple[str, ...] = ()
    retaken: Mapping[str, int] = field(default_factory=dict)


class Step(StrEnum):
    """What is done with a person at the counter, as the audit trail tells it."""

    FORM = "form"
    ID_PICTURES = "id_pictures"
    PHOTO = "photo"
    CONSENT = "consent"
    PRINT = "print"
    SIGN = "sign"
    SUBMIT = "submit"
    WHOLE = "whole"
    """All of it, from the card to the submission."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the trail about one record, as far as time is measured by it: whose moment, which action."""

    record: str
    action: str
    at_s: float


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something took: of ``count`` measurements the middle one, and the one that nine of ten stay below."""

    count: int
    middle_s: float
    most_s: float


@dataclass(frozen=True, slots=True)
class Row:
    """The counts of one clerk, of one unit, or of all.

    Attributes:
        people: submitted in the time.
        retaken: of those, whose photo was taken more than once.
        overridden: of those, of whom a picture was taken although a check said no.
        decided, returned: people on whom a supervisor decided in the time, and whom one sent back.
        answered, refused: people of whom bureau or bank told in the time, and whom they sent back.
    """

    name: str = ""
    people: int = 0
    retaken: int = 0
    overridden: int = 0
    decided: int = 0
    returned: int = 0
    answered: int = 0
    refused: int = 0

    def rate(self, part: str) -> float | None:
        """Return which share of those concerned ``retaken``, ``overridden``, ``returned`` or ``refused`` were.

        ``None`` where nobody was concerned.
        """
        whole = {"returned": self.decided, "refused": self.answered}.get(part, self.people)
        return min(getattr(self, part) / whole, 1.0) if whole else None

    def with_(self, other: Row) -> Row:
        """Return both together, under this one's name."""
        sums = {each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)[1:]}
        return replace(self, **sums)

    @property
    def concerned(self) -> int:
        """The most people that any of the counts is about."""
        return max(self.people, self.decided, self.answered)


@dataclass(frozen=True, slots=True)
class Figures:
    """A station, or one clerk, in figures.

    Attributes:
        clerk: whose, ``""`` everybody's.
        columns: day, or first day of a month → people submitted; every one of the period, in order.
        hours: hour of the day → people; from the first with anybody to the last.
        worked_hours: in how many hours anybody submitted, each clerk's own counted.
        waiting: how many are in which state now, whatever the period.
        steps: how long each step at the counter took.
        stays: how long records stayed in a state before they went on.
        retakes, overrides, refusals: why → how often, the most frequent first.
        clerks, units: the most people first; ``OTHER_UNITS`` last.
        names: log-in name → what the person is called, where that is another.
    """

    period: Period
    clerk: str
    made_at: datetime
    total: Row
    columns: Mapping[date, int]
    hours: Mapping[int, int]
    worked_hours: int
    waiting: Mapping[Status, int]
    steps: Mapping[Step, Duration]
    stays: Mapping[Status, Duration]
    retakes: Mapping[str, int]
    overrides: Mapping[str, int]
    refusals: Mapping[str, int]
    clerks: tuple[Row, ...]
    units: tuple[Row, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def called(self, clerk: str) -> str:
        """Return what people call a clerk."""
        return self.names.get(clerk, clerk)

    @property
    def an_hour(self) -> float | None:
        """People in an hour of one clerk in which anybody was submitted; ``None`` without any."""
        return self.total.people / self.worked_hours if self.worked_hours else None


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
