# SPDX-License-Identifier: Apache-2.0
"""A file on its way into the station: read, looked at as often as it is explained otherwise, taken over, taken back.

It does the work in the lanes and tells what came of it; what is shown and asked is others'.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.feedbackfile import FeedbackFile
from sscard_desktop.services.feedback import Feedback
from sscard_desktop.services.feedbackpreview import Preview
from sscard_desktop.services.feedbackverdict import Choices
from sscard_desktop.services.ports import TableFile
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane


def ask_table(parent: QWidget, title: str) -> str:
    """Ask for a table; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", "*.xlsx *.xls *.csv *.txt")[0]


class FileReading(QObject):
    """The file that is looked at, if one is.

    Signals:
        began(words): something that takes a while is under way. progressed(done, total): how far.
        looked(): a look is there, see :attr:`preview`.
        applied(file, changes): it was taken over; nothing is looked at any more.
        undone(file): an earlier one was taken back.
        failed(error): what was under way ended so; a look that was there stays.
    """

    began = Signal(str)
    progressed = Signal(int, int)
    looked = Signal()
    applied = Signal(object, int)
    undone = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.preview: Preview | None = None

    def read(self, path: Path) -> None:
        """Read a file and look what it would do."""
        self.began.emit(self.tr("正在读取 {file}…").format(file=path.name))
        self._desk.tasks.run(
            lambda: self._desk.workplace.table_reader().read(path),
            owner=self,
            lane=Lane.WORK,
            on_done=lambda table: self._look(table, Choices()),
            on_error=self.failed.emit,
        )

    def look_again(self, choices: Choices) -> None:
        """Look what the same file does when it is understood so."""
        if self.preview is not None:
            self._look(self.preview.table, choices)

    def apply(self) -> None:
        """Take over what the look showed, if there is anything."""
        preview = self.preview
        if preview is None or not preview.understood or not (preview.changes or preview.acknowledged):
            return

        def done(file: FeedbackFile) -> None:
            self.preview = None
            self.applied.emit(file, len(preview.changes))

        def fail(error: SscardError) -> None:
            self.failed.emit(error)
            self.look_again(preview.choices)

        self.began.emit(self.tr("正在读入…"))
        self._desk.tasks.run_long(
            lambda progress: self._feedback().apply(preview, progress),
            owner=self,
            lane=Lane.STORE,
            on_done=done,
            on_error=fail,
            on_progress=self.progressed.emit,
        )

    def undo(self, file: FeedbackFile) -> None:
        """Take a file back whole."""
        self._desk.tasks.run(lambda: self._feedback().undo(file.id), owner=self, on_done=self.undone.emit)

    def leave(self) -> None:
        """Look at nothing any more."""
        self.preview = None

    def _look(self, table: TableFile, choices: Choices) -> None:
        def show(preview: Preview) -> None:
            self.preview = preview
            self.looked.emit()

        self._desk.tasks.run_long(
            lambda progress: self._feedback().preview(table, choices, progress),
            owner=self,
            lane=Lane.STORE,
            on_done=show,
            on_error=self.failed.emit,
            on_progress=self.progressed.emit,
        )

    def _feedback(self) -> Feedback:
        return Feedback(self._desk.session)
