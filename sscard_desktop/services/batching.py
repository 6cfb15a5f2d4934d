# SPDX-License-Identifier: Apache-2.0
"""Batches: sealing approved records, and giving a batch up.

Sealing fixes the members and a digest over everything that will leave. Who is ready and into how many batches is
:mod:`.batchreadiness`'s, what leaves is :mod:`.batchcontent`'s, and leaving is :mod:`.exporting`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sscard_desktop.domain import batch as batches
from sscard_desktop.domain.batch import Batch, BatchMove, BatchStatus
from sscard_desktop.domain.batchmaking import Choice
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.record import Move, Record, Status
from sscard_desktop.services.access import allowed
from sscard_desktop.services.batchcontent import (
    content_of,
    layout_digest,
    picture_digests,
)
from sscard_desktop.services.batchreadiness import Readiness, divided, lacks_of, namesakes_of, order, readiness
from sscard_desktop.services.numbering import Series, next_number
from sscard_desktop.services.ports import PackageWriter
from sscard_desktop.services.session import Session


class Batching:
    """A supervisor's work on batches as long as they are here.

    Args:
        session: who works where.
        packages: knows what fits a package, and what its content is by a digest.
    """

    def __init__(self, session: Session, packages: PackageWriter) -> None:
        session.operator.require(Permission.BATCH)
        self._session = session
        self._packages = packages

    @allowed(Permission.BATCH)
    def all(self) -> Sequence[Batch]:
        """Return the station's batches, newest first."""
        return self._session.store.batches()

    @allowed(Permission.BATCH)
    def readiness(self, choice: Choice | None = None) -> Readiness:
        """Return which approved records (of a choice) are ready for a batch, and who lacks what."""
        return readiness(self._session, self._packages, choice or Choice())

    @allowed(Permission.BATCH)
    def divided(self, members: Sequence[Record]) -> Sequence[Sequence[Record]]:
        """Return into which batches these records would go by the bureau's limits: what :meth:`seal_all` makes."""
        return divided(self._session, self._packages, members)

    @allowed(Permission.BATCH)
    def seal(self, record_ids: Iterable[str] | None = None) -> Batch:
        """Make one sealed batch of these records, or of all that are ready; its number and content are fixed.

        Raises:
            RefusedError: as :meth:`seal_all`; ``batch.too_many`` (``count``, ``limit``), ``batch.several``
                (``count``): the bureau takes them in several batches only.
        """
        session = self._session
        with session.transaction() as now:
            members = self._members(record_ids, Choice())
            limit = session.profile.package.max_records
            if limit and len(members) > limit:
                raise RefusedError("batch.too_many", count=len(members), limit=limit)
            if (parts := len(self.divided(members))) > 1:
                raise RefusedError("batch.several", count=parts)
            return self._seal(members, now)

    @allowed(Permission.BATCH)
    def seal_all(self, record_ids: Iterable[str] | None = None, *, choice: Choice | None = None) -> tuple[Batch, ...]:
        """Make sealed batches of these records, or of all of a choice that are ready: all of them or none.

        As many as the bureau's limits of people and size ask for, each with a number of its own.

        Raises:
            RefusedError: ``batch.empty``; ``batch.not_ready`` (``count``, ``first``: a record's id), some record isn't
                approved, is in another batch, lacks something or would share a file's name with another of them.
        """
        with self._session.transaction() as now:
            members = self._members(record_ids, choice or Choice())
            return tuple(self._seal(part, now) for part in self.divided(members))

    def _members(self, record_ids: Iterable[str] | None, choice: Choice) -> Sequence[Record]:
        session = self._session
        if record_ids is None:
            members: Sequence[Record] = self.readiness(choice).ready
        else:
            members = sorted((session.record(record_id) for record_id in dict.fromkeys(record_ids)), key=order)
            same = namesakes_of(session, members)
            unready = [
                record
                for record in members
                if record.status is not Status.APPROVED
                or record.batch
                or record.id in same
                or lacks_of(session, self._packages, record)
            ]
            if unready:
                raise RefusedError("batch.not_ready", count=len(unready), first=unready[0].id)
        if not members:
            raise RefusedError("batch.empty")
        return members

    def _seal(self, members: Sequence[Record], now: datetime) -> Batch:
        session = self._session
        batch = Batch(
            number=self._next_number(),
            profile=session.profile.name,
            profile_version=session.profile.version,
            status=batches.target_of(BatchStatus.OPEN, BatchMove.SEAL),
            created_at=now,
            created_by=session.operator.name,
            records=tuple(record.id for record in members),
            sealed_at=now,
            sealed_by=session.operator.name,
        )
        content = content_of(session, batch, members)
        digest = self._packages.content_digest(content, picture_digests(session, batch.records))
        batch = replace(batch, content_sha256=digest)
        session.store.add_batch(batch)
        for record in members:
            session.store.save_record(replace(record, batch=batch.number, updated_at=now))
        layout = layout_digest(content, session.profile)
        told = {"content_sha256": digest, "profile_sha256": session.profile.sha256, "layout": layout}
        session.audit("batch.seal", batch.number, records=len(members), **told)
        return batch

    @allowed(Permission.BATCH)
    def cancel(self, number: str, reason: str) -> Batch:
        """Give a batch up: its records are approved and free again; its number is never used again.

        Raises:
            RefusedError: no reason; it is acknowledged or cancelled already; the bureau has begun with a record
                (``batch.at_bureau``).
        """
        session = self._session
        if not reason.strip():
            raise RefusedError("batch.reason_missing", batch=number)
        with session.action("batch.cancel", number, reason=reason.strip()) as now:
            batch = session.store.batch(number)
            cancelled = batches.target_of(batch.status, BatchMove.CANCEL)
            members = [record for record in map(session.store.record, batch.records) if record.batch == number]
            begun = [record for record in members if record.status not in (Status.APPROVED, Status.EXPORTED)]
            if begun:
                raise RefusedError("batch.at_bureau", batch=number, count=len(begun))
            batch = replace(batch, status=cancelled, cancelled_reason=reason.strip())
            session.store.save_batch(batch)
            for record in members:
                if record.status is Status.EXPORTED:
                    session.moved(record, Move.UNEXPORT, at=now, reason=reason, batch="")
                else:
                    session.store.save_record(replace(record, batch="", updated_at=now))
        return batch

    def _next_number(self) -> str:
        session = self._session
        day = session.clock.today()
        running = next_number(session.store, Series.BATCH, day)
        return session.profile.package.batch_number.format(
            station=f"{session.identity.number:04d}", date=f"{day:%Y%m%d}", running=f"{running:03d}"
        )
