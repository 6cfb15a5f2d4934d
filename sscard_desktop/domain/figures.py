# SPDX-License-Identifier: Apache-2.0
"""A station in figures: what is counted, and what a person reads of it; :mod:`.figuring` makes the one of the other.

Only counts, never anybody: nothing here holds a name, a number or a record of an applicant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum

from sscard_desktop.domain.periods import Period
from sscard_desktop.domain.record import Status

OTHER_UNITS = "\0others"
"""Stands for the units that are too small to be told apart."""


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
