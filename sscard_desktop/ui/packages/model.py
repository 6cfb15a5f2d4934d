# SPDX-License-Identifier: Apache-2.0
"""Files that come in, and records that somebody should look at, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.merging import Decision
from sscard_desktop.domain.record import RecordId
from sscard_desktop.services.mergeplan import Plan, PlannedRecord
from sscard_desktop.services.ports import SignedPackage
from sscard_desktop.ui.i18n import Language, clauses, with_reason
from sscard_desktop.ui.packages import words
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.rows import RowsModel


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that was chosen.

    Attributes:
        package: what it states, once its signature was found to hold.
        problem: why it can't be merged.
        checked: whether that was looked at already.
    """

    path: Path
    package: SignedPackage | None = None
    problem: SscardError | None = None
    checked: bool = False

    @property
    def ready(self) -> bool:
        """Whether it can be merged."""
        return self.checked and self.problem is None


class FileColumn(IntEnum):
    """The columns of the list of files."""

    FILE = 0
    STATE = 1
    STATION = 2
    RECORDS = 3
    MADE = 4


class FilesModel(RowsModel[IncomingFile]):
    """Files in the order in which they were chosen."""

    def put(self, file: IncomingFile) -> None:
        """Show a file, in place of what was known of it."""
        known = [each.path for each in self._rows]
        if file.path not in known:
            self.beginInsertRows(QModelIndex(), len(known), len(known))
            self._rows.append(file)
            self.endInsertRows()
            return
        place = known.index(file.path)
        self._rows[place] = file
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(FileColumn) - 1))

    def remove(self, place: int) -> None:
        """Let a file go from the list."""
        self.beginRemoveRows(QModelIndex(), place, place)
        del self._rows[place]
        self.endRemoveRows()

    def headings(self) -> Sequence[str]:
        return (self.tr("文件"), self.tr("能否合并"), self.tr("站点"), self.tr("记录"), self.tr("写出时间"))

    def cell(self, row: IncomingFile, column: int) -> str | Shown:
        origin = row.package.origin if row.package is not None else None
        cells: dict[FileColumn, str | Shown] = {
            FileColumn.FILE: row.path.name,
            FileColumn.STATE: self._state(row),
            FileColumn.STATION: f"{origin.number:04d}  {origin.name}" if origin else "",
            FileColumn.RECORDS: self.tr("%n 条", "", origin.records) if origin else "",
            FileColumn.MADE: record_words.moment(origin.made_at) if origin else "",
        }
        return cells[FileColumn(column)]

    def _state(self, file: IncomingFile) -> Shown:
        if not file.checked:
            return Shown(self.tr("正在校验"), Tone.QUIET, "clock")
        if file.problem is None:
            return Shown(self.tr("可以合并"), Tone.OK, "check")
        if file.problem.code == "transfer.unknown_station":
            return Shown(self.tr("站点未信任"), Tone.WARN, "question")
        return Shown(self.tr("不能合并"), Tone.BAD, "cross")


class RecordColumn(IntEnum):
    """The columns of the list of records."""

    NAME = 0
    NUMBER = 1
    WHAT = 2
    DONE = 3
    STATION = 4
    WITH = 5


class PlannedModel(RowsModel[PlannedRecord]):
    """Records of a dry run that somebody should look at, those to be decided first."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._plan: Plan | None = None
        self._decided: Mapping[RecordId, Decision] = {}

    def show_plan(self, plan: Plan | None, decided: Mapping[RecordId, Decision]) -> None:
        """Show another dry run; ``decided`` is looked at while it changes."""
        self._plan, self._decided = plan, decided
        self.show_rows(plan.records if plan is not None else ())

    def refresh(self, place: int) -> None:
        """Show a row anew: it was decided."""
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(RecordColumn) - 1))

    def headings(self) -> Sequence[str]:
        return (
            *(self.tr("姓名"), self.tr("证件号码"), self.tr("情况")),
            *(self.tr("怎么办"), self.tr("来自"), self.tr("和谁像")),
        )

    def cell(self, row: PlannedRecord, column: int) -> str | Shown:
        chosen = row.id in self._decided
        done = self._decided.get(row.id, row.usual)
        origin = self._plan.packages[row.package].origin if self._plan is not None else None
        cells: dict[RecordColumn, str | Shown] = {
            RecordColumn.NAME: row.name,
            RecordColumn.NUMBER: record_words.number(row.number),
            RecordColumn.WHAT: words.of_record(row, self._language.code),
            RecordColumn.DONE: words.of_decision(done, chosen=chosen, asked=len(row.choices) > 1),
            RecordColumn.STATION: f"{origin.number:04d}" if origin is not None else "",
            RecordColumn.WITH: self._alike(row),
        }
        return cells[RecordColumn(column)]

    def _alike(self, record: PlannedRecord) -> str:
        if record.locked:
            return self.tr("本站这条已在批次里，不能替换")
        coming, here = self.tr("一起来的记录"), self.tr("本站的记录")
        code = self._language.code
        told = (
            with_reason(words.likeness(each.likeness, code), coming if each.incoming else here, code)
            for each in record.resemblances
        )
        return clauses(told, code)
