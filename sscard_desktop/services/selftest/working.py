# SPDX-License-Identifier: Apache-2.0
"""The parts at work, with people who don't exist: station, photo, card reading, reader, tables, packages.

Each looks for what would go wrong unseen: a database that takes a key and encrypts nothing, a cipher that doesn't
notice a flipped bit, a network that is read and finds nobody.
"""

from __future__ import annotations

import hashlib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import EnvironmentFailedError, NotAllowedError, SscardError
from sscard_desktop.domain.photo import Verdict
from sscard_desktop.services.ports import (
    DemoDevices,
    DemoPerson,
    Lock,
    PackageContent,
    PackageItem,
    PackageOrigin,
    Recipient,
    SheetContent,
    StationIdentity,
    Unlock,
)
from sscard_desktop.services.progress import Quiet
from sscard_desktop.services.selftest.proving import Proven, UnprovenError
from sscard_desktop.services.workplace import Workplace

NAME, PASSWORD = "selftest", "a password of the self-test"
_SETTING, _PLANTED = "selftest.planted", "planted-in-clear-" * 40
_PLAIN = b"SQLite format 3\0"
_CELL = "𠮷𬭚·玛依拉·=1+1"
_AT = datetime(2026, 1, 1, tzinfo=UTC)
_READ_S = 10.0


def station(workplace: Workplace, city: str) -> Proven:
    """Set a station up and look at its files as a thief would: no clear text, no wrong password, no flipped bit."""
    identity = StationIdentity(1, NAME, city, NAME)
    workplace.set_up(identity, supervisor=NAME, password=PASSWORD)
    session = workplace.log_in(NAME, PASSWORD)
    with closing(session.store) as store, store.transaction():
        store.save_setting(_SETTING, _PLANTED)
    try:
        workplace.log_in(NAME, PASSWORD + "?").store.close()
    except NotAllowedError:
        pass
    else:
        raise UnprovenError("selftest.not_encrypted")
    session = workplace.log_in(NAME, PASSWORD)
    with closing(session.store) as store:
        if store.setting(_SETTING) != _PLANTED or store.check_integrity():
            raise UnprovenError("selftest.differs", where="station")
    for kept in (each for each in workplace.station.folder.rglob("*") if each.is_file()):
        content = kept.read_bytes()
        if content.startswith(_PLAIN) or _PLANTED[:32].encode() in content:
            raise UnprovenError("selftest.not_encrypted")
    if not _notices_a_flipped_bit(workplace):
        raise UnprovenError("selftest.tampering_unseen")
    return Proven("selftest.station")


def _notices_a_flipped_bit(workplace: Workplace) -> bool:
    database = max(workplace.station.folder.iterdir(), key=lambda path: path.stat().st_size)
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)
    try:
        with closing(workplace.log_in(NAME, PASSWORD).store) as store:
            return bool(store.check_integrity())
    except EnvironmentFailedError:
        return True


def photo(workplace: Workplace, city: str) -> Proven:
    """Let a person sit down before the demo's camera, make their photo by the city's rule, and check it."""
    devices, spec = _demo(workplace), workplace.profiles.load(city).photo
    workplace.cameras().devices()
    frame = devices.photograph(_person(devices))
    made = workplace.photo_maker().make(frame.rgb, spec)
    report = workplace.photo_maker().check(made.jpeg, spec)
    if report.geometry is None or Verdict.FAIL in (made.report.verdict, report.verdict):
        raise UnprovenError("selftest.differs", where=Purpose.PERSON.value)
    return Proven("selftest.photo", {"checks": len(made.report.checks), "size_kb": len(made.jpeg) >> 10})


def card_pictures(workplace: Workplace) -> Proven:
    """Draw a card that is plainly a sample, and let the networks read it."""
    devices = _demo(workplace)
    person = _person(devices)
    reader = workplace.document_reader()
    read = reader.read(devices.id_pictures(person)).values()
    reader.forget()
    if (read.get("name"), read.get("number")) != (person.card.name, person.card.number):
        raise UnprovenError("selftest.differs", where="OCR")
    return Proven("selftest.card_pictures", {"count": len(read)})


def reader(workplace: Workplace) -> Proven:
    """Read a card through the driver, over a real serial line, from a simulated reader."""
    devices = _demo(workplace)
    person = _person(devices)
    with devices.reader() as simulated:
        simulated.lay_on(person.card)
        card = workplace.readers.read(simulated.url, timeout_s=_READ_S)
    if (card.name, card.number) != (person.card.name, person.card.number):
        raise UnprovenError("selftest.differs", where="reader")
    return Proven("selftest.reader")


def tables(workplace: Workplace, scratch: Path) -> Proven:
    """Write a workbook and a plain table, and read each back: rare characters, and what looks like a formula."""
    rows = [[_CELL, "0012"], ["", "2026-01-01"]]
    for name in ("selftest.xlsx", "selftest.csv"):
        path = scratch / name
        workplace.tables().write(path, "sheet", ["a", "b"], rows, row_count=len(rows), created_at=_AT)
        sheet = workplace.table_reader().read(path).sheets[0]
        if [[row.text(0), row.text(1)] for row in sheet.rows[1:]] != rows:
            raise UnprovenError("selftest.differs", where=name)
    return Proven("selftest.tables")


def package(workplace: Workplace, scratch: Path) -> Proven:
    """Write an encrypted upload package, verify it, and look whether anything of it lies open."""
    picture = hashlib.sha256(NAME.encode()).digest() * 64
    items = [PackageItem((_CELL,), {"selftest.jpg": "token"})]
    content = PackageContent(
        batch="0001-20260101-001",
        profile=NAME,
        profile_version="1",
        station=StationIdentity(1, NAME, NAME, NAME),
        sealed_at=_AT,
        sheets=(SheetContent("sheet", ("a",), (10,), items),),
        workbook="selftest.xlsx",
    )
    packages = workplace.packages()
    written = packages.write(content, scratch, "selftest.zip", PASSWORD, lambda _: picture, Quiet())
    found = packages.verify(written.path, PASSWORD)
    if found:
        raise UnprovenError(found[0].code)
    if picture in written.path.read_bytes() or not packages.verify(written.path, PASSWORD + "?"):
        raise UnprovenError("selftest.not_encrypted")
    return Proven("selftest.package")


def sealed(workplace: Workplace, scratch: Path) -> Proven:
    """Lock and sign a package for another station; take it in, and refuse it once a bit of it is flipped."""
    machine, sealer, packages = workplace.clock, workplace.sealer(), workplace.station_packages()
    reception = packages.new_reception(NAME, at=machine.now())
    to: Recipient = sealer.recipient(reception.certificate, at=machine.now())
    path, origin = scratch / "selftest.sscard", PackageOrigin(1, NAME, NAME, NAME, machine.now())
    packages.write(path, origin, (), (), lock=Lock((to,)), key=sealer.new_key(), progress=Quiet())
    package = packages.verify(path, Quiet())
    packages.opens(package, Unlock(reception.certificate, reception.private_key.encode()))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    try:
        packages.verify(path, Quiet())
    except SscardError:
        return Proven("selftest.sealed")
    raise UnprovenError("selftest.tampering_unseen")


def _demo(workplace: Workplace) -> DemoDevices:
    if workplace.demo is None:
        raise ValueError("the self-test works with a demo's devices")
    return workplace.demo


def _person(devices: DemoDevices) -> DemoPerson:
    return devices.people(1)[0]
