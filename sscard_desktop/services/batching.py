# SPDX-License-Identifier: Apache-2.0
"""Batches: which approved records are ready, sealing them, and letting them leave as an encrypted package.

Sealing fixes the members and a digest over everything that will leave; each export compares with it, so that a sealed
batch exports the same content again and again. A batch counts as exported only once its package was read back.

Writing a package is slow: :meth:`Batching.prepare` and :meth:`Batching.exported` run on the store's thread,
:meth:`Batching.write` on the work lane with a connection of its own; :meth:`Batching.export` does all three in turn.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sscard_desktop.domain import batch as batches
from sscard_desktop.domain.batch import Batch, BatchMove, BatchStatus
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.filenames import NamesTaken, render
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, blocking
from sscard_desktop.domain.record import Move, Record, RecordId, Status
from sscard_desktop.domain.rules import Context, check_record
from sscard_desktop.services.access import allowed
from sscard_desktop.services.columns import collected_on, namesakes, package_item, picture_token
from sscard_desktop.services.numbering import Series, next_number
from sscard_desktop.services.ports import (
    AuditHead,
    PackageContent,
    PackageFinding,
    PackageWriter,
    Progress,
    SheetContent,
    Store,
    WrittenFile,
)
from sscard_desktop.services.session import Session
from sscard_desktop.services.signing import signature_problems

_ALL = 1_000_000
_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Lacking:
    """An approved record that can't go into a batch, with what it lacks."""

    record: Record
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """The approved records that are in no batch, in the order in which they would stand in one."""

    ready: tuple[Record, ...]
    lacking: tuple[Lacking, ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A sealed batch on its way out: what :meth:`Batching.write` writes.

    Attributes:
        digests: file token → SHA-256 of the picture, as sealed.
    """

    batch: Batch
    content: PackageContent
    file_name: str
    digests: Mapping[str, str]


def picture_source(store: Store, outgoing: Outgoing) -> Callable[[str], bytes]:
    """Return what gives a sealed batch's pictures by their tokens, each compared with its digest at the sealing."""

    def picture(token: str) -> bytes:
        record_id, _, role = token.partition("/")
        content = store.picture(RecordId(record_id), PictureRole(role))
        if content is None or hashlib.sha256(content).hexdigest() != outgoing.digests[token]:
            raise RefusedError("batch.content_changed", batch=outgoing.batch.number)
        return content

    return picture


class Quiet:
    """A progress that nobody looks at."""

    def report(self, done: int, total: int) -> None:
        """Take the figures and do nothing."""


class Batching:
    """A supervisor's work on batches.

    Args:
        session: who works where.
        packages: writes the packages.
    """

    def __init__(self, session: Session, packages: PackageWriter) -> None:
        session.operator.require(Permission.BATCH)
        self._session = session
        self._packages = packages

    @allowed(Permission.BATCH)
    def all(self) -> Sequence[Batch]:
        """Return the station's batches, newest first."""
        return self._session.store.batches()

    # ── making ───────────────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.BATCH)
    def readiness(self) -> Readiness:
        """Return which approved records are ready for a batch, and who lacks what."""
        store = self._session.store
        free = [
            store.record(found.id) for found in store.search(statuses=(Status.APPROVED,), limit=_ALL) if not found.batch
        ]
        ordered = sorted(free, key=_order)
        lacks = {record.id: self._lacks(record) for record in ordered}
        whole = [record for record in ordered if not lacks[record.id]]
        for own, others in self._namesakes(whole).items():
            lacks[own].append(_same_files(others))
        return Readiness(
            tuple(record for record in ordered if not lacks[record.id]),
            tuple(Lacking(record, tuple(lacks[record.id])) for record in ordered if lacks[record.id]),
        )

    @allowed(Permission.BATCH)
    def seal(self, record_ids: Iterable[str] | None = None) -> Batch:
        """Make a sealed batch of these records, or of all that are ready; its number and content are fixed from now on.

        Raises:
            RefusedError: ``batch.empty``; ``batch.not_ready`` (``count``, ``first``: a record's id), some record isn't
                approved, is in another batch, lacks something or would share a file's name with another of them;
                ``batch.too_many`` (``limit``).
        """
        session = self._session
        with session.transaction() as now:
            if record_ids is None:
                members: Sequence[Record] = self.readiness().ready
            else:
                members = sorted((session.record(record_id) for record_id in dict.fromkeys(record_ids)), key=_order)
                same = self._namesakes(members)
                unready = [
                    r for r in members if r.status is not Status.APPROVED or r.batch or r.id in same or self._lacks(r)
                ]
                if unready:
                    raise RefusedError("batch.not_ready", count=len(unready), first=unready[0].id)
            limit = session.profile.package.max_records
            if not members:
                raise RefusedError("batch.empty")
            if limit and len(members) > limit:
                raise RefusedError("batch.too_many", count=len(members), limit=limit)
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
            content = self._content(batch, members)
            digest = self._packages.content_digest(content, self._digests(members))
            batch = replace(batch, content_sha256=digest)
            session.store.add_batch(batch)
            for record in members:
                session.store.save_record(replace(record, batch=batch.number, updated_at=now))
            told = {"content_sha256": digest, "profile_sha256": session.profile.sha256, "layout": self._layout(content)}
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

    # ── leaving ──────────────────────────────────────────────────────────────────────────────────────────────

    @allowed(Permission.BATCH)
    def export(self, number: str, folder: Path, password: str, progress: Progress | None = None) -> WrittenFile:
        """Write the batch's package to ``folder`` and mark batch and records as exported.

        Raises:
            RefusedError: the batch can't be exported now, or its content isn't what was sealed.
            InvalidInputError: the password isn't fit for a package.
            EnvironmentFailedError: the target disk or the station's file failed; the batch stays as it was.
        """
        outgoing = self.prepare(number)
        written = self.write(outgoing, folder, password, progress or Quiet())
        self.exported(outgoing, written)
        return written

    @allowed(Permission.BATCH)
    def prepare(self, number: str) -> Outgoing:
        """Return what will leave, compared with what was sealed.

        A profile that was changed since is no matter as long as the same leaves; whatever it would change keeps the
        batch in the station.

        Raises:
            RefusedError: ``batch.move_refused``; ``batch.profile_changed``; ``batch.destroyed``;
                ``batch.content_changed``.
        """
        session = self._session
        batch = session.store.batch(number)
        batches.target_of(batch.status, BatchMove.EXPORT)
        profile = session.profile
        members = [session.store.record(record_id) for record_id in batch.records]
        destroyed = [record for record in members if session.store.tombstone(record.id)]
        if destroyed:
            raise RefusedError("batch.destroyed", batch=number, count=len(destroyed))
        digests = self._digests(members)
        try:
            content = self._content(batch, members)
            same = self._packages.content_digest(content, digests) == batch.content_sha256
            same = same and self._told_at_sealing(batch).get("layout") in (None, self._layout(content))
        except InvalidInputError as error:
            raise self._changed(batch) from error
        if not same:
            raise self._changed(batch)
        file_name = render(profile.package.package, self._package_values(batch), record=number)
        return Outgoing(batch, content, file_name, digests)

    @allowed(Permission.BATCH)
    def write(self, outgoing: Outgoing, folder: Path, password: str, progress: Progress) -> WrittenFile:
        """Write the package with a connection of its own, for the work lane; marks nothing.

        Raises:
            CancelledError: ``progress`` said so.
            InvalidInputError, EnvironmentFailedError, RefusedError: see :meth:`export`.
        """
        with closing(self._session.store.another()) as store:
            picture = picture_source(store, outgoing)
            return self._packages.write(outgoing.content, folder, outgoing.file_name, password, picture, progress)

    @allowed(Permission.BATCH)
    def exported(self, outgoing: Outgoing, written: WrittenFile, *, recipients: Sequence[str] = ()) -> Batch:
        """Mark batch and records as exported; once more where they are already changes nothing but the time.

        Args:
            recipients: fingerprints of the certificates that it was sealed to, for the trail.

        Raises:
            RefusedError: the batch was cancelled while its package was written; the package must not be handed on.
        """
        session = self._session
        number = outgoing.batch.number
        told: dict[str, object] = {"file": written.path.name, "bytes": written.size_bytes, "sha256": written.sha256}
        if recipients:
            told["recipients"] = list(recipients)
        with session.action("batch.export", number, **told) as now:
            batch = session.store.batch(number)
            batch = replace(batch, status=batches.target_of(batch.status, BatchMove.EXPORT), exported_at=now)
            session.store.save_batch(batch)
            for record in map(session.store.record, batch.records):
                if record.batch == number and record.status is Status.APPROVED:
                    session.moved(record, Move.EXPORT, at=now)
        return batch

    @allowed(Permission.BATCH)
    def verify(self, path: Path, password: str) -> list[PackageFinding]:
        """Return what is wrong with a package, empty if nothing."""
        return self._packages.verify(path, password)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────

    def _namesakes(self, records: Sequence[Record]) -> Mapping[RecordId, Sequence[Record]]:
        return namesakes(records, self._session.profile_of, station=self._session.identity.number)

    def _lacks(self, record: Record) -> list[Problem]:
        """Return what keeps an approved record from leaving; what was valid on the day of collection stays valid."""
        session = self._session
        same = session.store.with_number(record.value("number"), campaign=record.campaign, business=record.business)
        problems = check_record(
            session.profile_of(record),
            record.values,
            pictures=record.pictures,
            consents={consent.key: consent.version for consent in record.consents},
            context=Context(
                today=collected_on(record),
                divisions=session.divisions,
                same_number=tuple(other for other in same if other.id != record.id),
            ),
        )
        found = [*blocking(problems), *signature_problems(session, record)]
        try:
            alone = Batch("x", "", "", BatchStatus.OPEN, record.created_at, "", (record.id,), record.created_at)
            self._packages.content_digest(self._content(alone, [record]), self._digests([record]))
        except InvalidInputError as error:
            params = {key: value for key, value in error.params.items() if isinstance(value, str | int)}
            found.append(Problem("", error.code, params=params))
        return found

    def _content(self, batch: Batch, members: Sequence[Record]) -> PackageContent:
        session = self._session
        profile = session.profile
        names = NamesTaken()
        workbook = render(profile.package.workbook, self._package_values(batch), record=batch.number)
        names.take(workbook, record=batch.number)
        return PackageContent(
            batch=batch.number,
            profile=batch.profile,
            profile_version=batch.profile_version,
            station=session.identity,
            sealed_at=batch.sealed_at or batch.created_at,
            audit_head=self._head_at_sealing(batch.number),
            workbook=workbook,
            sheets=tuple(self._sheets(batch, members, names)),
        )

    def _sheets(self, batch: Batch, members: Sequence[Record], names: NamesTaken) -> Iterator[SheetContent]:
        """Yield a sheet for each kind of business of which there are records, in the city's order."""
        session = self._session
        kinds: dict[str, list[Record]] = {entry.code: [] for entry in session.profile.businesses.entries}
        for record in members:
            # What the city takes no more leaves on the usual kind's sheet, by whose rules it was checked.
            kind = record.business if record.business in kinds else session.profile.usual_business
            kinds[kind].append(record)
        for kind, records in kinds.items():
            if not records:
                continue
            profile = session.profile.of(kind)
            columns = profile.workbook.columns
            yield SheetContent(
                name=profile.workbook.sheet,
                headers=tuple(column.header for column in columns),
                widths=tuple(column.width for column in columns),
                items=tuple(
                    package_item(
                        record,
                        profile,
                        running=running,
                        batch_number=batch.number,
                        station=session.identity.number,
                        names=names,
                    )
                    for running, record in enumerate(records, start=1)
                ),
            )

    def _changed(self, batch: Batch) -> RefusedError:
        """Return why what would leave isn't what was sealed: another state of the profile, or of the records."""
        profile = self._session.profile
        digest = self._told_at_sealing(batch).get("profile_sha256", profile.sha256)
        sealed = (batch.profile, batch.profile_version, str(digest))
        now = (profile.name, profile.version, profile.sha256)
        if sealed == now:
            return RefusedError("batch.content_changed", batch=batch.number)
        before, after = (f"{name} {version} ({digest[:12]})" for name, version, digest in (sealed, now))
        return RefusedError("batch.profile_changed", batch=batch.number, sealed=before, now=after)

    def _told_at_sealing(self, batch: Batch) -> Mapping[str, object]:
        """Return what the trail keeps of the sealing besides the batch; earlier versions of the program kept less."""
        lines = self._session.store.audit_entries(subject=batch.number)
        told: Mapping[str, object] = next(
            (json.loads(line.detail) for line in lines if line.action == "batch.seal" and line.detail), {}
        )
        return told

    def _layout(self, content: PackageContent) -> str:
        """Return a digest of what shapes the files and isn't content: the columns' widths, the package's name."""
        said = [[sheet.widths for sheet in content.sheets], self._session.profile.package.package]
        return hashlib.sha256(json.dumps(said).encode("utf-8")).hexdigest()

    def _head_at_sealing(self, number: str) -> AuditHead | None:
        """Return the trail's end once this batch was sealed, the same at each export; ``None`` before."""
        lines = self._session.store.audit_entries(subject=number)
        return next((AuditHead(line.sequence, line.digest) for line in lines if line.action == "batch.seal"), None)

    def _digests(self, members: Iterable[Record]) -> dict[str, str]:
        return {
            picture_token(record, role): digest
            for record in members
            for role, digest in self._session.store.picture_digests(record.id).items()
        }

    def _package_values(self, batch: Batch) -> Mapping[str, str]:
        return {"batch_number": batch.number, "station_number": f"{self._session.identity.number:04d}"}

    def _next_number(self) -> str:
        session = self._session
        day = session.clock.today()
        running = next_number(session.store, Series.BATCH, day)
        return session.profile.package.batch_number.format(
            station=f"{session.identity.number:04d}", date=f"{day:%Y%m%d}", running=f"{running:03d}"
        )


def _same_files(others: Sequence[Record]) -> Problem:
    """Say who else's pictures would have the same names."""
    names = "、".join(other.value("name") for other in others[:_NAMES_SHOWN])
    params: dict[str, str | int] = {"names": names, "count": len(others)}
    return Problem("", "batch.same_files", params=params, related=tuple(other.id for other in others))


def _order(record: Record) -> tuple[datetime, str, str]:
    return (record.submitted_at or record.created_at, record.receipt_number, record.id)
