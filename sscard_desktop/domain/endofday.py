# SPDX-License-Identifier: Apache-2.0
"""The end of a day: what was done, and what is still open at the station, by clerk.

Open is what the station hasn't let go of: nobody finished it, printed it, signed it, reviewed it or exported it. It is
told as it stands now, whatever day the figures are of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sscard_desktop.domain.record import RecordId, RecordSummary, Status


class Gap(StrEnum):
    """What is still to be done with a record."""

    UNFINISHED = "unfinished"
    RETURNED = "returned"
    UNPRINTED = "unprinted"
    UNSIGNED = "unsigned"
    UNREVIEWED = "unreviewed"
    UNEXPORTED = "unexported"


_BY_STATUS = {
    Status.DRAFT: Gap.UNFINISHED,
    Status.CONFIRMED: Gap.UNFINISHED,
    Status.RETURNED: Gap.RETURNED,
    Status.WITHDRAWN: Gap.RETURNED,
    Status.SUBMITTED: Gap.UNREVIEWED,
    Status.APPROVED: Gap.UNEXPORTED,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that the station hasn't let go of.

    Attributes:
        clerk: who submitted it, or took it while nobody has.
        signed: a signature or a signed form is kept with it.
    """

    summary: RecordSummary
    clerk: str
    unit: str
    signed: bool


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """One line of what is open; it names the person, for whoever has to look for the paper."""

    id: RecordId
    name: str = field(repr=False)
    number: str = field(repr=False)
    receipt_number: str
    clerk: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class ClerkDay:
    """One clerk's figures.

    Attributes:
        submitted, approved, returned: of their records, on that day.
        open: what of theirs is open now, by gap.
    """

    clerk: str
    submitted: int = 0
    approved: int = 0
    returned: int = 0
    open: Mapping[Gap, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submitted:
    """How many people one clerk submitted on a day, for one unit and kind of business."""

    clerk: str
    unit: str
    business: str
    people: int


@dataclass(frozen=True, slots=True)
class DayReport:
    """A day at a station.

    Attributes:
        made_at: when it was made: what is open is as of then.
        units, businesses: name → people submitted, the most first; ``""`` is no unit.
        names: log-in name → what the person is called, where that is another.
        open: who is open, by clerk and receipt number.
        unlisted: how many more are open than are listed.
        batches: numbers of the batches that were sealed that day.
        head: the audit trail's end as it is printed, to be compared with later.
        asks_signature: whether unsigned records are told: the city asks for it, or this station does it.
    """

    day: date
    station: str
    station_number: int
    made_at: datetime
    made_by: str
    people: int
    units: tuple[tuple[str, int], ...]
    businesses: tuple[tuple[str, int], ...]
    clerks: tuple[ClerkDay, ...]
    open: tuple[OpenRecord, ...]
    unlisted: int
    batches: tuple[str, ...]
    head: str
    asks_signature: bool
    names: Mapping[str, str] = field(default_factory=dict)

    def called(self, clerk: str) -> str:
        """Return what people call a clerk."""
        return self.names.get(clerk, clerk)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is told of at this station, in order."""
        return tuple(gap for gap in Gap if gap is not Gap.UNSIGNED or self.asks_signature)

    def total(self, gap: Gap) -> int:
        """Return how many records have a gap."""
        return sum(each.open.get(gap, 0) for each in self.clerks)


def gaps_of(kept: Kept, *, printable: bool, asks_signature: bool) -> tuple[Gap, ...]:
    """Return what is still to be done with a record.

    Args:
        printable: its kind of business has a form to be printed and signed.
        asks_signature: signatures are kept here.
    """
    found = _BY_STATUS.get(kept.summary.status)
    if found is None:
        return ()
    handed_in = found in (Gap.UNREVIEWED, Gap.UNEXPORTED)
    return tuple(
        gap
        for gap, holds in (
            (Gap.UNPRINTED, handed_in and printable and not kept.summary.prints),
            (Gap.UNSIGNED, handed_in and asks_signature and not kept.signed),
            (found, True),
        )
        if holds
    )
