# SPDX-License-Identifier: Apache-2.0
"""Packages from stations that never were: copies of fictitious records, with pictures that are no pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.domain.record import Move, RecordId, Status, Step
from sscard_desktop.domain.recordcopy import PictureFacts, RecordCopy, travelling
from sscard_desktop.exchange.recipients import new_station_key
from sscard_desktop.exchange.stationpackage import StationPackageFiles
from sscard_desktop.services.ports import Lock, PackageOrigin, WrittenFile
from tests.storage.stations import NOON, a_record

PASSWORD = Lock(password="four green kettles")
Entry = tuple[RecordCopy, Callable[[PictureRole], bytes]]


class Silent:
    """Progress that nobody watches."""

    def report(self, done: int, total: int) -> None:
        """Do nothing."""


def picture_of(record: RecordId, role: PictureRole, size_bytes: int = 400) -> bytes:
    """Return bytes that only this picture of this record has."""
    seed = hashlib.sha256(f"{record} {role}".encode()).digest()
    return (seed * (size_bytes // len(seed) + 1))[:size_bytes]


def submitted(number: int, /, *, station: int = 17, size_bytes: int = 400, **values: str) -> Entry:
    """Return a submitted record of a station with three pictures; ``values`` replace the usual ones.

    Id, document number, name, mobile and receipt number are this one's own.
    """
    taken = NOON + timedelta(minutes=number)
    steps = (
        Step(taken, "li", Move.CONFIRM, Status.DRAFT, Status.CONFIRMED),
        Step(taken + timedelta(seconds=30), "li", Move.SUBMIT, Status.CONFIRMED, Status.SUBMITTED),
    )
    record_id = RecordId(hashlib.sha256(f"{station} {number}".encode()).hexdigest()[:32])
    serial = station * 10_000 + number
    roles = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)
    contents = {role: picture_of(record_id, role, size_bytes) for role in roles}
    record = a_record(
        1,
        id=record_id,
        status=Status.SUBMITTED,
        created_at=taken,
        updated_at=taken + timedelta(seconds=30),
        submitted_at=taken + timedelta(seconds=30),
        submitted_by="li",
        receipt_number=receipt_number(station, NOON.date(), number + 1),
        pictures=frozenset(roles),
        values={
            "name": f"演{chr(0x4E00 + serial // 5000)}{chr(0x5000 + serial % 5000)}",
            "number": f"510107{1950 + serial % 60}{serial:08d}",
            "birth_date": f"{1950 + serial % 60}-01-01",
            "mobile": f"139{serial:08d}",
            **values,
        },
    )
    facts = tuple(PictureFacts(r, hashlib.sha256(c).hexdigest(), len(c), taken) for r, c in contents.items())
    return travelling(RecordCopy(record, steps, (), facts), station), contents.__getitem__


def with_photo_of(entry: Entry, other: Entry) -> Entry:
    """Return a record with another one's photo."""
    copy, picture = entry
    taken, photo = other
    facts = taken.picture(PictureRole.PHOTO)
    assert facts is not None
    pictures = tuple(facts if each.role is PictureRole.PHOTO else each for each in copy.pictures)
    return replace(copy, pictures=pictures), lambda role: (photo if role is PictureRole.PHOTO else picture)(role)


class Branch:
    """A station that hands over: its number and its signing key."""

    def __init__(self, number: int = 17) -> None:
        self.number = number
        self.key = new_station_key()
        self.files = StationPackageFiles()

    def package(
        self,
        path: Path,
        records: Iterable[Entry],
        *,
        count: int,
        lock: Lock = PASSWORD,
        discarded: Sequence[RecordId] = (),
        made_at: datetime = NOON,
        profile: str = "chengdu",
    ) -> WrittenFile:
        """Write a package of these records."""
        origin = PackageOrigin(self.number, f"演示 {self.number} 号台", profile, "2026", made_at, count)
        return self.files.write(path, origin, records, discarded, lock=lock, key=self.key, progress=Silent())
