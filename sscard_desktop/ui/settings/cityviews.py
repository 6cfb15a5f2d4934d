# SPDX-License-Identifier: Apache-2.0
"""The views of a looked-at profile: its sheet as a list of columns, its papers as pages, what it says as findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.services.profilepreview import Cell
from sscard_desktop.ui.paper import PdfPages
from sscard_desktop.ui.preview import PaperSheets
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import Label
from sscard_desktop.ui.widgets.rows import RowsModel

SHEET_ROOMS = ("0000", "监护人代办人证件类型名称", "监护人代办人证件类型名称")


class ColumnsModel(RowsModel[tuple[int, Cell]]):
    """The columns of a sheet, one a row: place, header, where it comes from, what stands there for one person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = ""

    def show_cells(self, cells: Sequence[Cell], language: str) -> None:
        """Show these; what a column holds beside the fields is named in ``language``."""
        self._language = language
        self.show_rows(enumerate(cells, start=1))

    def headings(self) -> Sequence[str]:
        return (self.tr("列"), self.tr("列名"), self.tr("取自"), self.tr("示例"))

    def cell(self, row: tuple[int, Cell], column: int) -> str:
        place, cell = row
        return (str(place), cell.header, messages.word("record_value", cell.source, self._language), cell.text)[column]


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
