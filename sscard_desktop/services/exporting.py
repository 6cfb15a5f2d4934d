# SPDX-License-Identifier: Apache-2.0
"""Sealed batches on their way out: each leaves as an encrypted package, with exactly what was sealed.

What leaves is compared with the digest of the sealing, so that a sealed batch exports the same content again and again.
A batch counts as exported only once its package was read back.

Writing a package is slow: :meth:`Exporting.prepare` and :meth:`Exporting.write` have a connection of their own and run
on the work lane, :meth:`Exporting.exported` on the store's thread; :meth:`Exporting.export` does all three in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from sscard_desktop.domain import batch as batches
from sscard_desktop.domain.batch import Batch, BatchMove, BatchStatus
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Move, RecordId, Status
from sscard_desktop.services.access import allowed
from sscard_desktop.services.batchcontent import (
    content_of,
    layout_digest,
    package_name,
    picture_digests,
    picture_sizes,
    told_at_sealing,
)
from sscard_desktop.services.ports import PackageContent, PackageFinding, PackageWriter, Progress, Store, WrittenFile
from sscard_desktop.services.progress import Quiet
from sscard_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A sealed batch on its way out: what :meth:`Exporting.write` writes.

    Attributes:
        digests: file token → SHA-256 of the picture, as sealed.
        most_bytes: the package will not be larger.
    """

    batch: Batch
    content: PackageContent
    file_name: str
    digests: Mapping[str, str]
    most_bytes: int


def picture_source(store: Store, outgoing: Outgoing) -> Callable[[str], bytes]:
    """Return what gives a sealed batch's pictures by their tokens, each compared with its digest at the sealing."""

    def picture(token: str) -> bytes:
        record_id, _, role = token.partition("/")
        found = store.stored_picture(RecordId(record_id), PictureRole(role))
        if found is None or found.sha256 != outgoing.digests[token]:
            raise RefusedError("batch.content_changed", batch=outgoing.batch.number)
        return found.content

    return picture


class Exporting:
    """A supervisor's work on batches that leave.

    Args:
        session: who works where.
        packages: writes the packages.
    """

    def __init__(self, session: Session, packages: PackageWriter) -> None:
        session.operator.require(Permission.BATCH)
        self._session = session
        self._packages = packages

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
        """Return what will leave, compared with what was sealed; with a connection of its own, for the work lane.

        A profile that was changed since is no matter as long as the same leaves; whatever it would change keeps the
        batch in the station.

        Raises:
            RefusedError: ``batch.move_refused``; ``batch.profile_changed``; ``batch.destroyed``;
                ``batch.content_changed``; ``batch.returned_since`` (``count``): the bureau answered, sent people back,
                and what left then can't leave again since they were worked on.
        """
        with closing(self._session.store.another()) as store:
            session = self._session.beside(store)
            batch = store.batch(number)
            batches.target_of(batch.status, BatchMove.EXPORT)
            destroyed = [record_id for record_id in batch.records if store.tombstone(record_id)]
            if destroyed:
                raise RefusedError("batch.destroyed", batch=number, count=len(destroyed))
            digests = picture_digests(session, batch.records)
            try:
                content = content_of(session, batch, map(store.record, batch.records))
                same = self._packages.content_digest(content, digests) == batch.content_sha256
                layout = layout_digest(content, session.profile)
                same = same and told_at_sealing(session, batch).get("layout") in (None, layout)
            except InvalidInputError as error:
                raise _changed(session, batch) from error
            if not same:
                raise _changed(session, batch)
            most = self._packages.most_bytes(content, picture_sizes(session, batch.records))
            return Outgoing(batch, content, package_name(session, batch), digests, most)

    @allowed(Permission.BATCH)
    def pending(self) -> Sequence[str]:
        """Return the numbers of the batches that are sealed and were never exported, the oldest first.

        So an export of several goes on where it ended: what was written and noted isn't written again.
        """
        return [batch.number for batch in reversed(self._session.store.batches()) if batch.status is BatchStatus.SEALED]

    @allowed(Permission.BATCH)
    def most_bytes(self, numbers: Sequence[str]) -> int:
        """Return a size that the packages of these batches will not exceed together; raise as :meth:`prepare`."""
        return sum(self.prepare(number).most_bytes for number in numbers)

    @allowed(Permission.BATCH)
    def free_bytes(self, folder: Path) -> int:
        """Return how much a folder still takes for packages; raise ``EnvironmentFailedError`` if nothing can say."""
        return self._packages.free_bytes(folder)

    @allowed(Permission.BATCH)
    def preflight(self, outgoing: Outgoing, folder: Path) -> None:
        """Raise what would keep the package out of ``folder``, before anything is written.

        Names and characters were looked at when the batch was sealed, and are again by :meth:`prepare`.

        Raises:
            EnvironmentFailedError: ``package.target_gone``, ``package.not_writable``, ``package.disk_full``,
                ``package.file_too_big``.
        """
        self._packages.preflight(folder, outgoing.most_bytes)

    @allowed(Permission.BATCH)
    def write(self, outgoing: Outgoing, folder: Path, password: str, progress: Progress) -> WrittenFile:
        """Write the package with a connection of its own, for the work lane; marks nothing.

        Raises:
            CancelledError: ``progress`` said so.
            InvalidInputError, EnvironmentFailedError, RefusedError: see :meth:`export`.
        """
        self.preflight(outgoing, folder)
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


def _changed(session: Session, batch: Batch) -> RefusedError:
    """Return why what would leave isn't what was sealed: another state of the profile, or of the records."""
    profile = session.profile
    digest = told_at_sealing(session, batch).get("profile_sha256", profile.sha256)
    sealed = (batch.profile, batch.profile_version, str(digest))
    now = (profile.name, profile.version, profile.sha256)
    if sealed == now:
        back = sum(session.store.record(record_id).batch != batch.number for record_id in batch.records)
        if batch.status is BatchStatus.ACKNOWLEDGED and back:
            return RefusedError("batch.returned_since", batch=batch.number, count=back)
        return RefusedError("batch.content_changed", batch=batch.number)
    before, after = (f"{name} {version} ({digest[:12]})" for name, version, digest in (sealed, now))
    return RefusedError("batch.profile_changed", batch=batch.number, sealed=before, now=after)
