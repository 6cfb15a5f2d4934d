# SPDX-License-Identifier: Apache-2.0
"""The supervisor's decisions on submitted records: approve, return with a reason, withdraw with a reason.

Nobody approves what they took or submitted themselves, unless the station's setting ``review.own`` says so: a counter
with one person has nobody else. A record in a live batch isn't touched: the batch is cancelled first.
"""

from __future__ import annotations

from collections.abc import Sequence

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.fields import YES
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import Move, Record, RecordSummary, Status
from sscard_desktop.domain.remarks import MAX_CHARACTERS, Point, RemarkSource, reason_of
from sscard_desktop.services.access import allowed
from sscard_desktop.services.remarks import note, taken_back
from sscard_desktop.services.session import Session

OWN_RECORDS_SETTING = "review.own"
MAX_REASON_CHARACTERS = MAX_CHARACTERS
_DECISIONS = (Move.APPROVE, Move.RETURN)


class Review:
    """One supervisor's decisions; each call is one durable transaction with its step and audit line."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.REVIEW)
        self._session = session

    @allowed(Permission.REVIEW)
    def queue(self, *, limit: int = 100, offset: int = 0) -> Sequence[RecordSummary]:
        """Return the submitted records that wait for a decision, last submitted first."""
        return self._session.store.search(statuses=(Status.SUBMITTED,), limit=limit, offset=offset)

    @allowed(Permission.REVIEW)
    def approve(self, record_id: str) -> Record:
        """审核通过: the record may go into a batch.

        Raises:
            NotAllowedError: ``review.own_record``.
            RefusedError: it isn't submitted.
        """
        with self._session.action("record.approve", record_id) as now:
            record = self._session.record(record_id)
            own = self._session.operator.name in (record.created_by, record.submitted_by)
            if own and not self.own_allowed():
                raise NotAllowedError("review.own_record", record=record.id)
            return self._session.moved(record, Move.APPROVE, at=now, returned_reason="")

    @allowed(Permission.REVIEW)
    def send_back(self, record_id: str, reason: str = "", *, points: Sequence[Point] = ()) -> Record:
        """退回: the clerk mends it; the reason stands with the record until it is submitted again.

        Args:
            reason: in free words, about the whole record.
            points: what is wrong at which field; each stands there until the field changes.

        Raises:
            RefusedError: no reason; it isn't submitted or approved, or it is in a batch.
        """
        return self._decided(record_id, Move.RETURN, reason, points, action="record.return")

    @allowed(Permission.REVIEW)
    def take_back(self, record_id: str) -> Record:
        """Take one's own decision back: the record waits for review again.

        Raises:
            RefusedError: ``review.followed``: it was somebody else's decision, or something followed from it (an
                edit, a batch).
        """
        with self._session.action("record.reconsider", record_id) as now:
            record = self._session.record(record_id)
            last = self._session.store.steps(record.id)[-1:]
            mine = [s for s in last if s.move in _DECISIONS and s.operator == self._session.operator.name]
            if not mine or record.updated_at > mine[0].at or record.batch:
                raise RefusedError("review.followed", record=record.id)
            taken_back(self._session, record.id, at=now)
            return self._session.moved(record, Move.RECONSIDER, at=now, returned_reason="")

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
        return self._decided(record_id, Move.WITHDRAW, reason, (), action="record.withdraw")

    @allowed(Permission.SETTINGS)
    def allow_own(self, *, allowed: bool) -> None:
        """Set whether people may approve records that they took themselves."""
        with self._session.action("setting.review_own", self._session.operator.name, allowed=allowed):
            self._session.store.save_setting(OWN_RECORDS_SETTING, YES if allowed else "")

    def _decided(self, record_id: str, move: Move, reason: str, points: Sequence[Point], *, action: str) -> Record:
        if len(reason) > MAX_REASON_CHARACTERS:
            raise RefusedError("record.reason_too_long", limit=MAX_REASON_CHARACTERS)
        said = [*points, *([Point(reason)] if reason.strip() else [])]
        told = reason_of(said)
        where = sorted({point.key for point in points if point.key})
        with self._session.action(action, record_id, reason=told, **({"fields": where} if where else {})) as now:
            record = self._session.record(record_id)
            moved = self._session.moved(record, move, at=now, reason=told, returned_reason=told)
            note(self._session, record, said, RemarkSource.SUPERVISOR, at=now)
            return moved
