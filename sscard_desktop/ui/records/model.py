# SPDX-License-Identifier: Apache-2.0
"""The list of records as a table: a part of it at a time, more when the eye comes near the end."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import RecordSummary
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.records import words
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.rows import RowsModel

_Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, in order."""

    NAME = 0
    NUMBER = 1
    BUSINESS = 2
    STATE = 3
    UPDATED = 4
    CLERK = 5
    RECEIPT = 6


class RecordsModel(RowsModel[RecordSummary]):
    """Summaries of records.

    Args:
        businesses: the kinds of business that the city takes.
        language: the language in force.

    Signals:
        more_wanted(): the view came to the end, and there is more.
    """

    more_wanted = Signal()

    def __init__(self, businesses: CodeList, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._businesses = businesses
        self._language = language
        self._more = False

    def show_records(self, records: Sequence[RecordSummary], *, more: bool) -> None:
        """Show these instead; ``more`` says that there are others behind them."""
        self._more = more
        self.show_rows(records)

    def append_records(self, records: Sequence[RecordSummary], *, more: bool) -> None:
        """Show these too."""
        first = len(self._rows)
        self._more = more
        if records:
            self.beginInsertRows(QModelIndex(), first, first + len(records) - 1)
            self._rows.extend(records)
            self.endInsertRows()

    def row_of(self, record_id: str) -> int:
        """Return the row of a record, 0 if it isn't there."""
        return self.place_of(lambda record: record.id == record_id)

    def words_changed(self) -> None:
        """Show all words anew, in another language."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(Column) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    # what the view asks

    def canFetchMore(self, parent: _Index) -> bool:
        return self._more

    def fetchMore(self, parent: _Index) -> None:
        # Once: the answer says whether there is more behind it.
        self._more = False
        self.more_wanted.emit()

    def headings(self) -> Sequence[str]:
        return (
            *(self.tr("姓名"), self.tr("证件号码"), self.tr("业务"), self.tr("状态")),
            *(self.tr("更新时间"), self.tr("经办人"), self.tr("受理编号")),
        )

    def cell(self, row: RecordSummary, column: int) -> str | Shown:
        cells: dict[Column, str | Shown] = {
            Column.NAME: row.name or self.tr("（未填姓名）"),
            Column.NUMBER: words.number(row.number),
            Column.BUSINESS: self._businesses.label(row.business, self._language.code),
            Column.STATE: words.parked() if row.parked else words.of_status(row.status),
            Column.UPDATED: words.moment(row.updated_at),
            Column.CLERK: row.created_by,
            Column.RECEIPT: grouped(row.receipt_number),
        }
        return cells[Column(column)]
