# SPDX-License-Identifier: Apache-2.0
"""Feedback files that were read in, and the lines of one that is looked at, as tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import IntEnum

from PySide6.QtCore import QObject

from sscard_desktop.domain.feedback import Meaning
from sscard_desktop.domain.feedbackfile import FeedbackFile
from sscard_desktop.domain.masking import masked_number
from sscard_desktop.services.feedbackverdict import Verdict
from sscard_desktop.ui.feedback import words
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.rows import RowsModel


class FileColumn(IntEnum):
    """The columns of the list of files."""

    FILE = 0
    STATE = 1
    READ = 2
    LINES = 3
    BATCHES = 4


class FilesModel(RowsModel[FeedbackFile]):
    """The files that were read in, newest first."""

    def headings(self) -> Sequence[str]:
        return (self.tr("文件"), self.tr("状态"), self.tr("读入"), self.tr("行数"), self.tr("回执的批次"))

    def cell(self, row: FeedbackFile, column: int) -> str | Shown:
        cells: dict[FileColumn, str | Shown] = {
            FileColumn.FILE: row.file,
            FileColumn.STATE: words.of_file(row),
            FileColumn.READ: f"{record_words.moment(row.at)}  {row.operator}",
            FileColumn.LINES: str(row.lines),
            FileColumn.BATCHES: "、".join(row.batches) or "–",
        }
        return cells[FileColumn(column)]


class LineColumn(IntEnum):
    """The columns of a preview."""

    ROW = 0
    NAME = 1
    NUMBER = 2
    OUTCOME = 3
    CHANGE = 4
    DETAIL = 5


_COVERED_SEEN, _RECEIPT_SEEN = 8, 7
"""Signs of a number that tell it from its neighbours; the remark beside needs the room more."""


class LinesModel(RowsModel[Verdict]):
    """The lines of a file with what each does; numbers covered."""

    def __init__(self, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._otherwise: frozenset[int] = frozenset()

    def show_lines(self, rows: Sequence[Verdict], otherwise_encoded: Collection[int]) -> None:
        """Show other lines; those of these numbers are in another encoding than the rest."""
        self._otherwise = frozenset(otherwise_encoded)
        self.show_rows(rows)

    def remark(self, row: Verdict) -> str:
        """Return all of what else is to be said of a line."""
        return words.detail(row, self._language.code, otherwise_encoded=row.line.row in self._otherwise)

    def headings(self) -> Sequence[str]:
        return (
            self.tr("行"),
            self.tr("姓名"),
            self.tr("号码"),
            self.tr("结果"),
            self.tr("现在 → 读入后"),
            self.tr("说明"),
        )

    def cell(self, row: Verdict, column: int) -> str | Shown:
        language = self._language.code
        line = row.line
        number = line.value(Meaning.NUMBER)
        cells: dict[LineColumn, str | Shown] = {
            LineColumn.ROW: str(line.row),
            LineColumn.NAME: row.name or line.value(Meaning.NAME) or "–",
            LineColumn.NUMBER: masked_number(number)[-_COVERED_SEEN:] if number else self._receipt(row),
            LineColumn.OUTCOME: words.of_outcome(row.outcome, language),
            LineColumn.CHANGE: words.change(row, language),
            LineColumn.DETAIL: self.remark(row),
        }
        return cells[LineColumn(column)]

    def _receipt(self, row: Verdict) -> str:
        number = row.line.value(Meaning.RECEIPT_NUMBER)
        return f"…{number[-_RECEIPT_SEEN:]}" if len(number) > _RECEIPT_SEEN + 1 else number or "–"
