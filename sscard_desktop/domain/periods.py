# SPDX-License-Identifier: Apache-2.0
"""Times of whole days at the counter: a day, week, month or year by one key, or from one day to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sscard_desktop.domain.chinatime import midnight

LONGEST_DAYS = 3660
_DAYS_APART = 62
"""A longer time is drawn by months: more columns than two months have can't be read."""


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
