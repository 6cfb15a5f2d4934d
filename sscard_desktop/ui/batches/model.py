# SPDX-License-Identifier: Apache-2.0
"""Batches, and people who can't go into one, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sscard_desktop.domain.batch import Batch
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record
from sscard_desktop.services.batching import Lacking
from sscard_desktop.ui.batches import words
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.records.words import Shown

_Index = QModelIndex | QPersistentModelIndex
CHIP_ROLE = Qt.ItemDataRole.UserRole + 1
_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class BatchColumn(IntEnum):
    """The columns of the list of batches."""

    NUMBER = 0
    STATE = 1
    PEOPLE = 2
    SEALED = 3
    EXPORTED = 4


class BatchesModel(QAbstractTableModel):
    """The station's batches, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._batches: list[Batch] = []

    def show_batches(self, batches: Sequence[Batch]) -> None:
        """Show these."""
        self.beginResetModel()
        self._batches = list(batches)
        self.endResetModel()

    def batch(self, row: int) -> Batch | None:
        """Return the batch in a row, ``None`` outside."""
        return self._batches[row] if 0 <= row < len(self._batches) else None

    def row_of(self, number: str) -> int:
        """Return the row of a batch, 0 if it isn't there."""
        return next((row for row, batch in enumerate(self._batches) if batch.number == number), 0)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._batches)

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(BatchColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            BatchColumn.NUMBER: self.tr("批次号"),
            BatchColumn.STATE: self.tr("状态"),
            BatchColumn.PEOPLE: self.tr("人数"),
            BatchColumn.SEALED: self.tr("封存"),
            BatchColumn.EXPORTED: self.tr("最近导出"),
        }[BatchColumn(section)]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | Shown | None:
        batch = self.batch(index.row())
        if batch is None:
            return None
        column = BatchColumn(index.column())
        state = words.of_status(batch.status)
        if role == CHIP_ROLE and column is BatchColumn.STATE:
            return state
        if role not in _TEXT_ROLES or (column is BatchColumn.STATE and role == Qt.ItemDataRole.DisplayRole):
            return None
        return {
            BatchColumn.NUMBER: batch.number,
            BatchColumn.STATE: state.word,
            BatchColumn.PEOPLE: self.tr("%n 人", "", len(batch.records)),
            BatchColumn.SEALED: f"{record_words.moment(batch.sealed_at)}  {batch.sealed_by}".strip(),
            BatchColumn.EXPORTED: record_words.moment(batch.exported_at) or batch.cancelled_reason,
        }[column]


class PeopleModel(QAbstractTableModel):
    """People by name and number, with what they lack."""

    def __init__(self, profile: Profile, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._language = language
        self._people: list[Lacking] = []

    def show_people(self, people: Sequence[Lacking]) -> None:
        """Show these."""
        self.beginResetModel()
        self._people = list(people)
        self.endResetModel()

    def show_ready(self, records: Sequence[Record]) -> None:
        """Show people who lack nothing."""
        self.show_people([Lacking(record, ()) for record in records])

    def record(self, row: int) -> Record | None:
        """Return the record in a row, ``None`` outside."""
        return self._people[row].record if 0 <= row < len(self._people) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._people)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("姓名"), self.tr("证件号码"), self.tr("业务"), self.tr("还差什么"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (*_TEXT_ROLES, Qt.ItemDataRole.ToolTipRole) or not 0 <= index.row() < len(self._people):
            return None
        person = self._people[index.row()]
        language = self._language.code
        lacks = "；".join(
            words.lack(problem, self._profile.of(person.record.business), language) for problem in person.problems
        )
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        business = self._profile.businesses.label(person.record.business, language)
        number = record_words.number(person.record.value("number"))
        return (person.record.value("name"), number, business, lacks or "–")[index.column()]
