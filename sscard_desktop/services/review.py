# SPDX-License-Identifier: Apache-2.0
"""The supervisor's decisions on submitted records: approve, return with a reason, withdraw with a reason.

Nobody approves what they took or submitted themselves, unless the station's setting ``review.own`` says so: a counter
with one person has nobody else. Where the city wants four eyes, a first approval leaves the record waiting for another
supervisor. Several are approved together only if none of them wants a close look, and the trail says that they were.
A record in a live batch isn't touched: the batch is cancelled first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.fields import YES
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import Move, Record, RecordId, RecordSummary, Status
from sscard_desktop.domain.remarks import MAX_CHARACTERS, Point, RemarkSource, reason_of
from sscard_desktop.domain.reviewing import Submission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.remarks import note, taken_back
from sscard_desktop.services.session import Session

OWN_RECORDS_SETTING = "review.own"
MAX_REASON_CHARACTERS = MAX_CHARACTERS
MOST_TOGETHER = 200
_DECISIONS = (Move.FIRST_APPROVE, Move.APPROVE, Move.RETURN)


class Kept(StrEnum):
    """Why a record wasn't approved together with others."""

    GONE = "gone"
    """It isn't waiting any more."""
    OWN = "own"
    CLOSE_LOOK = "close_look"
    CHANGED = "changed"
    """It isn't any more what was looked at."""


@dataclass(frozen=True, slots=True)
class Together:
    """What became of records that were to be approved together.

    Attributes:
        approved: those that were, in their order.
        kept: those that still wait, with why.
    """

    approved: tuple[RecordId, ...]
    kept: Mapping[RecordId, Kept]


class Review:
    """One supervisor's decisions; each call is one durable transaction, each record's step with its audit line."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.REVIEW)
        self._session = session

    @allowed(Permission.REVIEW)
    def queue(self, *, limit: int = 100, offset: int = 0) -> Sequence[RecordSummary]:
        """Return the submitted records that wait for a decision, last submitted first."""
        return self._session.store.search(statuses=(Status.SUBMITTED,), limit=limit, offset=offset)

    @allowed(Permission.REVIEW)
    def approve(self, record_id: str, *, seen: datetime | None = None) -> Record:
        """审核通过: the record may go into a batch; or 初审通过, where the city wants another supervisor's look, too.

        Args:
            seen: when the record that was looked at was last changed.

        Raises:
            NotAllowedError: ``review.own_record``; ``review.second_needed``, this person was the first.
            RefusedError: it isn't submitted; ``review.changed``, it is another one than was looked at.
        """
        session = self._session
        with session.transaction() as now:
            record = session.record(record_id)
            if self._is_own(record.created_by, record.submitted_by) and not self.own_allowed():
                raise NotAllowedError("review.own_record", record=record.id)
            if seen is not None and record.updated_at != seen:
                raise RefusedError("review.changed", record=record.id)
            waiting = session.store.submissions([record.id])
            return self._approved(record, waiting[0] if waiting else None, at=now)

    @allowed(Permission.REVIEW)
    def approve_together(
        self, record_ids: Sequence[str], *, seen: Mapping[str, datetime] = MappingProxyType({})
    ) -> Together:
        """Approve the records that need no close look of their own; the others stay, and are named.

        Args:
            seen: record → when the one that was looked at was last changed; who changed since stays.

        Raises:
            RefusedError: ``review.too_many`` (``limit``).
        """
        session, spec = self._session, self._session.profile.review
        if len(record_ids) > MOST_TOGETHER:
            raise RefusedError("review.too_many", limit=MOST_TOGETHER)
        waiting = {each.summary.id: each for each in session.store.submissions(record_ids)}
        kept: dict[RecordId, Kept] = {}
        own_allowed = self.own_allowed()
        for record_id in map(RecordId, record_ids):
            found = waiting.get(record_id)
            if found is None:
                kept[record_id] = Kept.GONE
            elif self._is_own(found.summary.created_by, found.submitted_by) and not own_allowed:
                kept[record_id] = Kept.OWN
            elif seen.get(record_id, found.summary.updated_at) != found.summary.updated_at:
                kept[record_id] = Kept.CHANGED
            elif found.reasons_to_look(spec):
                kept[record_id] = Kept.CLOSE_LOOK
        free = [RecordId(each) for each in dict.fromkeys(record_ids) if each not in kept]
        with session.transaction() as now:
            for record_id in free:
                self._approved(session.record(record_id), waiting[record_id], at=now, together=len(free))
        return Together(tuple(free), kept)

    def _approved(self, record: Record, waiting: Submission | None, *, at: datetime, together: int = 1) -> Record:
        session = self._session
        told = {"together": together} if together > 1 else {}
        if waiting is not None and waiting.needs_two(session.profile.review):
            if waiting.first_by == session.operator.name:
                raise NotAllowedError("review.second_needed", record=record.id)
            if not waiting.first_by:
                moved = session.moved(record, Move.FIRST_APPROVE, at=at)
                session.audit("record.first_approve", record.id, **told)
                return moved
        moved = session.moved(record, Move.APPROVE, at=at, returned_reason="")
        session.audit("record.approve", record.id, **told)
        return moved

    @allowed(Permission.REVIEW)
    def send_back(self, record_id: str, reason: str = "", *, points: Sequence[Point] = ()) -> Record:
        """退回: the clerk mends it; the reason stands with the record until it is submitted again.

        Args:
            reason: in free words, about the whole record.
            points: what is wrong at which field; each stands there until the field changes.

        Raises:
            RefusedError: no reason; it isn't submitted or approved, or it is in a batch.
        """
        with self._session.transaction() as now:
            return self._decided(record_id, Move.RETURN, [*points, *_points(reason)], at=now)

    @allowed(Permission.REVIEW)
    def send_back_together(self, record_ids: Sequence[str], points: Sequence[Point]) -> tuple[RecordId, ...]:
        """Return several records for the same reasons, all or none; raise as :meth:`send_back` does."""
        if len(record_ids) > MOST_TOGETHER:
            raise RefusedError("review.too_many", limit=MOST_TOGETHER)
        with self._session.transaction() as now:
            return tuple(self._decided(each, Move.RETURN, points, at=now).id for each in dict.fromkeys(record_ids))

    @allowed(Permission.REVIEW)
    def take_back(self, *record_ids: str) -> tuple[Record, ...]:
        """Take one's own decisions back: the records wait for review again, all or none of them.

        Raises:
            RefusedError: ``review.followed``: it was somebody else's decision, or something followed from it (an
                edit, a batch).
        """
        with self._session.transaction() as now:
            return tuple(self._reconsidered(record_id, at=now) for record_id in dict.fromkeys(record_ids))

    def _reconsidered(self, record_id: str, *, at: datetime) -> Record:
        session = self._session
        record = session.record(record_id)
        last = session.store.steps(record.id)[-1:]
        mine = [step for step in last if step.move in _DECISIONS and step.operator == session.operator.name]
        if not mine or record.updated_at > mine[0].at or record.batch:
            raise RefusedError("review.followed", record=record.id)
        taken_back(session, record.id, at=at)
        moved = session.moved(record, Move.RECONSIDER, at=at, returned_reason="")
        session.audit("record.reconsider", record.id)
        return moved

    @allowed(Permission.REVIEW)
    def own_allowed(self) -> bool:
        """Return whether people may approve records that they took themselves."""
        return self._session.store.setting(OWN_RECORDS_SETTING) == YES

    @allowed(Permission.WITHDRAW)
    def withdraw(self, record_id: str, reason: str) -> Record:
        """撤销上报: reopen a submission that no upload has taken yet.

        Raises:
            RefusedError: no reason; it isn't submitted or approved, or it is in a batch.
        """
        with self._session.transaction() as now:
            return self._decided(record_id, Move.WITHDRAW, _points(reason), at=now)

    @allowed(Permission.SETTINGS)
    def allow_own(self, *, allowed: bool) -> None:
        """Set whether people may approve records that they took themselves."""
        with self._session.action("setting.review_own", self._session.operator.name, allowed=allowed):
            self._session.store.save_setting(OWN_RECORDS_SETTING, YES if allowed else "")

    def _is_own(self, *operators: str) -> bool:
        return self._session.operator.name in operators

    def _decided(self, record_id: str, move: Move, points: Sequence[Point], *, at: datetime) -> Record:
        told = reason_of(points)
        where = sorted({point.key for point in points if point.key})
        record = self._session.record(record_id)
        moved = self._session.moved(record, move, at=at, reason=told, returned_reason=told)
        note(self._session, record, points, RemarkSource.SUPERVISOR, at=at)
        self._session.audit(f"record.{move.value}", record_id, reason=told, **({"fields": where} if where else {}))
        return moved


def _points(reason: str) -> list[Point]:
    """Return a reason in free words as a point about the whole record; none if it says nothing."""
    if len(reason) > MAX_REASON_CHARACTERS:
        raise RefusedError("record.reason_too_long", limit=MAX_REASON_CHARACTERS)
    return [Point(reason.strip())] if reason.strip() else []
