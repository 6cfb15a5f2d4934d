# SPDX-License-Identifier: Apache-2.0
"""Starts another version and looks after it: whether its window comes, whether a log-in came to its first page.

Nothing that goes wrong in looking ends the watch, and a program that can be in use is never ended: neither one that
showed its window, nor one that holds a station open. Loaded where a version is watched, not at a usual start.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sscard_desktop import paths
from sscard_desktop.storage import signoflife, versionfiles, versionstate

LOOK_S = 0.2
NOTE_EVERY_S = 10.0
NOT_RUN = 127
STATION_LOCK = "station.lock"
_ERROR, _LARGEST_CODE = 1, 255


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a watched program.

    Attributes:
        code: how it ended; :data:`NOT_RUN` where it couldn't be run at all.
        heard: what it told of itself; see :mod:`.storage.signoflife`.
    """

    code: int
    heard: bytes

    @property
    def seen(self) -> bool:
        """Its window was up."""
        return signoflife.is_seen(self.heard)

    @property
    def works(self) -> bool:
        """Its window was up, and somebody's first page was shown, or whoever tried was refused as they should be."""
        came = signoflife.is_at_work(self.heard)
        return self.seen and (came or not (self.died_at_the_door or signoflife.died_at_log_in(self.heard)))

    @property
    def died_at_the_door(self) -> bool:
        """Its window was up, and a signal or an error ended it before anybody came in."""
        # On Windows what the system ends has a code beyond a byte's.
        died = self.code < 0 or self.code == _ERROR or self.code > _LARGEST_CODE
        return self.seen and died and not signoflife.is_at_work(self.heard)


def watched(folder: Path, version: str, command: Sequence[str], told: Mapping[str, str], start_s: float) -> Outcome:
    """Run a version to its end.

    Args:
        folder: of the versions.
        told: its environment.
        start_s: without a window by then, and without a station, it is ended.
    """
    listening = signoflife.Listening()
    given, named = listening.given()
    try:
        child = subprocess.Popen(command, env={**told, **named}, **given)
    except OSError:
        # A file is missing, or a scanner took it away.
        return Outcome(NOT_RUN, listening.end())
    listening.begin()
    notes = _Notes(folder, version)
    until = time.monotonic() + start_s
    with child:
        while True:
            try:
                code = child.wait(LOOK_S)
                break
            except subprocess.TimeoutExpired:
                heard = listening.heard()
                notes.keep(heard)
                if time.monotonic() > until and not signoflife.is_seen(heard):
                    if not is_open(_station(command)):
                        child.kill()
                    until = time.monotonic() + NOTE_EVERY_S
            except KeyboardInterrupt:
                # The terminal told both; the child ends in its own way.
                continue
    heard = listening.end()
    notes.keep(heard, at_once=True)
    return Outcome(code, heard)


class _Notes:
    """Writes into the state what was heard, as often as it takes: the program itself may have met a full disk."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version
        self._kept = b""
        self._next_s = 0.0

    def keep(self, heard: bytes, *, at_once: bool = False) -> None:
        """Note what is new, unless it failed a moment ago."""
        if heard == self._kept or (time.monotonic() < self._next_s and not at_once):
            return
        try:
            if signoflife.is_seen(heard) and not signoflife.is_seen(self._kept):
                versionstate.came_through(self._folder, self._version, "tries")
            if signoflife.is_at_work(heard) and not signoflife.is_at_work(self._kept):
                versionstate.confirm(self._folder, self._version)
            self._kept = heard
        except (OSError, ValueError):
            self._next_s = time.monotonic() + NOTE_EVERY_S


def is_open(station: Path) -> bool:
    """Return whether a program works on a station; where that can't be told, one does."""
    place = station / STATION_LOCK
    try:
        if not place.exists():
            return False
        descriptor = versionfiles.taken_lock(place)
    except OSError:
        return True
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


def _station(command: Sequence[str]) -> Path:
    """Return the station that a command line of the window's opens."""
    for index, word in enumerate(command):
        if word == "--data-dir" and index + 1 < len(command):
            return Path(command[index + 1])
        if word.startswith("--data-dir="):
            return Path(word.removeprefix("--data-dir="))
    return paths.default_station()
