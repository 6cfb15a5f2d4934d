# SPDX-License-Identifier: Apache-2.0
"""Data updates: which one is in force, with which program, and what is left of one that was gone back from."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sscard_desktop import __version__, paths
from sscard_desktop.datainforce import PACK_IN_FORCE, note_content
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, RefusedError
from sscard_desktop.domain.profile import ProfileProblem
from sscard_desktop.domain.updates import Update, UpdateKind, VersionState
from sscard_desktop.storage.datapacks import DataPacks
from tests.helpers.updates import ROOT

WORKS = """
import sys
sys.path.insert(0, sys.argv[1])
from sscard_desktop import paths
print(paths.data_in_force().name, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    for version in ("2027.1.1", "2027.2.1"):
        for part in ("forms", "codes"):
            (paths.packs() / version / part).mkdir(parents=True)
        (paths.packs() / version / "forms" / "common.toml").write_bytes(b"")
        bound(paths.packs(), version)
    yield paths.packs()
    paths._updated_data.cache_clear()


def bound(folder: Path, version: str, needs: str = "0.1.0", below: str = "-") -> None:
    (folder / version / "bounds").write_text(f"{needs} {below}\n", encoding="ascii")


def used_before(folder: Path, program: str = "0.0.1") -> None:
    """Both sets were in force, one after the other, with this program."""
    for version in ("2027.1.1", "2027.2.1"):
        packs(folder, program=program).use(version)


def packs(folder: Path, *problems: ProfileProblem, own: str = "2026.1.1", program: str = __version__) -> DataPacks:
    paths._updated_data.cache_clear()
    return DataPacks(
        folder, own=own, program=program, in_force=paths.data_in_force(), check=lambda forms, codes: problems
    )


def test_what_is_in_force_holds_with_the_program_that_checked_it(folder: Path) -> None:
    packs(folder).use("2027.1.1")
    assert packs(folder).version() == "2027.1.1"
    assert paths.forms() == folder / "2027.1.1" / "forms"
    packs(folder, program="9.9.9").use("2027.1.1")
    assert packs(folder).version() == "2026.1.1"


@pytest.mark.parametrize("content", [b"", b"2027.1.1", b"../2027.1.1 x", b"\xff", b"2027.9.9 x", b"a b c", b"- x"])
def test_a_broken_word_of_it_means_the_program_s_own(folder: Path, content: bytes) -> None:
    (folder / PACK_IN_FORCE).write_bytes(content.replace(b"x", __version__.encode()))
    assert packs(folder).version() == "2026.1.1"
    assert not packs(folder).renew()


def test_another_program_takes_the_newest_once_it_has_checked_it(folder: Path) -> None:
    used_before(folder)
    assert packs(folder).version() == "2026.1.1"
    assert packs(folder).waiting() == ["2027.2.1", "2027.1.1"]
    assert packs(folder).renew()
    assert packs(folder).version() == "2027.2.1"
    assert not packs(folder).renew()


def test_data_older_than_the_program_s_own_arent_taken_again(folder: Path) -> None:
    used_before(folder)
    assert not packs(folder, own="2027.2.1").renew()


def test_data_that_another_program_finds_wrong_stay_out(folder: Path) -> None:
    used_before(folder)
    wrong = ProfileProblem("x/profile.toml", 3, "fields", "toml.unknown_key", {})
    with pytest.raises(RefusedError) as caught:
        packs(folder, wrong).renew()
    assert (caught.value.code, caught.value.params["instead"]) == ("update.data_put_aside", "2026.1.1")
    assert isinstance(caught.value.__cause__, InvalidInputError)
    assert (caught.value.__cause__.code, caught.value.__cause__.params["line"]) == ("toml.unknown_key", 3)
    assert packs(folder).version() == "2026.1.1"


@pytest.mark.parametrize("bounds", [("0.1.0", __version__), ("99.0", "-"), ("what", "-"), ("0.1.0", "")])
def test_data_for_other_programs_are_put_aside_with_a_sentence_and_what_fits_is_used(
    folder: Path, bounds: tuple[str, str]
) -> None:
    """A program of another version asks again what was asked when the set came."""
    used_before(folder)
    bound(folder, "2027.2.1", *bounds)
    with pytest.raises(RefusedError) as caught:
        packs(folder).renew()
    assert caught.value.code == "update.data_put_aside"
    assert dict(caught.value.params) == {"version": "2027.2.1", "instead": "2027.1.1"}
    after = packs(folder)
    assert [(each.version, each.state, each.in_force) for each in after.installed()] == [
        ("2027.2.1", VersionState.UNFIT, False),
        ("2027.1.1", VersionState.CONFIRMED, True),
        ("2026.1.1", VersionState.CONFIRMED, False),
    ]
    assert not after.renew()


def test_going_back_goes_one_by_one_and_what_was_left_doesnt_return(folder: Path) -> None:
    used_before(folder, __version__)
    assert packs(folder).go_back() == ("2027.2.1", "2027.1.1")
    assert packs(folder).go_back() == ("2027.1.1", "2026.1.1")
    assert not packs(folder, program="9.9.9").waiting(), "nor with the next program"
    with pytest.raises(RefusedError) as caught:
        packs(folder).go_back()
    assert caught.value.code == "update.nothing_before"


def test_going_back_passes_over_what_isnt_right_any_more(folder: Path) -> None:
    used_before(folder, __version__)
    bound(folder, "2027.1.1", below="0.1.0")
    assert packs(folder).go_back() == ("2027.2.1", "2026.1.1")


def test_what_a_running_program_works_by_stays_until_it_ends(folder: Path) -> None:
    used_before(folder, __version__)
    running = packs(folder)
    assert running.version() == "2027.2.1"
    running.go_back()
    running.tidy()
    assert paths.codes().is_dir()
    assert (running.version(), running.installed()[0].state) == ("2027.2.1", VersionState.SET_ASIDE)
    # The program ends; the next one begins.
    del running
    after = packs(folder)
    assert after.version() == "2027.1.1"
    after.tidy()
    assert {path.name for path in folder.iterdir()} == {"2027.1.1", PACK_IN_FORCE}


def test_another_program_s_set_is_neither_swept_nor_replaced(folder: Path, tmp_path: Path) -> None:
    used_before(folder, __version__)
    with subprocess.Popen(
        [sys.executable, "-c", WORKS, str(ROOT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "2027.2.1\n"
        here = packs(folder)
        here.go_back()
        after = packs(folder)
        after.tidy()
        assert (folder / "2027.2.1" / "codes").is_dir()
        (tmp_path / "new").mkdir()
        with pytest.raises(EnvironmentFailedError) as caught:
            after.settle(tmp_path / "new", Update(UpdateKind.DATA, "2027.2.1", "", "0.1.0", "", "", "", "", 0, 0))
        assert caught.value.code == "update.data_in_use"
        other.communicate("")
    after.tidy()
    assert not (folder / "2027.2.1").exists()


def test_a_step_that_was_killed_half_done_comes_back_by_nobody(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packs(folder).use("2027.1.1")
    # Placed, and killed before it was named: 2027.2.1 lies there. It counts for nothing, with any program.
    assert packs(folder, program="9.9.9").waiting() == ["2027.1.1"]
    running = packs(folder)

    def killed(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr("sscard_desktop.storage.versionfiles.sync_folder", killed)
        with pytest.raises(EnvironmentFailedError):
            running.go_back()
    # Said and not known to be on the disk: either all of it holds, or nothing.
    assert packs(folder).version() == "2026.1.1"
    assert not packs(folder, program="9.9.9").waiting()
    del running
    packs(folder).tidy()
    assert {path.name for path in folder.iterdir()} == {PACK_IN_FORCE}


@pytest.mark.parametrize("content", [b"", b"a b c", b"\xff"])
def test_nothing_is_swept_by_a_word_that_nobody_understands(folder: Path, content: bytes) -> None:
    (folder / PACK_IN_FORCE).write_bytes(content)
    packs(folder).tidy()
    assert (folder / "2027.1.1").is_dir()


def test_only_so_many_are_kept_to_go_back_to(folder: Path) -> None:
    for month in range(1, 9):
        shutil.copytree(folder / "2027.1.1", folder / f"2027.{month}.9")
        packs(folder).use(f"2027.{month}.9")
    packs(folder).tidy()
    kept = {path.name for path in folder.iterdir() if path.is_dir()}
    assert kept == {"2027.8.9", "2027.7.9", "2027.6.9", "2027.5.9"}


def test_what_waits_for_the_next_start_is_told_and_can_be_taken_back(folder: Path) -> None:
    running = packs(folder)
    running.use("2027.1.1")
    assert [(each.version, each.state, each.in_force) for each in running.installed()] == [
        ("2027.1.1", VersionState.TRYING, False),
        ("2026.1.1", VersionState.CONFIRMED, True),
    ]
    assert not running.waiting()
    assert running.go_back() == ("2027.1.1", "2026.1.1")
    assert running.version() == "2026.1.1"


def test_what_isnt_whole_is_no_set(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        packs(folder).prove(tmp_path)
    assert caught.value.code == "update.not_data"


@pytest.mark.parametrize("lost", ["codes/divisions.json", "forms/common.toml"])
def test_a_set_that_lost_a_file_keeps_nobody_out_and_is_told(folder: Path, lost: str) -> None:
    """A disk, or a virus scanner: without it the program would not even start."""
    for file in ("divisions.json", "places.json"):
        (folder / "2027.1.1" / "codes" / file).write_bytes(b"{}")
    note_content(folder / "2027.1.1")
    packs(folder).use("2027.1.1")
    assert packs(folder).version() == "2027.1.1"
    assert not packs(folder).renew()
    (folder / "2027.1.1" / lost).unlink()
    after = packs(folder)
    assert after.version() == "2026.1.1"
    with pytest.raises(RefusedError) as caught:
        after.renew()
    assert dict(caught.value.params) == {"version": "2027.1.1", "instead": "2026.1.1"}
    assert after.go_back() == ("2027.1.1", "2026.1.1")
