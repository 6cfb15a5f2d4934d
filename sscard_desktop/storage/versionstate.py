# SPDX-License-Identifier: Apache-2.0
"""Which version of the program is started next: one small file beside the versions, read before anything else is.

Answers for reading it, for writing it so that a power cut leaves the old or the new one, and for the choice. It is
loaded ahead of every start: the standard library's light part only, and failures are plain ``OSError`` and
``ValueError``, whose converting is :mod:`.versions`' business. The launcher runs the program that asks, whatever
is wrong here.

``state.json`` holds, by version, its state (``domain.updates.VersionState``), how many starts in a row it gave no sign
of life, and its update's digest; the newest version that was ever in force; the release keys that were retired; and
what has to be told.
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
STATE, STATE_LOCK, TRIAL_LOCK, STARTING = "state.json", "state.lock", "trial.lock", "starting"
TRYING, CONFIRMED, FAILED, SET_ASIDE = "trying", "confirmed", "failed", "set_aside"
MOST_TRIES = 2
"""So many starts without a sign of life, and a version isn't tried again."""
TRYING_VARIABLE = "SSCARD_TRYING"
"""Tells a program that it is being tried: its version."""
STARTED_VARIABLE = "SSCARD_STARTED"
"""Tells a program that its sign of life is waited for: its version."""
QUICK_S = 10.0
"""Clicks that follow each other faster are impatience, and no sign of a program that doesn't start."""
_LARGEST_BYTES = 1 << 20
_LOCK_PATIENCE_S = 5.0


def fresh() -> dict[str, Any]:
    """Return the state of a machine that never had an update."""
    return {
        "format": FORMAT,
        "programs": {},
        "newest_program": "",
        "newest_data": "",
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
            entry |= {"state": CONFIRMED, "tries": 0, "openings": 0}
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


def knock(folder: Path, version: str) -> bool:
    """Count a start of a version that worked before; return whether it answered one of the last ones.

    Its files may have gone since: a scanner took them, a disk forgot them. What isn't written to the disk at once
    costs a start nothing, and a power cut forgets it. Raises ``OSError``.
    """
    place = folder / STARTING
    try:
        last, count = place.read_text(encoding="ascii").split()
        silent, since_s = (int(count) if last == version else 0), time.time() - place.stat().st_mtime
    except (OSError, ValueError):
        silent, since_s = 0, QUICK_S
    if silent >= MOST_TRIES and not 0 <= since_s < QUICK_S:
        place.unlink(missing_ok=True)
        return False
    if silent == 0 or not 0 <= since_s < QUICK_S:
        place.write_text(f"{version} {silent + 1}\n", encoding="ascii")
    return True


def answer(folder: Path) -> None:
    """Give the sign of life that :func:`knock` waits for."""
    (folder / STARTING).unlink(missing_ok=True)


def give_up_version(folder: Path, version: str, instead: str) -> None:
    """Note that a version that worked before doesn't start any more, to be told by the one started ``instead``."""
    with changing(folder) as state:
        if version in state["programs"]:
            state["programs"][version]["state"] = FAILED
            state["notice"] = {"version": version, "instead": instead, "again": False}


def _on_trial(state: dict[str, Any], version: str) -> dict[str, Any] | None:
    entry: dict[str, Any] | None = state["programs"].get(version)
    return entry if entry is not None and entry["state"] == TRYING else None


def _counts(entry: dict[str, Any]) -> tuple[int, int]:
    return int(entry["tries"]), int(entry.get("openings", 0))
