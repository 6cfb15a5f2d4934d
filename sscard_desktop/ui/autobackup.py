# SPDX-License-Identifier: Apache-2.0
"""Backups that nobody has to think of: after a batch was sealed, at the lock, and soon after the log-in, where one is
due. None of them makes anybody wait; the program's end doesn't wait for one either, the next log-in makes up for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from sscard_desktop.ui.backuprun import BackupRun

if TYPE_CHECKING:
    from sscard_desktop.services.backups import Backups, Made
    from sscard_desktop.ui.tasks import Tasks

SETTLED_S = 60
"""So long after the log-in the first person is being served; a backup in the background disturbs nobody."""


class AutoBackup(QObject):
    """Makes the backups that are due, one at a time.

    Signals:
        failed(SscardError): one couldn't be made, or not at its second place.
    """

    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._run: BackupRun | None = None
        self._after: list[Callable[[], object]] = []
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_S * 1000)
        self._backups: Backups | None = None
        self._settled.timeout.connect(self._look)

    def sit_down(self, backups: Backups) -> None:
        """Make one a while after the log-in: yesterday's work may have ended without a lock."""
        self._backups = backups
        self._settled.start()

    def sealed(self) -> None:
        """Make one after a batch was sealed, if anything is new."""
        self._look(after_seal=True)

    def leave(self, then: Callable[[], object]) -> None:
        """Make one at a lock if it is due; ``then`` (the station's closing) comes after it, or at once."""
        self._settled.stop()
        self._after.append(then)
        if self._run is None:
            self._look()
        self._backups = None
        if self._run is None:
            self._end()

    def forget(self) -> None:
        """The station was closed already: there is nothing to look at any more."""
        self._settled.stop()
        self._backups = None

    def stop(self) -> None:
        """The program ends: break off, and let the station be closed now."""
        self.forget()
        if self._run is not None:
            self._run.stop()
        self._end()

    def running(self) -> bool:
        """Return whether one is being looked at or made."""
        return self._run is not None

    def _look(self, *, after_seal: bool = False) -> None:
        if self._backups is None or self._run is not None:
            return
        run = BackupRun(self._tasks, self._backups, self)
        run.made.connect(self._check)
        run.failed.connect(self.failed)
        run.ended.connect(self._end)
        self._run = run
        run.start(if_due=True, after_seal=after_seal)

    def _check(self, made: Made) -> None:
        if made.second_error is not None:
            self.failed.emit(made.second_error)

    def _end(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        after, self._after = self._after, []
        for then in after:
            then()
