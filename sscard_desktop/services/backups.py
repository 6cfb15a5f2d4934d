# SPDX-License-Identifier: Apache-2.0
"""Backups as people have them: by themselves after the day's work, by hand, to a second place, and tried out.

Making one is slow and split in three, as an export is: :meth:`Backups.plan` and :meth:`Backups.made` on the store's
thread, :meth:`Backups.write` with a connection of its own anywhere. Whoever is logged in may back up, since a backup
opens with the station's own passwords only. Restoring is a supervisor's, and needs no open station (see ``Workplace``).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError, SscardError
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import BACKUPS_KEPT, BackupFile, BackupProof, Progress, StationFile
from sscard_desktop.services.session import Session

EVERY_H = 8
"""A backup is due after so many hours with work in them, unless the station says otherwise."""

_FOLDER, _SECOND, _KEEP, _EVERY_H = "backup.folder", "backup.second_folder", "backup.keep", "backup.every_h"
_LAST, _LAST_LINE, _PROVED = "backup.last_at", "backup.last_line", "backup.proved_at"
_MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Plan:
    """What a backup will be.

    Attributes:
        second: a second place for it; ``None`` where the station has none.
        line: the last line of the audit trail, by which the next :meth:`Backups.due` sees whether anything was done.
    """

    folder: Path
    second: Path | None
    keep: int
    at: datetime
    line: str


@dataclass(frozen=True, slots=True)
class Made:
    """What became of it; ``second_error`` says why the second place has none, such as a stick that isn't there."""

    backup: BackupFile
    second: BackupFile | None = None
    second_error: SscardError | None = None


@dataclass(frozen=True, slots=True)
class BackupState:
    """How the station stands with its backups; times are ``None`` where it never happened."""

    folder: Path
    second: Path | None
    keep: int
    every_h: int
    last_at: datetime | None
    proved_at: datetime | None


class Backups:
    """Makes and tries out the station's backups."""

    def __init__(self, session: Session, station: StationFile) -> None:
        self._session = session
        self._station = station

    @allowed(Permission.WORK)
    def state(self) -> BackupState:
        """Return where backups go, and when the last was made and proved."""
        setting = self._session.store.setting
        return BackupState(
            folder=Path(setting(_FOLDER)) if setting(_FOLDER) else self._station.folder / "backups",
            second=Path(setting(_SECOND)) if setting(_SECOND) else None,
            keep=_whole(setting(_KEEP), BACKUPS_KEPT),
            every_h=_whole(setting(_EVERY_H), EVERY_H),
            last_at=_moment(setting(_LAST)),
            proved_at=_moment(setting(_PROVED)),
        )

    @allowed(Permission.SETTINGS)
    def configure(self, *, folder: Path | None, second: Path | None, keep: int, every_h: int) -> None:
        """Say where backups go, how many stay and how often one is due; ``None`` is the usual place, or no second one.

        Raises:
            RefusedError: ``backup.keep_out_of_range`` (``limit``); ``backup.second_is_first``.
        """
        if not (1 <= keep <= _MOST_KEPT and 1 <= every_h <= _MOST_KEPT):
            raise RefusedError("backup.keep_out_of_range", limit=_MOST_KEPT)
        if second is not None and second == (folder or self._station.folder / "backups"):
            raise RefusedError("backup.second_is_first")
        with self._session.action("backup.configure", "", keep=keep, every_h=every_h, second=second is not None):
            save = self._session.store.save_setting
            save(_FOLDER, str(folder) if folder else "")
            save(_SECOND, str(second) if second else "")
            save(_KEEP, str(keep))
            save(_EVERY_H, str(every_h))

    @allowed(Permission.WORK)
    def due(self, *, after_seal: bool = False) -> bool:
        """Return whether a backup should be made now: at a lock or the day's end, and after sealing a batch.

        A clock that was set back makes it due rather than never.
        """
        state = self.state()
        if self._line() == self._session.store.setting(_LAST_LINE):
            return False
        if after_seal or state.last_at is None:
            return True
        since = self._session.clock.now() - state.last_at
        return not timedelta(0) <= since < timedelta(hours=state.every_h)

    @allowed(Permission.WORK)
    def plan(self, to: Path | None = None) -> Plan:
        """Return what the next backup will be; ``to`` is a folder for this one only."""
        state = self.state()
        second = None if to else state.second
        return Plan(to or state.folder, second, state.keep, self._session.clock.now(), self._line())

    @allowed(Permission.WORK)
    def write(self, plan: Plan, progress: Progress) -> Made:
        """Write the backup with a connection of its own, for the work lane; the counter goes on meanwhile.

        Raises:
            EnvironmentFailedError: the disk's failures; the earlier backups are all there. A second place that fails
                is told in the result: the first backup is made.
            CancelledError: ``progress`` said so.
        """
        files = self._station.backups
        with closing(self._session.store.another()) as store:
            backup = files.make(store, plan.folder, made_at=plan.at, keep=plan.keep, report=progress.report)
        if plan.second is None:
            return Made(backup)
        try:
            return Made(backup, files.copy(backup.path, plan.second, keep=plan.keep))
        except EnvironmentFailedError as error:
            return Made(backup, second_error=error)

    @allowed(Permission.WORK)
    def made(self, plan: Plan, made: Made) -> None:
        """Note a backup that was written."""
        with self._session.action(
            "backup.make", made.backup.path.name, bytes=made.backup.size_bytes, second=made.second is not None
        ):
            self._session.store.save_setting(_LAST, plan.at.isoformat())
            self._session.store.save_setting(_LAST_LINE, plan.line)

    @allowed(Permission.WORK)
    def make(self, progress: Progress, to: Path | None = None) -> Made:
        """Plan, write and note a backup on one thread."""
        plan = self.plan(to)
        made = self.write(plan, progress)
        self.made(plan, made)
        return made

    @allowed(Permission.WORK)
    def kept(self) -> Sequence[Path]:
        """Return the backups in the usual place, oldest first."""
        folder = self.state().folder
        return self._station.backups.kept(folder) if folder.is_dir() else []

    @allowed(Permission.WORK)
    def prove(self, backup: Path, password: str) -> BackupProof:
        """Restore a backup into a scratch folder by one's own password, read it whole, and throw it away: the drill.

        Slow, and touches nothing of the open station: for the work lane. Note it with :meth:`proved`.

        Raises:
            InvalidInputError: it isn't a whole backup.
            NotAllowedError: the password doesn't open it; a backup has the passwords of its day.
        """
        return self._station.backups.prove(backup, name=self._session.operator.name, password=password)

    @allowed(Permission.WORK)
    def proved(self, proof: BackupProof) -> None:
        """Note that a backup was proved, and when."""
        with self._session.action("backup.prove", proof.backup.path.name, records=proof.records) as now:
            self._session.store.save_setting(_PROVED, now.isoformat())

    def _line(self) -> str:
        return self._session.store.last_audit_digest(besides=("session.", "backup."))


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_KEPT else default


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
