# SPDX-License-Identifier: Apache-2.0
"""Saving the contact sheet of a bulk import: where to, then gathered on the store's lane and made on the work lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.bulkphotos import Before, BulkPhotos
from sscard_desktop.services.ports import PictureFiles
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.bulkmodel import BulkRow
from sscard_desktop.ui.records.bulksheet import befores, contact_sheet
from sscard_desktop.ui.savefile import save_private
from sscard_desktop.ui.tasks import Task


class BulkSaving(QObject):
    """One sheet at a time.

    Signals:
        saved(Path): it lies there.
        failed(SscardError): it doesn't.
    """

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        """Whether a sheet is being made."""
        return self._task is not None

    def save(
        self, rows: Sequence[BulkRow], files: PictureFiles | None, service: BulkPhotos | None, path: Path | None
    ) -> None:
        """Save these rows with their pictures; asks where unless ``path`` says."""
        if not path:
            chosen = QFileDialog.getSaveFileName(self._parent, self.tr("保存问题清单"), "photos.pdf", "PDF (*.pdf)")[0]
            if not chosen:
                return
            path = Path(chosen)
        place, wanted = self._desk.workplace, path
        heading = [self.tr("照片导入：需要处理的文件"), self.tr("内含个人照片，处理完请销毁。")]

        def make(task: Task, before: Mapping[str, Before]) -> None:
            save_private(wanted, contact_sheet(rows, files, place, heading, task, before))

        def gathered(before: Mapping[str, Before]) -> None:
            self._task = self._desk.tasks.run_long(
                lambda task: make(task, before),
                owner=self,
                on_done=lambda _: self._done(wanted),
                on_error=self._fail,
            )

        self._task = self._desk.tasks.run(
            lambda: befores(rows, service), owner=self, on_done=gathered, on_error=self._fail
        )

    def cancel(self) -> None:
        """Stop; what was begun leaves no file."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _done(self, path: Path) -> None:
        self._task = None
        self.saved.emit(path)

    def _fail(self, error: SscardError) -> None:
        self._task = None
        self.failed.emit(error)
