# SPDX-License-Identifier: Apache-2.0
"""The model of a table whose rows are things of one kind: records, batches, people, cities, columns.

A table says its headings and what stands in a cell; counting, resetting and the roles are the same for all. A cell that
is a state is painted as a chip (:mod:`chipdelegate`) and read out as a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sscard_desktop.ui.widgets.chip import Shown

Row = TypeVar("Row")
_Index = QModelIndex | QPersistentModelIndex
CHIP_ROLE = Qt.ItemDataRole.UserRole + 1
"""Under it a cell that is a state gives its :class:`Shown`, every other one nothing."""


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows of one kind."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    # what a table says

    def headings(self) -> Sequence[str]:
        """Return the columns' headings, in order, in the language in force."""
        raise NotImplementedError

    def cell(self, row: Row, column: int) -> str | Shown:
        """Return what stands in a row's column."""
        raise NotImplementedError

    # what all have

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rows(self) -> Sequence[Row]:
        """Return what is shown."""
        return self._rows

    def row(self, place: int) -> Row | None:
        """Return what stands in a row, ``None`` outside."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, wanted: Callable[[Row], bool]) -> int:
        """Return the first row that is wanted, 0 if there is none."""
        return next((place for place, row in enumerate(self._rows) if wanted(row)), 0)

    # what the view asks

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(self.headings())

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.headings()[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | Shown | None:
        if role not in (CHIP_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        found = self.cell(row, index.column())
        if role == CHIP_ROLE:
            return found if isinstance(found, Shown) else None
        if isinstance(found, Shown):
            # Painted as a chip; read out as a word.
            return found.word if role == Qt.ItemDataRole.AccessibleTextRole else None
        return found
