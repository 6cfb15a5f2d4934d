# SPDX-License-Identifier: Apache-2.0
"""The parsers of bytes from outside, each with sound examples to start from and a bound on its time and memory.

A parser may answer, or refuse by one of the program's errors; anything else that it raises is a crash.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop.domain.errors import SscardError

Parse = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Target:
    """One parser.

    Attributes:
        make: given a scratch folder, returns the parser and its sound examples.
        limit_s: no input may take longer.
        limit_mib: the process may grow by no more.
    """

    make: Callable[[Path], tuple[Parse, Sequence[bytes]]]
    limit_s: float = 5.0
    limit_mib: int = 300


def refuses_or_answers(parse: Parse, data: bytes) -> bool:
    """Return whether ``data`` was taken; False if it was refused as it should be."""
    try:
        parse(data)
    except SscardError:
        return False
    return True


def _card_frames(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.devices.idcard.commands import READ, Answer, split_reading
    from sscard_desktop.devices.idcard.decode import decode
    from sscard_desktop.devices.idcard.frames import FrameParser
    from tests.helpers.corpus import entries

    def parse(data: bytes) -> None:
        parser = FrameParser()
        for start in range(0, len(data), 97):
            parser.feed(data[start : start + 97])
            while (body := parser.take()) is not None:
                try:
                    reading = split_reading(READ, Answer.parse(body).data)
                    decode(reading.text, reading.photo)
                except SscardError:
                    continue

    return parse, [entry.data for entry in entries().values()]


def _card_text(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.devices.idcard.decode import decode
    from tests.helpers.corpus import entries

    seeds = [entry.data[14:270] for entry in entries().values() if entry.valid and len(entry.data) > 1200]
    return lambda data: decode(data[:256].ljust(256, b" ")), [*seeds, bytes(256)]


def _profiles(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from tests.helpers.cities import YANGLI, make_city, profiles

    city = make_city(folder)
    found = profiles(folder)

    def parse(data: bytes) -> None:
        (city / "profile.toml").write_bytes(data)
        if not found.check(city):
            found.load("yangli")

    chengdu = Path(__file__).parents[2] / "forms" / "chengdu" / "profile.toml"
    return parse, [YANGLI.encode(), chengdu.read_bytes()]


def _templates(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.documents import template
    from tests.helpers.cities import profiles

    city = profiles().load("chengdu")
    seeds = [form.template.read_bytes() for form in city.forms]
    return lambda data: template.load(data, file="form.toml", fields=city.fields), seeds


def _packages(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.exchange.package import PackageFile
    from tests.helpers.packages import PASSWORD, Counting, content, picture_of

    packages = PackageFile()
    seed = packages.write(content(1), folder, "seed.zip", PASSWORD, picture_of, Counting()).path.read_bytes()

    def parse(data: bytes) -> None:
        path = folder / "fuzzed.zip"
        path.write_bytes(data)
        found = packages.verify(path, PASSWORD)
        if not found and data != seed:
            raise AssertionError("a changed package passed")

    return parse, [seed]


def _manifests(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.exchange import manifest
    from sscard_desktop.services.ports import AuditHead
    from tests.helpers.packages import content

    described = manifest.describe(
        content(2, audit_head=AuditHead(3, "ab" * 32)), [manifest.Member("a.xlsx", 3, "cd" * 32)]
    )
    return manifest.parse, [described.to_json()]


def _sealed(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.exchange.package import PackageFile
    from sscard_desktop.exchange.sealedpackage import SealedPackages
    from tests.helpers.certificates import NOON, bureau
    from tests.helpers.packages import Counting, content, picture_of

    sealer, mine = SealedPackages(PackageFile()), bureau()
    to, key = [sealer.recipient(mine.certificate, at=NOON)], sealer.new_key()
    seed = sealer.write(content(1), folder, "seed.zip", to, key, picture_of, Counting()).path.read_bytes()
    known = sealer.public_key(key).pem

    def parse(data: bytes) -> None:
        path = folder / "fuzzed.zip"
        path.write_bytes(data)
        report = sealer.verify(path, station_key=known, certificate=mine.certificate, private_key=mine.private_key)
        if not report.findings and data != seed:
            raise AssertionError("a changed package passed")

    return parse, [seed]


def _station_packages(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.exchange.stationpackage import StationPackageFiles
    from tests.helpers.transfers import Branch, Silent, submitted

    branch, path = Branch(), folder / "seed.sscard"
    branch.package(path, [submitted(1)], count=1)
    seed = path.read_bytes()

    def parse(data: bytes) -> None:
        path.write_bytes(data)
        StationPackageFiles().verify(path, Silent())
        if data != seed:
            raise AssertionError("a changed package passed")

    return parse, [seed]


def _rosters(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.domain.rostercopy import as_text, from_text

    seed = (
        b'{"campaign":"2026","closed_at":null,"id":"%s","imported_at":"2026-03-02T04:00:00+00:00","imported_by":"zhou",'
        b'"profile":"chengdu","rows":[{"id":"%s","position":1,"queue":3,"refused":"x","refused_at":'
        b'"2026-03-02T04:00:00+00:00","updated_at":"2026-03-02T04:00:00+00:00","values":{"name":"x"}}],'
        b'"sha256":"%s","title":"x","unit":"","unit_number":""}' % (b"a" * 32, b"b" * 32, b"c" * 64)
    )

    def parse(data: bytes) -> None:
        # As above. What is taken can be written again for the next machine.
        as_text(from_text(data))

    parse(seed)
    return parse, [seed]


def _campaigns(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.exchange.campaignpackage import campaign_in
    from sscard_desktop.services.stationdefaults import fitting

    seed = (
        b'{"campaign": "x", "profile": "chengdu", "made_at": "2026-03-02T04:00:00+00:00", "units": [["a", "", "1"]], '
        b'"unit_settings": {"a": "{}"}, "people": [["li", "clerk", ""]], "files": [["a/b.toml", 0]], '
        b'"roster": ["", 0], "stations": [], "receivers": [], "content": 2, "seats": [[9, "a"], [10, "b"]], '
        b'"valid_until": "2027-03-31", "settings": {"idle_lock_s": "600", "print.ways": "[]"}}'
    )

    def parse(data: bytes) -> None:
        # What a machine could write that signs, and knows the password.
        found = campaign_in(iter([(b"C", data), (b"B", b""), (b"B", b"")]), "a.sscard")
        fitting(found.settings, ())

    parse(seed)
    return parse, [seed]


def _lists_of_people(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.exchange.tablefile import TableFiles
    from sscard_desktop.services.rosterchecking import check_roster
    from tests.helpers.messyrosters import messy
    from tests.helpers.rosters import city, context

    def parse(data: bytes) -> None:
        path = folder / "list.csv"
        path.write_bytes(data)
        checked = check_roster(TableFiles().read(path), city(), context())
        if checked.good + checked.bad != len(checked.rows):
            raise AssertionError("somebody is neither good nor bad")

    return parse, [messy(seed).content for seed in (0, 1, 9, 14, 45)]


def _record_copies(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.domain.recordcopy import as_text
    from sscard_desktop.domain.recordcopyreading import from_text
    from tests.helpers.transfers import submitted

    def parse(data: bytes) -> None:
        copy = from_text(data)
        if from_text(as_text(copy)) != copy:
            raise AssertionError("a copy that changes on its way")

    return parse, [as_text(submitted(number)[0]) for number in range(2)]


def _certificates(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.exchange import recipients
    from tests.helpers.certificates import NOON, bureau

    mine = bureau()
    to = [recipients.recipient(mine.certificate, at=NOON)]

    readers: tuple[Parse, ...] = (
        lambda data: recipients.recipient(data, at=NOON),
        recipients.read_station_key,
        lambda data: recipients.opened(data, certificate=mine.certificate, private_key=mine.private_key),
        lambda data: recipients.opened(b"", certificate=mine.certificate, private_key=data),
    )

    def parse(data: bytes) -> None:
        # One of them each: checking an RSA key takes longer than all the rest.
        readers[zlib.crc32(data) % len(readers)](data)

    key = recipients.station_key(recipients.new_station_key()).pem
    return parse, [mine.certificate, mine.private_key, key, recipients.seal(b"x" * 43, to)]


def _images(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from PIL import Image

    from sscard_desktop.imaging.opening import open_picture

    picture = Image.effect_noise((97, 61), 60).convert("RGB")
    seeds = []
    for kind in ("JPEG", "PNG", "BMP", "TIFF", "WEBP", "GIF"):
        target = io.BytesIO()
        picture.save(target, kind)
        seeds.append(target.getvalue())
    return open_picture, seeds


def _key_files(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.storage import keyfile
    from tests.storage.stations import CHIEF, IDENTITY, PASSWORD, folder_at

    folder_at(folder / "station").create(IDENTITY, CHIEF, PASSWORD)
    path = folder / "station.keys"

    def parse(data: bytes) -> None:
        path.write_bytes(data)
        keyfile.read(path)

    return parse, [(folder / "station" / "station.keys").read_bytes()]


def _databases(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.domain.photo import PictureRole
    from tests.storage.stations import CHIEF, PASSWORD, a_record, folder_at, make_example

    make_example(folder / "station")
    keys = (folder / "station" / "station.keys").read_bytes()

    def parse(data: bytes) -> None:
        for path in (folder / "station").iterdir():
            path.unlink()
        (folder / "station" / "station.keys").write_bytes(keys)
        (folder / "station" / "station.db").write_bytes(data)
        store, _ = folder_at(folder / "station").unlock(CHIEF.name, PASSWORD)
        try:
            store.check_integrity()
            list(store.audit_entries())
            for found in store.search("zhang"):
                store.record(found.id)
                store.picture(found.id, PictureRole.PHOTO)
            with store.transaction():
                store.add_record(a_record(99))
        finally:
            store.close()

    return parse, [(folder / "station" / "station.db").read_bytes()]


def _backups(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.storage import backupfile
    from tests.storage.stations import CHIEF, NOON, PASSWORD, folder_at, make_example

    make_example(folder / "station")
    station = folder_at(folder / "station")
    store, _ = station.unlock(CHIEF.name, PASSWORD)
    (folder / "kept").mkdir()
    seed = station.backups.make(store, folder / "kept", made_at=NOON, keep=1, report=_unheard).path.read_bytes()
    store.close()
    path = folder / "fuzzed.sscbackup"

    def parse(data: bytes) -> None:
        path.write_bytes(data)
        backupfile.describe(path)
        station.backups.prove(path, name=CHIEF.name, password=PASSWORD)

    return parse, [seed]


def _unheard(done: int, total: int) -> None:
    """Take a report of progress and do nothing."""


def _photo_reports(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.services import photoreports
    from sscard_desktop.services.photoreports import JudgedPhoto
    from tests.helpers.desks import good_photo

    seed = JudgedPhoto(good_photo().report).to_json()
    return lambda data: photoreports.from_json(data.decode("utf-8", "replace")), [seed.encode()]


def _passport_lines(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from datetime import date

    from sscard_desktop.domain.mrz import read_td3

    seed = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    return lambda data: read_td3(data.decode("utf-8", "replace"), today=date(2026, 3, 2)), [seed.encode()]


def _tables(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    from sscard_desktop.exchange.tablefile import TableFiles
    from tests.helpers.tables import FEEDBACK, as_csv, as_xls, as_xlsx

    reader = TableFiles()

    def parse(data: bytes) -> None:
        # Its content says what it is; only text under another ending is refused unread.
        path = folder / "table.csv"
        path.write_bytes(data)
        reader.read(path)

    wide = as_csv(FEEDBACK).decode().encode("utf-16")
    return parse, [as_xlsx(FEEDBACK), as_xls(FEEDBACK), as_csv(FEEDBACK), as_csv(FEEDBACK, "gb18030"), wide]


_PART_END = b"\n=====\n"


def _marked_tables(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    """Take workbooks apart, so that what is tried reaches the XML and not only the zip around it."""
    from datetime import UTC, datetime

    import openpyxl
    from openpyxl.comments import Comment

    from sscard_desktop.exchange.markedworkbook import MarkedWorkbooks
    from sscard_desktop.exchange.tablefile import TableFiles
    from sscard_desktop.services.ports import CellMark, MarkingWords
    from tests.helpers.tables import FEEDBACK, as_csv

    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in FEEDBACK:
        page.append(list(row))
    page["B2"].comment, page["C3"] = Comment("一条批注", "某人"), "=1+1"
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as whole:
        names = whole.namelist()
        sound = _PART_END.join(whole.read(name) for name in names)
    source, target = folder / "source.csv", folder / "marked.xlsx"
    words = MarkingWords("核对", "问题清单", ("位置", "内容", "问题"), "{shown} {count}")

    def parse(data: bytes) -> None:
        parts = data.split(_PART_END)
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as packed:
            for name, part in zip(names, parts, strict=False):
                packed.writestr(name, part)
        source.write_bytes(content.getvalue() if len(parts) > 1 else data)
        sheet = TableFiles().read(source).sheets[0]
        marks = [CellMark(sheet.name, sheet.rows[0].number, 1, "核对"), CellMark(sheet.name, 9, 40, "缺")]
        MarkedWorkbooks().write(source, target, marks, words, created_at=datetime(2026, 3, 2, tzinfo=UTC))

    return parse, [sound, as_csv(FEEDBACK)]


def _zip_of(names: Sequence[str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, b"x" * 40)
    return target.getvalue()


def _plain_zips(folder: Path) -> tuple[Parse, Sequence[bytes]]:
    parse, _ = _packages(folder)
    return parse, [_zip_of(["a.xlsx", "manifest.json"]), _zip_of(["package.zip", "password.p7m"])]


def _camera_words(_: Path) -> tuple[Parse, Sequence[bytes]]:
    from PIL import ExifTags, Image

    from sscard_desktop.imaging.cameraword import taken_at

    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:03:02 09:05:30"
    target = io.BytesIO()
    Image.new("RGB", (16, 12), "white").save(target, "JPEG", exif=exif)

    def parse(data: bytes) -> object:
        return taken_at(data)

    return parse, [target.getvalue()]


TARGETS: dict[str, Target] = {
    "card frames": Target(_card_frames, limit_s=1),
    "card text": Target(_card_text, limit_s=1),
    "profiles": Target(_profiles),
    "form templates": Target(_templates),
    "images": Target(_images, limit_mib=600),
    "cameras' words": Target(_camera_words, limit_s=1),
    "packages": Target(_packages),
    "other zips": Target(_plain_zips),
    "manifests": Target(_manifests),
    "sealed packages": Target(_sealed),
    "station packages": Target(_station_packages, limit_s=1),
    "rosters between stations": Target(_rosters, limit_s=1),
    "campaigns": Target(_campaigns, limit_s=1),
    "record copies": Target(_record_copies, limit_s=1),
    "certificates, keys": Target(_certificates),
    "key files": Target(_key_files),
    "databases": Target(_databases),
    "backups": Target(_backups),
    "photo reports": Target(_photo_reports),
    "tables": Target(_tables, limit_mib=600),
    "marked tables": Target(_marked_tables, limit_mib=600),
    "lists of people": Target(_lists_of_people, limit_mib=600),
    "passport lines": Target(_passport_lines, limit_s=1),
}


def peak_kib() -> int:
    """Return the most memory that this process held so far, in KiB; 0 where the system doesn't tell."""
    if os.name == "nt":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
