# SPDX-License-Identifier: Apache-2.0
"""The views of a looked-at profile: its sheet as a list of columns, its papers as pages, what it says as findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.services.profilepreview import Cell
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.preview import PaperSheets
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Label

_Index = QModelIndex | QPersistentModelIndex
SHEET_ROOMS = ("0000", "监护人代办人证件类型名称", "监护人代办人证件类型名称")


class ColumnsModel(QAbstractTableModel):
    """The columns of a sheet, one a row: place, header, where it comes from, what stands there for one person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cells: list[Cell] = []
        self._language = ""

    def show_cells(self, cells: Sequence[Cell], language: str) -> None:
        """Show these; what a column holds beside the fields is named in ``language``."""
        self.beginResetModel()
        self._cells, self._language = list(cells), language
        self.endResetModel()

    def cells(self) -> Sequence[Cell]:
        """Return what is shown."""
        return self._cells

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cells)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("列"), self.tr("列名"), self.tr("取自"), self.tr("示例"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        cell = self._cells[index.row()]
        source = messages.word("record_value", cell.source, self._language)
        return (str(index.row() + 1), cell.header, source, cell.text)[index.column()]


class FindingList(QScrollArea):
    """Findings under headings, scrolled where the room ends; the arrows scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[Finding] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_parts(self, parts: Iterable[tuple[str, Iterable[Finding]]]) -> None:
        """Show findings under their headings; a part without findings is left out."""
        space = tokens().space
        room, held = QWidget(), QWidget()
        # Not wider than is read with ease; a layout of its own, or the lines' heights would be those of a wider room.
        held.setMaximumWidth(tokens().scaled["reading"])
        across = QHBoxLayout(room)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(held, 1)
        across.addStretch()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, space.s, space.m, space.m)
        column.setSpacing(space.s)
        self._found = []
        for title, findings in parts:
            listed = list(findings)
            if not listed:
                continue
            head = QFrame(room)
            head.setObjectName("section_head")
            top = QVBoxLayout(head)
            top.setContentsMargins(0, space.s, 0, 0)
            top.addWidget(Label(title, head, role="strong"))
            column.addWidget(head)
            for found in listed:
                column.addWidget(found)
            self._found += listed
        column.addStretch()
        self.setWidget(room)

    def findings(self) -> list[Finding]:
        """Return what is listed."""
        return self._found


class PaperView(QScrollArea):
    """The pages of one PDF below each other; the arrows and Page Up and Down scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview_room")
        self._pages: PdfPages | None = None
        self._sheets: PaperSheets | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_pdf(self, content: bytes) -> None:
        """Show a PDF.

        Raises:
            InvalidInputError: ``printer.not_a_pdf``.
        """
        pages = PdfPages(content)
        self._pages, self._sheets = pages, PaperSheets(pages)
        pages.setParent(self._sheets)
        self.setWidget(self._sheets)
        self._sheets.fit(self.viewport().width())

    def clear(self) -> None:
        """Show nothing: other pages are on their way."""
        self._pages = self._sheets = None
        self.setWidget(QWidget())

    def page_count(self) -> int:
        """Return how many pages are shown."""
        return self._pages.count() if self._pages is not None else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sheets is not None:
            self._sheets.fit(self.viewport().width())
