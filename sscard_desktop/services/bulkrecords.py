# SPDX-License-Identifier: Apache-2.0
"""The station's records as people whose photos somebody brings."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import attrgetter

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.filenames import placeholders
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.photoclaims import Person
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.domain.record import Record, RecordId, RecordSummary, Status
from sscard_desktop.services.access import allowed
from sscard_desktop.services.bulkplan import PlannedPhoto
from sscard_desktop.services.ports import FoundPicture, PictureFiles
from sscard_desktop.services.session import Session

MOST_RECORDS = 50_000
_LIVING = tuple(status for status in Status if status is not Status.VOID)
OPEN = frozenset({Status.DRAFT, Status.CONFIRMED, Status.RETURNED, Status.WITHDRAWN})


class RecordSitters:
    """Implements ``bulkplan.Sitters``: all records that this session's person sees."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.CAPTURE)
    def everybody(self, files: PictureFiles, way: Way) -> list[Person]:
        """Return all records that aren't void; by name with the codes that the city puts behind one."""
        session = self._session
        keys = code_keys(session) if way is Way.NAME else ()
        names = " ".join(each.name for each in files.pictures) if keys else ""
        people = []
        for each in self._summaries():
            codes: frozenset[str] = frozenset()
            # Only those whose name is there at all: a whole record takes longer to read than its line in a list.
            if keys and each.name and each.name in names:
                record = session.store.record(each.id)
                codes = frozenset(filter(None, (record.value(key) for key in keys)))
            people.append(Person(each.id, each.name, each.number, codes, each.status in OPEN))
        return people

    @allowed(Permission.CAPTURE)
    def in_order(self, digests: Collection[str]) -> list[Person]:
        """Return the open records as they were begun: without a photo, or with one that was made of these files."""
        store = self._session.store
        records = [store.record(each.id) for each in self._summaries() if each.status in OPEN]
        records.sort(key=attrgetter("created_at", "id"))
        return [
            _person(record)
            for record in records
            if PictureRole.PHOTO not in record.pictures
            or store.picture_digests(record.id).get(PictureRole.PHOTO_ORIGINAL) in digests
        ]

    @allowed(Permission.CAPTURE)
    def listed(self, numbers: Sequence[str]) -> list[Person]:
        """Return the one open record of each number."""
        session = self._session
        people = []
        for line, number in enumerate(numbers, 1):
            found = session.store.with_number(number, campaign=session.identity.campaign)
            able = [each for each in found if each.status in OPEN and session.sees(each.created_by)]
            if len(able) != 1:
                raise RefusedError("bulk.number_unknown", line=line)
            people.append(_person(session.store.record(able[0].id)))
        return people

    @allowed(Permission.CAPTURE)
    def planned(self, file: FoundPicture, person: Person) -> PlannedPhoto:
        """Return a file with its record."""
        digests = self._session.store.picture_digests(RecordId(person.id))
        kept = digests.get(PictureRole.PHOTO_ORIGINAL, "")
        return PlannedPhoto(file, person.id, person.id, person.name, person.number, kept, PictureRole.PHOTO in digests)

    @allowed(Permission.CAPTURE)
    def without(self, getting: Collection[str]) -> int:
        """Return how many open records have no photo and get none."""
        store = self._session.store
        return sum(
            1
            for each in self._summaries()
            if each.status in OPEN
            and each.id not in getting
            and PictureRole.PHOTO not in store.picture_digests(each.id)
        )

    def _summaries(self) -> Sequence[RecordSummary]:
        session = self._session
        taken_by = session.operator.name if session.only_own else ""
        return session.store.search(statuses=_LIVING, created_by=taken_by, limit=MOST_RECORDS)


def code_keys(session: Session) -> tuple[str, ...]:
    """Return what the city puts into a photo's name beside the person's name."""
    template = session.profile.package.pictures.get(PictureRole.PHOTO, "")
    return tuple(key for key in placeholders(template.rpartition("/")[2]) if key not in ("name", "number"))


def _person(record: Record) -> Person:
    return Person(record.id, record.value("name"), record.value("number"), open=record.editable)
