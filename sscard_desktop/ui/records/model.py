# SPDX-License-Identifier: Apache-2.0
"""The list of records as a table: a part of it at a time, more when the eye comes near the end."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import RecordSummary
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.records import words
from sscard_desktop.ui.records.words import Shown

_Index = QModelIndex | QPersistentModelIndex
CHIP_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """The columns, in order."""

    NAME = 0
    NUMBER = 1
    BUSINESS = 2
    STATE = 3
    UPDATED = 4
    CLERK = 5
    RECEIPT = 6


class RecordsModel(QAbstractTableModel):
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
        self._records: list[RecordSummary] = []
        self._more = False

    def show_records(self, records: Sequence[RecordSummary], *, more: bool) -> None:
        """Show these instead; ``more`` says that there are others behind them."""
        self.beginResetModel()
        self._records = list(records)
        self._more = more
        self.endResetModel()

    def append_records(self, records: Sequence[RecordSummary], *, more: bool) -> None:
        """Show these too."""
        first = len(self._records)
        self._more = more
        if records:
            self.beginInsertRows(QModelIndex(), first, first + len(records) - 1)
            self._records.extend(records)
            self.endInsertRows()

    def records(self) -> Sequence[RecordSummary]:
        """Return what is shown."""
        return self._records

    def record(self, row: int) -> RecordSummary | None:
        """Return the record in a row, ``None`` outside."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def row_of(self, record_id: str) -> int:
        """Return the row of a record, 0 if it isn't there."""
        return next((row for row, record in enumerate(self._records) if record.id == record_id), 0)

    def words_changed(self) -> None:
        """Show all words anew, in another language."""
        if self._records:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._records) - 1, len(Column) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    # what the view asks

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._records)

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(Column)

    def canFetchMore(self, parent: _Index) -> bool:
        return self._more

    def fetchMore(self, parent: _Index) -> None:
        # Once: the answer says whether there is more behind it.
        self._more = False
        self.more_wanted.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.NAME: self.tr("姓名"),
            Column.NUMBER: self.tr("证件号码"),
            Column.BUSINESS: self.tr("业务"),
            Column.STATE: self.tr("状态"),
            Column.UPDATED: self.tr("更新时间"),
            Column.CLERK: self.tr("经办人"),
            Column.RECEIPT: self.tr("受理编号"),
        }[Column(section)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | Shown | None:
        record = self.record(index.row())
        if record is None:
            return None
        column = Column(index.column())
        if role == CHIP_ROLE and column is Column.STATE:
            return words.parked() if record.parked else words.of_status(record.status)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if column is Column.STATE:
            # Painted as a chip; read out as a word.
            return words.of_status(record.status).word if role == Qt.ItemDataRole.AccessibleTextRole else None
        return {
            Column.NAME: record.name or self.tr("（未填姓名）"),
            Column.NUMBER: words.number(record.number),
            Column.BUSINESS: self._businesses.label(record.business, self._language.code),
            Column.UPDATED: words.moment(record.updated_at),
            Column.CLERK: record.created_by,
            Column.RECEIPT: grouped(record.receipt_number),
        }[column]
