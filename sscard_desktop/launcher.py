# SPDX-License-Identifier: Apache-2.0
"""The first thing that a frozen program does: hand the start over to a newer version that lies beside it.

What is installed stays as it is; updates lie in the user's own folder (:func:`sscard_desktop.paths.versions`), since
a counter's clerk can write nowhere else. A version that was seen to work is started in this process's place. One that
wasn't is started beside, watched until its window is up and somebody logged in, and given up when it dies or hangs:
then the version before is started at once, and tells. Whatever goes wrong here, the installed program runs.

Loaded before everything, also before Qt: no more is imported than the choice needs.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress

from sscard_desktop import __version__, paths
from sscard_desktop.storage import versionfiles, versionstate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

STAYS = ("--selftest", "--decode-chip-photo")
"""What this very program is asked, whichever version is in force."""
OPENED = (".sscard", ".sscard-update")
"""What a double click opens in the window."""
START_S = 120.0
"""A version on trial that showed no window by then hangs; a first start under a virus scanner takes half of it."""
_LOOK_S = 0.2
_NOT_RUN = 127
_NOT_ITS_FAULT = (0, 2, 3)
"""Exit codes: it ended in order; it was called wrongly; there is no screen, or another part of the surroundings."""


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
    version = versionstate.chosen(folder, state, __version__, program, trying=_is_window(arguments))
    if version and state["programs"][version]["state"] == versionstate.TRYING:
        with suppress(OSError):
            code = _tried(folder, version, program, arguments)
            if code is not None:
                return code
        version = versionstate.chosen(folder, versionstate.read(folder), __version__, program, trying=False)
    state = versionstate.read(folder)
    while version and _is_window(arguments) and _has_screen() and not _answered(folder, version):
        # It worked before, and hasn't shown a window twice: what lies there isn't what it was.
        left = version
        del state["programs"][left]
        version = versionstate.chosen(folder, state, __version__, program, trying=False)
        with suppress(OSError, ValueError):
            versionstate.give_up_version(folder, left, version or __version__)
    return _in_place(folder / version / program, arguments, started=version) if version else None


def _answered(folder: Path, version: str) -> bool:
    """Return whether a version is worth a start; on a full or read-only disk, which can't be counted on, it is."""
    try:
        return versionstate.knock(folder, version)
    except OSError:
        return True


def _has_screen() -> bool:
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in shown)


def _is_window(arguments: list[str]) -> bool:
    """Return whether the counter's own window is asked for: only that puts a new version to the test."""
    rest = iter(arguments)
    for word in rest:
        if word in ("--lang", "--data-dir"):
            next(rest, None)
        elif not (word.startswith(("--lang=", "--data-dir=")) or word.casefold().endswith(OPENED)):
            return False
    return True


def _tried(folder: Path, version: str, program: str, arguments: list[str]) -> int | None:
    """Start a version on trial and look after it; return its exit code, ``None`` if another has to be started."""
    lock = versionfiles.taken_lock(folder / versionstate.TRIAL_LOCK)
    if lock is None:
        # Somebody clicked again while it starts: the window that comes is brought to the front, and nothing is counted.
        return _in_place(folder / version / program, arguments)
    try:
        try:
            versionstate.begin(folder, version, "tries")
            before = versionstate.counts(folder, version)[1]
        except OSError:
            # What can't be noted isn't tried: it could fail for ever.
            return None
        code, seen = _watched(folder, version, [str(folder / version / program), *arguments])
        works = seen or code in _NOT_ITS_FAULT
        with suppress(OSError, ValueError):
            works = works and versionstate.counts(folder, version)[1] <= before
            if works:
                versionstate.came_through(folder, version, "tries")
            else:
                instead = versionstate.chosen(folder, versionstate.read(folder), __version__, program, trying=False)
                versionstate.give_up_start(folder, version, instead or __version__)
        # Whoever shut the window themselves doesn't want another one now.
        return code if works or code == 0 else None
    finally:
        os.close(lock)


def _watched(folder: Path, version: str, command: list[str]) -> tuple[int, bool]:
    """Run a version on trial to its end; return its exit code, and whether its window was ever there."""
    import subprocess

    until = time.monotonic() + START_S
    seen = False
    try:
        with subprocess.Popen(command, env=_surroundings() | {versionstate.TRYING_VARIABLE: version}) as child:
            while True:
                try:
                    return child.wait(_LOOK_S), seen or _is_seen(folder, version)
                except subprocess.TimeoutExpired:
                    seen = seen or _is_seen(folder, version)
                    if not seen and time.monotonic() > until:
                        # No window yet, so no station is open: nothing is lost with it.
                        child.kill()
                except KeyboardInterrupt:
                    # The terminal told both; the child ends in its own way.
                    continue
    except OSError:
        # It can't even be run: a file is missing, or a scanner took it away.
        return _NOT_RUN, False


def _is_seen(folder: Path, version: str) -> bool:
    return versionstate.counts(folder, version)[0] == 0


def _in_place(program: Path, arguments: list[str], started: str = "") -> int:
    surroundings = _surroundings() | ({versionstate.STARTED_VARIABLE: started} if started else {})
    if sys.platform != "win32":
        os.execve(program, [str(program), *arguments], surroundings)
    # Windows knows no such thing: the C library's starts another process and tells nobody its exit code.
    import subprocess

    return subprocess.call([str(program), *arguments], env=surroundings)


def _surroundings(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the environment as it was before this program's boot loader pointed it at its own libraries."""
    kept = {name: value for name, value in given.items() if not name.startswith("_PYI_")}
    if "LD_LIBRARY_PATH" in kept:
        before = kept.pop("LD_LIBRARY_PATH_ORIG", "")
        kept.pop("LD_LIBRARY_PATH")
        if before:
            kept["LD_LIBRARY_PATH"] = before
    for told in (versionstate.TRYING_VARIABLE, versionstate.STARTED_VARIABLE):
        kept.pop(told, None)
    kept["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    return kept
