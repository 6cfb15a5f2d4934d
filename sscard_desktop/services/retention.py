# SPDX-License-Identifier: Apache-2.0
"""Destroying what has had its time, by the profile's periods: looked at first, held back where asked, certified.

Each record, and each roster, is one transaction with its audit line; a run that is stopped has destroyed some whole and
the others not at all. What stays is a tombstone: id, dates, digest. The certificate is put together from the
tombstones, so that it can be printed again at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import NEEDS_REASON, Move, RecordId, Status
from sscard_desktop.domain.retention import DISCARDED, LISTED, ROSTER, Cause, Hold, Lifetime, Tombstone, due_at
from sscard_desktop.domain.roster import RosterId, RowId, values_digest
from sscard_desktop.services.access import allowed
from sscard_desktop.services.numbering import Series, next_number
from sscard_desktop.services.ports import AuditHead, Progress, StationIdentity
from sscard_desktop.services.session import Session

MAX_REASON_CHARACTERS = 500
_UNFINISHED = (Status.DRAFT, Status.CONFIRMED, Status.RETURNED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Expired:
    """A record whose time is over.

    Attributes:
        due_at: since when.
    """

    life: Lifetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """What a run would destroy now, and what only a hold keeps from it; the longest overdue first."""

    going: tuple[Expired, ...]
    held: tuple[Expired, ...]

    @property
    def size_bytes(self) -> int:
        """How much the pictures of what goes take."""
        return sum(expired.life.size_bytes for expired in self.going)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of destruction.

    Attributes:
        number: station, date and running number.
        audit_head: the trail's end when it was made; the trail tells each destruction too.
    """

    number: str
    station: StationIdentity
    operator: str
    destroyed_at: datetime
    tombstones: tuple[Tombstone, ...]
    audit_head: AuditHead


class Retention:
    """A supervisor's work on how long people's data stay."""

    def __init__(self, session: Session) -> None:
        session.operator.require(Permission.RETENTION)
        self._session = session

    @allowed(Permission.RETENTION)
    def preview(self) -> Preview:
        """Return what would go now by the profile's periods; changes nothing."""
        now, spec = self._session.clock.now(), self._session.profile.retention
        over = [
            Expired(life, due)
            for life in chain(self._session.store.lifetimes(), self._session.store.roster_lifetimes())
            if (due := due_at(life, spec)) is not None and due <= now
        ]
        over.sort(key=lambda expired: (expired.due_at, expired.life.record))
        return Preview(
            tuple(expired for expired in over if not expired.life.held),
            tuple(expired for expired in over if expired.life.held),
        )

    @allowed(Permission.RETENTION)
    def run(self, progress: Progress) -> Certificate:
        """Destroy what :meth:`preview` shows; return the certificate.

        Raises:
            RefusedError: ``retention.nothing``.
            EnvironmentFailedError: the disk's failures; what was destroyed until then is, and its tombstones say so.
            CancelledError: from ``progress``, the same way.
        """
        going = self.preview().going
        if not going:
            raise RefusedError("retention.nothing")
        lives = [expired.life for expired in going]
        return destroyed(self._session, lives, cause=Cause.RETENTION, progress=progress)

    @allowed(Permission.RETENTION)
    def certificate(self, number: str) -> Certificate:
        """Return an earlier certificate again; raise ``RefusedError("retention.no_certificate")``."""
        return certificate(self._session, number)

    @allowed(Permission.RETENTION)
    def holds(self) -> Sequence[Hold]:
        """Return the records on hold."""
        return self._session.store.holds()

    @allowed(Permission.RETENTION)
    def hold(self, record_id: str, reason: str) -> Hold:
        """Keep a record whatever its time, until it is released.

        Raises:
            RefusedError: no such record; it was destroyed already; no reason.
        """
        session = self._session
        reason = _reason(reason)
        record = session.record(record_id)
        if session.store.tombstone(record.id):
            raise RefusedError("retention.destroyed_already", record=record.id)
        with session.action("retention.hold", record.id, reason=reason) as now:
            hold = Hold(record.id, now, session.operator.name, reason)
            session.store.put_hold(hold)
        return hold

    @allowed(Permission.RETENTION)
    def release(self, record_id: str, reason: str) -> None:
        """Let a record's time run again.

        Raises:
            RefusedError: it isn't on hold; no reason.
        """
        session = self._session
        with session.action("retention.release", record_id, reason=_reason(reason)):
            if not session.store.lift_hold(RecordId(record_id)):
                raise RefusedError("retention.not_held", record=record_id)


def destroyed(session: Session, lives: Iterable[Lifetime], *, cause: Cause, progress: Progress) -> Certificate:
    """Destroy these records, one transaction each; return the certificate. The caller has asked whether it may."""
    lives = list(lives)
    with session.store.transaction():
        day = session.clock.today()
        running = next_number(session.store, Series.DESTRUCTION, day)
        number = f"D{session.identity.number:04d}-{day:%Y%m%d}-{running:03d}"
    try:
        for done, life in enumerate(lives, start=1):
            _destroy(session, life, cause, number)
            progress.report(done, len(lives))
    finally:
        session.store.settle()
    return certificate(session, number)


def _destroy(session: Session, life: Lifetime, cause: Cause, number: str) -> None:
    store = session.store
    if life.status in (ROSTER, LISTED):
        _destroy_listed(session, life, cause, number)
        return
    sha256 = store.content_digest(life.record)
    with session.action(
        "record.destroy", life.record, cause=cause.value, certificate=number, pictures=life.pictures, sha256=sha256
    ) as now:
        submitted_at = None
        if life.status != DISCARDED:
            record = store.record(life.record)
            submitted_at = record.submitted_at
            if record.status in _UNFINISHED:
                # Nobody may go on with an empty record.
                session.moved(record, Move.VOID, at=now, reason=cause.value if Move.VOID in NEEDS_REASON else "")
        store.destroy(_tombstone(session, life, cause, number, sha256, now, submitted_at))


def _tombstone(
    session: Session,
    life: Lifetime,
    cause: Cause,
    number: str,
    sha256: str,
    now: datetime,
    submitted_at: datetime | None = None,
) -> Tombstone:
    return Tombstone(
        record=life.record,
        status=life.status,
        created_at=life.created_at,
        submitted_at=submitted_at,
        destroyed_at=now,
        operator=session.operator.name,
        cause=cause,
        certificate=number,
        pictures=life.pictures,
        sha256=sha256,
    )


def _destroy_listed(session: Session, life: Lifetime, cause: Cause, number: str) -> None:
    """Destroy a roster, or a person on rosters, and leave the tombstone: what was destroyed doesn't come back."""
    store = session.store
    with session.transaction() as now:
        if life.status == ROSTER:
            roster = store.roster(RosterId(life.record))
            rows, sha256 = roster.rows, roster.sha256
            store.delete_roster(roster.id)
        else:
            row = store.roster_row(RowId(life.record))
            rows, sha256 = 1, values_digest(row)
            store.forget_row(row.id)
        session.audit("roster.destroy", life.record, cause=cause.value, certificate=number, rows=rows, sha256=sha256)
        store.destroy(_tombstone(session, life, cause, number, sha256, now))


def certificate(session: Session, number: str) -> Certificate:
    """Return the certificate of this number; raise ``RefusedError("retention.no_certificate")``."""
    tombstones = session.store.tombstones(number)
    if not tombstones:
        raise RefusedError("retention.no_certificate", certificate=number[:40])
    return Certificate(
        number=number,
        station=session.identity,
        operator=tombstones[0].operator,
        destroyed_at=max(tombstone.destroyed_at for tombstone in tombstones),
        tombstones=tuple(tombstones),
        audit_head=session.store.audit_head(),
    )


def _reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise RefusedError("retention.reason_missing")
    if len(reason) > MAX_REASON_CHARACTERS:
        raise RefusedError("record.reason_too_long", limit=MAX_REASON_CHARACTERS)
    return reason
