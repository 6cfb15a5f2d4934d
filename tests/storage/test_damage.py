# SPDX-License-Identifier: Apache-2.0
"""Damaged database files: each case ends in an error with a name, never in a crash, a hang or a wrong record."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, a_record, folder_at

RECORDS = range(1, 13)
PICTURE = random.Random(3).randbytes(9000)


def a_long_record(number: int) -> Record:
    """Return a record whose values take several pages: SQLCipher doesn't report damage in the last of them."""
    return a_record(number, values={**a_record(number).values, "note": "x" * 7000})


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Return key file and database of a station with a dozen records, pictures and audit lines."""
    station = folder_at(tmp_path_factory.mktemp("good") / "station")
    station.create(IDENTITY, CHIEF, PASSWORD)
    store, _ = station.unlock("zhou", PASSWORD)
    for number in RECORDS:
        with store.transaction():
            store.add_record(a_long_record(number))
            store.put_picture(a_record(number).id, PictureRole.PHOTO, PICTURE, report="", at=NOON)
            store.audit(at=NOON, monotonic_s=1.0, operator="li", action="a", subject="b", detail="c")
    store.close()
    return (station.folder / "station.keys").read_bytes(), (station.folder / "station.db").read_bytes()


def laid_out(folder: Path, keys: bytes, database: bytes) -> StationFolder:
    folder.mkdir(exist_ok=True)
    (folder / "station.keys").write_bytes(keys)
    (folder / "station.db").write_bytes(database)
    return folder_at(folder)


def use(station: StationFolder) -> set[str]:
    """Read and check everything; return the codes of what went wrong, ``findings`` among them."""
    codes = set()
    try:
        store, _ = station.unlock("zhou", PASSWORD)
    except EnvironmentFailedError as error:
        return {error.code}
    assert isinstance(store, EncryptedStore)
    try:
        for number in RECORDS:
            try:
                assert store.record(a_record(number).id).values == a_long_record(number).values
                assert store.picture(a_record(number).id, PictureRole.PHOTO) == PICTURE
            except EnvironmentFailedError as error:
                codes.add(error.code)
        if store.check_integrity():
            codes.add("findings")
    finally:
        store.close()
    return codes


def flipped(database: bytes, draw: random.Random) -> bytes:
    raw = bytearray(database)
    raw[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
    return bytes(raw)


def zeroed(database: bytes, draw: random.Random) -> bytes:
    start = draw.randrange(len(database))
    return database[:start] + bytes(len(database[start : start + 4096])) + database[start + 4096 :]


def scribbled(database: bytes, draw: random.Random) -> bytes:
    start = draw.randrange(len(database))
    return database[:start] + draw.randbytes(len(database[start : start + 700])) + database[start + 700 :]


def truncated(database: bytes, draw: random.Random) -> bytes:
    return database[: draw.randrange(len(database))]


@pytest.mark.parametrize("damage", [flipped, zeroed, scribbled, truncated], ids=lambda damage: str(damage.__name__))
def test_random_damage_is_always_found_and_never_read_as_a_record(
    tmp_path: Path, good: tuple[bytes, bytes], damage: object
) -> None:
    assert callable(damage)
    keys, database = good
    draw = random.Random(17)
    for case in range(25):
        raw = damage(database, draw)
        if raw != database:
            codes = use(laid_out(tmp_path / str(case), keys, raw))
            assert codes, f"case {case} went unnoticed"
            assert codes <= {"storage.damaged", "storage.picture_damaged", "station.keys_foreign", "findings"}


def test_a_record_longer_than_a_page_comes_whole_or_not_at_all(tmp_path: Path, good: tuple[bytes, bytes]) -> None:
    """SQLCipher 4.19 gives the last page of a long row as zeros, without an error, when that page is damaged."""
    keys, database = good
    refused = 0
    for page in range(1, len(database) // 4096):
        raw = bytearray(database)
        raw[page * 4096 + 50] ^= 1
        station = laid_out(tmp_path / "station", keys, bytes(raw))
        try:
            store, _ = station.unlock("zhou", PASSWORD)
        except EnvironmentFailedError:
            continue
        try:
            assert store.record(a_long_record(1).id).values == a_long_record(1).values
        except EnvironmentFailedError as error:
            refused += error.code == "storage.damaged"
        store.close()
    assert refused >= 2


@pytest.mark.parametrize(
    "content",
    [b"", bytes(16), bytes(4096), bytes(1 << 20), b"SQLite format 3\x00" + bytes(4080), b"not a database" * 999],
)
def test_a_file_that_is_no_database_is_told_as_such(tmp_path: Path, good: tuple[bytes, bytes], content: bytes) -> None:
    assert use(laid_out(tmp_path / "station", good[0], content)) <= {"storage.damaged", "station.keys_foreign"}


def test_a_file_of_zeros_is_damaged_and_stays_as_it_is(tmp_path: Path, good: tuple[bytes, bytes]) -> None:
    station = laid_out(tmp_path / "station", good[0], bytes(len(good[1])))
    assert use(station) == {"storage.damaged"}
    assert (station.folder / "station.db").read_bytes() == bytes(len(good[1]))


def test_a_missing_database_is_missing(tmp_path: Path, good: tuple[bytes, bytes]) -> None:
    station = laid_out(tmp_path / "station", *good)
    (station.folder / "station.db").unlink()
    assert use(station) == {"storage.missing"}
    assert not (station.folder / "station.db").exists()


def test_a_folder_in_place_of_a_file_is_an_error(tmp_path: Path, good: tuple[bytes, bytes]) -> None:
    station = laid_out(tmp_path / "station", *good)
    (station.folder / "station.keys").unlink()
    (station.folder / "station.keys").mkdir()
    with pytest.raises(EnvironmentFailedError):
        station.identity()


def test_rubbish_in_the_side_files_never_reaches_a_record(tmp_path: Path, good: tuple[bytes, bytes]) -> None:
    station = laid_out(tmp_path / "station", *good)
    draw = random.Random(23)
    for _ in range(10):
        (station.folder / "station.db-wal").write_bytes(draw.randbytes(40_000))
        (station.folder / "station.db-shm").write_bytes(draw.randbytes(32_768))
        assert use(station) == set()


def test_a_connection_that_saw_damage_takes_nothing_more_and_says_why(
    tmp_path: Path, good: tuple[bytes, bytes]
) -> None:
    keys, database = good
    # So many pages that the next record needs one of them.
    station = laid_out(tmp_path / "station", keys, database[:-65536] + bytes(65536))
    store, _ = station.unlock("zhou", PASSWORD)
    assert store.check_integrity()
    with pytest.raises(EnvironmentFailedError, match=r"storage\.damaged"), store.transaction():
        store.add_record(a_record(99))
    store.close()


def test_a_picture_that_isn_t_what_was_stored_is_never_returned(store: EncryptedStore) -> None:
    with store.transaction():
        store.add_record(a_record())
        store.put_picture(a_record().id, PictureRole.PHOTO, b"right", report="", at=NOON)
        store._database.write("UPDATE picture SET content = CAST('wrong' AS BLOB)")
    with pytest.raises(EnvironmentFailedError, match=r"storage\.picture_damaged"):
        store.picture(a_record().id, PictureRole.PHOTO)
