# SPDX-License-Identifier: Apache-2.0
"""A version on trial tells how far it came, to the launcher that watches it and into the state; ``ports.Trial``.

The launcher hears it without the disk (:mod:`.signoflife`) and writes down what this process couldn't. What isn't
written stays owed here, too, and is tried again at the next step.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError, NotAllowedError, SscardError
from sscard_desktop.domain.versions import is_version
from sscard_desktop.storage import signoflife, startmark, versionstate

log = logging.getLogger(__name__)


def trial_of(folder: Path, surroundings: MutableMapping[str, str]) -> Trial | UsualStart | None:
    """Return the trial that this process is started for, ``None`` for none.

    Args:
        folder: of the program's versions.
        surroundings: the environment. The words are taken out: they aren't meant for this program's own children.
    """
    version = surroundings.pop(versionstate.TRYING_VARIABLE, "")
    started, _, lock = surroundings.pop(versionstate.STARTED_VARIABLE, "").partition(" ")
    telling = signoflife.Telling(surroundings)
    if is_version(version):
        return Trial(folder, version, telling)
    return UsualStart(folder, lock) if is_version(started) else None


class UsualStart:
    """The start of a version that worked before: that its window is up is all that is waited for.

    Args:
        lock: descriptor of the lock that says that this start is under way.
    """

    def __init__(self, folder: Path, lock: str = "") -> None:
        self._folder = folder
        self._lock = -1
        with suppress(OSError, ValueError):
            number = int(lock)
            # Whatever else has this number by now is left alone.
            if os.path.samestat(os.fstat(number), (folder / startmark.STARTING_LOCK).stat()):
                os.set_inheritable(number, False)
                self._lock = number

    def window_up(self) -> None:
        """Note that the window is there and answers."""
        with suppress(OSError):
            startmark.answer(self._folder)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Surround a log-in, which isn't counted."""
        yield

    def at_work(self) -> None:
        """It worked before."""


class Trial:
    """One version's trial."""

    def __init__(self, folder: Path, version: str, telling: signoflife.Telling) -> None:
        self._folder = folder
        self._version = version
        self._telling = telling
        self._owed: list[Callable[[], None]] = []
        # A log-in notes from its own lane.
        self._writing = threading.Lock()

    def window_up(self) -> None:
        """Note that the window is there and answers."""
        self._telling.tell(signoflife.WINDOW)
        with suppress(OSError):
            startmark.answer(self._folder)
        self._note(lambda: versionstate.came_through(self._folder, self._version, "tries"))

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Surround a log-in; see the port."""
        self._telling.tell(signoflife.LOG_IN)
        self._note(lambda: versionstate.begin(self._folder, self._version, "openings"))
        try:
            yield
        except SscardError as error:
            if _is_nobodys_fault(error):
                self._telling.tell(signoflife.REFUSED)
                self._note(lambda: versionstate.came_through(self._folder, self._version, "openings"))
            raise

    def at_work(self) -> None:
        """Note that somebody's first page is shown: it works."""
        self._telling.tell(signoflife.AT_WORK)
        self._note(lambda: versionstate.confirm(self._folder, self._version))

    def _note(self, note: Callable[[], None]) -> None:
        """Write a note behind those that couldn't be written before."""
        with self._writing:
            self._owed.append(note)
            try:
                while self._owed:
                    self._owed[0]()
                    del self._owed[0]
            except (OSError, ValueError) as error:
                log.info("the trial of %s can't be noted now: %s", self._version, type(error).__name__)


def _is_nobodys_fault(error: SscardError) -> bool:
    """Return whether a version refused somebody as it should: all else may be what is wrong with it.

    A wrong password, a wait, a person who left; and a station that another program has open.
    """
    return isinstance(error, NotAllowedError) or (
        isinstance(error, EnvironmentFailedError) and error.code == "station.in_use"
    )
