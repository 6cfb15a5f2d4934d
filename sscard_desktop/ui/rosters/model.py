# SPDX-License-Identifier: Apache-2.0
"""Rosters as a table, each with how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from sscard_desktop.ui.records.words import moment
from sscard_desktop.ui.rosters import words
from sscard_desktop.ui.rosters.reading import RosterGlance
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
    STATE = 5
    IMPORTED = 6
    COUNTS = 7


class RostersModel(RowsModel[RosterGlance]):
    """Rosters, the newest first."""

    def headings(self) -> Sequence[str]:
        return (
            *(self.tr("花名册"), self.tr("参保单位"), self.tr("人数"), self.tr("进度"), ""),
            *(self.tr("状态"), self.tr("导入时间"), self.tr("各有多少")),
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
