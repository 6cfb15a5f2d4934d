# SPDX-License-Identifier: Apache-2.0
"""How long a station keeps people's data, what is kept beyond, and what stays of a record that was destroyed.

The Personal Information Protection Law (个人信息保护法) asks for the shortest time that the purpose needs (art. 19) and
for deletion when the purpose is reached (art. 47). A profile gives the days; 0 keeps for ever. What waits for a
decision (submitted, approved) is never destroyed by time alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sscard_desktop.domain.record import RecordId, Status

DISCARDED = "discarded"
"""Status in the tombstone of a draft that the clerk discarded: the record itself is gone already."""
ROSTER = "roster"
"""Status of a whole roster; its id stands for the record's."""
LISTED = "listed"
"""Status of a person on a roster; their row's id stands for the record's."""
_DRAFTS = frozenset({Status.DRAFT, Status.CONFIRMED, Status.RETURNED, Status.WITHDRAWN})
_AT_BUREAU = frozenset(
    {
        Status.EXPORTED,
        Status.VERIFYING,
        Status.OPENING_ACCOUNT,
        Status.MAKING,
        Status.LOADING_KEYS,
        Status.READY,
    }
)
MAX_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class RetentionSpec:
    """A profile's periods, in days; 0 keeps for ever.

    Attributes:
        acknowledged_days: after the card was issued, or the batch acknowledged.
        exported_days: after the export, where no answer comes.
        void_days: after a record was voided.
        drafts_days: after the last touch of what was never submitted, or came back and lies.
        discarded_days: what the audit trail tells of a discarded draft.
        original_days: the frame or file that a photo was made from; 0 keeps it as long as its record.
        rosters_days: after a roster was closed, or else imported the last time.
    """

    acknowledged_days: int = 90
    exported_days: int = 365
    void_days: int = 90
    drafts_days: int = 180
    discarded_days: int = 30
    original_days: int = 0
    rosters_days: int = 180


class Cause(StrEnum):
    """Why a record was destroyed."""

    RETENTION = "retention"
    REQUEST = "request"
    """Its person asked for it."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A record that is kept whatever its time: a dispute, an inspection."""

    record: RecordId
    at: datetime
    operator: str
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """What decides how long a record is kept.

    Attributes:
        status: a :class:`Status`, :data:`DISCARDED`, :data:`ROSTER` or :data:`LISTED`.
        since: when it came into that status; of what was never submitted, the last touch.
        acknowledged: its batch was answered.
        held: it is on hold.
        in_batch: it is in a batch that isn't out yet.
    """

    record: RecordId
    status: str
    created_at: datetime
    since: datetime
    pictures: int = 0
    size_bytes: int = 0
    acknowledged: bool = False
    held: bool = False
    in_batch: bool = False


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a record that was destroyed.

    Attributes:
        sha256: digest over id, values and pictures as they were: proves later which content it was, tells none.
    """

    record: RecordId
    status: str
    created_at: datetime
    submitted_at: datetime | None
    destroyed_at: datetime
    operator: str
    cause: Cause
    certificate: str
    pictures: int
    sha256: str


def due_at(life: Lifetime, spec: RetentionSpec) -> datetime | None:
    """Return when a record's time is over, ``None`` if time alone never ends it."""
    if life.status == Status.ISSUED or (life.acknowledged and life.status in _AT_BUREAU):
        days = spec.acknowledged_days
    elif life.status in _AT_BUREAU:
        days = spec.exported_days
    elif life.status == Status.VOID:
        days = spec.void_days
    elif life.status in _DRAFTS and not life.in_batch:
        days = spec.drafts_days
    elif life.status == DISCARDED:
        days = spec.discarded_days
    elif life.status == ROSTER:
        days = spec.rosters_days
    else:
        return None
    return life.since + timedelta(days=days) if days else None
