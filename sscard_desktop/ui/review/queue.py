# SPDX-License-Identifier: Apache-2.0
"""The submissions that wait for a decision, as a narrow list: name and time (day, before today), oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.record import RecordSummary

_Index = QModelIndex | QPersistentModelIndex


class QueueModel(QAbstractTableModel):
    """What waits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._records: list[RecordSummary] = []

    def show_records(self, records: Sequence[RecordSummary]) -> None:
        """Show these."""
        self.beginResetModel()
        self._records = list(records)
        self.endResetModel()

    def remove(self, record_id: str) -> None:
        """Take a record out of the list: it was decided on."""
        row = next((row for row, record in enumerate(self._records) if record.id == record_id), -1)
        if row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._records[row]
            self.endRemoveRows()

    def record(self, row: int) -> RecordSummary | None:
        """Return the record in a row, ``None`` outside."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def row_of(self, record_id: str) -> int:
        """Return the row of a record, 0 if it isn't there."""
        return next((row for row, record in enumerate(self._records) if record.id == record_id), 0)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._records)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("姓名"), self.tr("提交"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        record = self.record(index.row())
        if record is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if index.column() == 0:
            return record.name
        at = record.submitted_at or record.updated_at
        local = at.astimezone(CHINA)
        today = local.date() == datetime.now(UTC).astimezone(CHINA).date()
        return f"{local:%H:%M}" if today else f"{local:%m-%d}"
