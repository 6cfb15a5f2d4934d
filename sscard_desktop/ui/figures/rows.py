# SPDX-License-Identifier: Apache-2.0
"""Figures by clerk or unit as a table, with a bar under each number of people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QWidget

from sscard_desktop.domain.figures import Row
from sscard_desktop.ui.figures.words import share
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.table import Table

_SHARE_ROLE = Qt.ItemDataRole.UserRole + 40
_NAME_ROOM, _COUNT_ROOM, _SHARE_ROOM = "成都样例科技", "100000", "100  10.0%"
_TOLD_APART = 96
"""So much lighter or darker (of 255) than its ground a bar is."""
_PARTS = ("retaken", "overridden", "decided", "returned", "answered", "refused")


class BarDelegate(QStyledItemDelegate):
    """A cell with a bar along its foot, as long as the model says under its role."""

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        super().paint(painter, option, index)
        part = index.data(_SHARE_ROLE)
        if not part:
            return
        role = QPalette.ColorRole
        room: QRect = option.rect.adjusted(tokens().space.s, 0, -tokens().space.s, -tokens().space.xs)
        thick = tokens().space.xs
        bar = QRect(room.left(), room.bottom() - thick + 1, max(round(room.width() * part), 2), thick)
        colour, ground = option.palette.color(role.Accent), option.palette.color(role.Highlight)
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen and abs(colour.lightness() - ground.lightness()) < _TOLD_APART:
            # In high contrast the accent is lost on a black row: there the bar is of the colour of its words.
            colour = option.palette.color(role.HighlightedText)
        painter.fillRect(bar, colour)


class RowsTable(Table):
    """Clerks or units, the most people first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QStandardItemModel(self)
        self.setModel(self._rows)
        self.setItemDelegateForColumn(1, BarDelegate(self))

    def show_rows(self, rows: Sequence[Row], name: Callable[[str], str], headers: Sequence[str]) -> None:
        """Show rows.

        Args:
            name: gives what a row is called.
            headers: of the name, the people, and the six columns behind them.
        """
        self._rows.clear()
        self._rows.setHorizontalHeaderLabels(list(headers))
        most = max((row.people for row in rows), default=0) or 1
        for row in rows:
            people = QStandardItem(str(row.people))
            people.setData(row.people / most, _SHARE_ROLE)
            told = [
                QStandardItem(str(getattr(row, part)) if part in ("decided", "answered") else share(row, part))
                for part in _PARTS
            ]
            self._rows.appendRow([QStandardItem(name(row.name)), people, *told])
        longest = self.fontMetrics().horizontalAdvance
        wide = [max((each, _SHARE_ROOM), key=longest) for each in headers[2:-1]]
        # The names grow into what the numbers leave: in large type all columns have to stand on the smallest screen.
        self.fit_columns(_NAME_ROOM, max((headers[1], _COUNT_ROOM), key=longest), *wide)
        self.grow_columns(0, last=max((headers[-1], _SHARE_ROOM), key=longest))
        self.choose_row(0)

    def texts(self) -> list[list[str]]:
        """Return what stands in the table; for tests."""
        columns = range(self._rows.columnCount())
        return [[self._rows.item(row, column).text() for column in columns] for row in range(self._rows.rowCount())]
