# SPDX-License-Identifier: Apache-2.0
"""One backup on its way through the lanes: planned and noted on the store's, written on the work lane.

Nobody waits for it: the counter goes on, and what fails is told by a signal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sscard_desktop.ui.tasks import Lane, Task, Tasks

if TYPE_CHECKING:
    from sscard_desktop.services.backups import Backups, Made, Plan


class BackupRun(QObject):
    """Makes one backup when told to.

    Signals:
        progressed(done, total): pages written.
        made(Made): it was written, proved and noted.
        failed(SscardError): it wasn't; the earlier ones are all there.
        ended(): after either of them, and after a stop.
    """

    progressed = Signal(int, int)
    made = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, tasks: Tasks, backups: Backups, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._backups = backups
        self._task: Task | None = None

    def start(self, *, if_due: bool = False, after_seal: bool = False) -> None:
        """Make it; with ``if_due`` only if one is due, ``after_seal`` a batch just left the counter."""

        def plan() -> Plan | None:
            wanted = not if_due or self._backups.due(after_seal=after_seal)
            return self._backups.plan() if wanted else None

        self._watch(self._tasks.run(plan, owner=self, on_done=self._write, on_error=self.failed.emit))

    def stop(self) -> None:
        """Break off; what is half written is deleted."""
        if self._task is not None:
            self._task.cancel()

    def running(self) -> bool:
        """Return whether it is under way."""
        return self._task is not None

    def _watch(self, task: Task) -> None:
        def look() -> None:
            # The step that follows is the one to wait for then.
            if self._task is task:
                self._task = None
                self.ended.emit()

        self._task = task
        task.ended.connect(look)

    def _write(self, plan: Plan | None) -> None:
        if plan is None:
            return
        self._watch(
            self._tasks.run_long(
                lambda progress: self._backups.write(plan, progress),
                owner=self,
                lane=Lane.WORK,
                on_done=lambda made: self._note(plan, made),
                on_error=self.failed.emit,
                on_progress=self.progressed.emit,
            )
        )

    def _note(self, plan: Plan, made: Made) -> None:
        def noted(_: None) -> None:
            self.made.emit(made)

        self._watch(
            self._tasks.run(
                lambda: self._backups.made(plan, made), owner=self, on_done=noted, on_error=self.failed.emit
            )
        )
