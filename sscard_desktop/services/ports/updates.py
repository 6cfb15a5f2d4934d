# SPDX-License-Identifier: Apache-2.0
"""Updates that come by USB stick: the signed file, and the versions that lie beside each other on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sscard_desktop.domain.updates import Standing, Update, UpdateKind, VersionState
    from sscard_desktop.services.ports.work import Progress


@dataclass(frozen=True, slots=True)
class InstalledVersion:
    """A version of the program, or of the data, that lies on this machine.

    Attributes:
        in_force: it is the one that runs, or whose data are used.
        own: it came with the installation, and not by an update.
    """

    kind: UpdateKind
    version: str
    state: VersionState
    in_force: bool
    own: bool
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened by itself and has to be told: a version that didn't start.

    Attributes:
        version: which.
        instead: which one is used instead.
        again: it is tried once more at the next start.
    """

    version: str
    instead: str
    again: bool


class Trial(Protocol):
    """A version that nobody has logged in with yet, and how far it came: whoever started it looks on.

    Nothing here raises for a disk's failure: a trial that can't be noted must not keep anybody from working.
    """

    def window_up(self) -> None:
        """Note that the window is there and answers."""

    def opening(self) -> AbstractContextManager[None]:
        """Surround a log-in: dying in it counts against the version, a refusal doesn't, success confirms it."""


class UpdateFiles(Protocol):
    """Signed update files."""

    def keys(self) -> Collection[str]:
        """Return the fingerprints of the release keys that this program knows."""

    def seen(self, file: Path, *, retired: Collection[str]) -> Update:
        """Return what a file says, once its signature holds; its content isn't looked at: for an offer.

        Raises as :meth:`signed`.
        """

    def signed(self, file: Path, *, retired: Collection[str], progress: Progress) -> Update:
        """Return what a file says, once its signature holds and every byte of it is the signed one.

        Raises ``InvalidInputError``: ``update.not_one``, ``update.newer_format``, ``update.damaged``,
        ``update.cut_short``, ``update.unknown_key``, ``update.retired_key``, ``update.signature_bad``,
        ``update.altered``; ``EnvironmentFailedError`` where it can't be read.
        """

    def unpack(self, file: Path, update: Update, folder: Path, progress: Progress) -> None:
        """Write a file's content, seen by :meth:`signed`, into an empty folder, each file proved and synced.

        Raises as :meth:`signed`, and ``EnvironmentFailedError`` with the disk's failures.
        """

    def found(self) -> Sequence[Path]:
        """Return the update files that lie on sticks and cards in this machine now, by their names alone."""


class Versions(Protocol):
    """Versions beside each other: of the program and of its data. One process at a time changes them."""

    def standing(self) -> Standing:
        """Return what an update meets here."""

    def installed(self) -> Sequence[InstalledVersion]:
        """Return what lies here, newest first, what came with the installation included."""

    def retired(self) -> Collection[str]:
        """Return the release keys that hold no longer."""

    def require_kept_here(self) -> None:
        """Refuse where another station answers for what runs here; :meth:`place` and :meth:`go_back` do so too.

        Raises ``RefusedError``: ``update.other_station``.
        """

    def place(self, update: Update, fill: Callable[[Path], None], progress: Progress) -> None:
        """Put an update beside what is there, prove it, and have it used from the next start on.

        Killed at any instant, either nothing has changed that counts or all has.

        Args:
            fill: writes the content into an empty folder.

        Raises ``EnvironmentFailedError``: ``update.no_room`` (``needed_mb``, ``free_mb``), ``update.busy``, the disk's
        failures; ``InvalidInputError``: ``update.selftest_failed`` (``version``, ``found``), a profile's own reasons.
        """

    def go_back(self, kind: UpdateKind) -> tuple[str, str]:
        """Use the version before from the next start on; return which was left, and which will be used.

        Raises ``RefusedError``: ``update.nothing_before``.
        """

    def renew_data(self) -> bool:
        """Check data updates by this program, after it was exchanged; return whether one will be used from now on.

        Takes away what was gone back from and no program works by any more. Raises ``RefusedError``:
        ``update.data_put_aside`` (``version``, ``instead``).
        """

    def tidy(self) -> None:
        """Take away versions that nobody goes back to: all before the last that worked, and those that didn't."""

    def notice(self) -> Notice | None:
        """Return what happened by itself and wasn't read yet."""

    def read_notice(self) -> None:
        """Note that the notice was read."""
