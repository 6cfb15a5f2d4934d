# SPDX-License-Identifier: Apache-2.0
"""Which version of the program is started next: one small file beside the versions, read before anything else is.

Answers for reading it, for writing it so that a power cut leaves the old or the new one, and for the choice. It is
loaded ahead of every start: the standard library's light part only, and failures are plain ``OSError`` and
``ValueError``, whose converting is :mod:`.versions`' business. The launcher runs the program that asks, whatever
is wrong here.

``state.json`` holds, by version, its state (``domain.updates.VersionState``), how many starts in a row it gave no sign
of life, whether it ever worked, and its update's digest; the newest version that was ever in force; the version that
last gave the station's data another structure (``station``), which no older one opens; the release keys that were
retired; and what has to be told.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sscard_desktop.domain.versions import is_version, version_of
from sscard_desktop.storage.versionfiles import replace, taken_lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

FORMAT = 1
STATE, STATE_LOCK, TRIAL_LOCK = "state.json", "state.lock", "trial.lock"
TRYING, CONFIRMED, FAILED, SET_ASIDE = "trying", "confirmed", "failed", "set_aside"
MOST_TRIES = 2
"""So many starts without a sign of life, and a version isn't tried again."""
TRYING_VARIABLE = "SSCARD_TRYING"
"""Tells a program that it is being tried: its version."""
STARTED_VARIABLE = "SSCARD_STARTED"
"""Tells a program that its sign of life is waited for: its version, and the descriptor of its start's lock."""
LAUNCHER_VARIABLE = "SSCARD_LAUNCHER"
"""Tells a program which one handed over to it: that one is started where another version shall be."""
_LARGEST_BYTES = 1 << 20
_LOCK_PATIENCE_S = 5.0


def fresh() -> dict[str, Any]:
    """Return the state of a machine that never had an update."""
    return {
        "format": FORMAT,
        "programs": {},
        "newest_program": "",
        "newest_data": "",
        "station": "",
        "retired": [],
        "notice": None,
    }


def read(folder: Path) -> dict[str, Any]:
    """Return the state; raise ``ValueError`` where it isn't one, ``OSError`` where it can't be read."""
    try:
        with (folder / STATE).open("rb") as file:
            content = file.read(_LARGEST_BYTES)
    except FileNotFoundError:
        return fresh()
    found = json.loads(content)
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("programs"), dict):
        raise ValueError("another state")
    state = fresh() | found
    for version, entry in state["programs"].items():
        if not is_version(version) or not isinstance(entry, dict) or type(entry.get("tries")) is not int:
            raise ValueError("another state")
    return state


def write(folder: Path, state: dict[str, Any]) -> None:
    """Put a state in the place of the one before, durably; raise ``OSError``, and the one before stands."""
    replace(folder / STATE, json.dumps(state, sort_keys=True).encode("ascii"))


@contextmanager
def changing(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the state to be changed in the block, and write it at its end unless the block raised.

    Raises ``OSError`` and ``ValueError`` as :func:`read`; ``BlockingIOError`` where another process holds it for long.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    until = time.monotonic() + _LOCK_PATIENCE_S
    while (descriptor := taken_lock(folder / STATE_LOCK)) is None:
        if time.monotonic() > until:
            raise BlockingIOError(STATE_LOCK)
        time.sleep(0.02)
    try:
        state = read(folder)
        yield state
        write(folder, state)
    finally:
        os.close(descriptor)


def chosen(folder: Path, state: dict[str, Any], own: str, program: str, *, trying: bool) -> str:
    """Return the version to start, ``""`` for the program that asks.

    Args:
        own: the version of the program that asks.
        program: file name of the program in a version's folder.
        trying: take one that was never seen to work, too.
    """
    best, name = version_of(own), ""
    for version, entry in state["programs"].items():
        if entry.get("state") == CONFIRMED or (trying and is_tried(entry)):
            numbers = version_of(version)
            if numbers > best and (folder / version / program).is_file():
                best, name = numbers, version
    return name


def is_tried(entry: dict[str, Any]) -> bool:
    """Return whether a version waits to be seen to work, and may be started once more."""
    return entry.get("state") == TRYING and max(_counts(entry)) < MOST_TRIES


def begin(folder: Path, version: str, what: str) -> None:
    """Count that a version on trial begins something in which it may die.

    Args:
        what: ``tries``, its start, or ``openings``, a log-in.
    """
    with changing(folder) as state:
        entry = _on_trial(state, version)
        if entry is not None:
            entry[what] = entry.get(what, 0) + 1


def came_through(folder: Path, version: str, what: str) -> None:
    """Note that a version on trial came through a start, or that a log-in was refused in an orderly way."""
    with changing(folder) as state:
        entry = _on_trial(state, version)
        if entry is not None:
            entry[what] = 0 if what == "tries" else max(0, entry.get(what, 0) - 1)


def confirm(folder: Path, version: str) -> None:
    """Note that somebody logged in with a version on trial: it works."""
    with changing(folder) as state:
        entry = _on_trial(state, version)
        if entry is not None:
            entry |= {"state": CONFIRMED, "tries": 0, "openings": 0, "worked": True}
            newest = state["newest_program"]
            if not newest or version_of(version) > version_of(newest):
                state["newest_program"] = version


def counts(folder: Path, version: str) -> tuple[int, int]:
    """Return how many starts and log-ins a version on trial hasn't come through; none where it isn't on trial."""
    entry = _on_trial(read(folder), version)
    return _counts(entry) if entry is not None else (0, 0)


def give_up_start(folder: Path, version: str, instead: str) -> None:
    """Note that a start of a version on trial failed, to be told by the one that is started ``instead``."""
    with changing(folder) as state:
        entry = _on_trial(state, version)
        if entry is None:
            return
        again = is_tried(entry)
        if not again:
            entry["state"] = FAILED
        state["notice"] = {"version": version, "instead": instead, "again": again}


def give_up_version(folder: Path, version: str, instead: str) -> None:
    """Note that a version doesn't start any more, to be told by the one started ``instead``.

    The files of one that worked stay, and it may be tried again: what kept it from starting may be gone tomorrow.
    """
    with changing(folder) as state:
        entry = state["programs"].get(version)
        if entry is not None:
            entry |= {"worked": entry["state"] == CONFIRMED or bool(entry.get("worked")), "state": FAILED}
            state["notice"] = {"version": version, "instead": instead, "again": False}


def try_again(folder: Path, version: str) -> bool:
    """Put a version on trial once more, as if it had just come; return whether it lies here."""
    with changing(folder) as state:
        entry = state["programs"].get(version)
        if entry is None or not (folder / version).is_dir():
            return False
        if entry["state"] != CONFIRMED:
            entry |= {"state": TRYING, "tries": 0, "openings": 0}
        state["notice"] = None
        return True


def note_structure(folder: Path, version: str) -> None:
    """Note that a version gives the station's data another structure now, which no older one opens; ``""`` for none."""
    with changing(folder) as state:
        state["station"] = version


def structure_of(state: dict[str, Any]) -> str:
    """Return the version that last gave the station's data another structure, ``""`` where none is known to have."""
    found = state.get("station")
    return str(found) if is_version(found) else ""


def _on_trial(state: dict[str, Any], version: str) -> dict[str, Any] | None:
    entry: dict[str, Any] | None = state["programs"].get(version)
    return entry if entry is not None and entry["state"] == TRYING else None


def _counts(entry: dict[str, Any]) -> tuple[int, int]:
    return int(entry["tries"]), int(entry.get("openings", 0))
