# SPDX-License-Identifier: Apache-2.0
"""One roster's units, each with how far it is; those with the most people to come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.roster import RowState
from sscard_desktop.ui.rosters import words
from sscard_desktop.ui.rosters.reading import Counts
from sscard_desktop.ui.rosters.shares import SHARES_ROLE, SharesDelegate
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.table import Table

_Index = QModelIndex | QPersistentModelIndex
_COUNTS_ROOM = "Done 120　Half done 20　Missing 250　Not collected 10"
_ROOMS = ("样例机械制造有限公司第一分公司", "50000", "进度进度进度进度进度", "100%")


@dataclass(frozen=True, slots=True)
class UnitGlance:
    """A unit of a roster, and how far its people are."""

    name: str
    counts: Counts


class UnitColumn(IntEnum):
    """The columns of the list of units."""

    NAME = 0
    PEOPLE = 1
    BAR = 2
    DONE = 3
    COUNTS = 4


class UnitsModel(RowsModel[UnitGlance]):
    """A roster's units; those with the most people to come first."""

    def headings(self) -> Sequence[str]:
        return (self.tr("单位"), self.tr("人数"), self.tr("进度"), "", self.tr("各有多少"))

    def cell(self, row: UnitGlance, column: int) -> str | Shown:
        cells: dict[UnitColumn, str] = {
            UnitColumn.NAME: words.of_unit(row.name),
            UnitColumn.PEOPLE: str(sum(row.counts.values())),
            UnitColumn.BAR: "",
            UnitColumn.DONE: words.share(row.counts),
            UnitColumn.COUNTS: words.counted(row.counts),
        }
        return cells[UnitColumn(column)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if role == SHARES_ROLE:
            return row.counts if row is not None and index.column() == UnitColumn.BAR else None
        return super().data(index, role)


class UnitTable(Table):
    """The units; Enter chooses one.

    Signals:
        chosen(name): its people are wanted.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._units = UnitsModel(self)
        self.setModel(self._units)
        self.setItemDelegateForColumn(UnitColumn.BAR, SharesDelegate(self))
        self.fit_columns(*_ROOMS)
        self.yield_columns(UnitColumn.BAR, UnitColumn.NAME, last=_COUNTS_ROOM)
        # Departments of one firm differ at the end of their names.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.opened.connect(self._choose)

    def show_units(self, units: Mapping[str, Counts]) -> None:
        """Show these; the same line stays chosen."""
        row = self.current_row()
        glances = [UnitGlance(name, counts) for name, counts in units.items()]
        self._units.show_rows(sorted(glances, key=lambda each: (-each.counts.get(RowState.MISSING, 0), each.name)))
        self.choose_row(row)

    def names(self) -> list[str]:
        """Return their names."""
        return [each.name for each in self._units.rows()]

    def count(self) -> int:
        """Return how many they are."""
        return self._units.rowCount()

    def words_changed(self) -> None:
        """Show the headings anew, in another language."""
        self._units.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(UnitColumn) - 1)

    def _choose(self, row: int) -> None:
        unit = self._units.row(row)
        if unit is not None:
            self.chosen.emit(unit.name)
