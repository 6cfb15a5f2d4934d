# SPDX-License-Identifier: Apache-2.0
"""Backups: proved before an older one goes, whole on another machine, and never put over a station in silence."""

from __future__ import annotations

import io
import random
import shutil
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import BackupFile, Store
from sscard_desktop.storage import backupfile
from sscard_desktop.storage.folder import StationFiles
from sscard_desktop.storage.keyfile import KeyFile
from sscard_desktop.storage.station import StationFolder
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, StationClock, a_record, folder_at

CLERK = Operator("li", Role.CLERK, "李演示")
CLERKS_PASSWORD = "green tea at nine"
SETTLED = {"station.db", "station.keys", "station.lock"}
RELEASED = Path(__file__).parents[1] / "data" / "databases"


KILLED = {
    "laying out": "backups.make_copy",
    "proving": "backups.prove_copy",
    "setting aside": "folder.StationFiles.set_station_aside",
    "half set aside": "folder.sync_folder",
    "before the key file": "backups.keyfile.write",
    "after the key file": "folder.StationFiles.settle",
    "settling": "folder.rename_durably",
}


class Killed(BaseException):
    """The program ended here."""


def silent(done: int, total: int) -> None:
    assert 0 <= done <= total


def note(store: Store) -> None:
    with store.transaction():
        store.audit(at=NOON, monotonic_s=1.0, operator="zhou", action="backup.restore", subject="", detail="{}")


def work(store: Store, number: int) -> None:
    """Take one more person."""
    with store.transaction():
        store.add_record(a_record(number))
        store.put_picture(a_record(number).id, PictureRole.PHOTO, bytes([number]) * 50_000, report="", at=NOON)
        store.audit(at=NOON, monotonic_s=1.0, operator="li", action="add", subject=str(number), detail="{}")


@pytest.fixture
def office(tmp_path: Path, clock: StationClock) -> tuple[StationFolder, str]:
    """Return a station with a supervisor, a clerk and one record, and its recovery code."""
    station = folder_at(tmp_path / "station", clock)
    code = station.create(IDENTITY, CHIEF, PASSWORD)
    store, _ = station.unlock("zhou", PASSWORD)
    with store.transaction():
        store.save_operator(CLERK)
    station.add_person(store, CLERK, CLERKS_PASSWORD)
    work(store, 1)
    store.close()
    return station, code


def make(station: StationFolder, folder: Path, clock: StationClock, *, keep: int = 14) -> BackupFile:
    store, _ = station.unlock("zhou", PASSWORD)
    try:
        clock.advance(seconds=1)
        return station.backups.make(store, folder, made_at=clock.now(), keep=keep, report=silent)
    finally:
        store.close()


def numbers(station: StationFolder, password: str = PASSWORD) -> list[int]:
    """Return which people the station has, having read all of it."""
    store, operator = station.unlock("zhou", password)
    try:
        assert operator == CHIEF
        assert store.check_integrity() == []
        found = sorted(int(summary.id, 16) for summary in store.search())
        for number in found:
            assert store.picture(a_record(number).id, PictureRole.PHOTO) == bytes([number]) * 50_000
        return found
    finally:
        store.close()


class TestMaking:
    def test_a_backup_is_one_private_file_that_says_what_it_is_and_not_whose(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        backup = make(office[0], tmp_path / "kept", clock)
        assert [path.name for path in (tmp_path / "kept").iterdir()] == [backup.path.name]
        assert backup.path.stat().st_mode & 0o077 == 0
        assert (backup.station, backup.made_at) == (IDENTITY, clock.now())
        raw = backup.path.read_bytes()
        for secret in ("张伟国", "510107199001010001", "zhou", "周演示", PASSWORD):
            assert secret.encode() not in raw
        assert {path.name for path in office[0].folder.iterdir()} == SETTLED

    def test_the_counter_writes_on_while_a_backup_is_made(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        station, _ = office
        store, _ = station.unlock("zhou", PASSWORD)
        second = store.another()
        reports: list[int] = []

        def busy(done: int, total: int) -> None:
            reports.append(done)
            work(store, 2 + len(reports))

        backup = station.backups.make(second, tmp_path, made_at=clock.now(), keep=3, report=busy)
        second.close()
        store.close()
        assert reports
        assert station.backups.prove(backup.path, name="zhou", password=PASSWORD).records == 1
        assert len(numbers(station)) == 1 + len(reports)

    def test_the_newest_stay_and_other_files_are_left_alone(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        kept = tmp_path / "kept"
        other = folder_at(tmp_path / "other", clock)
        other.create(IDENTITY, CHIEF, PASSWORD)
        foreign = make(other, kept, clock).path
        (kept / "holiday.sscbackup").write_bytes(b"not ours")
        made = [make(office[0], kept, clock, keep=3).path for _ in range(5)]
        assert sorted(kept.iterdir()) == sorted([foreign, kept / "holiday.sscbackup", *made[2:]])
        assert office[0].backups.kept(kept) == made[2:]

    def test_what_a_killed_program_left_goes_with_the_next_backup(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        kept = tmp_path / "kept"
        part = kept / (make(office[0], kept, clock).path.name + ".part")
        part.write_bytes(b"half")
        (kept / "somebody.sscbackup.part").write_bytes(b"not ours")
        make(office[0], kept, clock)
        assert not part.exists()
        assert (kept / "somebody.sscbackup.part").exists()

    def test_two_in_one_second_are_two(self, office: tuple[StationFolder, str], tmp_path: Path) -> None:
        station = office[0]
        store, _ = station.unlock("zhou", PASSWORD)
        for _ in range(12):
            station.backups.make(store, tmp_path / "kept", made_at=NOON, keep=14, report=silent)
        store.close()
        names = [path.name for path in station.backups.kept(tmp_path / "kept")]
        assert [int(name.split("Z")[1].strip("-").split(".")[0] or 1) for name in names] == list(range(1, 13))

    @pytest.mark.parametrize("place", ["copies.os.fsync", "backupfile.os.fsync", "backups.backupfile.write"])
    def test_a_failing_disk_costs_no_earlier_backup_and_leaves_nothing_half(
        self,
        office: tuple[StationFolder, str],
        tmp_path: Path,
        clock: StationClock,
        monkeypatch: pytest.MonkeyPatch,
        place: str,
    ) -> None:
        station, _ = office
        earlier = make(station, tmp_path / "kept", clock).path

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(f"sscard_desktop.storage.{place}", full)
            with pytest.raises(EnvironmentFailedError, match=r"storage\.disk_full"):
                make(station, tmp_path / "kept", clock, keep=1)
        assert list((tmp_path / "kept").iterdir()) == [earlier]
        assert {path.name for path in station.folder.iterdir()} == SETTLED

    def test_a_copy_that_isn_t_what_was_copied_is_no_backup(
        self,
        office: tuple[StationFolder, str],
        tmp_path: Path,
        clock: StationClock,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from sscard_desktop.storage import backups

        def careless(*arguments: object) -> object:
            census = original(*arguments)
            path = arguments[1]
            assert isinstance(path, Path)
            raw = bytearray(path.read_bytes())
            raw[-2000] ^= 1
            path.write_bytes(raw)
            return census

        original: Callable[..., object] = backups.make_copy
        monkeypatch.setattr(backups, "make_copy", careless)
        with pytest.raises(EnvironmentFailedError, match=r"storage\.copy_wrong"):
            make(office[0], tmp_path / "kept", clock)
        assert list((tmp_path / "kept").iterdir()) == []

    def test_a_stick_gets_the_same_file_and_rolls_too(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        station, _ = office
        stick = tmp_path / "stick"
        backup = make(station, tmp_path / "kept", clock)
        with pytest.raises(EnvironmentFailedError, match=r"backup\.folder_missing"):
            station.backups.copy(backup.path, stick, keep=1)
        stick.mkdir()
        for _ in range(3):
            backup = make(station, tmp_path / "kept", clock)
            copied = station.backups.copy(backup.path, stick, keep=2)
            assert copied.path.read_bytes() == backup.path.read_bytes()
        assert len(list(stick.iterdir())) == 2


class TestProving:
    def test_a_trial_restore_reads_all_and_leaves_nothing(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        station, _ = office
        backup = make(station, tmp_path / "kept", clock)
        for name, password in (("zhou", PASSWORD), ("li", CLERKS_PASSWORD)):
            proof = station.backups.prove(backup.path, name=name, password=password)
            assert (proof.records, proof.audit_entries) == (1, 1)
        assert {path.name for path in station.folder.iterdir()} == SETTLED

    def test_it_needs_no_station_and_leaves_no_folder(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        backup = make(office[0], tmp_path / "kept", clock)
        elsewhere = folder_at(tmp_path / "another machine", clock)
        assert elsewhere.backups.prove(backup.path, name="zhou", password=PASSWORD).records == 1
        assert not elsewhere.folder.exists()

    def test_a_wrong_password_proves_nothing(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        backup = make(office[0], tmp_path / "kept", clock)
        for name, password in (("zhou", "something else"), ("nobody", PASSWORD)):
            with pytest.raises(NotAllowedError) as caught:
                office[0].backups.prove(backup.path, name=name, password=password)
            assert caught.value.code == "backup.wrong_password"
            assert caught.value.params["file"] == backup.path.name

    def test_every_flipped_byte_is_found(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        station, _ = office
        raw = make(station, tmp_path / "kept", clock).path.read_bytes()
        draw = random.Random(5)
        places = (
            {draw.randrange(len(raw)) for _ in range(30)}
            | {len(raw) - n for n in range(1, 200, 9)}
            | set(range(0, 80, 7))
        )
        path = tmp_path / "flipped.sscbackup"
        codes = set()
        for place in places:
            flipped = bytearray(raw)
            flipped[place] ^= 1 << draw.randrange(8)
            path.write_bytes(flipped)
            try:
                proof = station.backups.prove(path, name="zhou", password=PASSWORD)
            except (InvalidInputError, EnvironmentFailedError) as error:
                codes.add(error.code)
            else:
                # A byte of zip's own that nobody reads, such as the time of a member: what came out is right.
                assert proof.records == 1
        assert "backup.damaged" in codes
        assert codes <= {"backup.damaged", "backup.not_one", "backup.newer"}

    def test_a_backup_of_an_older_schema_is_proved_too(self, tmp_path: Path, clock: StationClock) -> None:
        shutil.copytree(RELEASED / "v1", tmp_path / "station")
        station = folder_at(tmp_path / "station", clock)
        store, _ = station.unlock("zhou", PASSWORD)
        store.close()
        (before,) = station.backups.kept(station.folder / "backups")
        assert backupfile.describe(before).schema == 1
        assert station.backups.prove(before, name="zhou", password=PASSWORD).records == 1


class TestRestoring:
    @pytest.mark.parametrize("secret", ["password", "code"])
    def test_a_whole_station_comes_up_on_another_machine(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock, secret: str
    ) -> None:
        station, code = office
        backup = make(station, tmp_path / "kept", clock)
        machine = folder_at(tmp_path / "another machine")
        if secret == "code":
            aside = machine.backups.restore(backup.path, note, typed=[code])
        else:
            aside = machine.backups.restore(backup.path, note, name="zhou", password=PASSWORD)
        assert aside is None
        assert numbers(machine) == [1]
        assert machine.identity() == IDENTITY
        store, operator = machine.unlock("li", CLERKS_PASSWORD)
        assert [entry.action for entry in store.audit_entries()] == ["add", "backup.restore"]
        store.close()
        assert operator == CLERK
        machine.unlock_with_recovery(code).close()
        assert {path.name for path in machine.folder.iterdir()} == SETTLED

    def test_the_station_that_was_there_is_moved_aside_whole(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        station, _ = office
        backup = make(station, tmp_path / "kept", clock)
        for round_number in (2, 3):
            store, _ = station.unlock("zhou", PASSWORD)
            work(store, round_number)
            store.close()
            aside = station.backups.restore(backup.path, note, name="zhou", password=PASSWORD)
            assert aside is not None
            assert numbers(station) == [1]
            assert numbers(folder_at(aside)) == [1, round_number]

    def test_a_damaged_station_is_moved_aside_as_it_is(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        station, _ = office
        backup = make(station, tmp_path / "kept", clock)
        (station.folder / "station.keys").write_bytes(b"{")
        (station.folder / "station.db").write_bytes(b"ruined")
        aside = station.backups.restore(backup.path, note, name="zhou", password=PASSWORD)
        assert numbers(station) == [1]
        assert aside is not None
        assert (aside / "station.db").read_bytes() == b"ruined"

    def test_only_a_supervisor_of_that_day_restores_by_password(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        backup = make(office[0], tmp_path / "kept", clock)
        machine = folder_at(tmp_path / "another machine")
        with pytest.raises(NotAllowedError, match=r"operator\.not_supervisor"):
            machine.backups.restore(backup.path, note, name="li", password=CLERKS_PASSWORD)
        assert not machine.exists()

    def test_an_open_station_isn_t_replaced(
        self, office: tuple[StationFolder, str], tmp_path: Path, clock: StationClock
    ) -> None:
        station, _ = office
        backup = make(station, tmp_path / "kept", clock)
        store, _ = station.unlock("zhou", PASSWORD)
        with pytest.raises(RefusedError, match=r"station\.still_in_use"):
            station.backups.restore(backup.path, note, name="zhou", password=PASSWORD)
        store.close()

    @pytest.mark.parametrize("content", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"x" * 5000, bytes(1 << 16)])
    def test_what_is_no_backup_changes_nothing(
        self, office: tuple[StationFolder, str], tmp_path: Path, content: bytes
    ) -> None:
        path = tmp_path / "film.sscbackup"
        path.write_bytes(content)
        with pytest.raises(InvalidInputError, match=r"backup\.not_one"):
            office[0].backups.restore(path, note, name="zhou", password=PASSWORD)
        assert numbers(office[0]) == [1]

    @pytest.mark.parametrize("place", KILLED)
    def test_killed_at_any_place_the_old_or_the_restored_station_is_there_whole(
        self,
        office: tuple[StationFolder, str],
        tmp_path: Path,
        clock: StationClock,
        monkeypatch: pytest.MonkeyPatch,
        place: str,
    ) -> None:
        station, _ = office
        backup = make(station, tmp_path / "kept", clock)
        store, _ = station.unlock("zhou", PASSWORD)
        work(store, 2)
        store.close()
        finishing = [True]
        settle = StationFiles.settle

        def die(*_: object, **__: object) -> None:
            raise Killed

        def die_the_second_time(files: StationFiles, keys: KeyFile) -> Path | None:
            # The first finishes what was before the restore.
            if not finishing:
                raise Killed
            finishing.pop()
            return settle(files, keys)

        with monkeypatch.context() as patch:
            patch.setattr(
                f"sscard_desktop.storage.{KILLED[place]}",
                die_the_second_time if place == "after the key file" else die,
            )
            # A killed program doesn't tidy up either.
            patch.setattr("sscard_desktop.storage.backups.discard", lambda path: None)
            patch.setattr("sscard_desktop.storage.copies.discard", lambda path: None)
            with pytest.raises(Killed):
                station.backups.restore(backup.path, note, name="zhou", password=PASSWORD)
        decided = place in ("after the key file", "settling")
        again = folder_at(station.folder)
        assert numbers(again) == ([1] if decided else [1, 2])
        left = {path.name for path in station.folder.iterdir()}
        assert left == (SETTLED | {"replaced-1"} if decided else SETTLED)
        if decided:
            assert numbers(folder_at(station.folder / "replaced-1")) == [1, 2]


def test_a_station_is_backed_up_before_it_is_migrated_and_only_then(tmp_path: Path, clock: StationClock) -> None:
    shutil.copytree(RELEASED / "v1", tmp_path / "station")
    station = folder_at(tmp_path / "station", clock)
    for _ in range(3):
        store, _ = station.unlock("zhou", PASSWORD)
        store.close()
    (before,) = (station.folder / "backups").iterdir()
    assert backupfile.describe(before).schema == 1
    machine = folder_at(tmp_path / "another machine", clock)
    machine.backups.restore(before, note, name="zhou", password=PASSWORD)
    store, _ = machine.unlock("zhou", PASSWORD)
    assert store.record(a_record(1).id).values == a_record(1).values
    store.close()


def test_without_room_for_a_backup_nothing_is_migrated(
    tmp_path: Path, clock: StationClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(RELEASED / "v1", tmp_path / "station")
    station = folder_at(tmp_path / "station", clock)
    before = (station.folder / "station.db").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sscard_desktop.storage.copies.os.fsync", full)
        with pytest.raises(EnvironmentFailedError, match=r"storage\.disk_full"):
            station.unlock("zhou", PASSWORD)
    assert (station.folder / "station.db").read_bytes() == before
    store, _ = station.unlock("zhou", PASSWORD)
    store.close()


def packed(*members: tuple[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    raw = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(raw, "w", compression) as archive:
        warnings.simplefilter("ignore", UserWarning)  # two members of one name
        for name, content in members:
            archive.writestr(name, content)
    return raw.getvalue()


THREE = [(name, b"{}") for name in ("station.keys", "station.db", "backup.json")]
HOSTILE = {
    "no members": packed(),
    "one member more": packed(*THREE, ("autorun.inf", b"x")),
    "another order": packed(*reversed(THREE)),
    "a member twice": packed(*THREE, THREE[0]),
    "a path that climbs": packed(("../station.keys", b"{}"), *THREE[1:]),
    "compressed": packed(*THREE, compression=zipfile.ZIP_DEFLATED),
    "a manifest of a megabyte": packed(*THREE[:2], ("backup.json", b" " * (1 << 20))),
    "a key file of two megabytes": packed(("station.keys", b" " * (2 << 20)), *THREE[1:]),
    "a manifest that nests": packed(*THREE[:2], ("backup.json", b"[" * 60_000)),
    "a manifest that isn't one": packed(*THREE),
    "a directory of a hundred thousand": packed(*((f"{number}", b"") for number in range(100_000))),
    "a comment behind": packed(*THREE) + b"comment",
    "half of it": packed(*THREE)[:100],
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_backup_is_refused_before_anything_of_it_is_written(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "hostile.sscbackup"
    path.write_bytes(raw)
    station = folder_at(tmp_path / "station")
    for attempt in (
        lambda: backupfile.describe(path),
        lambda: station.backups.prove(path, name="zhou", password=PASSWORD),
    ):
        with pytest.raises(InvalidInputError, match=r"backup\.(not_one|damaged)"):
            attempt()
    assert not station.folder.exists()


@given(st.binary(max_size=3000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_any_bytes_are_no_backup(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "bytes.sscbackup"
    for content in (raw, raw + b"PK\x05\x06" + raw[:18].ljust(18, b"\0"), packed(*THREE[:2], ("backup.json", raw))):
        path.write_bytes(content)
        with pytest.raises(InvalidInputError, match=r"backup\.(not_one|damaged|newer)"):
            backupfile.describe(path)
