# SPDX-License-Identifier: Apache-2.0
"""A station on disk: set-up, log-in, recovery, people, and what a stranger finds in its files."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.storage import envelopes, keyfile
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.station import StationFolder
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, StationClock, a_record, folder_at

CLERK = Operator("li", Role.CLERK, "李演示")
CLERKS_PASSWORD = "green tea at nine"


class TestSetUp:
    def test_nothing_is_there_before(self, tmp_path: Path) -> None:
        folder = folder_at(tmp_path / "nowhere")
        assert not folder.exists()
        for attempt in (folder.identity, lambda: folder.unlock("zhou", PASSWORD)):
            with pytest.raises(EnvironmentFailedError, match=r"station\.none"):
                attempt()

    def test_the_identity_is_known_before_log_in(self, station: StationFolder) -> None:
        assert folder_at(station.folder).identity() == IDENTITY

    def test_a_second_set_up_is_refused_and_harms_nothing(self, station: StationFolder) -> None:
        with pytest.raises(RefusedError, match=r"station\.exists_already"):
            folder_at(station.folder).create(IDENTITY, CLERK, CLERKS_PASSWORD)
        store, operator = station.unlock("zhou", PASSWORD)
        store.close()
        assert operator == CHIEF

    def test_a_database_without_its_key_file_is_never_overwritten(self, station: StationFolder) -> None:
        (station.folder / "station.keys").unlink()
        before = (station.folder / "station.db").read_bytes()
        for attempt in (lambda: station.create(IDENTITY, CHIEF, PASSWORD), lambda: station.unlock("zhou", PASSWORD)):
            with pytest.raises(EnvironmentFailedError, match=r"station\.keys_missing"):
                attempt()
        assert (station.folder / "station.db").read_bytes() == before

    @pytest.mark.parametrize("killed_before", ["key file", "rename"])
    def test_a_set_up_that_was_killed_is_whole_or_can_be_done_again(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed_before: str
    ) -> None:
        class Killed(BaseException):
            pass

        def die(*_: object) -> None:
            raise Killed

        place = "station.keyfile.write" if killed_before == "key file" else "folder.rename_durably"
        folder = folder_at(tmp_path / "station")
        with monkeypatch.context() as patch:
            patch.setattr(f"sscard_desktop.storage.{place}", die)
            with pytest.raises(Killed):
                folder.create(IDENTITY, CHIEF, PASSWORD)
        if killed_before == "key file":
            assert not folder.exists()
            folder.create(IDENTITY, CHIEF, PASSWORD)
        store, operator = folder_at(tmp_path / "station").unlock("zhou", PASSWORD)
        assert (operator, store.check_integrity()) == (CHIEF, [])
        store.close()

    @pytest.mark.skipif(sys.platform == "win32", reason="rights are the user profile's on Windows")
    def test_only_the_owner_may_read_the_files(self, station: StationFolder) -> None:
        store, _ = station.unlock("zhou", PASSWORD)
        rights = {path.name: path.stat().st_mode & 0o777 for path in station.folder.iterdir()}
        store.close()
        assert set(rights.values()) == {0o600}
        assert "station.db-wal" in rights
        assert station.folder.stat().st_mode & 0o777 == 0o700

    @pytest.mark.parametrize("name", ["", " li", "li\n", "x" * 65])
    def test_a_name_that_can_t_be_typed_is_refused(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(RefusedError, match=r"operator\.name_invalid"):
            folder_at(tmp_path).create(IDENTITY, Operator(name, Role.SUPERVISOR), PASSWORD)

    def test_a_weak_first_password_is_refused_before_anything_is_written(self, tmp_path: Path) -> None:
        with pytest.raises(RefusedError, match=r"operator\.password_common"):
            folder_at(tmp_path / "station").create(IDENTITY, CHIEF, "woaini1314")
        assert not (tmp_path / "station").exists()


class TestLogIn:
    def test_the_right_password_opens_it_whatever_the_input_method_s_width(self, station: StationFolder) -> None:
        for password in (PASSWORD, "ｔｈｒｅｅ　ｂｌｕｅ　ｔｅａｐｏｔｓ"):
            store, operator = station.unlock(" zhou ", password)
            store.close()
            assert operator == CHIEF

    def test_wrong_name_and_wrong_password_are_one_error_and_one_amount_of_work(
        self, station: StationFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stretched: list[KdfCost] = []
        derive = envelopes.stretched

        def watched(password: str, salt: bytes, cost: KdfCost) -> bytes:
            stretched.append(cost)
            return derive(password, salt, cost)

        monkeypatch.setattr(envelopes, "stretched", watched)
        errors = []
        for name in ("zhou", "nobody"):
            with pytest.raises(NotAllowedError) as caught:
                station.unlock(name, "not the password")
            errors.append((caught.value.code, caught.value.params))
        assert errors[0] == errors[1] == ("station.wrong_password", {})
        assert len(stretched) == 2
        assert stretched[0] == stretched[1]

    def test_twenty_wrong_passwords_never_open_it_and_wait_longer_and_longer(
        self, station: StationFolder, clock: StationClock
    ) -> None:
        waits: list[float] = []
        tries = 0
        while tries < 20:
            with pytest.raises(NotAllowedError) as caught:
                station.unlock("zhou", f"wrong {tries}")
            if caught.value.code == "station.wait":
                waits.append(float(caught.value.params["seconds"]))
                clock.wait(waits[-1])
            else:
                assert caught.value.code == "station.wrong_password"
                tries += 1
        assert waits == sorted(waits)
        assert waits[:5] == [5, 10, 20, 40, 80]
        assert waits[-1] == 900
        with pytest.raises(NotAllowedError, match=r"station\.wait"):
            station.unlock("zhou", PASSWORD)
        clock.wait(900)
        store, _ = station.unlock("zhou", PASSWORD)
        store.close()

    def test_a_clerk_s_own_log_in_doesn_t_reset_the_count_under_another_name(
        self, station: StationFolder, clock: StationClock
    ) -> None:
        store, _ = station.unlock("zhou", PASSWORD)
        with store.transaction():
            store.save_operator(CLERK)
        station.add_person(store, CLERK, CLERKS_PASSWORD)
        store.close()
        for _ in range(3):
            with pytest.raises(NotAllowedError, match=r"station\.wrong_password"):
                station.unlock("zhou", "guess")
            opened, _ = station.unlock("li", CLERKS_PASSWORD)
            opened.close()
        with pytest.raises(NotAllowedError, match=r"station\.wait"):
            station.unlock("zhou", PASSWORD)

    def test_the_role_is_the_database_s(self, station: StationFolder) -> None:
        store, _ = station.unlock("zhou", PASSWORD)
        with store.transaction():
            store.save_operator(Operator("zhou", Role.CLERK))
        store.close()
        store, operator = station.unlock("zhou", PASSWORD)
        store.close()
        assert operator.role is Role.CLERK

    def test_an_envelope_under_another_name_doesn_t_open(self, station: StationFolder) -> None:
        path = station.folder / "station.keys"
        content = json.loads(path.read_bytes())
        (envelope,) = content["people"].values()
        content["people"] = {keyfile.read(path).digest_of("li"): envelope}
        path.write_text(json.dumps(content), encoding="utf-8")
        with pytest.raises(NotAllowedError, match=r"station\.wrong_password"):
            station.unlock("li", PASSWORD)

    def test_a_disabled_person_stays_out(self, station: StationFolder) -> None:
        store, _ = station.unlock("zhou", PASSWORD)
        with store.transaction():
            store.save_operator(Operator("li", Role.CLERK, disabled=True))
        station.add_person(store, CLERK, CLERKS_PASSWORD)
        store.close()
        with pytest.raises(NotAllowedError, match=r"operator\.disabled"):
            station.unlock("li", CLERKS_PASSWORD)
        store, _ = station.unlock("zhou", PASSWORD)
        store.close()

    def test_one_may_prove_the_password_while_the_station_is_open(self, station: StationFolder) -> None:
        store, _ = station.unlock("zhou", PASSWORD)
        again, _ = station.unlock("zhou", PASSWORD)
        again.close()
        assert store.search() == []
        store.close()


class TestPeople:
    def test_a_new_password_replaces_the_old_one_and_ends_the_wait(self, station: StationFolder) -> None:
        for _ in range(3):
            with pytest.raises(NotAllowedError):
                station.unlock("li", "guess")
        store, _ = station.unlock("zhou", PASSWORD)
        with store.transaction():
            store.save_operator(CLERK)
        station.add_person(store, CLERK, CLERKS_PASSWORD)
        store.close()
        store, _ = station.unlock("li", CLERKS_PASSWORD)
        station.add_person(store, CLERK, "brown bread at ten")
        store.close()
        with pytest.raises(NotAllowedError, match=r"station\.wrong_password"):
            station.unlock("li", CLERKS_PASSWORD)
        store, operator = station.unlock("li", "brown bread at ten")
        store.close()
        assert operator == CLERK

    def test_who_is_removed_can_t_log_in_and_the_last_one_can_t_be_removed(self, station: StationFolder) -> None:
        store, _ = station.unlock("zhou", PASSWORD)
        station.add_person(store, CLERK, CLERKS_PASSWORD)
        station.remove_person(store, "li")
        with pytest.raises(NotAllowedError, match=r"station\.wrong_password"):
            station.unlock("li", CLERKS_PASSWORD)
        with pytest.raises(RefusedError, match=r"operator\.last_password"):
            station.remove_person(store, "zhou")
        store.close()


class TestRecovery:
    def test_the_code_opens_the_station_however_it_is_typed(self, tmp_path: Path) -> None:
        folder = folder_at(tmp_path / "station")
        code = folder.create(IDENTITY, CHIEF, PASSWORD)
        for typed in (code, code.lower().replace("-", " "), f" {code.replace('0', 'O').replace('1', 'l')} "):
            store = folder.unlock_with_recovery(typed)
            assert [operator.name for operator in store.operators()] == ["zhou"]
            folder.add_person(store, CHIEF, "a password made anew")
            store.close()
        store, _ = folder.unlock("zhou", "a password made anew")
        store.close()

    def test_another_station_s_code_is_wrong_and_a_slip_is_a_slip(self, station: StationFolder, tmp_path: Path) -> None:
        other = folder_at(tmp_path / "other").create(IDENTITY, CHIEF, PASSWORD)
        with pytest.raises(NotAllowedError, match=r"station\.wrong_recovery"):
            station.unlock_with_recovery(other)
        with pytest.raises(InvalidInputError, match=r"station\.recovery_mistyped"):
            station.unlock_with_recovery(other[:-1] + ("2" if other[-1] != "2" else "3"))

    def test_a_new_code_ends_the_old_one(self, tmp_path: Path) -> None:
        folder = folder_at(tmp_path / "station")
        old = folder.create(IDENTITY, CHIEF, PASSWORD)
        store, _ = folder.unlock("zhou", PASSWORD)
        new = folder.new_recovery_code(store)
        store.close()
        with pytest.raises(NotAllowedError, match=r"station\.wrong_recovery"):
            folder.unlock_with_recovery(old)
        folder.unlock_with_recovery(new).close()

    def test_shares_open_it_when_there_are_enough_of_one_set(self, station: StationFolder) -> None:
        store, _ = station.unlock("zhou", PASSWORD)
        earlier = station.new_recovery_shares(store, needed=2, made=3)
        shares = station.new_recovery_shares(store, needed=2, made=3)
        store.close()
        for pair in itertools.combinations(shares, 2):
            station.unlock_with_recovery(*pair).close()
        station.unlock_with_recovery(*shares).close()
        refused: list[tuple[list[str], str]] = [
            ([shares[0]], "station.shares_too_few"),
            ([shares[0], shares[0].lower()], "station.shares_too_few"),
            ([shares[0], earlier[1]], "station.share_other_set"),
            ([shares[0], shares[1][:-1]], "station.share_mistyped"),
        ]
        for typed, code in refused:
            with pytest.raises(InvalidInputError) as caught:
                station.unlock_with_recovery(*typed)
            assert caught.value.code == code

    def test_shares_leave_the_recovery_code_as_it_is(self, tmp_path: Path) -> None:
        folder = folder_at(tmp_path / "station")
        code = folder.create(IDENTITY, CHIEF, PASSWORD)
        store, _ = folder.unlock("zhou", PASSWORD)
        share, _, _ = folder.new_recovery_shares(store, needed=2, made=3)
        store.close()
        folder.unlock_with_recovery(code).close()
        with pytest.raises(InvalidInputError, match=r"station\.shares_too_few"):
            folder.unlock_with_recovery(share)

    def test_a_station_without_shares_takes_none(self, station: StationFolder, tmp_path: Path) -> None:
        other = folder_at(tmp_path / "other")
        other.create(IDENTITY, CHIEF, PASSWORD)
        store, _ = other.unlock("zhou", PASSWORD)
        shares = other.new_recovery_shares(store, needed=2, made=2)
        store.close()
        with pytest.raises(NotAllowedError, match=r"station\.wrong_recovery"):
            station.unlock_with_recovery(*shares)

    @pytest.mark.parametrize(("needed", "made"), [(1, 3), (3, 2), (2, 32), (0, 0)])
    def test_absurd_shares_are_refused(self, station: StationFolder, needed: int, made: int) -> None:
        store, _ = station.unlock("zhou", PASSWORD)
        with pytest.raises(RefusedError, match=r"station\.shares_out_of_range"):
            station.new_recovery_shares(store, needed=needed, made=made)
        store.close()


class TestOneProgramAtATime:
    OTHER = """
import sys
from pathlib import Path
from sscard_desktop.domain.errors import SscardError
from tests.storage.stations import PASSWORD, folder_at

try:
    store, _ = folder_at(Path(sys.argv[1])).unlock("zhou", PASSWORD)
except SscardError as error:
    sys.exit(error.code)
print("open", flush=True)
sys.stdin.read()
"""

    def other_program(self, station: StationFolder) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", self.OTHER, str(station.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def test_the_second_is_told(self, station: StationFolder) -> None:
        store, _ = station.unlock("zhou", PASSWORD)
        with self.other_program(station) as other:
            _, said = other.communicate(timeout=30)
        store.close()
        assert said.strip() == "station.in_use"

    def test_a_killed_one_gives_the_station_free(self, station: StationFolder) -> None:
        with self.other_program(station) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "open\n"
            with pytest.raises(EnvironmentFailedError, match=r"station\.in_use"):
                station.unlock("zhou", PASSWORD)
            other.kill()
            other.wait()
        store, _ = station.unlock("zhou", PASSWORD)
        store.close()


def test_a_stranger_finds_no_word_of_it_in_any_file(station: StationFolder) -> None:
    secrets = ["ZEBRAFISH", "张伟国", "510107199001010001", "13800130001", "zhou", "周演示", PASSWORD]
    store, _ = station.unlock("zhou", PASSWORD)
    with store.transaction():
        store.add_record(a_record())
        store.save_values(a_record().id, {"address": "ZEBRAFISH"}, at=NOON)
        store.put_picture(a_record().id, PictureRole.PHOTO, b"\xff\xd8ZEBRAFISH" * 5000, report="ZEBRAFISH", at=NOON)
        store.audit(at=NOON, monotonic_s=1.0, operator="zhou", action="x", subject="y", detail="ZEBRAFISH")
    open_files = {path.name: path.read_bytes() for path in station.folder.iterdir()}
    store.close()
    closed_files = {path.name: path.read_bytes() for path in station.folder.iterdir()}
    assert {"station.db", "station.db-wal", "station.db-shm", "station.keys"} <= set(open_files)
    for content in (*open_files.values(), *closed_files.values()):
        for secret in secrets:
            for encoding in ("utf-8", "utf-16-le", "gb18030"):
                assert secret.encode(encoding) not in content
    assert b"SQLite format" not in closed_files["station.db"]
