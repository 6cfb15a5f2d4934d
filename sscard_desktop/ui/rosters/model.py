# SPDX-License-Identifier: Apache-2.0
"""Rosters, and one roster's units, as tables with how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from sscard_desktop.ui.records.words import moment
from sscard_desktop.ui.rosters import words
from sscard_desktop.ui.rosters.reading import Counts, RosterGlance
from sscard_desktop.ui.rosters.shares import SHARES_ROLE
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.rows import RowsModel

_Index = QModelIndex | QPersistentModelIndex


class RosterColumn(IntEnum):
    """The columns of the list of rosters."""

    TITLE = 0
    UNIT = 1
    PEOPLE = 2
    BAR = 3
    DONE = 4
    COUNTS = 5
    STATE = 6
    IMPORTED = 7


class RostersModel(RowsModel[RosterGlance]):
    """Rosters, the newest first."""

    def headings(self) -> Sequence[str]:
        return (
            *(self.tr("花名册"), self.tr("参保单位"), self.tr("人数"), self.tr("进度"), ""),
            *(self.tr("各有多少"), self.tr("状态"), self.tr("导入时间")),
        )

    def cell(self, row: RosterGlance, column: int) -> str | Shown:
        cells: dict[RosterColumn, str | Shown] = {
            RosterColumn.TITLE: row.roster.title,
            RosterColumn.UNIT: row.roster.unit,
            RosterColumn.PEOPLE: str(row.roster.rows),
            RosterColumn.BAR: "",
            RosterColumn.DONE: words.share(row.counts),
            RosterColumn.COUNTS: words.counted(row.counts),
            RosterColumn.STATE: words.of_roster(row.roster, driven=row.driven),
            RosterColumn.IMPORTED: moment(row.roster.imported_at),
        }
        return cells[RosterColumn(column)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        if role == SHARES_ROLE:
            return row.counts if row is not None and index.column() == RosterColumn.BAR else None
        return super().data(index, role)


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
