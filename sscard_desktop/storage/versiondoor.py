# SPDX-License-Identifier: Apache-2.0
"""Ways from one version to another for whom no version lets in; ``ports.VersionDoor``.

Leaving a version on trial, and trying one again that was given up: both only change what the launcher reads, and take
effect when it starts the program the next time. No file of a version is touched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.domain.versions import is_version, newer, version_of
from sscard_desktop.services.ports import DoorWays
from sscard_desktop.storage import versionstate
from sscard_desktop.storage.surroundings import of_the_desktop


class LocalVersionDoor:
    """The ways on this machine.

    Args:
        folder: of the program's versions.
        program: version of the program that runs.
        launcher: the program that a click starts.
    """

    def __init__(self, folder: Path, program: str, launcher: Path) -> None:
        self._folder = folder
        self._program = program
        self._launcher = launcher

    def ways(self) -> DoorWays:
        """Return which there are; see the port."""
        try:
            state = versionstate.read(self._folder)
        except (OSError, ValueError):
            return DoorWays(self._program)
        programs = state["programs"]
        structure = versionstate.structure_of(state)
        ahead = [version for version in programs if newer(version, self._program) and self._lies_here(version)]
        entry = programs.get(self._program, {})
        return DoorWays(
            self._program,
            on_trial=entry.get("state") == versionstate.TRYING,
            before=_before(programs, self._program),
            restructured_by="" if structure and newer(self._program, structure) else structure,
            again=max(ahead, key=version_of, default=""),
            worked=bool(entry.get("worked")),
        )

    def leave(self) -> str:
        """Set the version aside that runs on trial; see the port."""
        with _told(self._folder), versionstate.changing(self._folder) as state:
            entry = state["programs"].get(self._program)
            if entry is None or entry["state"] != versionstate.TRYING:
                raise RefusedError("update.nothing_before")
            entry["state"] = versionstate.SET_ASIDE
            state["notice"] = None
            return _before(state["programs"], self._program)

    def try_again(self, version: str) -> None:
        """Try a version that lies here at the next start; see the port."""
        with _told(self._folder):
            found = self._lies_here(version) and versionstate.try_again(self._folder, version)
        if not found:
            raise RefusedError("update.gone", version=version)

    def came_in(self) -> None:
        """Note that this program opens the station; see the port."""
        # A backup from before the change was restored.
        if self.ways().stranded:
            with suppress(OSError, ValueError):
                versionstate.note_structure(self._folder, "")

    def start(self, arguments: Sequence[str]) -> None:
        """Start the program as a click does; see the port."""
        subprocess.Popen(
            [str(self._launcher), *arguments],
            env=of_the_desktop(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            close_fds=True,
            start_new_session=True,
        )

    def _lies_here(self, version: str) -> bool:
        with suppress(OSError):
            return is_version(version) and (self._folder / version).is_dir()
        return False


def note_structure(folder: Path, program: str) -> None:
    """Note that this program gives the station's data another structure now; called before it does.

    Where no versions lie beside each other there is nothing to be noted. What can't be noted isn't done: an older
    program, started later, would stand before data that it doesn't know, without a way on.

    Raises:
        EnvironmentFailedError: ``update.busy``; ``update.not_written``.
    """
    with _told(folder):
        if (folder / versionstate.STATE).exists():
            with suppress(ValueError):
                versionstate.note_structure(folder, program)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Convert what the state's file raises."""
    try:
        yield
    except BlockingIOError as error:
        raise EnvironmentFailedError("update.busy") from error
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        raise EnvironmentFailedError("update.not_written", folder=folder.name, reason=reason) from error
    except ValueError as error:
        # A state that can't be read decides nothing any more: the installed program runs.
        raise RefusedError("update.nothing_before") from error


def _before(programs: dict[str, Any], program: str) -> str:
    """Return the newest version before this one that works, ``""`` for none but the installation's."""
    found = [
        version
        for version, entry in programs.items()
        if entry["state"] == versionstate.CONFIRMED and newer(program, version)
    ]
    return max(found, key=version_of, default="")
