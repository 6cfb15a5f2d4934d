# SPDX-License-Identifier: Apache-2.0
"""One applicant's record and its life: which state it is in, which moves lead from there, who may make them when.

Stored status is the life cycle only. Whether a record is complete is computed (``rules``); "printed" is a count and a
time; there is no state "exporting".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NewType

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.photo import PictureRole

RecordId = NewType("RecordId", str)


class Status(StrEnum):
    """States of a record, 草稿 to 已发放."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    EXPORTED = "exported"
    VERIFYING = "verifying"
    OPENING_ACCOUNT = "opening_account"
    MAKING = "making"
    LOADING_KEYS = "loading_keys"
    READY = "ready"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    VOID = "void"


class Move(StrEnum):
    """What people and feedback files do to a record."""

    EDIT = "edit"
    CONFIRM = "confirm"
    SUBMIT = "submit"
    AMEND = "amend"
    """The clerk takes a submission back to mend it, within the profile's hours."""
    WITHDRAW = "withdraw"
    """撤销上报 by a supervisor, with a reason, before any upload took it."""
    FIRST_APPROVE = "first_approve"
    """初审通过: the first of two supervisors approves; the record still waits for the other."""
    APPROVE = "approve"
    RETURN = "return"
    RECONSIDER = "reconsider"
    """The supervisor takes the own decision back, before anything followed from it."""
    EXPORT = "export"
    UNEXPORT = "unexport"
    """The batch was cancelled: the record may go into another."""
    VERIFY = "verify"
    OPEN_ACCOUNT = "open_account"
    MAKE = "make"
    LOAD_KEYS = "load_keys"
    MAKE_READY = "make_ready"
    ISSUE = "issue"
    REJECT = "reject"
    """退回 by the bureau, with its reason; reopens the record."""
    RETRACT = "retract"
    """What a feedback file said, or the giving out of a card, is taken back: see :func:`retracted`."""
    VOID = "void"


_EDITABLE = (Status.DRAFT, Status.CONFIRMED, Status.RETURNED, Status.WITHDRAWN)
NOT_YET_OUT = frozenset({*_EDITABLE, Status.SUBMITTED, Status.APPROVED})
"""States of a record that is still the station's to finish."""
_AT_BUREAU = (
    Status.EXPORTED,
    Status.VERIFYING,
    Status.OPENING_ACCOUNT,
    Status.MAKING,
    Status.LOADING_KEYS,
    Status.READY,
)
_PROGRESS = {
    Move.VERIFY: Status.VERIFYING,
    Move.OPEN_ACCOUNT: Status.OPENING_ACCOUNT,
    Move.MAKE: Status.MAKING,
    Move.LOAD_KEYS: Status.LOADING_KEYS,
    Move.MAKE_READY: Status.READY,
    Move.ISSUE: Status.ISSUED,
}

MOVES: Mapping[tuple[Status, Move], Status] = {
    (Status.DRAFT, Move.EDIT): Status.DRAFT,
    (Status.CONFIRMED, Move.EDIT): Status.DRAFT,
    (Status.RETURNED, Move.EDIT): Status.RETURNED,
    (Status.WITHDRAWN, Move.EDIT): Status.WITHDRAWN,
    (Status.DRAFT, Move.CONFIRM): Status.CONFIRMED,
    (Status.RETURNED, Move.CONFIRM): Status.CONFIRMED,
    (Status.WITHDRAWN, Move.CONFIRM): Status.CONFIRMED,
    (Status.CONFIRMED, Move.SUBMIT): Status.SUBMITTED,
    (Status.SUBMITTED, Move.AMEND): Status.DRAFT,
    (Status.SUBMITTED, Move.FIRST_APPROVE): Status.SUBMITTED,
    (Status.SUBMITTED, Move.APPROVE): Status.APPROVED,
    (Status.SUBMITTED, Move.RETURN): Status.RETURNED,
    (Status.APPROVED, Move.RETURN): Status.RETURNED,
    (Status.SUBMITTED, Move.RECONSIDER): Status.SUBMITTED,
    (Status.APPROVED, Move.RECONSIDER): Status.SUBMITTED,
    (Status.RETURNED, Move.RECONSIDER): Status.SUBMITTED,
    (Status.SUBMITTED, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.APPROVED, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.APPROVED, Move.EXPORT): Status.EXPORTED,
    (Status.EXPORTED, Move.UNEXPORT): Status.APPROVED,
    **{(status, Move.VOID): Status.VOID for status in (*_EDITABLE, Status.SUBMITTED, Status.APPROVED)},
    # A bureau reports in any order and skips steps; only backwards is refused.
    **{
        (status, move): target
        for index, status in enumerate(_AT_BUREAU)
        for move, target in _PROGRESS.items()
        if target not in _AT_BUREAU[: index + 1]
    },
    **{(status, Move.REJECT): Status.RETURNED for status in _AT_BUREAU},
}
"""The life cycle, whole: what isn't here doesn't happen."""

AT_BUREAU = frozenset(_AT_BUREAU)
"""States of a record that left the station and isn't finished."""

BUREAU_MOVES = frozenset({*_PROGRESS, Move.REJECT})
"""Moves that follow from what bureau and bank told, or from a card's giving out; the last of them can be retracted."""

NEEDS_REASON = frozenset({Move.RETURN, Move.WITHDRAW, Move.VOID, Move.REJECT, Move.UNEXPORT})
"""Moves that are refused without a reason."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One text that the applicant agreed to, with its version and when."""

    key: str
    version: str
    agreed_at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class Step:
    """One move in a record's history: who, when, from, to, why."""

    at: datetime
    operator: str
    move: Move
    source: Status
    target: Status
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One applicant's record as stored.

    Attributes:
        id: random, unique across stations.
        profile, profile_version: the city's profile that it was taken by.
        business: kind of business, such as ``new`` (新申领).
        campaign: the collection campaign within which a person is collected once.
        values: field key → stored value (see ``fields``).
        pictures: roles of the pictures that are stored for it.
        card_read: the values came from a card reader (proof of presence).
        parked: put aside by the clerk, 挂起.
        receipt_number: 受理编号, given at the first submission.
        prints: how often the registration form was printed.
        batch: number of the live batch it is in, or ``""``.
        returned_reason: why it came back, while it is returned or withdrawn.
    """

    id: RecordId
    profile: str
    profile_version: str
    business: str
    campaign: str
    status: Status
    created_at: datetime
    created_by: str
    updated_at: datetime
    # People's data stay out of every repr: a repr ends up in a log sooner or later.
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    pictures: frozenset[PictureRole] = frozenset()
    consents: tuple[Consent, ...] = ()
    card_read: bool = False
    parked: bool = False
    submitted_at: datetime | None = None
    submitted_by: str = ""
    receipt_number: str = ""
    prints: int = 0
    batch: str = ""
    returned_reason: str = ""

    @property
    def editable(self) -> bool:
        """Whether its values may be edited as they stand (a submission must be amended or withdrawn first)."""
        return self.status in _EDITABLE

    def value(self, key: str) -> str:
        """Return the stored value of a field, ``""`` where there is none."""
        return self.values.get(key, "")


@dataclass(frozen=True, slots=True)
class RecordSummary:
    """A record as a list shows it."""

    id: RecordId
    name: str = field(repr=False)
    number: str = field(repr=False)
    mobile: str = field(repr=False)
    status: Status
    parked: bool
    created_by: str
    updated_at: datetime
    submitted_at: datetime | None
    receipt_number: str
    batch: str
    prints: int
    returned_reason: str = ""
    business: str = "new"


def target_of(status: Status, move: Move) -> Status:
    """Return where ``move`` leads from ``status``; raise :class:`RefusedError` where it leads nowhere."""
    target = MOVES.get((status, move))
    if target is None:
        raise RefusedError("record.move_refused", status=status.value, move=move.value)
    return target


def retracted(status: Status, history: Sequence[Step]) -> Status:
    """Return the state before the last step, where that was the bureau's; raise :class:`RefusedError` otherwise.

    Not in :data:`MOVES`: where it leads depends on where the record came from.
    """
    last = standing(history)[-1:]
    if not last or last[0].move not in BUREAU_MOVES or last[0].target is not status:
        raise RefusedError("record.move_refused", status=status.value, move=Move.RETRACT.value)
    return last[0].source


def standing(history: Iterable[Step]) -> list[Step]:
    """Return a history without the steps that were retracted, and without the retracting."""
    steps: list[Step] = []
    for step in history:
        if step.move is not Move.RETRACT:
            steps.append(step)
        elif steps:
            steps.pop()
    return steps


def amendable_until(record: Record, edit_hours: int) -> datetime | None:
    """Return the moment up to which a submission may be taken back by the clerk (seed chengdu: 24 hours), in UTC.

    Hours that pass, not hours that a clock on the wall shows: adding them in a zone with summer time would make a day
    of 23 or 25.
    """
    return record.submitted_at.astimezone(UTC) + timedelta(hours=edit_hours) if record.submitted_at else None
