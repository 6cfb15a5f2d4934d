# SPDX-License-Identifier: Apache-2.0
"""The files that came in: put on the list, each verified, their stations trusted, and off the list again.

A list that changes ends the dry run that stood: it spoke of other files.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.packages.front import PackagesFront
from sscard_desktop.ui.packages.model import IncomingFile
from sscard_desktop.ui.packages.trusting import StationsDialog, TrustDialog
from sscard_desktop.ui.packages.work import MergeWork
from sscard_desktop.ui.tasks import Task
from sscard_desktop.ui.widgets.onedialog import OneDialog


class IncomingFiles(QObject):
    """Keeps the list in ``front``.

    Args:
        page: the dialogs' parent.

    Signals:
        changed(): the list, or what is known of a file, is another.
    """

    changed = Signal()

    def __init__(self, desk: Desk, page: QWidget, front: PackagesFront, work: MergeWork, dialogs: OneDialog) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._front = front
        self._files = front.files
        self._work = work
        self._dialogs = dialogs

    def rows(self) -> Sequence[IncomingFile]:
        """Return the files on the list."""
        return self._files.rows()

    def any_ready(self) -> bool:
        """Return whether there is one that can be merged."""
        return any(file.ready for file in self._files.rows())

    def add(self, paths: Sequence[Path]) -> None:
        """Put files on the list, and verify each."""
        self.forget_plan()
        for path in paths:
            self._files.put(IncomingFile(path))
            self._check(path)
        if paths:
            self._front.file_table.choose_row(self._files.rowCount() - 1)
            self._front.file_table.setFocus()
        self.changed.emit()

    def remove(self) -> None:
        """Take the chosen one off the list, unless something is under way."""
        row = self._front.file_table.current_row()
        if self._work.task is None and self._files.row(row) is not None:
            self._files.remove(row)
            self.forget_plan()
            self.changed.emit()

    def leave(self, paths: Collection[Path]) -> None:
        """Take files off the list that are done with."""
        self.forget_plan()
        for row in reversed(range(self._files.rowCount())):
            if self._files.rows()[row].path in paths:
                self._files.remove(row)
        self._front.file_table.choose_row(0)

    def forget_plan(self) -> None:
        """Let the dry run go."""
        self._work.forget()
        self._front.take_plan()

    def trust(self) -> None:
        """Ask whether the chosen file's station is to be trusted, where that is what keeps it out."""
        file = self._front.chosen_file()
        if file is None or file.package is None or file.problem is None or self._dialogs.current() is not None:
            return
        if file.problem.code != "transfer.unknown_station":
            return
        dialog = TrustDialog(self._desk, file.package, self._page)
        dialog.trusted.connect(self._check_again)
        self._dialogs.open(dialog)

    def show_stations(self) -> None:
        """Show the stations that are trusted; what was kept out is verified anew afterwards."""
        if self._dialogs.current() is None and self._work.task is None:
            dialog = StationsDialog(self._desk, self._page)
            dialog.finished.connect(lambda _: self._check_again())
            self._dialogs.open(dialog)

    def _check(self, path: Path) -> None:
        def check(task: Task) -> IncomingFile:
            merging = self._desk.merging()
            try:
                package = merging.verify(path, task)
            except SscardError as error:
                return IncomingFile(path, None, error, checked=True)
            try:
                merging.accept(package)
            except SscardError as error:
                return IncomingFile(path, package, error, checked=True)
            return IncomingFile(path, package, None, checked=True)

        self._desk.tasks.run_long(check, owner=self, on_done=self._show_file)

    def _show_file(self, file: IncomingFile) -> None:
        self._files.put(file)
        self._front.file_table.share_room()
        self.changed.emit()

    def _check_again(self) -> None:
        for file in self._files.rows():
            if not file.ready:
                self._check(file.path)
