# SPDX-License-Identifier: Apache-2.0
"""What the installed program starts when updates lie beside it: processes of their own, programs of a few lines."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sscard_desktop import launcher
from sscard_desktop.cli.windowoptions import window_options
from sscard_desktop.domain.openedfiles import OPENED
from sscard_desktop.storage import startmark, versionfiles, versionstate
from sscard_desktop.storage.surroundings import of_the_desktop
from sscard_desktop.storage.trial import trial_of
from tests.helpers import updates
from tests.helpers.updates import around, launch, launching, place, program_update, state, versions_at
from tests.helpers.waiting import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests' programs are scripts")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "opt").mkdir()
    (tmp_path / "stick").mkdir()
    return tmp_path


def put(home: Path, version: str, does: str = "works", program: str = "0.0.1") -> None:
    file = program_update(home / "stick" / f"{version}.sscard-update", version, does)
    place(versions_at(home / "sscard_desktop", program), file)


def test_without_updates_the_installed_program_runs(home: Path) -> None:
    assert launch(home) == ("own", [])


def test_a_new_version_is_tried_then_started_in_place(home: Path) -> None:
    put(home, "0.2.0")
    assert launch(home, "--lang", "en") == ("0", ["0.2.0 --lang en"])
    assert state(home)["programs"]["0.2.0"]["state"] == "confirmed"
    assert state(home)["newest_program"] == "0.2.0"
    assert launch(home, "record", "list") == ("", ["0.2.0 record list"])


def test_a_new_version_isnt_tried_by_a_command_or_a_demo(home: Path) -> None:
    put(home, "0.2.0")
    assert launch(home, "record", "list") == ("own", [])
    assert launch(home, "--demo") == ("own", [])


@pytest.fixture
def installed(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This process as the installed program."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(home / "opt" / updates.PROGRAM))
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    return home


def test_what_is_asked_of_this_very_program_isnt_handed_over(installed: Path) -> None:
    put(installed, "0.2.0")
    versionstate.confirm(installed / "sscard_desktop" / "versions", "0.2.0")
    for asked in (*launcher.STAYS, "--multiprocessing-fork"):
        assert launcher.hand_over([asked]) is None


def test_a_version_that_crashes_gives_way_at_once_and_for_good_the_second_time(home: Path) -> None:
    put(home, "0.2.0", "crashes")
    assert launch(home) == ("own", ["0.2.0"])
    assert state(home)["notice"] == {"version": "0.2.0", "instead": "0.1.0", "again": True}
    assert launch(home) == ("own", ["0.2.0"])
    assert state(home)["notice"] == {"version": "0.2.0", "instead": "0.1.0", "again": False}
    assert launch(home) == ("own", [])
    assert state(home)["programs"]["0.2.0"]["state"] == "failed"


def test_the_version_before_comes_back_not_the_installed_one(home: Path) -> None:
    put(home, "0.2.0")
    versionstate.confirm(home / "sscard_desktop" / "versions", "0.2.0")
    put(home, "0.3.0", "crashes", program="0.2.0")
    assert launch(home) == ("", ["0.3.0", "0.2.0"])
    assert state(home)["notice"]["instead"] == "0.2.0"


def test_a_version_that_hangs_without_a_window_is_ended(home: Path) -> None:
    put(home, "0.2.0", "hangs")
    assert launch(home, patience_s=0.5) == ("own", ["0.2.0"])
    assert state(home)["programs"]["0.2.0"]["tries"] == 1


def test_a_version_that_dies_while_a_station_is_opened_gives_way(home: Path) -> None:
    put(home, "0.2.0", "dies_at_login")
    assert launch(home) == ("own", ["0.2.0"])
    assert launch(home) == ("own", ["0.2.0"])
    assert launch(home) == ("own", [])


def test_a_version_whose_window_dies_before_anybody_comes_in_gives_way(home: Path) -> None:
    """Its window says that it started: without this it would be tried for ever, and nobody could come in."""
    put(home, "0.2.0", "dies_at_the_door")
    assert launch(home) == ("own", ["0.2.0"])
    assert state(home)["notice"] == {"version": "0.2.0", "instead": "0.1.0", "again": True}
    assert launch(home) == ("own", ["0.2.0"])
    assert launch(home) == ("own", [])
    assert state(home)["programs"]["0.2.0"]["state"] == "failed"


@pytest.mark.parametrize("does", ["refuses", "only_looked_at"])
def test_a_wrong_password_or_a_look_doesnt_count_against_a_version(home: Path, does: str) -> None:
    put(home, "0.2.0", does)
    for _ in range(versionstate.MOST_TRIES):
        assert launch(home) == ("0", ["0.2.0"])
    found = state(home)["programs"]["0.2.0"]
    assert (found["state"], found["tries"], found.get("openings", 0)) == ("trying", 0, 0)


@pytest.mark.parametrize(("does", "code"), [("no_screen", "3"), ("crashes", "-11")])
def test_a_screen_that_doesnt_answer_never_counts_against_a_version(home: Path, does: str, code: str) -> None:
    put(home, "0.2.0", does)
    for _ in range(versionstate.MOST_TRIES + 1):
        assert launch(home, screen=False) == (code, ["0.2.0"])
    assert state(home)["programs"]["0.2.0"]["tries"] == 0


@pytest.mark.parametrize("does", ["no_screen", "called_wrongly"])
def test_with_a_screen_that_answers_an_excuse_counts_against_a_version(home: Path, does: str) -> None:
    """The program that comes instead is asked the same: where the surroundings are to blame it says so itself."""
    put(home, "0.2.0", does)
    for _ in range(versionstate.MOST_TRIES):
        assert launch(home) == ("own", ["0.2.0"])
    assert launch(home) == ("own", [])
    assert state(home)["programs"]["0.2.0"]["state"] == "failed"


def test_a_version_that_ends_in_order_without_a_window_gives_way_in_the_end(home: Path) -> None:
    put(home, "0.2.0", "ends_silently")
    for _ in range(versionstate.MOST_TRIES):
        # Whoever shut it themselves doesn't want another one now.
        assert launch(home) == ("0", ["0.2.0"])
    assert launch(home) == ("own", [])
    assert state(home)["notice"] == {"version": "0.2.0", "instead": "0.1.0", "again": False}


def test_a_version_that_cant_open_the_station_gives_way_after_two_log_ins(home: Path) -> None:
    put(home, "0.2.0", "cant_open")
    assert launch(home) == ("0", ["0.2.0"])
    assert state(home)["notice"]["again"]
    assert launch(home) == ("0", ["0.2.0"])
    assert launch(home) == ("own", [])
    assert state(home)["programs"]["0.2.0"]["state"] == "failed"


def test_a_version_that_dies_before_its_first_page_isnt_confirmed(home: Path) -> None:
    put(home, "0.2.0", "dies_before_its_page")
    assert launch(home) == ("own", ["0.2.0"])
    assert state(home)["programs"]["0.2.0"]["state"] == "trying"
    assert state(home)["newest_program"] == ""


def test_a_version_that_was_worked_with_isnt_given_up_for_a_later_log_in(home: Path) -> None:
    put(home, "0.2.0", "fails_another_day")
    assert launch(home) == ("1", ["0.2.0"])
    assert state(home)["programs"]["0.2.0"]["state"] == "confirmed"
    assert state(home)["notice"] is None


def test_a_second_click_while_it_starts_isnt_counted(home: Path) -> None:
    put(home, "0.2.0", "only_looked_at")
    folder = home / "sscard_desktop" / "versions"
    lock = versionfiles.taken_lock(folder / versionstate.TRIAL_LOCK)
    assert lock is not None
    try:
        assert launch(home) == ("", ["0.2.0"])
    finally:
        os.close(lock)
    assert versionstate.counts(folder, "0.2.0") == (0, 0)


def test_a_version_that_worked_and_dies_in_silence_is_watched_the_third_time_then_gives_way(home: Path) -> None:
    put(home, "0.2.0", "no_window_any_more")
    folder = home / "sscard_desktop" / "versions"
    versionstate.confirm(folder, "0.2.0")
    for _ in range(startmark.MOST_SILENT):
        assert launch(home) == ("", ["0.2.0"])
    assert launch(home, "record", "list") == ("", ["0.2.0 record list"])
    assert state(home)["programs"]["0.2.0"]["state"] == "confirmed"
    assert launch(home) == ("own", ["0.2.0"])
    assert state(home)["notice"] == {"version": "0.2.0", "instead": "0.1.0", "again": False}
    assert launch(home) == ("own", [])
    # Nothing was taken away: it can be tried again, and is then watched as if it had just come.
    assert state(home)["programs"]["0.2.0"]["worked"]
    (folder / "0.2.0" / "behaviour").write_text("version=0.2.0\ndoes=works\n", encoding="ascii")
    assert versionstate.try_again(folder, "0.2.0")
    assert launch(home) == ("0", ["0.2.0"])
    assert state(home)["programs"]["0.2.0"]["state"] == "confirmed"


def test_a_version_whose_silence_had_another_cause_stays_in_force(home: Path) -> None:
    put(home, "0.2.0", "no_window_any_more")
    folder = home / "sscard_desktop" / "versions"
    versionstate.confirm(folder, "0.2.0")
    for _ in range(startmark.MOST_SILENT):
        assert launch(home) == ("", ["0.2.0"])
    # No screen all the while: the older program would show nothing either.
    assert launch(home, screen=False) == ("1", ["0.2.0"])
    (folder / "0.2.0" / "behaviour").write_text("version=0.2.0\ndoes=works\n", encoding="ascii")
    assert launch(home) == ("", ["0.2.0"])
    assert not (folder / startmark.STARTING).exists()
    assert state(home)["notice"] is None


@pytest.mark.parametrize(("does", "code"), [("cant_open", "0"), ("dies_at_login", "1")])
def test_a_version_that_worked_shows_its_window_and_isnt_blamed_for_a_log_in(home: Path, does: str, code: str) -> None:
    """The station's disk may fail, a profile be broken: an older program would open the same station, or not even."""
    put(home, "0.2.0", "no_window_any_more")
    folder = home / "sscard_desktop" / "versions"
    versionstate.confirm(folder, "0.2.0")
    for _ in range(startmark.MOST_SILENT):
        assert launch(home) == ("", ["0.2.0"])
    (folder / "0.2.0" / "behaviour").write_text(f"version=0.2.0\ndoes={does}\n", encoding="ascii")
    assert launch(home) == (code, ["0.2.0"])
    assert state(home)["programs"]["0.2.0"]["state"] == "confirmed"
    assert state(home)["notice"] is None
    assert not (folder / startmark.STARTING).exists()


def test_clicks_while_a_version_still_loads_count_nothing_however_far_apart(home: Path) -> None:
    """A first start under a virus scanner takes a minute; whoever waits clicks again."""
    put(home, "0.2.0", "loads_slowly")
    folder = home / "sscard_desktop" / "versions"
    versionstate.confirm(folder, "0.2.0")
    command, told = launching(home, patience_s=120), around(home, LOADS_S="60")
    first = subprocess.Popen(command, env=told)
    until(lambda: (folder / startmark.STARTING).exists() and (home / "sscard_desktop" / "ran").exists())
    others = []
    try:
        for aged_s in (15, 40, 100):
            long_ago = time.time() - aged_s
            os.utime(folder / startmark.STARTING, (long_ago, long_ago))
            others.append(subprocess.Popen(command, env=told))
            until(lambda: len((home / "sscard_desktop" / "ran").read_text().split()) == 1 + len(others))
        assert (folder / startmark.STARTING).read_text() == "0.2.0 1\n"
    finally:
        for each in (first, *others):
            each.kill()
            each.wait()
    (folder / "0.2.0" / "behaviour").write_text("version=0.2.0\ndoes=works\n", encoding="ascii")
    (home / "sscard_desktop" / "ran").unlink()
    # Killed while it loaded: known to be dead now, and counted once.
    assert startmark.knock(folder, "0.2.0", 120.0)[0] is False
    assert (folder / startmark.STARTING).read_text() == "0.2.0 2\n"
    assert state(home)["programs"]["0.2.0"]["state"] == "confirmed"


def test_a_start_that_hangs_for_longer_than_any_counts_though_it_lives(tmp_path: Path) -> None:
    for _ in range(startmark.MOST_SILENT):
        watched, lock = startmark.knock(tmp_path, "0.2.0", 120.0)
        assert not watched
        os.utime(tmp_path / startmark.STARTING, (1, 1))
    assert startmark.knock(tmp_path, "0.2.0", 120.0)[0]
    assert lock == -1


def test_a_window_that_is_open_isnt_counted_by_later_clicks(tmp_path: Path) -> None:
    _, lock = startmark.knock(tmp_path, "0.2.0", 120.0)
    startmark.answer(tmp_path)
    assert startmark.knock(tmp_path, "0.2.0", 120.0) == (False, -1)
    assert not (tmp_path / startmark.STARTING).exists()
    os.close(lock)


def test_a_window_that_is_up_answers(home: Path) -> None:
    folder = home / "versions"
    folder.mkdir()
    for _ in range(5):
        watched, lock = startmark.knock(folder, "0.2.0", 120.0)
        assert not watched
        told = {versionstate.STARTED_VARIABLE: f"0.2.0 {lock}"}
        start = trial_of(folder, told)
        assert start is not None
        assert not told
        start.window_up()
        with pytest.raises(OSError, match="Bad file"):
            os.fstat(lock)


def test_a_number_that_isnt_the_starts_lock_is_left_alone(tmp_path: Path) -> None:
    with (tmp_path / "other").open("w") as other:
        start = trial_of(tmp_path, {versionstate.STARTED_VARIABLE: f"0.2.0 {other.fileno()}"})
        assert start is not None
        start.window_up()
        other.write("still open")


@pytest.mark.parametrize("works", [True, False])
def test_a_disk_that_takes_nothing_never_brings_an_older_version_back(
    installed: Path, monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    """The station may be newer than the installed program; what can't be counted isn't tried either."""
    put(installed, "0.2.0")
    versionstate.confirm(installed / "sscard_desktop" / "versions", "0.2.0")
    if not works:
        put(installed, "0.3.0", program="0.2.0")
    started: list[Path] = []

    def start(program: Path, *given: object, **named: object) -> int:
        started.append(program)
        return 0

    def full(*given: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setenv("DISPLAY", ":none")
    monkeypatch.setattr(launcher, "_in_place", start)
    monkeypatch.setattr(versionstate, "replace", full)
    monkeypatch.setattr(Path, "write_text", full)
    assert launcher.hand_over([]) == 0
    assert [program.parent.name for program in started] == ["0.2.0"]


def test_a_version_whose_program_was_taken_away_is_passed_over(home: Path) -> None:
    put(home, "0.2.0")
    versionstate.confirm(home / "sscard_desktop" / "versions", "0.2.0")
    (home / "sscard_desktop" / "versions" / "0.2.0" / updates.PROGRAM).unlink()
    assert launch(home) == ("own", [])


def test_a_version_that_cant_be_run_gives_way(home: Path) -> None:
    put(home, "0.2.0")
    (home / "sscard_desktop" / "versions" / "0.2.0" / updates.PROGRAM).chmod(0o644)
    assert launch(home) == ("own", [])
    assert state(home)["notice"]["version"] == "0.2.0"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 9}', b"\xff", b'{"format":1,"programs":{"../x":{}}}'])
def test_a_broken_state_never_keeps_the_program_from_starting(installed: Path, content: bytes) -> None:
    (installed / "sscard_desktop" / "versions").mkdir(parents=True)
    (installed / "sscard_desktop" / "versions" / "state.json").write_bytes(content)
    assert launcher.hand_over([]) is None


def test_a_newer_installation_goes_before_an_older_update(home: Path) -> None:
    put(home, "0.2.0")
    folder = home / "sscard_desktop" / "versions"
    found = versionstate.read(folder)
    assert versionstate.chosen(folder, found, "0.1.9", updates.PROGRAM, trying=True) == "0.2.0"
    assert versionstate.chosen(folder, found, "0.2.0", updates.PROGRAM, trying=True) == ""
    assert versionstate.chosen(folder, found, "0.10.0", updates.PROGRAM, trying=True) == ""


def test_another_program_gets_the_environment_of_the_desktop() -> None:
    given = {
        "LD_LIBRARY_PATH": "/opt/x/_internal",
        "LD_LIBRARY_PATH_ORIG": "/usr/own",
        "_PYI_ARCHIVE_FILE": "x",
        versionstate.TRYING_VARIABLE: "0.2.0",
        versionstate.LAUNCHER_VARIABLE: "/opt/x/x",
        "A": "b",
    }
    kept = of_the_desktop(given)
    assert kept == {"LD_LIBRARY_PATH": "/usr/own", "A": "b", "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    assert "LD_LIBRARY_PATH" not in of_the_desktop({"LD_LIBRARY_PATH": "/opt/x/_internal"})


WORDS = [
    ["--lang", "en"], ["--lang=zh_CN"], ["--lang", "xx"], ["--lang"], ["--data-dir", "/x"], ["--data-dir=/x"],
    ["--data-dir"], ["--demo"], ["--training"], ["--profile", "beijing"], ["record", "list"], ["--version"],
    *([f"/stick/a{suffix}"] for suffix in OPENED), ["/stick/B.SSCBackup"], ["-x.sscard"], ["/stick/a.txt"],
]  # fmt: skip


def test_what_opens_the_counters_own_window_is_one_matter_for_launcher_and_program() -> None:
    """A double click on a backup, too, goes to the version in force, and puts a new one to the test."""
    for given in (list(itertools.chain(*each)) for n in range(3) for each in itertools.product(WORDS, repeat=n)):
        options = window_options(given)
        own = options is not None and not options.demo and not options.training
        assert launcher._is_window(given) is own, given


def test_a_double_click_on_a_backup_goes_to_the_version_in_force_watched(home: Path) -> None:
    put(home, "0.2.0")
    assert launch(home, "/stick/a.sscbackup") == ("0", ["0.2.0 /stick/a.sscbackup"])


def test_the_choice_loads_little(home: Path) -> None:
    """It stands before every start: neither Qt nor what most programs of Python begin with."""
    put(home, "0.0.9")
    code = (
        f"import sys; sys.path.insert(0, {str(updates.ROOT)!r}); before = set(sys.modules); sys.frozen = True;"
        "import sscard_desktop.launcher as l; assert l.hand_over([]) is None; print(*sorted(set(sys.modules) - before))"
    )
    told = subprocess.run(
        [sys.executable, "-I", "-c", code],
        env=os.environ | {"XDG_DATA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "sscard_desktop.storage.versionstate" in told
    assert not {
        "PySide6",
        "ctypes",
        "dataclasses",
        "inspect",
        "subprocess",
        "threading",
        "typing",
        "logging",
        "argparse",
    } & set(told), told
