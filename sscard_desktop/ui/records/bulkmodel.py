# SPDX-License-Identifier: Apache-2.0
"""Files of a photo import as a table: whose each is, what became of it, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.masking import masked_number
from sscard_desktop.messages import message
from sscard_desktop.services.bulkphotos import BulkResult, Outcome
from sscard_desktop.services.bulkplan import BulkPlan, PlannedPhoto
from sscard_desktop.ui.i18n import clauses
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.rows import RowsModel


class BulkColumn(IntEnum):
    """The columns."""

    FILE = 0
    NAME = 1
    NUMBER = 2
    STATE = 3
    TOLD = 4


@dataclass(frozen=True, slots=True)
class BulkRow:
    """One file.

    Attributes:
        key: by which its content is read, ``""`` for what can't be.
        told: what is to be done about it.
        planned: where it is somebody's.
    """

    key: str = field(repr=False)
    file: str = field(repr=False)
    state: Shown
    told: str
    planned: PlannedPhoto | None = None
    outcome: Outcome | None = None


class BulkModel(RowsModel[BulkRow]):
    """What needs somebody first, then the rest."""

    def show_plan(self, plan: BulkPlan, language: str, results: Mapping[str, BulkResult]) -> None:
        """Show what would be done, or, where there are ``results`` (by file key), what was."""
        rows = [self._of_result(results[each.file.key], language) for each in plan.planned if each.file.key in results]
        rows += [self._of_plan(each) for each in plan.planned if each.file.key not in results]
        rows += [
            BulkRow(
                each.key,
                each.name,
                Shown(self.tr("没有对上"), Tone.WARN, "question"),
                _said(f"bulk.doubt.{doubt}", language),
                plan.asked.get(each.key),
            )
            for each, doubt in plan.unmatched
        ]
        rows += [
            BulkRow("", each.name, Shown(self.tr("没有读取"), Tone.WARN, "warn"), _told(each.error, language))
            for each in plan.refused
        ]
        tones = (Tone.BAD, Tone.WARN)
        self.show_rows(sorted(rows, key=lambda row: (row.state.tone not in tones, row.state.tone != Tone.BAD)))

    def show_result(self, result: BulkResult, language: str) -> None:
        """Show what became of one file where it stands; the order stays until the run ends."""
        for at, row in enumerate(self._rows):
            if row.key == result.planned.file.key:
                self._rows[at] = self._of_result(result, language)
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(BulkColumn) - 1))
                return

    def widest_state(self) -> str:
        """Return the longest word of a state in the language in force, with room for its icon."""
        words = (
            self.tr("没有对上"),
            self.tr("以前已导入"),
            self.tr("检查不通过"),
            self.tr("做不成"),
            self.tr("记录已变"),
        )
        return f"✓  {max(words, key=len)}  "

    def _of_plan(self, planned: PlannedPhoto) -> BulkRow:
        told = self.tr("已有照片；同一个文件不会重做，不同的不覆盖") if planned.has_photo else ""
        state = Shown(self.tr("对上"), Tone.OK, "check")
        return BulkRow(planned.file.key, planned.file.name, state, told, planned)

    def _of_result(self, result: BulkResult, language: str) -> BulkRow:
        state = {
            Outcome.STORED: Shown(self.tr("已存入"), Tone.OK, "check"),
            Outcome.DONE_BEFORE: Shown(self.tr("以前已导入"), Tone.QUIET, "dash"),
            Outcome.FAILED: Shown(self.tr("检查不通过"), Tone.BAD, "cross"),
            Outcome.REFUSED: Shown(self.tr("做不成"), Tone.BAD, "cross"),
            Outcome.HAS_PHOTO: Shown(self.tr("已有照片"), Tone.WARN, "warn"),
            Outcome.ANOTHERS: Shown(self.tr("别人的照片"), Tone.BAD, "cross"),
            Outcome.GONE: Shown(self.tr("记录已变"), Tone.WARN, "warn"),
        }[result.outcome]
        planned = result.planned
        return BulkRow(planned.file.key, planned.file.name, state, told_of(result, language), planned, result.outcome)

    def headings(self) -> Sequence[str]:
        return (self.tr("文件"), self.tr("姓名"), self.tr("证件号码"), self.tr("状态"), self.tr("说明"))

    def cell(self, row: BulkRow, column: int) -> str | Shown:
        planned = row.planned
        cells: dict[BulkColumn, str | Shown] = {
            BulkColumn.FILE: row.file,
            BulkColumn.NAME: planned.name if planned else "–",
            BulkColumn.NUMBER: masked_number(planned.number) if planned else "–",
            BulkColumn.STATE: row.state,
            BulkColumn.TOLD: row.told,
        }
        return cells[BulkColumn(column)]


def told_of(result: BulkResult, language: str) -> str:
    """Return what is to be said of a result: the failed checks, or why there is no photo."""
    if result.failed:
        said = (message(check.sentence_code, check.params, language) for check in result.failed)
        return clauses(map(str, said), language)
    if result.error is not None:
        return _told(result.error, language)
    return _said(f"bulk.outcome.{result.outcome}", language)


def _told(error: SscardError, language: str) -> str:
    told = message(error.code, error.params, language)
    return f"{told.what} {told.todo}".strip()


def _said(code: str, language: str) -> str:
    told = message(code, {}, language)
    return f"{told.what} {told.todo}".strip()
