# SPDX-License-Identifier: Apache-2.0
"""The connection: how it is set up, and what it does when the disk fails in the middle of an action."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, a_record, folder_at

KEY = bytes(range(32))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "some.db", KEY, create=True)
    yield opened
    opened.close()


class TestSettings:
    @pytest.mark.parametrize(
        ("pragma", "value"),
        [
            ("journal_mode", "wal"),
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("recursive_triggers", 1),
            ("temp_store", 2),
            ("secure_delete", 1),
            ("trusted_schema", 0),
        ],
    )
    def test_each_is_in_force(self, database: Database, pragma: str, value: object) -> None:
        assert database.row(f"PRAGMA {pragma}") == (value,)

    def test_the_key_has_thirty_two_bytes(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="32 bytes"):
            Database(tmp_path / "some.db", b"short", create=True)

    def test_a_wrong_key_opens_nothing_and_says_nothing_on_stderr(
        self, database: Database, capfd: pytest.CaptureFixture[str]
    ) -> None:
        with database.transaction():
            database.write("CREATE TABLE a (b)")
        with pytest.raises(EnvironmentFailedError, match=r"storage\.damaged"):
            Database(database.path, bytes(32))
        assert capfd.readouterr().err == ""

    def test_creating_never_overwrites(self, database: Database) -> None:
        with pytest.raises(EnvironmentFailedError):
            Database(database.path, KEY, create=True)

    def test_another_thread_is_refused_as_a_bug(self, store: EncryptedStore) -> None:
        raised: list[BaseException] = []

        def read() -> None:
            try:
                store.search()
            except sqlcipher.ProgrammingError as error:
                raised.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
        assert len(raised) == 1

    def test_wrong_sql_is_a_bug_and_not_an_environment_failure(self, database: Database) -> None:
        with pytest.raises(sqlcipher.OperationalError, match="no such table"):
            database.rows("SELECT * FROM nowhere")


class TestFailures:
    def test_a_full_database_undoes_the_action_and_goes_on_when_there_is_room(self, store: EncryptedStore) -> None:
        with store.transaction():
            store.add_record(a_record(1))
        (pages,) = store._database.row("PRAGMA page_count") or (0,)
        store._database.row(f"PRAGMA max_page_count = {pages + 2}")

        def fill() -> None:
            with store.transaction():
                store.add_record(a_record(2))
                for number in range(3, 500):
                    store.add_record(a_record(number))

        with pytest.raises(EnvironmentFailedError, match=r"storage\.disk_full"):
            fill()
        assert len(store.search()) == 1
        store._database.row("PRAGMA max_page_count = 1000000")
        with store.transaction():
            store.add_record(a_record(2))
        assert len(store.search()) == 2
        assert store.check_integrity() == []

    @pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
    def test_a_write_that_the_system_refuses_undoes_the_action_and_work_goes_on(self, store: EncryptedStore) -> None:
        import resource

        with store.transaction():
            store.add_record(a_record(1))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        size = max(path.stat().st_size for path in store._database.path.parent.iterdir())

        def fill() -> None:
            with store.transaction():
                for number in range(2, 3000):
                    store.add_record(a_record(number))

        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 65536, hard))
        try:
            with pytest.raises(EnvironmentFailedError) as caught:
                fill()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert caught.value.code in {"storage.io", "storage.disk_full"}
        with store.transaction():
            store.add_record(a_record(2))
        assert [int(summary.id, 16) for summary in store.search()] == [2, 1]
        assert store.check_integrity() == []

    def test_a_file_that_another_connection_writes_is_busy_and_then_free(
        self, store: EncryptedStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sscard_desktop.storage.database._BUSY_TIMEOUT_S", 0.05)
        second = store.another()
        with store.transaction():
            store.add_record(a_record(1))
            with pytest.raises(EnvironmentFailedError, match=r"storage\.busy"), second.transaction():
                pass
        with second.transaction():
            second.add_record(a_record(2))
        second.close()
        assert len(store.search()) == 2

    def test_an_export_reads_on_while_the_counter_writes(self, store: EncryptedStore) -> None:
        with store.transaction():
            store.add_record(a_record(1))
        second = store.another()
        with store.transaction():
            store.save_values(a_record(1).id, {"name": "王芳"}, at=NOON)
            assert second.record(a_record(1).id).value("name") == "张伟国"
        assert second.record(a_record(1).id).value("name") == "王芳"
        second.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a real file system of 1.75 MB; skip where none may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1792k,mode=700", "tmpfs", str(disk)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("needs the right to mount a file system")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


class TestRealDisk:
    def test_a_full_disk_is_told_nothing_is_lost_and_work_goes_on_when_space_is_freed(self, small_disk: Path) -> None:
        station = folder_at(small_disk / "station")
        station.create(IDENTITY, CHIEF, PASSWORD)
        store, _ = station.unlock("zhou", PASSWORD)
        ballast = small_disk / "film"
        ballast.write_bytes(bytes(600_000))
        kept = 0

        def fill() -> None:
            nonlocal kept
            for number in range(1, 3000):
                with store.transaction():
                    store.add_record(a_record(number))
                kept = number

        with pytest.raises(EnvironmentFailedError, match=r"storage\.(disk_full|io)"):
            fill()
        assert kept > 10
        assert len(store.search(limit=5000)) == kept
        ballast.unlink()
        with store.transaction():
            store.add_record(a_record(kept + 1))
        assert store.check_integrity() == []
        store.close()
        store, _ = station.unlock("zhou", PASSWORD)
        assert len(store.search(limit=5000)) == kept + 1
        store.close()

    def test_a_disk_that_turns_read_only_is_told_and_nothing_is_lost(self, small_disk: Path) -> None:
        station = folder_at(small_disk / "station")
        station.create(IDENTITY, CHIEF, PASSWORD)
        turn = ["mount", "-o", "remount,ro", str(small_disk)]
        if subprocess.run(turn, capture_output=True, check=False).returncode:
            pytest.skip("needs the right to remount")
        with pytest.raises(EnvironmentFailedError, match=r"storage\.read_only"):
            station.unlock("zhou", PASSWORD)
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
        store, _ = station.unlock("zhou", PASSWORD)
        assert store.check_integrity() == []
        store.close()


def test_a_key_file_that_can_t_be_written_leaves_the_old_one(
    station: StationFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = station.unlock("zhou", PASSWORD)
    before = (station.folder / "station.keys").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("sscard_desktop.storage.files.os.fsync", full)
        with pytest.raises(EnvironmentFailedError, match=r"storage\.disk_full"):
            station.new_recovery_code(store)
    store.close()
    assert (station.folder / "station.keys").read_bytes() == before
    assert not list(station.folder.glob("*.new"))


class TestGoingOn:
    def test_a_page_that_couldn_t_be_read_once_isn_t_taken_for_a_damaged_one(self, store: EncryptedStore) -> None:
        with store.transaction():
            store.add_record(a_record(1))
        database = store.database
        before = database._connection

        def failing() -> None:
            with database._converted():
                raise OSError(5, "Input/output error")

        with pytest.raises(EnvironmentFailedError, match=r"storage\.io"):
            failing()
        assert len(store.search()) == 1
        assert database._connection is not before
        assert store.check_integrity() == []

    def test_an_action_that_fails_is_undone_before_the_file_is_opened_again(self, store: EncryptedStore) -> None:
        def half() -> None:
            with store.transaction():
                store.add_record(a_record(1))
                with store.database._converted():
                    raise OSError(5, "Input/output error")

        with pytest.raises(EnvironmentFailedError, match=r"storage\.io"):
            half()
        assert store.search() == []
        with store.transaction():
            store.add_record(a_record(2))
        assert len(store.search()) == 1

    def test_a_log_that_somebody_still_reads_isn_t_called_folded(self, store: EncryptedStore) -> None:
        second = store.another()
        with store.transaction():
            store.add_record(a_record(1))
        second.database._connection.execute("BEGIN")
        second.search()
        with store.transaction():
            store.add_record(a_record(2))
        store.database.rows("PRAGMA busy_timeout = 20")
        with pytest.raises(EnvironmentFailedError, match=r"storage\.busy"):
            store.database.fold_log()
        second.database._connection.execute("ROLLBACK")
        second.close()
        store.database.fold_log()
        log = store.database.path.with_name("station.db-wal")
        assert not log.exists() or log.stat().st_size == 0

    def test_a_copy_of_a_file_that_stays_locked_ends_after_some_seconds(self, store: EncryptedStore) -> None:
        reports: list[tuple[int, int]] = []
        told = store.database._watched(lambda done, total: reports.append((done, total)))
        for _ in range(20):
            told(5, 10, 10)
        told(0, 4, 10)
        for _ in range(20):
            told(6, 4, 10)
        assert reports[20] == (6, 10)
        with pytest.raises(EnvironmentFailedError, match=r"storage\.busy"):
            told(5, 4, 10)
