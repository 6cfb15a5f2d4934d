# SPDX-License-Identifier: Apache-2.0
"""Versions beside each other: placed, proved, gone back from; interrupted at any instant."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, RefusedError
from sscard_desktop.domain.updates import Update, UpdateKind, VersionState
from sscard_desktop.services.updates import check_update
from sscard_desktop.storage import versionfiles, versionroom, versionstate
from sscard_desktop.storage.versiondoor import LocalVersionDoor
from tests.helpers.updates import KEY, ROOT, Silent, fingerprint_of, place, program_update, reader, versions_at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests' programs are scripts")


def put(folder: Path, version: str, does: str = "works", program: str = "0.1.0", **facts: object) -> Update:
    file = program_update(folder / f"{version}.sscard-update", version, does, **facts)  # type: ignore[arg-type]
    return place(versions_at(folder, program), file)


def lying(folder: Path) -> set[str]:
    return {path.name for path in (folder / "versions").iterdir() if path.is_dir()}


def test_an_update_lies_beside_and_waits_to_be_tried(tmp_path: Path) -> None:
    put(tmp_path, "0.2.0")
    assert lying(tmp_path) == {"0.2.0"}
    found = versions_at(tmp_path).installed()
    assert [(each.version, each.state, each.in_force) for each in found] == [
        ("0.2.0", VersionState.TRYING, False),
        ("0.1.0", VersionState.CONFIRMED, True),
        ("2026.1.1", VersionState.CONFIRMED, True),
    ]


def test_a_program_that_fails_its_self_test_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        put(tmp_path, "0.2.0", "fails_selftest")
    assert (caught.value.code, caught.value.params["found"]) == ("update.selftest_failed", "✗ models")
    assert lying(tmp_path) == set()
    assert not versionstate.read(tmp_path / "versions")["programs"]


def test_a_program_that_says_another_version_isnt_taken(tmp_path: Path) -> None:
    def lie(folder: Path) -> None:
        (folder / "behaviour").write_text("version=0.9.9\ndoes=works\n", encoding="ascii")

    file = program_update(tmp_path / "x.sscard-update", "0.2.0")
    update = reader().seen(file, retired=())

    def fill(folder: Path) -> None:
        reader().unpack(file, update, folder, Silent())
        lie(folder)

    with pytest.raises(InvalidInputError) as caught:
        versions_at(tmp_path).place(update, fill, Silent())
    assert caught.value.code == "update.selftest_failed"


def test_a_full_disk_is_told_before_anything_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versionroom.shutil, "disk_usage", lambda place: Namespace(free=150 << 20))
    with pytest.raises(EnvironmentFailedError) as caught:
        put(tmp_path, "0.2.0")
    assert (caught.value.code, caught.value.params) == ("update.no_room", {"needed_mb": 201, "free_mb": 150})


def test_a_disk_that_fills_up_meanwhile_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(EnvironmentFailedError) as caught:
            put(tmp_path, "0.2.0")
    assert caught.value.code == "update.disk_full"
    assert lying(tmp_path) == set()
    put(tmp_path, "0.2.1")
    assert lying(tmp_path) == {"0.2.1"}


def test_two_windows_dont_update_at_once(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    lock = versionfiles.taken_lock(tmp_path / "versions" / "update.lock")
    assert lock is not None
    with pytest.raises(EnvironmentFailedError) as caught:
        put(tmp_path, "0.2.0")
    assert caught.value.code == "update.busy"
    os.close(lock)


def test_going_back_leads_to_the_version_before_and_in_the_end_to_the_installed_one(tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    put(tmp_path, "0.2.0")
    versionstate.confirm(folder, "0.2.0")
    put(tmp_path, "0.3.0", program="0.2.0")
    versionstate.confirm(folder, "0.3.0")
    assert versions_at(tmp_path, "0.3.0").go_back(UpdateKind.PROGRAM) == ("0.3.0", "0.2.0")
    assert versionstate.chosen(folder, versionstate.read(folder), "0.1.0", "sscard-desktop", trying=True) == "0.2.0"
    assert versions_at(tmp_path, "0.2.0").go_back(UpdateKind.PROGRAM) == ("0.2.0", "")
    assert versionstate.chosen(folder, versionstate.read(folder), "0.1.0", "sscard-desktop", trying=True) == ""
    with pytest.raises(RefusedError) as caught:
        versions_at(tmp_path).go_back(UpdateKind.PROGRAM)
    assert caught.value.code == "update.nothing_before"


def test_after_going_back_only_the_newest_may_come_again(tmp_path: Path) -> None:
    old = program_update(tmp_path / "old.sscard-update", "0.2.0")
    new = put(tmp_path, "0.3.0")
    versionstate.confirm(tmp_path / "versions", "0.3.0")
    versions_at(tmp_path, "0.3.0").go_back(UpdateKind.PROGRAM)
    with pytest.raises(RefusedError) as caught:
        check_update(reader(), versions_at(tmp_path), old, Silent())
    assert caught.value.code == "update.older"
    assert place(versions_at(tmp_path), tmp_path / "0.3.0.sscard-update") == new


def test_a_version_that_works_lets_all_but_the_one_before_go(tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    for number, before in (("0.2.0", "0.1.0"), ("0.3.0", "0.2.0"), ("0.4.0", "0.3.0")):
        put(tmp_path, number, program=before)
        versionstate.confirm(folder, number)
    versions_at(tmp_path, "0.4.0").tidy()
    assert lying(tmp_path) == {"0.3.0", "0.4.0"}
    assert set(versionstate.read(folder)["programs"]) == {"0.3.0", "0.4.0"}


def test_what_a_power_cut_left_unnamed_goes_with_the_next_update(tmp_path: Path) -> None:
    for name in (".incoming-1", ".going-2", "0.1.9"):
        (tmp_path / "versions" / name).mkdir(parents=True)
    put(tmp_path, "0.2.0")
    assert lying(tmp_path) == {"0.2.0"}


def test_a_version_that_didnt_start_takes_no_room_for_long(tmp_path: Path) -> None:
    put(tmp_path, "0.2.0")
    versionstate.give_up_version(tmp_path / "versions", "0.2.0", "0.1.0")
    versions_at(tmp_path).tidy()
    assert lying(tmp_path) == set()
    assert versions_at(tmp_path).notice() is not None


def test_a_version_that_worked_before_it_failed_stays_to_be_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    put(tmp_path, "0.2.0")
    versionstate.confirm(folder, "0.2.0")
    versionstate.give_up_version(folder, "0.2.0", "0.1.0")
    versions_at(tmp_path).tidy()
    assert lying(tmp_path) == {"0.2.0"}
    (found, *_) = versions_at(tmp_path).installed()
    assert (found.version, found.state, found.worked) == ("0.2.0", VersionState.FAILED, True)


def test_the_only_version_that_opens_the_station_stays_though_it_never_worked(tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    put(tmp_path, "0.2.0")
    versionstate.note_structure(folder, "0.2.0")
    versionstate.give_up_version(folder, "0.2.0", "0.1.0")
    versions_at(tmp_path).tidy()
    assert lying(tmp_path) == {"0.2.0"}
    # Once an older program opens the station it isn't needed any more.
    LocalVersionDoor(folder, "0.1.0", tmp_path / "launcher").came_in()
    versions_at(tmp_path).tidy()
    assert lying(tmp_path) == set()


def test_a_version_that_once_changed_the_data_goes_when_its_turn_has_come(tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    for number, before in (("0.2.0", "0.1.0"), ("0.3.0", "0.2.0"), ("0.4.0", "0.3.0")):
        put(tmp_path, number, program=before)
        versionstate.confirm(folder, number)
    versionstate.note_structure(folder, "0.2.0")
    versions_at(tmp_path, "0.4.0").tidy()
    assert lying(tmp_path) == {"0.3.0", "0.4.0"}


def test_a_key_that_an_update_retires_opens_nothing_any_more(tmp_path: Path) -> None:
    put(tmp_path, "0.2.0", retires=[fingerprint_of(KEY)])
    file = program_update(tmp_path / "later.sscard-update", "0.3.0")
    with pytest.raises(InvalidInputError) as caught:
        check_update(reader(), versions_at(tmp_path), file, Silent())
    assert caught.value.code == "update.retired_key"


def test_a_state_that_cant_be_read_is_begun_anew_by_the_next_update(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "state.json").write_bytes(b"{")
    assert versions_at(tmp_path).notice() is None
    put(tmp_path, "0.2.0")
    assert set(versionstate.read(tmp_path / "versions")["programs"]) == {"0.2.0"}


@pytest.mark.parametrize("how", ["steps", pytest.param("500", marks=[pytest.mark.long, pytest.mark.timeout(900)])])
def test_kill_at_any_instant_leaves_the_old_or_the_new_version_whole(tmp_path: Path, how: str) -> None:
    """At each step that changes the disk, and by ``--long`` at 500 random instants."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.helpers.updatekills", str(tmp_path), how],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    if how == "steps":
        left = {what.split(":")[0] for what in told.stdout.splitlines()}
        assert left >= {"rubbish", "placed, not named", "placed and named"}
    # And the next update goes through.
    put(tmp_path, "0.4.0")
    assert not [name for name in lying(tmp_path) if name.startswith(".")]
    assert "0.4.0" in versionstate.read(tmp_path / "versions")["programs"]


@pytest.mark.parametrize("call", ["rename", "replace"])
def test_a_disk_that_fails_at_the_last_step_leaves_the_old_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    put(tmp_path, "0.2.0")
    before = (tmp_path / "versions" / "state.json").read_bytes()
    real: Callable[..., object] = getattr(Path, call)

    def fails(path: Path, *arguments: object) -> object:
        if path.parent.name == "versions":
            raise OSError(errno.EIO, "Input/output error")
        return real(path, *arguments)

    with monkeypatch.context() as patched:
        patched.setattr(Path, call, fails)
        with pytest.raises(EnvironmentFailedError):
            put(tmp_path, "0.3.0")
    assert (tmp_path / "versions" / "state.json").read_bytes() == before
    put(tmp_path, "0.3.0")
