# SPDX-License-Identifier: Apache-2.0
"""When the people of a roster are asked to come: equal slots from a beginning on, around breaks, day after day.

Answers for times only. Who gets which is the list's order, so that a department comes together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import RefusedError

LONGEST_SLOT_MINUTES = 240
MOST_PER_SLOT = 500
_MOST_DAYS = 366
_SOME_DAY = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Break:
    """A time of each day in which nobody is asked to come, in China's time; ``until`` itself is free again."""

    start: time
    until: time


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """How a drive's days are cut.

    Attributes:
        start: the first slot, aware.
        minutes: how long one is.
        per_slot: how many people come in one.
        breaks: such as noon; a slot that would reach into one begins after it.
        until: when a day ends, in China's time: a slot that would reach beyond is the next day's first, at ``start``'s
            time of day. ``None`` ends a day at midnight.
        free_days: days on which nobody comes.
    """

    start: datetime
    minutes: int
    per_slot: int
    breaks: tuple[Break, ...] = ()
    until: time | None = None
    free_days: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        """Raise ``RefusedError("drive.slots_impossible")`` for a plan that never gets anywhere."""
        sized = 1 <= self.minutes <= LONGEST_SLOT_MINUTES and 1 <= self.per_slot <= MOST_PER_SLOT
        ordered = all(each.start < each.until for each in self.breaks)
        if not sized or not ordered or self.start.tzinfo is None or self._first_of(_SOME_DAY) is None:
            raise RefusedError("drive.slots_impossible")

    def times(self) -> Iterator[datetime]:
        """Yield when each person comes, the first ones first; ends after a year of days.

        Raises:
            RefusedError: ``drive.slots_impossible``, on the first day nothing is left after ``start``.
        """
        length = timedelta(minutes=self.minutes)
        first = self.start.astimezone(CHINA)
        for days in range(_MOST_DAYS):
            day = first.date() + timedelta(days=days)
            if day in self.free_days:
                continue
            at = self._free_from(datetime.combine(day, first.timetz()))
            while at is not None:
                for _ in range(self.per_slot):
                    yield at
                at = self._free_from(at + length)

    def _first_of(self, day: date) -> datetime | None:
        return self._free_from(datetime.combine(day, self.start.astimezone(CHINA).timetz()))

    def _free_from(self, at: datetime) -> datetime | None:
        """Return the first slot at or after a time that lies in no break, on the same day; ``None``: there is none."""
        day, length = at.date(), timedelta(minutes=self.minutes)
        for rest in sorted(self.breaks, key=lambda each: each.start):
            starts, ends = (datetime.combine(day, each, CHINA) for each in (rest.start, rest.until))
            if at < ends and at + length > starts:
                at = ends
        closes = datetime.combine(day + timedelta(days=1), time(), CHINA)
        if self.until is not None:
            closes = datetime.combine(day, self.until, CHINA)
        return at if at.date() == day and at + length <= closes else None
