# SPDX-License-Identifier: Apache-2.0
"""What was found wrong with a record, at its field: noted when it comes back, answered when the field changes.

Supervisors (:mod:`.review`) and what bureaus and banks answer leave remarks by :func:`note`; whatever stores a value or
a picture calls :func:`answered`. All of it belongs inside the caller's transaction, which writes the audit line.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.domain.remarks import MAX_CHARACTERS, Answer, Point, Remark, RemarkSource, reason_of, unanswered
from sscard_desktop.services.access import allowed
from sscard_desktop.services.session import Session

CONSENT = "consent"
"""Key of remarks on what the applicant agreed to."""
_MOST = 50


def note(session: Session, record: Record, points: Sequence[Point], source: RemarkSource, *, at: datetime) -> None:
    """Leave open remarks on a record that comes back.

    A key that the record's kind of business doesn't have counts as the whole record: a bureau's table may speak of
    columns that no form asks for.

    Raises:
        RefusedError: ``record.reason_missing``, a point says nothing; ``record.reason_too_long`` (``limit``);
            ``remark.too_many`` (``limit``).
    """
    if len(points) > _MOST:
        raise RefusedError("remark.too_many", limit=_MOST)
    known = {*session.profile_of(record).fields, *(role.value for role in PictureRole), CONSENT}
    made = []
    for point in points:
        text = point.text.strip()
        if not text:
            raise RefusedError("record.reason_missing", move="return")
        if len(text) > MAX_CHARACTERS:
            raise RefusedError("record.reason_too_long", limit=MAX_CHARACTERS)
        key = point.key if point.key in known else ""
        made.append(Remark(Point(text, key, point.code), source, at, session.operator.name))
    session.store.add_remarks(record.id, made)


def answered(session: Session, record_id: RecordId, keys: Collection[str], *, at: datetime) -> None:
    """Close the remarks at fields and pictures that are other ones now."""
    session.store.settle_remarks(record_id, keys, Answer.CHANGED, at=at)


def left_alone(session: Session, record_id: RecordId, *, at: datetime) -> None:
    """Close what is open as the record is submitted again: it was answered by being left as it is."""
    session.store.settle_remarks(record_id, None, Answer.RESUBMITTED, at=at)


def taken_back(session: Session, record_id: RecordId, *, at: datetime) -> None:
    """Close what is open as the return itself is taken back."""
    session.store.settle_remarks(record_id, None, Answer.TAKEN_BACK, at=at)


def open_problems(session: Session, record: Record) -> list[Problem]:
    """Return what nobody has answered yet as warnings at fields and pictures, one for each of them.

    A remark holds no submission back: whoever made it may be wrong, and the next look is told that nothing changed.
    """
    if not record.editable:
        return []
    found: dict[str, list[Remark]] = {}
    for remark in unanswered(session.store.remarks(record.id)):
        if remark.point.key:
            found.setdefault(remark.point.key, []).append(remark)
    return [
        Problem(
            key,
            f"remark.{remarks[0].source.value}",
            Severity.WARNING,
            {"reason": reason_of(remark.point for remark in remarks)},
        )
        for key, remarks in found.items()
    ]


class Remarks:
    """Reads the remarks on records that this person sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def of(self, record_id: str) -> Sequence[Remark]:
        """Return all remarks ever made on a record, oldest first."""
        return self._session.store.remarks(self._session.opened(record_id).id)

    @allowed(Permission.WORK)
    def open(self, record_id: str) -> tuple[Remark, ...]:
        """Return what nobody has answered yet, the newest first."""
        return unanswered(self.of(record_id))
