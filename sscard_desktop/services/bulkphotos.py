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
from enum import StrEnum
from functools import partial
from operator import attrgetter

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, RefusedError, SscardError
from sscard_desktop.domain.filenames import placeholders
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import FinishedPhoto, PhotoCheck, PhotoSpec, PictureRole, Verdict
from sscard_desktop.domain.photomatching import Doubt, NamedFile, Person, Way, match
from sscard_desktop.domain.record import Record, RecordId, RecordSummary, Status
from sscard_desktop.services.access import allowed
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.photoline import made_in_order
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import (
    FoundPicture,
    PhotoMaker,
    PictureFiles,
    PictureGathering,
    Progress,
    RefusedFile,
)
from sscard_desktop.services.session import Session

MOST_RECORDS = 50_000
_LIVING = tuple(status for status in Status if status is not Status.VOID)
_OPEN = frozenset({Status.DRAFT, Status.CONFIRMED, Status.RETURNED, Status.WITHDRAWN})


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
    """The record has a photo of another origin; which one is right is for people to say."""
    GONE = "gone"
    """The record was finished or deleted meanwhile."""


@dataclass(frozen=True, slots=True)
class PlannedPhoto:
    """A file with the record it is for.

    Attributes:
        kept: SHA-256 of the original that the record's photo was made from, ``""`` where none is kept.
        has_photo: whether there is a photo at all.
    """

    file: FoundPicture
    record_id: str
    name: str = field(repr=False)
    number: str = field(repr=False)
    kept: str = ""
    has_photo: bool = False


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """What a run would do; nothing is stored yet.

    Attributes:
        planned: in the files' order.
        unmatched: file → why it is nobody's.
        refused: what isn't read at all.
        without: how many open records without a photo get none.
        spec: what the photos are made by.
    """

    way: Way
    planned: tuple[PlannedPhoto, ...]
    unmatched: tuple[tuple[FoundPicture, Doubt], ...]
    refused: tuple[RefusedFile, ...]
    without: int
    spec: PhotoSpec


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


def digests_of(files: PictureFiles, progress: Progress) -> dict[str, str]:
    """Return the SHA-256 of every file that can be read, by key: the orders need it to go on where a run stopped."""
    found = {}
    for done, picture in enumerate(files.pictures):
        progress.report(done, len(files.pictures))
        try:
            found[picture.key] = hashlib.sha256(files.read(picture.key)).hexdigest()
        except (InvalidInputError, EnvironmentFailedError):
            continue
    return found


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
    if planned.has_photo:
        if digest == planned.kept:
            return BulkPhoto(planned, Outcome.DONE_BEFORE, digest=digest)
        return BulkPhoto(planned, Outcome.HAS_PHOTO, digest=digest, thumbnail=gathering.thumbnail(content))
    try:
        finished = maker.make(content, spec)
    except InvalidInputError as error:
        return BulkPhoto(planned, Outcome.REFUSED, error=error, thumbnail=gathering.thumbnail(content))
    thumbnail = gathering.thumbnail(content) if finished.report.verdict is Verdict.FAIL else b""
    return BulkPhoto(planned, finished=finished, original=content, digest=digest, thumbnail=thumbnail)


class BulkPhotos:
    """Photos of many people for one person's session; everything here is for the store lane."""

    def __init__(self, session: Session) -> None:
        self._session = session
        # One for the whole run: what it does on the first photo of a day isn't done for each.
        self._capture = Capture(session)

    @allowed(Permission.CAPTURE)
    def plan(
        self,
        files: PictureFiles,
        way: Way,
        *,
        digests: Mapping[str, str] | None = None,
        numbers: Sequence[str] | None = None,
    ) -> BulkPlan:
        """Return whose each file would be; nothing is read but names, nothing written.

        Args:
            files: of the folder or zip.
            way: what tells whose they are.
            digests: of the files, for the orders; see :func:`digests_of`.
            numbers: for the orders, the people's document numbers as they were photographed; without them the open
                records that have no photo, as they were begun.

        Raises:
            RefusedError: ``bulk.number_unknown`` for one of ``numbers`` (``line``).
        """
        known = set((digests or {}).values())
        if way in (Way.ORDER, Way.TIME):
            people = self._in_order(known) if numbers is None else self._listed(numbers)
        else:
            people = self._everybody(files, way)
        found = match([NamedFile(each.key, each.name, each.at) for each in files.pictures], people, way)
        by_id = {person.id: person for person in people}
        planned = [self._planned(each, by_id[found.assigned[each.key]]) for each in files.pictures
                   if each.key in found.assigned]  # fmt: skip
        if way in (Way.ORDER, Way.TIME) and self._contradicted(planned, digests or {}):
            # A file stored earlier stands at another person's turn: the order isn't the one of then.
            planned = []
            doubts = dict.fromkeys((each.key for each in files.pictures), Doubt.ORDER_CONTRADICTED)
        else:
            doubts = dict(found.doubts)
        getting = {each.record_id for each in planned}
        return BulkPlan(
            way=way,
            planned=tuple(planned),
            unmatched=tuple((each, doubts[each.key]) for each in files.pictures if each.key in doubts),
            refused=tuple(files.refused),
            without=sum(
                1 for each in self._summaries() if each.status in _OPEN and each.id not in getting
                and PictureRole.PHOTO not in self._session.store.picture_digests(each.id)
            ),
            spec=self._session.profile.photo,
        )  # fmt: skip

    @allowed(Permission.CAPTURE)
    def keep(self, made: BulkPhoto, *, reason: str = "") -> BulkResult:
        """Store a photo that was made, in one transaction, if it passes; and say what became of it.

        Args:
            made: of :func:`make`.
            reason: why the clerk takes it although it fails a check; the supervisor sees it.
        """
        store, planned = self._session.store, made.planned
        if made.finished is None:
            return BulkResult(planned, made.outcome or Outcome.REFUSED, error=made.error, thumbnail=made.thumbnail)
        report = made.finished.report
        try:
            record = self._session.record(planned.record_id)
            if not record.editable:
                return BulkResult(planned, Outcome.GONE, thumbnail=made.thumbnail)
            standing = _standing(store.picture_digests(record.id), made.digest)
            if standing is not None:
                return BulkResult(planned, standing, thumbnail=made.thumbnail)
            if report.failed and not reason.strip():
                return BulkResult(planned, Outcome.FAILED, report.failed, thumbnail=made.thumbnail)
            judged = JudgedPhoto(report)
            for check in report.failed:
                judged = judged.override(check.key, reason)
            self._capture.accept_photo(record.id, made.finished.jpeg, judged, original=made.original)
        except RefusedError as error:
            return BulkResult(planned, Outcome.GONE, error=error, thumbnail=made.thumbnail)
        return BulkResult(planned, Outcome.STORED)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────

    def _summaries(self) -> Sequence[RecordSummary]:
        session = self._session
        taken_by = session.operator.name if session.only_own else ""
        return session.store.search(statuses=_LIVING, created_by=taken_by, limit=MOST_RECORDS)

    def _everybody(self, files: PictureFiles, way: Way) -> list[Person]:
        session = self._session
        keys = self._code_keys() if way is Way.NAME else ()
        names = " ".join(each.name for each in files.pictures) if keys else ""
        people = []
        for each in self._summaries():
            codes: frozenset[str] = frozenset()
            # Only those whose name is there at all: a whole record takes longer to read than its line in a list.
            if keys and each.name and each.name in names:
                record = session.store.record(each.id)
                codes = frozenset(filter(None, (record.value(key) for key in keys)))
            people.append(Person(each.id, each.name, each.number, codes, each.status in _OPEN))
        return people

    def _code_keys(self) -> tuple[str, ...]:
        """Return what the city puts into a photo's name beside the person's name."""
        template = self._session.profile.package.pictures.get(PictureRole.PHOTO, "")
        return tuple(key for key in placeholders(template.rpartition("/")[2]) if key not in ("name", "number"))

    def _in_order(self, digests: set[str]) -> list[Person]:
        """Return the open records as they were begun: without a photo, or with one that was made of these files."""
        store = self._session.store
        records = [store.record(each.id) for each in self._summaries() if each.status in _OPEN]
        records.sort(key=attrgetter("created_at", "id"))
        return [
            _person(record)
            for record in records
            if PictureRole.PHOTO not in record.pictures
            or store.picture_digests(record.id).get(PictureRole.PHOTO_ORIGINAL) in digests
        ]

    def _listed(self, numbers: Sequence[str]) -> list[Person]:
        session = self._session
        people = []
        for line, number in enumerate(numbers, 1):
            found = session.store.with_number(number, campaign=session.identity.campaign)
            able = [each for each in found if each.status in _OPEN and session.sees(each.created_by)]
            if len(able) != 1:
                raise RefusedError("bulk.number_unknown", line=line)
            people.append(_person(session.store.record(able[0].id)))
        return people

    def _planned(self, file: FoundPicture, person: Person) -> PlannedPhoto:
        digests = self._session.store.picture_digests(RecordId(person.id))
        kept = digests.get(PictureRole.PHOTO_ORIGINAL, "")
        return PlannedPhoto(file, person.id, person.name, person.number, kept, PictureRole.PHOTO in digests)

    def _contradicted(self, planned: Sequence[PlannedPhoto], digests: Mapping[str, str]) -> bool:
        return any(each.has_photo and each.kept != digests.get(each.file.key, "") for each in planned)


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


def _person(record: Record) -> Person:
    return Person(record.id, record.value("name"), record.value("number"), open=record.editable)
