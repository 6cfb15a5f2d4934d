# SPDX-License-Identifier: Apache-2.0
"""A station on disk, as the services know it: its identity, its key file and database, its backups.

Passwords and keys stay on the adapter's side; a service sees an open :class:`Store` or an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sscard_desktop.domain.operators import Operator
    from sscard_desktop.services.ports.audittrail import AuditHead
    from sscard_desktop.services.ports.store import Store


@dataclass(frozen=True, slots=True)
class StationIdentity:
    """What is known of a station before anyone logs in. Holds no personal data.

    Attributes:
        number: 1–9999, unique within the bureau's area; part of receipt and batch numbers.
        name: shown on the unlock page, such as 成都 · 武侯支行 · 3 号台.
        profile: name of the city profile.
        campaign: the collection campaign; a person is collected once within it.
    """

    number: int
    name: str
    profile: str
    campaign: str


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup: one file that holds a whole station.

    Attributes:
        made_at: the time of the copy, by the clock of the machine that made it.
        schema: number of its database's schema.
        audit_head: the end of the audit trail in it.
    """

    path: Path
    size_bytes: int
    made_at: datetime
    station: StationIdentity
    schema: int
    audit_head: AuditHead


@dataclass(frozen=True, slots=True)
class BackupProof:
    """What a trial restore of a backup found: it opened, was read whole, and nothing was wrong."""

    backup: BackupFile
    records: int
    audit_entries: int


BACKUPS_KEPT = 14
"""How many backups a folder keeps unless the station says otherwise."""


class BackupFiles(Protocol):
    """Writes, proves and restores backups of one station."""

    def make(
        self, store: Store, folder: Path, *, made_at: datetime, keep: int, report: Callable[[int, int], None]
    ) -> BackupFile:
        """Write a backup of ``store`` to ``folder``, prove it, and then delete all but the newest ``keep`` there.

        Written beside, synced, opened and checked, read back, renamed: a killed program leaves the earlier ones alone.
        ``store`` may be a second connection on another thread; the counter writes on meanwhile. ``report`` is told of
        pages done and in all; what it raises ends it.
        """

    def copy(self, backup: Path, folder: Path, *, keep: int) -> BackupFile:
        """Copy a backup to another folder, such as a USB stick, read it back, and let the ones there roll too."""

    def kept(self, folder: Path) -> Sequence[Path]:
        """Return this station's backups in a folder, oldest first."""

    def prove(self, backup: Path, *, name: str, password: str) -> BackupProof:
        """Restore a backup into a scratch folder by a person's password, read all of it, and throw it away.

        Raises ``InvalidInputError`` (``backup.not_one``, ``backup.damaged``, ``backup.newer``) and as a log-in does.
        """

    def restore(
        self,
        backup: Path,
        note: Callable[[Store], None],
        *,
        name: str = "",
        password: str = "",
        typed: Sequence[str] = (),
    ) -> Path | None:
        """Put a backup in the station's place by a supervisor's password, or by the recovery code or shares ``typed``.

        The station that was there is moved aside; returns where it is now. Killed at any moment, the old station or
        the restored one is there, whole. ``note`` writes the audit line into the restored database.
        """


class StationFile(Protocol):
    """A station on disk: its key file and its encrypted database.

    Wrong user and wrong password are one error (``station.wrong_password``): it gives nothing away.
    """

    @property
    def folder(self) -> Path:
        """The station's folder."""

    @property
    def backups(self) -> BackupFiles:
        """What writes and restores this station's backups."""

    def exists(self) -> bool:
        """Return whether a station was set up here."""

    def identity(self) -> StationIdentity:
        """Return what is known before log-in."""

    def failed_tries(self, name: str) -> int:
        """Return how many log-ins under this name failed since the last that didn't."""

    def create(
        self,
        identity: StationIdentity,
        operator: Operator,
        password: str,
        furnish: Callable[[Store], None] | None = None,
    ) -> str:
        """Set the station up with its first person; return the recovery code, which is stored nowhere.

        ``furnish`` puts in what shall be there from the beginning: where it fails, or the program is killed in it,
        there is no station.
        """

    def unlock(self, name: str, password: str) -> tuple[Store, Operator]:
        """Open the database.

        Raises ``NotAllowedError``: ``station.wrong_password``, or ``station.wait`` (``seconds``) after failures.
        """

    def unlock_with_recovery(self, *typed: str) -> Store:
        """Open the database with the recovery code, or with enough shares of it.

        Raises ``InvalidInputError`` for a slip of the pen (``station.recovery_mistyped``, ``station.share_mistyped``),
        shares of another set or too few; ``NotAllowedError("station.wrong_recovery")``.
        """

    def new_recovery_code(self, store: Store) -> str:
        """Give the station a new recovery code in place of the earlier one, and return it: it is stored nowhere."""

    def new_recovery_shares(self, store: Store, *, needed: int, made: int) -> Sequence[str]:
        """Give the station recovery shares in place of earlier ones, ``needed`` of which open it; the code stays."""

    def rotate(self, store: Store, note: Callable[[Store], None], report: Callable[[int, int], None]) -> None:
        """Encrypt the whole station anew under a new data key; everybody's password stays, and ``store`` is closed.

        ``note`` writes the audit line into the database under its new key; ``report`` is told of pages done and in all.
        Killed at any moment, the station is whole under the old key or the new one.
        """

    def add_person(self, store: Store, operator: Operator, password: str) -> None:
        """Give a person a password: wrap the open store's key for them."""

    def remove_person(self, store: Store, name: str) -> None:
        """Take a person's password away; the database isn't touched."""
