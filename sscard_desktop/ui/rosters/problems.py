# SPDX-License-Identifier: Apache-2.0
"""What is wrong in a checked list: the kinds at the left, where at the right, and the row of it below."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.checkedroster import CheckedRow, ReadColumn
from sscard_desktop.domain.profile import Profile
from sscard_desktop.ui.i18n import Language, Retranslated
from sscard_desktop.ui.records import words as record_words
from sscard_desktop.ui.rosters.findings import CheckedFile, Finding, Kind
from sscard_desktop.ui.rosters.findingwords import FindingWords
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.table import Table

_KIND_ROOMS = ("10000存",)
_ROOMS = ("50000", "AB 公民身份号码", "阿依古丽·买买提", "110105 19491231 002X")


class KindsModel(RowsModel[Kind]):
    """The kinds, after one line for all of them."""

    def __init__(self, words: FindingWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def headings(self) -> Sequence[str]:
        return (self.tr("多少处"), self.tr("什么问题"))

    def cell(self, row: Kind, column: int) -> str | Shown:
        if column == 0:
            tone = Tone.BAD if row.blocking else Tone.WARN
            return Shown(str(len(row.findings)), tone, "cross" if row.blocking else "question")
        return self._words.kind(row)


class FindingColumn(IntEnum):
    """The columns of what is wrong."""

    ROW = 0
    COLUMN = 1
    NAME = 2
    FOUND = 3
    WHAT = 4


class FindingsModel(RowsModel[Finding]):
    """Where something is wrong, in the file's order."""

    def __init__(self, words: FindingWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def headings(self) -> Sequence[str]:
        return (self.tr("行"), self.tr("列"), self.tr("姓名"), self.tr("填的是"), self.tr("怎么改"))

    def cell(self, row: Finding, column: int) -> str:
        match FindingColumn(column):
            case FindingColumn.ROW:
                return str(row.problem.row or "")
            case FindingColumn.COLUMN:
                return self._words.column(row)
            case FindingColumn.NAME:
                return row.row.name if row.row is not None else ""
            case FindingColumn.FOUND:
                return row.problem.found
            case FindingColumn.WHAT:
                return self._words.told(row)


class CellsModel(RowsModel[CheckedRow]):
    """One row of the file, cell by cell; what is wrong is marked."""

    def __init__(self, profile: Profile, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._language = language
        self._columns: Sequence[ReadColumn] = ()

    def show_row(self, columns: Sequence[ReadColumn], row: CheckedRow | None) -> None:
        """Show another row."""
        self._columns = columns
        self.show_rows([row] if row is not None else [])

    def headings(self) -> Sequence[str]:
        return [f"{each.letters} {each.header}" for each in self._columns]

    def cell(self, row: CheckedRow, column: int) -> str | Shown:
        read = self._columns[column]
        problem = next((each for each in row.problems if each.column == read.letters), None)
        if problem is not None:
            empty = self.tr("（没有填）")
            return Shown(problem.found or empty, Tone.BAD if problem.blocking else Tone.WARN, "")
        spec = self._profile.fields.get(read.key)
        stored = row.values.get(read.key, "")
        return record_words.value(spec, stored, self._profile, self._language.code) if spec is not None else stored


class ProblemsView(Retranslated, QWidget):
    """Arrows in the left list choose a kind, Tab leads to where it is; the row below follows."""

    def __init__(self, profile: Profile, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: CheckedFile | None = None
        self._words = FindingWords(profile, language)
        self.table = Table(self)
        self._kinds = KindsModel(self._words, self)
        self.kind_table = Table(self)
        self.kind_table.setModel(self._kinds)
        self.kind_table.setItemDelegateForColumn(0, ChipDelegate(self.kind_table))
        self.kind_table.fit_columns(*_KIND_ROOMS)
        self.kind_table.row_changed.connect(self._show_kind)
        self._findings = FindingsModel(self._words, self)
        self.table.setModel(self._findings)
        self.table.fit_columns(*_ROOMS)
        self.table.yield_columns(FindingColumn.FOUND, FindingColumn.COLUMN, FindingColumn.NAME, last="")
        self.table.row_changed.connect(self._show_row)
        self._whole = Label("", self, role="text", wrap=True)
        self._cells = CellsModel(profile, language, self)
        self.cell_table = Table(self)
        self.cell_table.setModel(self._cells)
        self.cell_table.setItemDelegate(ChipDelegate(self.cell_table))
        self.cell_table.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        space = tokens().space
        lists = QHBoxLayout()
        lists.setSpacing(space.m)
        lists.addWidget(self.kind_table, 4)
        lists.addWidget(self.table, 9)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addLayout(lists, 1)
        column.addWidget(self._whole)
        column.addWidget(self.cell_table)
        self.setFocusProxy(self.kind_table)
        self.setTabOrder(self.kind_table, self.table)
        self.retranslate()

    def show_file(self, file: CheckedFile) -> None:
        """Show what is wrong in a file."""
        self._file = file
        self._words.read(file.checked)
        self._kinds.show_rows(file.kinds)
        self.kind_table.choose_row(0)
        rows = self.cell_table.verticalHeader().defaultSectionSize()
        head = self.cell_table.horizontalHeader().sizeHint().height()
        self.cell_table.setFixedHeight(rows + head + 2 * tokens().space.m)

    def findings(self) -> Sequence[Finding]:
        """Return what is listed; for tests."""
        return self._findings.rows()

    def kinds(self) -> Sequence[Kind]:
        """Return the kinds; for tests."""
        return self._kinds.rows()

    def retranslate(self) -> None:
        for model in (self._kinds, self._findings):
            model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, model.columnCount() - 1)
        self._show_row(self.table.current_row())

    def _show_kind(self, row: int) -> None:
        kind = self._kinds.row(row)
        self._findings.show_rows(kind.findings if kind is not None else ())
        self.table.choose_row(0)
        self._show_row(self.table.current_row())

    def _show_row(self, row: int) -> None:
        finding, file = self._findings.row(row), self._file
        self._whole.setText(self._words.told(finding) if finding is not None else "")
        if finding is None or file is None:
            return
        columns = file.checked.columns
        self._cells.show_row(columns, finding.row)
        self.cell_table.setVisible(finding.row is not None)
        if finding.row is None:
            return
        self._fit_cells(columns, finding.row)
        place = next((at for at, each in enumerate(columns) if each.letters == finding.problem.column), 0)
        self.cell_table.setCurrentIndex(self._cells.index(0, place))
        self.cell_table.scrollTo(self._cells.index(0, place), Table.ScrollHint.PositionAtCenter)

    def _fit_cells(self, columns: Sequence[ReadColumn], row: CheckedRow) -> None:
        metrics, space = self.cell_table.fontMetrics(), tokens().space
        for at, heading in enumerate(self._cells.headings()):
            cell = self._cells.cell(row, at)
            text = cell.word if isinstance(cell, Shown) else cell
            wide = max(metrics.horizontalAdvance(heading), metrics.horizontalAdvance(text) + 2 * space.m)
            self.cell_table.setColumnWidth(at, wide + 3 * space.m)
