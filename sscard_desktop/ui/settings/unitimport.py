# SPDX-License-Identifier: Apache-2.0
"""导入单位名录: what a table of units would do, shown before it is done, or what is wrong with it by row and column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.domain.checkedroster import letters_of
from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.fields import shown
from sscard_desktop.domain.unitsheet import UnitProblem
from sscard_desktop.messages import message
from sscard_desktop.services.ports import TableFile
from sscard_desktop.services.unitimport import UnitChange, UnitNews, UnitPlan
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.table import Table

_LEAST_WIDTH, _LEAST_HEIGHT = 900, 280
_ROOMS = ("2000", "样例人力资源服务有限公司›一分公司›财务科", "Changed", "90000123456")
_PROBLEM_ROOMS = ("2000", "Column")


def ask_units(parent: QWidget, title: str) -> str:
    """Ask for a table of units; ``""`` if the person thought better of it."""
    return QFileDialog.getOpenFileName(parent, title, "", "*.xlsx *.xls *.csv")[0]


class UnitChangesTable(RowsModel[UnitChange]):
    """What a table would do, a unit a row; those that stay the same come last."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def headings(self) -> Sequence[str]:
        return (self.tr("行"), self.tr("单位"), self.tr("变化"), self.tr("参保单位编号"), self.tr("单位设定"))

    def cell(self, row: UnitChange, column: int) -> str:
        words = {UnitNews.NEW: self.tr("新增"), UnitNews.CHANGED: self.tr("变更"), UnitNews.SAME: self.tr("不变")}
        number = row.unit.insured_number
        if row.news is UnitNews.CHANGED and row.number_before and row.number_before != number:
            number = f"{row.number_before} → {number}"
        return (str(row.row), row.unit.path, words[row.news], number, self._settings(row))[column]

    def _settings(self, row: UnitChange) -> str:
        if row.settings is None:
            return ""
        profile, language = self._desk.profile, self._desk.language.code
        told = [
            f"{profile.fields[key].label(language)}: {shown(profile.fields[key], value, profile.code_lists, language)}"
            for key, value in row.settings.items()
            if key in profile.fields
        ]
        return "；".join(told) or self.tr("已开通")


class UnitProblemsTable(RowsModel[UnitProblem]):
    """What is wrong, by row and column."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def headings(self) -> Sequence[str]:
        return (self.tr("行"), self.tr("列"), self.tr("问题和改法"))

    def cell(self, row: UnitProblem, column: int) -> str:
        letters = letters_of(row.column - 1) if row.column else ""
        return (str(row.row), letters, str(message(row.code, row.params, self._desk.language.code)))[column]


class UnitImportDialog(Dialog):
    """Reads a table in the work lane, shows what it would do, and does it by Enter.

    Signals:
        imported(count): how many units are new or changed.
    """

    imported = Signal(int)

    def __init__(self, desk: Desk, path: Path, parent: QWidget) -> None:
        super().__init__(parent, icon="import")
        self.setObjectName("wide")
        self._desk = desk
        self._plan: UnitPlan | None = None
        self.set_title(self.tr("导入单位名录：{file}").format(file=path.name))
        self._banner = Banner(self, closable=False)
        self._table = Table(self)
        self._table.setMinimumSize(_LEAST_WIDTH, _LEAST_HEIGHT)
        self._whole = Label("", self, role="text", wrap=True)
        self._whole.hide()
        self.body.addWidget(self._banner)
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._whole)
        self.add_button(self.tr("取消"), result=0, key="Esc")
        self._go = Button(self.tr("导入"), self, kind="primary", icon="import", key="Enter")
        self._go.clicked.connect(self._import)
        self._go.setEnabled(False)
        self._primary = self._go
        self._buttons.addWidget(self._go)
        self._table.opened.connect(lambda _: self._go.click())
        self._table.row_changed.connect(self._show_whole)
        self.set_text(self.tr("正在读取……"))
        reader = desk.workplace.table_reader()
        desk.tasks.run(
            lambda: reader.read(path), owner=self, lane=Lane.WORK, on_done=self._compare, on_error=self._tell
        )

    def plan(self) -> UnitPlan | None:
        """Return what the table would do, once that is known; for tests."""
        return self._plan

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def _compare(self, table: TableFile) -> None:
        service = self._desk.unit_import
        self._desk.tasks.run(lambda: service().plan_of(table), owner=self, on_done=self._show_plan, on_error=self._tell)

    def _show_plan(self, plan: UnitPlan) -> None:
        self._plan = plan
        if plan.problems:
            problems = UnitProblemsTable(self._desk, self)
            problems.show_rows(plan.problems)
            self._table.setModel(problems)
            self._table.fit_columns(*_PROBLEM_ROOMS)
            self.set_text("")
            told = self.tr("表格里有 {count} 处问题，改好以前一个单位也不会导入。")
            self._banner.show_message(told.format(count=len(plan.problems)), "", tone=Tone.BAD)
        else:
            order = (UnitNews.NEW, UnitNews.CHANGED, UnitNews.SAME)
            changes = UnitChangesTable(self._desk, self)
            changes.show_rows(sorted(plan.changes, key=lambda each: (order.index(each.news), each.row)))
            self._table.setModel(changes)
            self._table.fit_columns(*_ROOMS)
            self._table.grow_columns(1, last="发卡行名称：样例银行")
            counts = [plan.count(news) for news in order]
            told = self.tr("新增 {new} 个，变更 {changed} 个，不变 {same} 个。表格里没有的单位保持不变。")
            self.set_text(told.format(new=counts[0], changed=counts[1], same=counts[2]))
            if plan.unknown:
                passed = self.tr("不认识的列没有读：{names}").format(names="、".join(plan.unknown[:8]))
                self._banner.show_message(passed, "", tone=Tone.WARN)
            self._go.setEnabled(counts[0] + counts[1] > 0)
        self._table.choose_row(0)
        self._table.setFocus()

    def _show_whole(self, row: int) -> None:
        """Show the chosen row's last column below the table, where it doesn't end."""
        model = self._table.model()
        index = model.index(row, model.columnCount() - 1)
        self._whole.setText(str(index.data() or ""))
        self._whole.show()

    def _import(self) -> None:
        plan, service = self._plan, self._desk.unit_import
        if plan is None or not self._go.isEnabled():
            return
        self._go.setEnabled(False)

        def done(count: int) -> None:
            self.accept()
            self.imported.emit(count)

        self._desk.tasks.run(lambda: service().apply(plan), owner=self, on_done=done, on_error=self._tell)

    def _tell(self, error: SscardError) -> None:
        told = self._desk.language.message(error)
        self.set_text("")
        self._banner.show_message(told.what, told.todo, tone=Tone.BAD)
