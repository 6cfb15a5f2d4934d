# SPDX-License-Identifier: Apache-2.0
"""Batches, and people who can't go into one, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject

from sscard_desktop.domain.batch import Batch
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record
from sscard_desktop.services.batchreadiness import Lacking
from sscard_desktop.ui.batches import words
from sscard_desktop.ui.i18n import Language, clauses
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.rows import RowsModel


class BatchColumn(IntEnum):
    """The columns of the list of batches."""

    NUMBER = 0
    STATE = 1
    PEOPLE = 2
    SEALED = 3
    EXPORTED = 4


class BatchesModel(RowsModel[Batch]):
    """The station's batches, newest first."""

    def row_of(self, number: str) -> int:
        """Return the row of a batch, 0 if it isn't there."""
        return self.place_of(lambda batch: batch.number == number)

    def headings(self) -> Sequence[str]:
        return (self.tr("批次号"), self.tr("状态"), self.tr("人数"), self.tr("封存"), self.tr("最近导出"))

    def cell(self, row: Batch, column: int) -> str | Shown:
        cells: dict[BatchColumn, str | Shown] = {
            BatchColumn.NUMBER: row.number,
            BatchColumn.STATE: words.of_status(row.status),
            BatchColumn.PEOPLE: self.tr("%n 人", "", len(row.records)),
            BatchColumn.SEALED: f"{record_words.moment(row.sealed_at)}  {row.sealed_by}".strip(),
            BatchColumn.EXPORTED: record_words.moment(row.exported_at) or row.cancelled_reason,
        }
        return cells[BatchColumn(column)]


class PeopleModel(RowsModel[Lacking]):
    """People by name and number, with what they lack."""

    def __init__(self, profile: Profile, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._language = language

    def show_ready(self, records: Sequence[Record]) -> None:
        """Show people who lack nothing."""
        self.show_rows(Lacking(record, ()) for record in records)

    def record(self, place: int) -> Record | None:
        """Return the record in a row, ``None`` outside."""
        found = self.row(place)
        return None if found is None else found.record

    def headings(self) -> Sequence[str]:
        return (self.tr("姓名"), self.tr("证件号码"), self.tr("业务"), self.tr("还差什么"))

    def cell(self, row: Lacking, column: int) -> str:
        record, language = row.record, self._language.code
        profile = self._profile.of(record.business)
        lacks = clauses((words.lack(problem, profile, language) for problem in row.problems), language)
        business = self._profile.businesses.label(record.business, language)
        return (record.value("name"), record_words.number(record.value("number")), business, lacks or "–")[column]
