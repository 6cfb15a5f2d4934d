# SPDX-License-Identifier: Apache-2.0
"""Looking after a version: with processes of their own, on disks that take nothing, and with states in other hands."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sscard_desktop import launcher, trialwatch
from sscard_desktop.storage import signoflife, startmark, versionfiles, versionstate
from sscard_desktop.storage.trial import trial_of
from tests.helpers import updates
from tests.helpers.updates import around, place, program_update, state, versions_at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests' programs are scripts")

NEW = "0.2.0"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which this process is the installed program."""
    for name in ("opt", "stick"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "opt" / updates.PROGRAM))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":none")
    monkeypatch.setattr(launcher.screen, "answers", lambda: True)
    return tmp_path


def put(home: Path, does: str = "works") -> Path:
    file = program_update(home / "stick" / "new.sscard-update", NEW, does)
    place(versions_at(home / "sscard_desktop", "0.0.1"), file)
    return home / "sscard_desktop" / "versions"


def watch(home: Path, folder: Path, start_s: float = 120.0) -> trialwatch.Outcome:
    told = around(home) | {versionstate.TRYING_VARIABLE: NEW}
    return trialwatch.watched(folder, NEW, [str(folder / NEW / updates.PROGRAM)], told, start_s)


def full(*given: object, **named: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


class HurriedClock:
    """Stands still until the watched program is up, then years go by between two looks, and in the end it may go."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "sscard_desktop"
        self.looks = 0
        self.on_looks: dict[int, Callable[[], None]] = {}

    def monotonic(self) -> float:
        if not (self._folder / "up").exists():
            return 0.0
        self.looks += 1
        if self.looks in self.on_looks:
            self.on_looks[self.looks]()
        if self.looks >= 8:
            (self._folder / "enough").touch()
        return self.looks * 1e8


@pytest.fixture
def clock(home: Path, monkeypatch: pytest.MonkeyPatch) -> HurriedClock:
    made = HurriedClock(home)
    monkeypatch.setattr(trialwatch, "time", made)
    monkeypatch.setattr(trialwatch, "LOOK_S", 0.02)
    return made


def test_a_window_that_can_write_nothing_is_seen_and_its_notes_are_made_up_for(
    home: Path, monkeypatch: pytest.MonkeyPatch, clock: HurriedClock
) -> None:
    """Somebody else has the state's file: the launcher hears it all the same, and writes what the window couldn't."""
    folder = put(home, "stays")
    versionstate.begin(folder, NEW, "tries")
    monkeypatch.setattr(versionstate, "_LOCK_PATIENCE_S", 0.01)
    held = versionfiles.taken_lock(folder / versionstate.STATE_LOCK)
    assert held is not None
    clock.on_looks[7] = lambda: os.close(held)
    program = folder / NEW / updates.PROGRAM
    program.write_text(program.read_text().replace("does = told", "versionstate._LOCK_PATIENCE_S = 0.01; does = told"))
    program.write_text(program.read_text().replace("import trial_of", "import trial_of, versionstate"))
    outcome = watch(home, folder)
    assert (outcome.code, outcome.works) == (0, True)
    assert versionstate.counts(folder, NEW) == (0, 0)


def test_a_window_on_a_full_disk_is_seen_and_noted_by_the_launcher(home: Path, clock: HurriedClock) -> None:
    folder = put(home, "stays_on_a_full_disk")
    versionstate.begin(folder, NEW, "tries")
    outcome = watch(home, folder)
    assert (outcome.code, outcome.works) == (0, True)
    assert clock.looks > 2
    assert versionstate.counts(folder, NEW) == (0, 0)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_window_in_a_read_only_folder_is_seen(home: Path, clock: HurriedClock) -> None:
    folder = put(home, "stays")
    folder.chmod(0o500)
    try:
        assert watch(home, folder).works
    finally:
        folder.chmod(0o700)


def test_a_program_that_holds_a_station_open_is_never_ended(home: Path, clock: HurriedClock) -> None:
    assert watch(home, put(home, "hangs_with_a_station_open")).code == 0
    assert clock.looks > 2


def test_where_a_stations_lock_cant_be_asked_it_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not trialwatch.is_open(tmp_path)
    (tmp_path / trialwatch.STATION_LOCK).touch()
    assert not trialwatch.is_open(tmp_path)
    monkeypatch.setattr(versionfiles, "taken_lock", full)
    assert trialwatch.is_open(tmp_path)


@pytest.mark.parametrize("fault", [OSError(errno.EIO, "gone"), ValueError("another state")])
def test_a_state_that_cant_be_read_doesnt_end_the_watch(
    home: Path, monkeypatch: pytest.MonkeyPatch, clock: HurriedClock, fault: Exception
) -> None:
    folder = put(home, "stays")

    def fails(*given: object) -> None:
        raise fault

    for name in ("came_through", "confirm", "counts", "read"):
        monkeypatch.setattr(versionstate, name, fails)
    outcome = watch(home, folder)
    assert (outcome.code, outcome.works) == (0, True)


def test_only_a_program_that_cant_be_run_counts_as_not_run(home: Path) -> None:
    folder = put(home)
    (folder / NEW / updates.PROGRAM).chmod(0o644)
    outcome = watch(home, folder, start_s=5.0)
    assert (outcome.code, outcome.seen) == (trialwatch.NOT_RUN, False)


def test_no_other_program_follows_a_window_that_was_used_where_nothing_can_be_noted(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, "fails_later")
    monkeypatch.setattr(versionstate, "begin", lambda *given: None)
    monkeypatch.setattr(versionstate, "changing", full)
    assert launcher.hand_over([]) == 9
    assert state(home)["programs"][NEW]["state"] == "trying"


def test_the_only_version_that_opens_the_station_is_tried_though_nothing_can_be_noted(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versionstate.note_structure(put(home), NEW)
    monkeypatch.setattr(versionstate, "begin", full)
    # A read-only disk has no locks.
    monkeypatch.setattr(versionfiles, "taken_lock", full)
    assert launcher.hand_over([]) == 0
    assert (home / "sscard_desktop" / "ran").read_text().split() == [NEW]


def test_a_version_that_worked_isnt_passed_over_where_its_watch_cant_be_noted(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(home)
    versionstate.confirm(folder, NEW)
    (folder / startmark.STARTING).write_text(f"{NEW} {startmark.MOST_SILENT}\n")
    monkeypatch.setattr(versionstate, "changing", full)
    assert launcher.hand_over([]) == 0
    assert not (folder / startmark.STARTING).exists()


def test_what_is_owed_to_the_state_is_written_at_the_next_step(home: Path) -> None:
    folder = put(home)
    versionstate.begin(folder, NEW, "tries")
    trial = trial_of(folder, {versionstate.TRYING_VARIABLE: NEW})
    assert trial is not None
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(versionstate, "changing", full)
        trial.window_up()
    assert versionstate.counts(folder, NEW) == (1, 0)
    with trial.opening():
        assert versionstate.counts(folder, NEW) == (0, 1)
    assert state(home)["programs"][NEW]["state"] == "trying"
    trial.at_work()
    assert state(home)["programs"][NEW]["state"] == "confirmed"


@pytest.mark.parametrize(
    ("letters", "seen", "died"),
    [(b"", False, False), (b"w", True, False), (b"wl", True, True), (b"lw", True, True), (b"wlr", True, False),
     (b"wlrl", True, True), (b"wla", True, False)],
)  # fmt: skip
def test_letters_say_how_far_a_program_came(letters: bytes, seen: bool, died: bool) -> None:
    assert (signoflife.is_seen(letters), signoflife.died_at_log_in(letters)) == (seen, died)


def test_a_pipe_that_nobody_reads_any_more_disturbs_nobody() -> None:
    end, other = os.pipe()
    os.close(end)
    telling = signoflife.Telling({signoflife.VARIABLE: str(other)})
    telling.tell(signoflife.WINDOW)
    for nonsense in ("", "x", "99999", "-1"):
        signoflife.Telling({signoflife.VARIABLE: nonsense}).tell(signoflife.WINDOW)
    os.close(other)
