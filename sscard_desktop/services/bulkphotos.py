# SPDX-License-Identifier: Apache-2.0
"""Photos of many people at once: found, matched, made, checked, and stored only where all of that holds.

Answers for one transaction a person, so that a run may be stopped or killed anywhere and begun again: what was stored
is known by its original's digest and left alone. A photo that fails a check is stored only when a clerk says why; what
is nobody's, or can't be made, is told with its reason. The audit trail gets records and digests, no names of files:
those hold people's names and numbers.

A run has three steps: :meth:`BulkPhotos.plan` in the store lane, :func:`make_all` file by file in the work lane,
:meth:`BulkPhotos.keep` in the store lane again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import partial

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, RefusedError, SscardError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import FinishedPhoto, PhotoCheck, PhotoSpec, PictureRole, Verdict
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.domain.record import Record
from sscard_desktop.domain.roster import RosterId, RosterRow, RowId
from sscard_desktop.services.access import allowed
from sscard_desktop.services.bulkplan import BulkPlan, PlannedPhoto, ReadLog, Sitters, plan
from sscard_desktop.services.bulkrecords import RecordSitters
from sscard_desktop.services.bulkroster import RosterSitters, keep_for_row, record_of_row
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.photoline import made_in_order
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import PhotoMaker, PictureFiles, PictureGathering, Progress
from sscard_desktop.services.preferences import StationPreferences
from sscard_desktop.services.session import Session


class Outcome(StrEnum):
    """What became of a file."""

    STORED = "stored"
    DONE_BEFORE = "done_before"
    """This very file was stored earlier: a run that goes on, or the same folder again."""
    FAILED = "failed"
    """Made, but it fails a check; not stored."""
    REFUSED = "refused"
    """No photo can be made of it."""
    HAS_PHOTO = "has_photo"
    """They have a photo of another origin; which one is right is for people to say."""
    ANOTHERS = "anothers"
    """The very same picture is another person's photo."""
    GONE = "gone"
    """The record was finished or deleted meanwhile."""


@dataclass(frozen=True, slots=True)
class BulkPhoto:
    """A file that was read and made into a photo, or why it wasn't; not stored yet.

    Attributes:
        outcome: settled already, ``None`` where a photo was made.
        original: the file's content, and its SHA-256.
        thumbnail: a small picture of it for the contact sheet, where it may be needed.
    """

    planned: PlannedPhoto
    outcome: Outcome | None = None
    finished: FinishedPhoto | None = None
    error: SscardError | None = None
    original: bytes = field(default=b"", repr=False)
    digest: str = ""
    thumbnail: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of one planned file.

    Attributes:
        failed: the checks that the photo failed.
        error: why no photo could be made, or the record couldn't take it.
    """

    planned: PlannedPhoto
    outcome: Outcome
    failed: tuple[PhotoCheck, ...] = ()
    error: SscardError | None = None
    thumbnail: bytes = field(default=b"", repr=False)

    @property
    def needs_somebody(self) -> bool:
        """Whether a person has to look at it."""
        return self.outcome not in (Outcome.STORED, Outcome.DONE_BEFORE)


def make(
    planned: PlannedPhoto, files: PictureFiles, gathering: PictureGathering, maker: PhotoMaker, spec: PhotoSpec
) -> BulkPhoto:
    """Read one file and make its photo; what goes wrong is in the result. Slow: for the work lane."""
    try:
        return _made(planned, _read(files, planned), gathering, maker, spec)
    finally:
        maker.forget()


def make_all(
    plan: BulkPlan, files: PictureFiles, gathering: PictureGathering, makers: Sequence[PhotoMaker]
) -> Generator[BulkPhoto, None, None]:
    """Read and make the planned photos in their order, several at once; close the iterator to stop.

    Files are read in the thread that asks for the next photo: for the work lane.
    """

    def jobs() -> Iterator[Callable[[PhotoMaker], BulkPhoto]]:
        for planned in plan.planned:
            content = _read(files, planned)
            yield partial(_made, planned, content, gathering, spec=plan.spec)

    return made_in_order(jobs(), makers)


def _read(files: PictureFiles, planned: PlannedPhoto) -> bytes | SscardError:
    try:
        return files.read(planned.file.key)
    except (InvalidInputError, EnvironmentFailedError) as error:
        return error


def _made(
    planned: PlannedPhoto,
    content: bytes | SscardError,
    gathering: PictureGathering,
    maker: PhotoMaker,
    spec: PhotoSpec,
) -> BulkPhoto:
    if isinstance(content, SscardError):
        return BulkPhoto(planned, Outcome.REFUSED, error=content)
    digest = hashlib.sha256(content).hexdigest()
    if planned.has_photo and not planned.instead:
        if digest == planned.kept:
            return BulkPhoto(planned, Outcome.DONE_BEFORE, digest=digest)
        return BulkPhoto(planned, Outcome.HAS_PHOTO, digest=digest, thumbnail=gathering.thumbnail(content))
    try:
        finished = maker.make(content, spec)
    except InvalidInputError as error:
        return BulkPhoto(planned, Outcome.REFUSED, error=error, thumbnail=gathering.thumbnail(content))
    thumbnail = gathering.thumbnail(content) if finished.report.verdict is Verdict.FAIL else b""
    return BulkPhoto(planned, finished=finished, original=content, digest=digest, thumbnail=thumbnail)


@dataclass(frozen=True, slots=True)
class Before:
    """The pictures of somebody that were there before a new photo.

    Attributes:
        photo: the card photo.
        chip: the photo of the card's chip, as the reader gave it; decoded with ``library`` where there is one.
        front: the ID picture with the portrait.
    """

    photo: bytes = field(default=b"", repr=False)
    chip: bytes = field(default=b"", repr=False)
    library: str = ""
    front: bytes = field(default=b"", repr=False)


class BulkPhotos:
    """Photos of many people for one person's session; everything here is for the store lane.

    Args:
        session: whose work it is.
        roster_id: whose people they are, ``""`` for those who have records.
    """

    def __init__(self, session: Session, roster_id: RosterId | None = None) -> None:
        self._session = session
        self._roster = roster_id
        # One for the whole run: what it does on the first photo of a day isn't done for each.
        self._capture = Capture(session)
        self._mine: dict[str, str] = {}

    @allowed(Permission.CAPTURE)
    def plan(
        self,
        files: PictureFiles,
        way: Way,
        *,
        digests: Mapping[str, str] | None = None,
        numbers: Sequence[str] | None = None,
        log: ReadLog | None = None,
    ) -> BulkPlan:
        """Return whose each file would be; nothing is read but names, nothing written.

        Args:
            files: of the folder or zip; for :attr:`Way.LOG` with the camera's times.
            way: what tells whose they are.
            digests: of the files, see :func:`~.bulkplan.digests_of`.
            numbers: for the orders, the people's document numbers as they were photographed; without them those who
                have no photo, as their records were begun or as they stand in the roster.
            log: for :attr:`Way.LOG`.

        Raises:
            RefusedError: ``bulk.number_unknown`` for one of ``numbers`` (``line``); ``bulk.no_log``;
                ``roster.unknown``; ``drive.roster_closed``.
        """
        if (way is Way.LOG) != (log is not None):
            raise RefusedError("bulk.no_log")
        session = self._session
        if self._roster is not None:
            session.operator.require(Permission.ROSTERS)
        sitters: Sitters = RecordSitters(session) if self._roster is None else RosterSitters(session, self._roster)
        found = plan(sitters, files, way, session.profile.photo, digests=digests or {}, numbers=numbers, log=log)
        self._mine = {each.kept: each.person_id for each in found.planned if each.has_photo and each.kept}
        return found

    @allowed(Permission.CAPTURE)
    def keep(self, made: BulkPhoto, *, reason: str = "") -> BulkResult:
        """Store a photo that was made, in one transaction, if it passes; and say what became of it.

        Args:
            made: of :func:`make`.
            reason: why the clerk takes it although it fails a check; the supervisor sees it.
        """
        planned, thumbnail = made.planned, made.thumbnail
        if made.finished is None:
            return BulkResult(planned, made.outcome or Outcome.REFUSED, error=made.error, thumbnail=thumbnail)
        if self._mine.setdefault(made.digest, planned.person_id) != planned.person_id:
            return BulkResult(planned, Outcome.ANOTHERS, thumbnail=thumbnail)
        failed = made.finished.report.failed
        try:
            row = self._session.store.roster_row(RowId(planned.row_id)) if planned.row_id else None
            record = self._target(planned, row)
            store = self._session.store
            if record is not None and not record.editable:
                return BulkResult(planned, Outcome.GONE, thumbnail=thumbnail)
            digests = store.picture_digests(record.id) if record is not None else {}
            if record is None and row is not None:
                digests = store.row_picture_digests(row.id)
            standing = _standing(digests, made.digest)
            if standing is Outcome.DONE_BEFORE or (standing is not None and not planned.instead):
                return BulkResult(planned, standing, thumbnail=thumbnail)
            if failed and not reason.strip():
                return BulkResult(planned, Outcome.FAILED, failed, thumbnail=thumbnail)
            judged = JudgedPhoto(made.finished.report)
            for check in failed:
                judged = judged.override(check.key, reason)
            if record is not None:
                self._capture.accept_photo(record.id, made.finished.jpeg, judged, original=made.original)
            elif row is not None:
                with self._session.transaction() as now:
                    keep_for_row(self._session, row, made.finished, judged, made.original, at=now)
        except RefusedError as error:
            return BulkResult(planned, Outcome.GONE, error=error, thumbnail=thumbnail)
        return BulkResult(planned, Outcome.STORED)

    @allowed(Permission.CAPTURE)
    def before(self, planned: PlannedPhoto) -> Before:
        """Return what a new photo of somebody is held against; only people say whether it is the same person."""
        session, store = self._session, self._session.store
        row = store.roster_row(RowId(planned.row_id)) if planned.row_id else None
        record = self._target(planned, row)
        if record is None:
            kept = store.row_picture(row.id, PictureRole.PHOTO) if row is not None else None
            return Before(kept.content if kept is not None else b"")
        session.opened(record.id)
        photo, front, chip = (
            store.picture(record.id, role) or b"" if role in record.pictures else b""
            for role in (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.CHIP_PHOTO)
        )
        return Before(photo, chip, StationPreferences(session).current().photo_library, front)

    @allowed(Permission.CAPTURE)
    def imported_up_to(self) -> datetime | None:
        """Return when the newest picture of the last import was taken, by the camera; ``None`` before the first."""
        text = self._session.store.setting(self._newest_setting())
        return datetime.fromisoformat(text) if text else None

    @allowed(Permission.CAPTURE)
    def note_import(self, files: PictureFiles) -> None:
        """Remember how far these pictures go, so that the next time only newer ones may be looked at."""
        newest = max((each.at for each in files.pictures if each.at is not None), default=None)
        before = self.imported_up_to()
        if newest is not None and (before is None or newest > before):
            with self._session.action("photo.imported_up_to", self._roster or "", files=len(files.pictures)):
                self._session.store.save_setting(self._newest_setting(), newest.isoformat())

    def _newest_setting(self) -> str:
        return f"bulk.newest.{self._roster or ''}"

    def _target(self, planned: PlannedPhoto, row: RosterRow | None) -> Record | None:
        """Return the record that takes a photo, ``None`` for the roster: its person has none yet."""
        if row is None:
            return self._session.record(planned.record_id)
        record = record_of_row(self._session, row)
        return self._session.record(record.id) if record is not None else None


def _standing(digests: Mapping[PictureRole, str], digest: str) -> Outcome | None:
    """Return what hinders a photo: it is there already, or another one is."""
    if PictureRole.PHOTO not in digests:
        return None
    return Outcome.DONE_BEFORE if digests.get(PictureRole.PHOTO_ORIGINAL) == digest else Outcome.HAS_PHOTO


def run(
    service: BulkPhotos,
    plan: BulkPlan,
    files: PictureFiles,
    gathering: PictureGathering,
    makers: Sequence[PhotoMaker],
    progress: Progress,
) -> Iterator[BulkResult]:
    """Make the planned photos and keep one after the other in the calling thread; for who has no lanes."""
    total = len(plan.planned)
    progress.report(0, total)
    with closing(make_all(plan, files, gathering, makers)) as photos:
        for done, made in enumerate(photos, 1):
            yield service.keep(made)
            progress.report(done, total)
