# SPDX-License-Identifier: Apache-2.0
"""One update on its way through the lanes: checked; then the station backed up, and what was confirmed is placed.

The counter goes on meanwhile. Stopped at any time, nothing has changed. Who takes it stands in the trail before it is
placed, since whoever locks the window in between takes this run away, and what is placed then would stand nowhere.
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
        self._confirmed: tuple[Path, Update] | None = None
        self._backup = BackupRun(desk.tasks, desk.backups(), self)
        self._backup.failed.connect(self._give_up)
        self._backup.ended.connect(self._begin)

    def running(self) -> bool:
        """Return whether something is under way."""
        return self._task is not None or self._confirmed is not None

    def check(self, file: Path) -> None:
        """Read a file whole."""
        self._run(lambda task: self._desk.updates().check(file, task), lambda update: self.checked.emit(file, update))

    def take(self, file: Path, update: Update) -> None:
        """Back the station up if anything was done since the last backup, then place the file's content.

        Args:
            update: what was checked and confirmed; a file that holds anything else is refused.
        """
        self._confirmed = file, update
        self._backup.start(if_due=True, after_seal=True)

    def stop(self) -> None:
        """Break off."""
        self._confirmed = None
        self._backup.stop()
        if self._task is not None:
            self._task.cancel()
        self._end()

    def _give_up(self, error: SscardError) -> None:
        self._confirmed = None
        self.failed.emit(error)
        self._end()

    def _begin(self) -> None:
        confirmed, self._confirmed = self._confirmed, None
        if confirmed is not None:
            file, update = confirmed

            def place(_: None) -> None:
                self._place(file, update)

            self._run(lambda _: self._desk.updates().taking(update), place, lane=Lane.STORE)

    def _place(self, file: Path, update: Update) -> None:
        def fail(error: SscardError) -> None:
            self.failed.emit(error)
            self._run(lambda _: self._desk.updates().not_taken(update, error), _nothing, lane=Lane.STORE)

        self._run(lambda task: self._desk.updates().place(file, update, task), self.placed.emit, on_error=fail)

    def _run(
        self,
        work: Callable[[Task], T],
        on_done: Callable[[T], object],
        *,
        lane: Lane = Lane.WORK,
        on_error: Callable[[SscardError], object] | None = None,
    ) -> None:
        task = self._desk.tasks.run_long(
            work,
            owner=self,
            lane=lane,
            on_done=on_done,
            on_error=on_error or self.failed.emit,
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


def _nothing(_: None) -> None:
    """It was noted; nobody waits for it."""
