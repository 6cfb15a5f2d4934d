# SPDX-License-Identifier: Apache-2.0
"""A new data key: everybody's password stays, who left is out, and a killed program leaves one whole station."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import EnvironmentFailedError, NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import Store
from sscard_desktop.storage import keyfile
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, a_record, folder_at

CLERK = Operator("li", Role.CLERK, "李演示")
CLERKS_PASSWORD = "green tea at nine"
RELEASED = Path(__file__).parents[1] / "data" / "databases"


class Killed(BaseException):
    """The program ended here."""


def note(store: Store) -> None:
    with store.transaction():
        store.audit(at=NOON, monotonic_s=1.0, operator="zhou", action="keys.rotate", subject="", detail="{}")


def silent(done: int, total: int) -> None:
    assert 0 <= done <= total


@pytest.fixture
def staffed(tmp_path: Path) -> tuple[StationFolder, str, list[str]]:
    """Return a station with a supervisor, a clerk, a record and a picture; its recovery code and shares."""
    station = folder_at(tmp_path / "station")
    code = station.create(IDENTITY, CHIEF, PASSWORD)
    store, _ = station.unlock("zhou", PASSWORD)
    with store.transaction():
        store.save_operator(CLERK)
        store.add_record(a_record())
        store.put_picture(a_record().id, PictureRole.PHOTO, b"picture" * 9000, report="", at=NOON)
        store.audit(at=NOON, monotonic_s=0.0, operator="zhou", action="first", subject="", detail="{}")
    station.add_person(store, CLERK, CLERKS_PASSWORD)
    shares = station.new_recovery_shares(store, needed=2, made=3)
    store.close()
    return station, code, shares


def rotate(station: StationFolder) -> None:
    store, _ = station.unlock("zhou", PASSWORD)
    try:
        station.rotate(store, note, silent)
    finally:
        store.close()


def key_of(station: StationFolder) -> bytes:
    store, _ = station.unlock("zhou", PASSWORD)
    assert isinstance(store, EncryptedStore)
    key = store.data_key()
    store.close()
    return key


def require_whole(station: StationFolder, *actions: str) -> None:
    store, operator = station.unlock("zhou", PASSWORD)
    assert operator == CHIEF
    assert store.record(a_record().id).values == a_record().values
    assert store.picture(a_record().id, PictureRole.PHOTO) == b"picture" * 9000
    assert [entry.action for entry in store.audit_entries()] == list(actions)
    assert store.check_integrity() == []
    store.close()
    assert {path.name for path in station.folder.iterdir()} == {"station.db", "station.keys", "station.lock"}


def test_every_secret_opens_the_station_under_its_new_key(staffed: tuple[StationFolder, str, list[str]]) -> None:
    station, code, shares = staffed
    before = key_of(station)
    rotate(station)
    assert key_of(station) != before
    require_whole(station, "first", "keys.rotate")
    store, operator = station.unlock("li", CLERKS_PASSWORD)
    store.close()
    assert operator == CLERK
    station.unlock_with_recovery(code).close()
    station.unlock_with_recovery(*shares[1:]).close()


def test_the_old_key_opens_nothing_any_more(staffed: tuple[StationFolder, str, list[str]], tmp_path: Path) -> None:
    station, _, _ = staffed
    shutil.copy(station.folder / "station.keys", tmp_path / "kept.keys")
    rotate(station)
    shutil.copy(tmp_path / "kept.keys", station.folder / "station.keys")
    with pytest.raises(EnvironmentFailedError, match=r"station\.keys_foreign"):
        station.unlock("zhou", PASSWORD)


def test_who_was_disabled_gets_no_envelope_of_the_new_key(staffed: tuple[StationFolder, str, list[str]]) -> None:
    station, _, _ = staffed
    store, _ = station.unlock("zhou", PASSWORD)
    with store.transaction():
        store.save_operator(Operator("li", Role.CLERK, disabled=True))
    station.rotate(store, note, silent)
    assert len(keyfile.read(station.folder / "station.keys").people) == 1
    with pytest.raises(NotAllowedError, match=r"station\.wrong_password"):
        station.unlock("li", CLERKS_PASSWORD)


def test_the_store_is_closed_afterwards(staffed: tuple[StationFolder, str, list[str]]) -> None:
    station, _, _ = staffed
    store, _ = station.unlock("zhou", PASSWORD)
    station.rotate(store, note, silent)
    with pytest.raises(NotAllowedError, match=r"station\.locked"):
        store.search()


def test_it_waits_for_an_export_that_still_reads(staffed: tuple[StationFolder, str, list[str]]) -> None:
    station, _, _ = staffed
    store, _ = station.unlock("zhou", PASSWORD)
    reading = store.another()
    with pytest.raises(RefusedError, match=r"station\.still_in_use"):
        station.rotate(store, note, silent)
    reading.close()
    station.rotate(store, note, silent)


def test_whoever_cancels_has_the_old_key_and_can_go_on(staffed: tuple[StationFolder, str, list[str]]) -> None:
    station, _, _ = staffed

    def cancelled(done: int, total: int) -> None:
        raise Killed

    store, _ = station.unlock("zhou", PASSWORD)
    with pytest.raises(Killed):
        station.rotate(store, note, cancelled)
    with store.transaction():
        store.save_setting("a", "b")
    store.close()
    require_whole(station, "first")


PLACES = {
    "copying": "rotation.prove_copy",
    "proving": "rotation.salt_of",
    "before the key file": "rotation.keyfile.write",
    "after the key file": "folder.StationFiles.settle",
    "before the rename": "folder.rename_durably",
    "before the folder is synced": "folder.sync_folder",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_killed_at_any_place_it_is_whole_under_one_key(
    staffed: tuple[StationFolder, str, list[str]], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    station, code, _ = staffed

    def die(*_: object, **__: object) -> None:
        raise Killed

    store, _ = station.unlock("zhou", PASSWORD)
    with monkeypatch.context() as patch:
        # A killed program doesn't tidy up either.
        patch.setattr("sscard_desktop.storage.rotation._give_up", lambda *_: None)
        patch.setattr(f"sscard_desktop.storage.{place}", die)
        with pytest.raises(Killed):
            station.rotate(store, note, silent)
    store.close()
    decided = place.startswith("folder")
    require_whole(folder_at(station.folder), *(("first", "keys.rotate") if decided else ("first",)))
    folder_at(station.folder).unlock_with_recovery(code).close()


def test_a_full_disk_leaves_the_old_key_and_no_rubbish(
    staffed: tuple[StationFolder, str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    station, _, _ = staffed

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    store, _ = station.unlock("zhou", PASSWORD)
    with monkeypatch.context() as patch:
        patch.setattr("sscard_desktop.storage.copies.os.fsync", full)
        with pytest.raises(EnvironmentFailedError, match=r"storage\.disk_full"):
            station.rotate(store, note, silent)
    assert not list(station.folder.glob("*.new*"))
    store.close()
    require_whole(station, "first")


def test_a_station_of_the_first_format_rotates_once_everybody_was_there(tmp_path: Path) -> None:
    shutil.copytree(RELEASED / "v1", tmp_path / "station")
    station = folder_at(tmp_path / "station")
    store, _ = station.unlock("zhou", PASSWORD)
    with pytest.raises(RefusedError) as caught:
        station.rotate(store, note, silent)
    assert caught.value.code == "station.rotation_waits"
    assert caught.value.params["count"] == 1
    code = station.new_recovery_code(store)
    station.rotate(store, note, silent)
    station.unlock_with_recovery(code).close()
    store, _ = station.unlock("zhou", PASSWORD)
    store.close()
