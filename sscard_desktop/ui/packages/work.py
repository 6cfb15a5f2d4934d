# SPDX-License-Identifier: Apache-2.0
"""The long work of the packages page: the dry run, the merge, taking one back; what was decided in between.

One thing at a time. It tells what came of it; a lock that takes the page away ends what is under way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.merging import Decision, Merge
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.mergeplan import Plan, PlannedRecord
from sscard_desktop.services.merging import Sides
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.packages.model import IncomingFile
from sscard_desktop.ui.tasks import Lane, Task

_T = TypeVar("_T")


class MergeWork(QObject):
    """A dry run and what comes of it.

    Attributes:
        plan: the dry run that stands, ``None`` for none. decided: what a person said of its records.
        task: what is under way. merging: whether that holds the station's store.
        last: the latest merge that can be taken back.

    Signals:
        began(what): something is under way. progressed(what, done, total): how far.
        password_asked(): a package is locked; go on by :meth:`look_with`.
        looked(), merged(Merged), undone(Merge): it ended well. stopped(): somebody ended it, and nothing changed.
        failed(error): it ended so. heard(): :attr:`last` may be another.
    """

    began = Signal(str)
    progressed = Signal(str, int, int)
    password_asked = Signal()
    looked = Signal()
    merged = Signal(object)
    undone = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    heard = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.plan: Plan | None = None
        self.decided: dict[RecordId, Decision] = {}
        self.task: Task | None = None
        self.merging = False
        self.last: Merge | None = None
        self._password = ""
        self._wanted: Sequence[Path] = ()

    def look(self, files: Sequence[IncomingFile]) -> None:
        """See what a merge of these files would do; nothing changes."""
        ready = [file for file in files if file.ready and file.package is not None]
        self._wanted = [file.path for file in ready]
        if not self._password and any(
            file.package is not None and file.package.locked_by == "password" for file in ready
        ):
            self.password_asked.emit()
        else:
            self._look()

    def look_with(self, password: str) -> None:
        """Go on with the packages' password."""
        self._password = password
        self._look()

    def _look(self) -> None:
        paths, password = self._wanted, self._password

        def show(plan: Plan) -> None:
            self.plan, self.decided = plan, {}
            self.looked.emit()

        self._run(lambda task: self._desk.merging().look(paths, task, password=password), self.tr("正在预览"), show)

    def decide(self, record: PlannedRecord, choice: Decision) -> bool:
        """Note what becomes of a record; return whether that can be said of it."""
        if self.task is not None or choice not in record.choices or len(record.choices) < 2:
            return False
        self.decided[record.id] = choice
        return True

    def undecided(self) -> int:
        """Return how many records nobody has decided about; they are left out."""
        return sum(each.id not in self.decided for each in self.plan.undecided) if self.plan is not None else 0

    def forget(self) -> None:
        """Let the dry run go: other files, or another station by now."""
        self.plan, self.decided = None, {}

    def compare(self, record: PlannedRecord, show: Callable[[Sides], object]) -> None:
        """Read both sides of a record of the dry run, and ``show`` them."""
        plan = self.plan
        if plan is not None:
            self._desk.tasks.run(
                lambda: self._desk.merging().sides(plan, record.id),
                owner=self,
                lane=Lane.WORK,
                on_done=show,
                on_error=self._fail,
            )

    def merge(self) -> None:
        """Merge what the dry run showed, as it was decided."""
        plan, decided = self.plan, dict(self.decided)
        if plan is not None and self.task is None:
            self.merging = True
            self._run(
                lambda task: self._desk.merging().merge(plan, task, decided), self.tr("正在合并"), self.merged.emit
            )

    def undo(self, seq: int) -> None:
        """Take a merge back whole."""
        self.merging = True
        self._run(lambda task: self._desk.merging().undo(seq, task), self.tr("正在撤销"), self.undone.emit)

    def read_merges(self) -> None:
        """See which merge can be taken back."""

        def show(merges: Sequence[Merge]) -> None:
            self.last = next((each for each in merges if each.undone_at is None), None)
            self.heard.emit()

        self._desk.tasks.run(lambda: self._desk.merging().all(), owner=self, on_done=show)

    def stop(self) -> bool:
        """End what is under way; return whether anything was."""
        if self.task is not None:
            self.task.cancel()
        return self.task is not None

    # inside

    def _run(self, work: Callable[[Task], _T], what: str, done: Callable[[_T], None]) -> None:
        def end(result: _T) -> None:
            self.task, self.merging = None, False
            done(result)

        self.task = self._desk.tasks.run_long(
            work,
            owner=self,
            on_done=end,
            on_error=self._fail,
            on_progress=lambda done, total: self.progressed.emit(what, done, total),
        )
        self.task.ended.connect(self._look_stopped)
        # Whoever locks the window ends it: nothing goes on with the station's key behind a locked window.
        self.destroyed.connect(self.task.cancel)
        self.began.emit(what)

    def _look_stopped(self) -> None:
        if self.task is not None and self.task.cancelled:
            self.task, self.merging = None, False
            self.stopped.emit()

    def _fail(self, error: SscardError) -> None:
        self.task, self.merging = None, False
        if error.code == "transfer.wrong_password":
            self._password = ""
        if error.code == "merge.changed_meanwhile":
            self.forget()
        self.failed.emit(error)
