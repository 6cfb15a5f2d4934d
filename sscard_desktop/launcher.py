# SPDX-License-Identifier: Apache-2.0
"""The first thing that a frozen program does: hand the start over to a newer version that lies beside it.

What is installed stays as it is; updates lie in the user's own folder (:func:`sscard_desktop.paths.versions`), since
a counter's clerk can write nowhere else. A version that was seen to work is started in this process's place. One that
wasn't, or whose last starts died in silence, is started beside and watched until its window is up and somebody's first
page is shown, and given up when it dies or hangs: then the version before is started at once, and tells. Whatever goes
wrong here, the installed program runs.

Loaded before everything, also before Qt: no more is imported than the choice needs.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from sscard_desktop import __version__, paths, screen
from sscard_desktop.domain.openedfiles import is_opened
from sscard_desktop.storage import signoflife, startmark, versionfiles, versionstate
from sscard_desktop.storage.surroundings import of_the_desktop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STAYS = ("--selftest", "--decode-chip-photo")
"""What this very program is asked, whichever version is in force."""
START_S = 120.0
"""A version that showed no window by then hangs; a first start under a virus scanner takes half of it."""
LANGUAGES = ("zh_CN", "en")


def hand_over(arguments: Sequence[str]) -> int | None:
    """Start the version in force instead of this program, if it is another one.

    Returns:
        The exit code to end with, or ``None``: this program is the one. On Linux a version that was seen to work takes
        this process's place, and the call doesn't return.
    """
    if not getattr(sys, "frozen", False):
        return None
    try:
        return _handed_over(list(arguments))
    except Exception:  # noqa: BLE001 (a broken folder of updates must never keep the program from starting)
        return None


def _handed_over(arguments: list[str]) -> int | None:
    if arguments[:1] and (arguments[0] in STAYS or arguments[0].startswith("--multiprocessing")):
        return None
    folder = paths.versions()
    own, program = os.path.split(os.path.realpath(sys.executable))
    if not (folder / versionstate.STATE).exists() or own.startswith(os.path.realpath(folder) + os.sep):
        return None
    state = versionstate.read(folder)
    windowed = _is_window(arguments)
    version = versionstate.chosen(folder, state, __version__, program, trying=windowed)
    if version and state["programs"][version]["state"] == versionstate.TRYING:
        with suppress(OSError):
            code = _tried(folder, version, program, arguments)
            if code is not None:
                return code
        version = versionstate.chosen(folder, versionstate.read(folder), __version__, program, trying=False)
    doubted, lock = _knocked(folder, version) if version and windowed and screen.is_named() else (False, -1)
    if doubted:
        try:
            with suppress(OSError):
                code = _tried(folder, version, program, arguments)
                if code is not None:
                    return code
        finally:
            if lock >= 0:
                os.close(lock)
            lock = -1
        # Whatever comes now was never doubted; its own mark begins with its next start.
        version = _below(folder, version, program)
    return _in_place(folder / version / program, arguments, started=version, lock=lock) if version else None


def _knocked(folder: Path, version: str) -> tuple[bool, int]:
    """Mark a start; see :func:`.startmark.knock`. On a full or read-only disk nothing is counted."""
    try:
        return startmark.knock(folder, version, START_S)
    except OSError:
        return False, -1


def _below(folder: Path, version: str, program: str) -> str:
    """Return the version that is started where one shows no window: also when that couldn't be noted."""
    state = versionstate.read(folder)
    state["programs"].pop(version, None)
    return versionstate.chosen(folder, state, __version__, program, trying=False)


def _is_window(arguments: list[str]) -> bool:
    """Return whether the counter's own window is asked for: only that puts a new version to the test."""
    rest = iter(arguments)
    files = 0
    for word in rest:
        name, given, value = word.partition("=")
        if name in ("--lang", "--data-dir"):
            value = value if given else next(rest, "")
            if not value or value.startswith("-") or (name == "--lang" and value not in LANGUAGES):
                return False
        elif is_opened(word):
            files += 1
        else:
            return False
    return files <= 1


def _tried(folder: Path, version: str, program: str, arguments: list[str]) -> int | None:
    """Start a version and look after it; return its exit code, ``None`` if another has to be started."""
    try:
        lock = versionfiles.taken_lock(folder / versionstate.TRIAL_LOCK)
    except OSError:
        # A disk that takes nothing has no lock either.
        lock = -1
    if lock is None:
        # Somebody clicked again while it starts: the window that comes is brought to the front, and nothing is counted.
        return _in_place(folder / version / program, arguments)
    try:
        try:
            versionstate.begin(folder, version, "tries")
        except OSError:
            # What can't be noted isn't tried, since it could fail for ever; unless it worked, or no other opens the
            # station any more.
            state = versionstate.read(folder)
            worked = state["programs"][version]["state"] == versionstate.CONFIRMED
            if not worked and versionstate.structure_of(state) != version:
                return None
        return _looked_after(folder, version, program, arguments)
    finally:
        if lock >= 0:
            os.close(lock)


def _looked_after(folder: Path, version: str, program: str, arguments: list[str]) -> int | None:
    from sscard_desktop.trialwatch import watched

    told = _surroundings() | {versionstate.TRYING_VARIABLE: version}
    outcome = watched(folder, version, [str(folder / version / program), *arguments], told, START_S)
    worked = False
    with suppress(OSError, ValueError):
        worked = versionstate.read(folder)["programs"].get(version, {}).get("state") == versionstate.CONFIRMED
    # Of one that worked only its window was in doubt: what keeps people out today needn't be the version.
    works = outcome.works or (worked and outcome.seen)
    if works or (not outcome.seen and outcome.code != 0 and not screen.answers()):
        with suppress(OSError, ValueError):
            startmark.answer(folder)
            versionstate.came_through(folder, version, "tries")
        return outcome.code
    with suppress(OSError, ValueError):
        if worked:
            versionstate.give_up_version(folder, version, _below(folder, version, program) or __version__)
        else:
            if outcome.died_at_the_door and not signoflife.died_at_log_in(outcome.heard):
                # Its window took the start off the count; as one who came in and found nothing it counts to the end.
                versionstate.begin(folder, version, "openings")
            instead = versionstate.chosen(folder, versionstate.read(folder), __version__, program, trying=False)
            versionstate.give_up_start(folder, version, instead or __version__)
    # Whoever shut the window themselves doesn't want another one now.
    return outcome.code if outcome.code == 0 else None


def _in_place(program: Path, arguments: list[str], *, started: str = "", lock: int = -1) -> int:
    surroundings = _surroundings()
    if started:
        surroundings[versionstate.STARTED_VARIABLE] = f"{started} {lock}"
    if sys.platform != "win32":
        if lock >= 0:
            os.set_inheritable(lock, True)
        os.execve(program, [str(program), *arguments], surroundings)
    # Windows knows no such thing: the C library's starts another process and tells nobody its exit code. The lock stays
    # with this process, which lives as long as that one.
    import subprocess

    return subprocess.call([str(program), *arguments], env=surroundings)


def _surroundings() -> dict[str, str]:
    return of_the_desktop() | {versionstate.LAUNCHER_VARIABLE: os.path.realpath(sys.executable)}
