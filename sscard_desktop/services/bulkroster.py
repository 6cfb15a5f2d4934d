# SPDX-License-Identifier: Apache-2.0
"""The people of a roster whose photos somebody brings before, or while, they come.

A person who wasn't called up yet gets their photo kept with the roster, with its report and the picture that it was
made from, until they are; one with a record that may still be changed gets it there. Their record is looked for again
as the photo is stored: they may have come meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.photo import FinishedPhoto, PictureRole
from sscard_desktop.domain.photoclaims import Person
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.domain.record import Record, Status
from sscard_desktop.domain.roster import RosterId, RosterRow, RowId
from sscard_desktop.services.access import allowed
from sscard_desktop.services.bulkplan import PlannedPhoto
from sscard_desktop.services.bulkrecords import OPEN, code_keys
from sscard_desktop.services.photoreports import JudgedPhoto
from sscard_desktop.services.ports import FoundPicture, PictureFiles
from sscard_desktop.services.rosterfinding import record_of, record_with
from sscard_desktop.services.session import Session


class RosterSitters:
    """Implements ``bulkplan.Sitters``: one open roster's people, each known by their row's id.

    Args:
        session: whose work it is.
        roster_id: the roster.

    Raises:
        RefusedError: ``roster.unknown``; ``drive.roster_closed``, nobody of it is called up any more.
    """

    def __init__(self, session: Session, roster_id: RosterId) -> None:
        self._session = session
        self.roster = session.store.roster(roster_id)
        if self.roster.closed_at is not None:
            raise RefusedError("drive.roster_closed")
        self._rows = {row.id: row for row in session.store.roster_rows(roster_id)}
        # How far each is, in one look: a record for each of 50,000 people takes minutes to ask for.
        self._glances = {each.id: each for each in session.store.roster_glances(roster_id, limit=len(self._rows) or 1)}

    @allowed(Permission.CAPTURE)
    def everybody(self, files: PictureFiles, way: Way) -> list[Person]:
        """Return all of the roster, with personal numbers, places in the list and the city's codes."""
        keys = code_keys(self._session)
        return [self._person(row, keys) for row in self._rows.values()]

    @allowed(Permission.CAPTURE)
    def in_order(self, digests: Collection[str]) -> list[Person]:
        """Return those who are expected, in the list's order: without a photo, or with one made of these files."""
        found = []
        for row in self._rows.values():
            if not row.refused and self._open(row):
                has_photo, kept = self._standing(row, record_of(self._session, row))
                if not has_photo or kept in digests:
                    found.append(self._person(row, ()))
        return found

    @allowed(Permission.CAPTURE)
    def listed(self, numbers: Sequence[str]) -> list[Person]:
        """Return the one row of each number."""
        by_number: dict[str, list[RosterRow]] = {}
        for row in self._rows.values():
            by_number.setdefault(row.value("number").upper(), []).append(row)
        people = []
        for line, number in enumerate(numbers, 1):
            found = by_number.get(number.upper(), [])
            if len(found) != 1 or not number:
                raise RefusedError("bulk.number_unknown", line=line)
            people.append(self._person(found[0], ()))
        return people

    @allowed(Permission.CAPTURE)
    def planned(self, file: FoundPicture, person: Person) -> PlannedPhoto:
        """Return a file with its row, and the row's record where there is one."""
        row = self._rows[RowId(person.id)]
        record = record_of_row(self._session, row)
        has_photo, kept = self._standing(row, record)
        record_id = record.id if record is not None else ""
        return PlannedPhoto(file, person.id, record_id, person.name, person.number, kept, has_photo, row.id)

    @allowed(Permission.CAPTURE)
    def without(self, getting: Collection[str]) -> int:
        """Return how many are expected, have no photo and get none."""
        count = 0
        for row in self._rows.values():
            if row.id not in getting and not row.refused and self._open(row):
                has_photo, _ = self._standing(row, record_of(self._session, row))
                count += not has_photo
        return count

    def _person(self, row: RosterRow, keys: Sequence[str]) -> Person:
        codes = {row.value("personal_number"), str(row.position), *(row.value(key) for key in keys)}
        return Person(row.id, row.value("name"), row.value("number"), frozenset(codes - {""}), open=self._open(row))

    def _open(self, row: RosterRow) -> bool:
        glance = self._glances.get(row.id)
        return glance is None or glance.status is None or glance.status in OPEN or glance.status is Status.VOID

    def _standing(self, row: RosterRow, record: Record | None) -> tuple[bool, str]:
        """Return whether a row's person has a photo, and the digest of what it was made from."""
        store, glance = self._session.store, self._glances.get(row.id)
        if record is not None:
            # What waits with the roster is taken over with the record, or didn't do.
            digests = store.picture_digests(record.id)
        elif glance is not None and PictureRole.PHOTO not in glance.pictures:
            return False, ""
        else:
            digests = store.row_picture_digests(row.id)
        return PictureRole.PHOTO in digests, digests.get(PictureRole.PHOTO_ORIGINAL, "")


def record_of_row(session: Session, row: RosterRow) -> Record | None:
    """Return the record of a row's person, also one that nobody has linked to it yet."""
    return record_of(session, row) or record_with(session, row.value("number"))


def keep_for_row(
    session: Session, row: RosterRow, finished: FinishedPhoto, judged: JudgedPhoto, original: bytes, *, at: datetime
) -> None:
    """Store a photo with the roster until its person is called up, inside the caller's transaction."""
    store = session.store
    store.put_row_picture(row.id, PictureRole.PHOTO, finished.jpeg, report=judged.to_json(), at=at)
    store.put_row_picture(row.id, PictureRole.PHOTO_ORIGINAL, original, report="", at=at)
    session.audit(
        "roster.photo",
        row.roster,
        place=row.position,
        sha256=hashlib.sha256(finished.jpeg).hexdigest(),
        overridden=sorted(judged.overridden),
    )
