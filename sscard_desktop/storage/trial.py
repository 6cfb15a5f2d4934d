# SPDX-License-Identifier: Apache-2.0
"""A version on trial tells how far it came, where the launcher that watches it reads it; ``ports.Trial``."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.versions import is_version
from sscard_desktop.storage import versionstate

log = logging.getLogger(__name__)


def trial_of(folder: Path, surroundings: MutableMapping[str, str]) -> Trial | UsualStart | None:
    """Return the trial that this process is started for, ``None`` for none.

    Args:
        folder: of the program's versions.
        surroundings: the environment. The words are taken out: they aren't meant for this program's own children.
    """
    version = surroundings.pop(versionstate.TRYING_VARIABLE, "")
    started = surroundings.pop(versionstate.STARTED_VARIABLE, "")
    if is_version(version):
        return Trial(folder, version)
    return UsualStart(folder) if is_version(started) else None


class UsualStart:
    """The start of a version that worked before: that its window is up is all that is waited for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def window_up(self) -> None:
        """Note that the window is there and answers."""
        with suppress(OSError):
            versionstate.answer(self._folder)

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Surround a log-in, which isn't counted."""
        yield


class Trial:
    """One version's trial."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version

    def window_up(self) -> None:
        """Note that the window is there and answers."""
        self._noted(lambda: versionstate.came_through(self._folder, self._version, "tries"))

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Surround a log-in; see the port."""
        self._noted(lambda: versionstate.begin(self._folder, self._version, "openings"))
        try:
            yield
        except SscardError:
            # A wrong password is nobody's fault but the hand's.
            self._noted(lambda: versionstate.came_through(self._folder, self._version, "openings"))
            raise
        self._noted(lambda: versionstate.confirm(self._folder, self._version))

    def _noted(self, note: Callable[[], None]) -> None:
        try:
            note()
        except (OSError, ValueError) as error:
            log.info("the trial of %s can't be noted: %s", self._version, type(error).__name__)
