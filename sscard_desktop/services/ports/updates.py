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
        worked: somebody logged in with it before it failed; it may be tried again.
    """

    kind: UpdateKind
    version: str
    state: VersionState
    in_force: bool
    own: bool
    size_bytes: int = 0
    worked: bool = False


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


@dataclass(frozen=True, slots=True)
class DoorWays:
    """What a program can do about its own version where nobody has logged in.

    Attributes:
        program: the version that runs.
        on_trial: nobody has come to a page with it yet; without a password it can be left.
        before: the version that is used then; ``""`` for the one of the installation.
        restructured_by: the version that last gave the station's data another structure; ``""`` for none known. No
            older one opens them.
        again: a newer version that lies here and can be tried again; ``""`` for none.
        worked: somebody worked with the version on trial before it had to be tried again.
    """

    program: str
    on_trial: bool = False
    before: str = ""
    restructured_by: str = ""
    again: str = ""
    worked: bool = False

    @property
    def stranded(self) -> bool:
        """The station is a newer version's, and that version lies here."""
        return bool(self.again) and self.restructured_by not in ("", self.program)

    @property
    def needs_backup(self) -> bool:
        """The version before opens no data but those of a backup from before this one's first log-in."""
        return self.on_trial and self.restructured_by == self.program


class VersionDoor(Protocol):
    """Ways from one version to another that nobody has to log in for: where a version may be what keeps people out."""

    def ways(self) -> DoorWays:
        """Return which there are; none where the machine's state can't be read."""

    def leave(self) -> str:
        """Set the version aside that runs on trial; return which is used from the next start on, ``""`` as before.

        Raises ``RefusedError``: ``update.nothing_before``, it isn't on trial; ``EnvironmentFailedError``: the disk's.
        """

    def try_again(self, version: str) -> None:
        """Try a version that lies here at the next start, watched as if it had just come.

        Raises ``RefusedError``: ``update.gone`` (``version``); ``EnvironmentFailedError``: the disk's failures.
        """

    def came_in(self) -> None:
        """Note that this program opens the station: whatever was noted of its data's structure, it knows it.

        Nothing is raised for a disk's failure: it is noted another day.
        """

    def start(self, arguments: Sequence[str]) -> None:
        """Start the program as a click does, beside this one; raise ``OSError`` where the system doesn't."""


class Trial(Protocol):
    """A version that nobody has logged in with yet, and how far it came: whoever started it looks on.

    Nothing here raises for a disk's failure: a trial that can't be noted must not keep anybody from working.
    """

    def window_up(self) -> None:
        """Note that the window is there and answers."""

    def opening(self) -> AbstractContextManager[None]:
        """Surround a log-in: dying in it counts against the version, and so does what it can't open.

        A refusal of the person doesn't (a wrong password, a wait, a station that another program has open).
        """

    def at_work(self) -> None:
        """Note that a first page is shown to somebody who logged in: that confirms the version."""


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
