# SPDX-License-Identifier: Apache-2.0
"""One update on its way through the lanes: checked; then the station backed up, the update placed, and noted.

The counter goes on meanwhile. Stopped at any time, nothing has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.backuprun import BackupRun
from sscard_desktop.ui.tasks import Lane, Task

if TYPE_CHECKING:
    from sscard_desktop.domain.updates import Update
    from sscard_desktop.ui.desk import Desk

T = TypeVar("T")


class UpdateRun(QObject):
    """Takes one file at a time.

    Signals:
        progressed(done, total): mebibytes; a total of 0 where it can't be told, as in a self-test.
        checked(Path, Update): all of the file is as it was signed, and this machine takes it.
        placed(Update): it is used from the next start on.
        failed(SscardError): nothing has changed.
        ended(): after each of them, and after a stop.
    """

    progressed = Signal(int, int)
    checked = Signal(object, object)
    placed = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._task: Task | None = None
        self._file: Path | None = None
        self._backup = BackupRun(desk.tasks, desk.backups(), self)
        self._backup.failed.connect(self._give_up)
        self._backup.ended.connect(self._place)

    def running(self) -> bool:
        """Return whether something is under way."""
        return self._task is not None or self._file is not None

    def check(self, file: Path) -> None:
        """Read a file whole."""
        self._run(lambda task: self._desk.updates().check(file, task), lambda update: self.checked.emit(file, update))

    def take(self, file: Path) -> None:
        """Back the station up if anything was done since the last backup, then place the file's content."""
        self._file = file
        self._backup.start(if_due=True, after_seal=True)

    def stop(self) -> None:
        """Break off."""
        self._file = None
        self._backup.stop()
        if self._task is not None:
            self._task.cancel()
        self._end()

    def _give_up(self, error: SscardError) -> None:
        self._file = None
        self.failed.emit(error)
        self._end()

    def _place(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            self._run(lambda task: self._desk.updates().place(file, task), self._note)

    def _note(self, update: Update) -> None:
        def noted(_: None) -> None:
            self.placed.emit(update)

        self._run(lambda _: self._desk.updates().placed(update), noted, lane=Lane.STORE)

    def _run(self, work: Callable[[Task], T], on_done: Callable[[T], object], lane: Lane = Lane.WORK) -> None:
        task = self._desk.tasks.run_long(
            work,
            owner=self,
            lane=lane,
            on_done=on_done,
            on_error=self.failed.emit,
            # By the million: Qt counts no further than 2³¹.
            on_progress=lambda done, total: self.progressed.emit(done >> 20, total >> 20),
        )
        self._task = task
        # A page that goes (a lock, the end) takes the work along: nobody would note what came of it.
        self.destroyed.connect(task.cancel)
        # What was done may have begun the next step.
        task.ended.connect(lambda: self._end() if self._task is task else None)

    def _end(self) -> None:
        self._task = None
        self.ended.emit()
