# SPDX-License-Identifier: Apache-2.0
"""The list of a bulk import: how far it is, one row a file, and the chosen file's picture with what is said of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from sscard_desktop.services.ports import PictureFiles
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.records.bulkmodel import BulkColumn, BulkModel, BulkRow
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.picture import PictureFrame
from sscard_desktop.ui.widgets.table import Table

_FILE_ROOM, _NAME_ROOM, _NUMBER_ROOM = "510107199003070011王小明", "阿依古丽·买", "510***********0011"
_PREVIEW_PX = 200
_TABLE_HEIGHT_PX, _TABLE_WIDTH_PX = 320, 880


class BulkList(QWidget):
    """The second sheet of the import.

    Signals:
        row_changed(): another row was chosen; the dialog has its picture shown where nothing else is under way.
    """

    row_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._far = Label("", self, role="text", wrap=True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.model = BulkModel(self)
        self.table = Table(self)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(BulkColumn.STATE, ChipDelegate(self.table))
        self.table.fit_columns(_FILE_ROOM, _NAME_ROOM, _NUMBER_ROOM, self.model.widest_state())
        self.table.setMinimumSize(_TABLE_WIDTH_PX, _TABLE_HEIGHT_PX)
        self.table.row_changed.connect(self._change_row)
        self._picture = PictureFrame(self, icon="picture", size=QSize(_PREVIEW_PX, _PREVIEW_PX))
        self._picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._told = Label("", self, role="hint", wrap=True)
        self._told.setFixedWidth(_PREVIEW_PX)
        side = QVBoxLayout()
        side.setSpacing(tokens().space.s)
        side.addWidget(self._picture)
        side.addWidget(self._told)
        side.addStretch()
        middle = QHBoxLayout()
        middle.setSpacing(tokens().space.m)
        middle.addWidget(self.table, 1)
        middle.addLayout(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.s)
        column.addWidget(self._far)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)

    def say(self, text: str) -> None:
        """Say how far it is."""
        self._far.setText(text)

    def row(self) -> BulkRow | None:
        """Return the chosen row."""
        return self.model.row(self.table.current_row())

    def show_picture_of(self, row: BulkRow, files: PictureFiles) -> None:
        """Show a file's picture as soon as it is read, if the row is still chosen then."""
        if not row.key:
            return
        gathering = self._desk.workplace.gathering
        self._desk.tasks.run(
            lambda: gathering().thumbnail(files.read(row.key)),
            owner=self._picture,
            lane=Lane.WORK,
            on_done=lambda jpeg: self._show_picture(row.key, jpeg),
            on_error=lambda _: None,
        )

    def _change_row(self, _: int = 0) -> None:
        row = self.row()
        self._told.setText(row.told if row else "")
        self._picture.set_image(None)
        self.row_changed.emit()

    def _show_picture(self, key: str, jpeg: bytes) -> None:
        row = self.row()
        if row is not None and row.key == key and jpeg:
            self._picture.set_image(QImage.fromData(jpeg))
