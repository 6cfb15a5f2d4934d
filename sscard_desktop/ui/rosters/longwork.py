# SPDX-License-Identifier: Apache-2.0
"""Long work in the middle of the page: how far it is, and Esc stops it; it ends with the page.

Whoever locks the window ends it too: nothing goes on with the station's key behind a locked window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.tasks import Lane, Task, Tasks
from sscard_desktop.ui.widgets.howfar import HowFar
from sscard_desktop.ui.widgets.label import Label

_T = TypeVar("_T")


class LongWork(HowFar):
    """One piece of work at a time.

    Signals:
        stopped(): somebody stopped it; nothing was done.
        failed(SscardError): it couldn't be done.
    """

    stopped = Signal()
    failed = Signal(SscardError)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent, on_page=True)
        self._tasks = tasks
        self._task: Task | None = None
        self._what = ""
        self._below = Label("", self, role="muted", wrap=True)
        self._below.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.add_below(self._below)

    def busy(self) -> bool:
        """Return whether something is under way."""
        return self._task is not None

    def run(
        self,
        work: Callable[[Task], _T],
        what: str,
        done: Callable[[_T], object],
        *,
        told: str = "",
        lane: Lane = Lane.WORK,
    ) -> None:
        """Begin; ``what`` is what it does, and ``told`` what the person may do meanwhile."""
        self._what = what
        self.begin(self.tr("{what}…").format(what=what))
        self._below.setText(told)

        def end(result: _T) -> None:
            self._task = None
            done(result)

        def fail(error: SscardError) -> None:
            self._task = None
            self.failed.emit(error)

        self._task = task = self._tasks.run_long(
            work, owner=self, lane=lane, on_done=end, on_error=fail, on_progress=self._show
        )
        task.ended.connect(lambda: self._end(task))
        self.destroyed.connect(task.cancel)

    def stop(self) -> None:
        """Ask it to stop."""
        if self._task is not None:
            self._task.cancel()
            self.tell(self.tr("正在停止…"))

    def _show(self, done: int, total: int) -> None:
        if total:
            self.advance(done, total)
            self.tell(self.tr("{what}：{done} / {total}").format(what=self._what, done=done, total=total))

    def _end(self, task: Task) -> None:
        if self._task is task and task.cancelled:
            self._task = None
            self.stopped.emit()
