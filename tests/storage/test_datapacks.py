# SPDX-License-Identifier: Apache-2.0
"""Data updates: which one is in force, with which program, and what is left of one that was gone back from."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop import __version__, paths
from sscard_desktop.domain.errors import InvalidInputError, RefusedError
from sscard_desktop.domain.profile import ProfileProblem
from sscard_desktop.domain.updates import VersionState
from sscard_desktop.storage.datapacks import DataPacks


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    for version in ("2027.1.1", "2027.2.1"):
        for part in ("forms", "codes"):
            (paths.packs() / version / part).mkdir(parents=True)
        (paths.packs() / version / "forms" / "common.toml").write_bytes(b"")
    return paths.packs()


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


@pytest.mark.parametrize("content", [b"", b"2027.1.1", b"../2027.1.1 x", b"\xff", b"2027.9.9 x", b"a b c"])
def test_a_broken_word_of_it_means_the_program_s_own(folder: Path, content: bytes) -> None:
    (folder / paths.PACK_IN_FORCE).write_bytes(content.replace(b"x", __version__.encode()))
    assert packs(folder).version() == "2026.1.1"


def test_another_program_takes_the_newest_once_it_has_checked_it(folder: Path) -> None:
    assert packs(folder).waiting() == "2027.2.1"
    assert packs(folder).renew()
    assert packs(folder).version() == "2027.2.1"
    assert not packs(folder).renew()


def test_data_older_than_the_program_s_own_arent_taken_again(folder: Path) -> None:
    assert not packs(folder, own="2027.2.1").renew()


def test_data_that_another_program_finds_wrong_stay_out(folder: Path) -> None:
    wrong = ProfileProblem("x/profile.toml", 3, "fields", "toml.unknown_key", {})
    with pytest.raises(InvalidInputError) as caught:
        packs(folder, wrong).renew()
    assert (caught.value.code, caught.value.params["line"]) == ("toml.unknown_key", 3)
    assert packs(folder).version() == "2026.1.1"


def test_going_back_goes_one_by_one_and_what_was_left_doesnt_return(folder: Path) -> None:
    packs(folder).use("2027.2.1")
    assert packs(folder).go_back() == ("2027.2.1", "2027.1.1")
    assert packs(folder).go_back() == ("2027.1.1", "2026.1.1")
    assert not packs(folder).waiting()
    with pytest.raises(RefusedError) as caught:
        packs(folder).go_back()
    assert caught.value.code == "update.nothing_before"
    paths._updated_data.cache_clear()


def test_what_waits_for_the_next_start_is_told_and_can_be_taken_back(folder: Path) -> None:
    running = packs(folder)
    running.use("2027.1.1")
    assert [(each.version, each.state, each.in_force) for each in running.installed()] == [
        ("2027.2.1", VersionState.CONFIRMED, False),
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
