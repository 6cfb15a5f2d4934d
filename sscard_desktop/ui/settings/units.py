# SPDX-License-Identifier: Apache-2.0
"""The unit directory: three levels to walk through, searched whole by name, pinyin initials or number, and added to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.domain.unitpath import DEEPEST, UNIT_MARK
from sscard_desktop.services.ports import Unit
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.passwords import FormDialog
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.settings.unitimport import UnitImportDialog, ask_units
from sscard_desktop.ui.settings.unitsettings import UnitSettingsDialog
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.empty import EmptyState
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import ElidedLabel
from sscard_desktop.ui.widgets.plain import PlainEditor
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.searchline import SearchLine
from sscard_desktop.ui.widgets.table import Table

_MOST_SHOWN = 500
_ROOMS = ("样例人力资源服务有限公司成都武侯第一分公司", "样例人力资源服务有限公司")


class UnitsTable(RowsModel[Unit]):
    """Units as a table."""

    def headings(self) -> Sequence[str]:
        return (self.tr("单位名称"), self.tr("上级单位"), self.tr("参保单位编号"))

    def cell(self, row: Unit, column: int) -> str:
        return (row.name, row.parent, row.insured_number)[column]


class UnitDialog(FormDialog):
    """A new unit, below ``above`` (a path) unless something else is written.

    Signals:
        given(Unit)
    """

    given = Signal(Unit)

    def __init__(self, parent: QWidget, above: str = "") -> None:
        super().__init__(parent, icon="plus", verb="")
        self._go.set_text(self.tr("添加"))
        self.set_title(self.tr("添加单位"))
        self._name = PlainEditor("name", self)
        self._name.set_label(self.tr("单位名称（与公章一致）"))
        self._name.set_required(True)
        self._parent_name = PlainEditor("parent", self)
        self._parent_name.set_label(self.tr("上级单位（没有则不填，二级单位写成“公司›分公司”）"))
        self._parent_name.set_value(above)
        self._number = PlainEditor("number", self)
        self._number.set_label(self.tr("参保单位编号"))
        self.set_fields(self._name, self._parent_name, self._number)

    def problems(self) -> dict[str, Note]:
        return {} if self._name.value() else {"name": Note(self.tr("请填写单位名称。"))}

    def send(self) -> None:
        self.given.emit(Unit(self._name.value(), self._parent_name.value(), self._number.value()))


class UnitsTab(Tab):
    """Search and list. Enter goes down into a unit and Alt+Up back; keys come with Ctrl, letters are searched for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._text = ""
        self._above = ""
        self._asked = 0
        space = tokens().space
        self._model = UnitsTable(self)
        self._table = Table(self)
        self._table.setModel(self._model)
        self._table.fit_columns(*_ROOMS)
        self._table.yield_columns(0, 1, last="")
        self._table.opened.connect(self._go_into)
        self.search = SearchLine(self._table, self)
        self.search.searched.connect(self._find)
        self._empty = EmptyState(self, icon="search")
        self._rows = QStackedWidget(self)
        self._rows.addWidget(self._table)
        self._rows.addWidget(self._empty)
        top = QHBoxLayout()
        top.setSpacing(space.s)
        top.addWidget(self.search, 1)
        top.addWidget(KeyCap("F3", self))
        self._where = ElidedLabel("", self, role="strong")
        self._where.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space.s, 0, 0)
        column.setSpacing(space.s)
        column.addLayout(top)
        column.addWidget(self._where)
        column.addWidget(self._rows, 1)
        self.setFocusProxy(self.search)
        self.retranslate()

    def title(self) -> str:
        return self.tr("单位名录")

    def entered(self) -> None:
        self._asked += 1
        asked, text, above = self._asked, self._text, self._above

        def show(units: Sequence[Unit]) -> None:
            if asked == self._asked:
                self._model.show_rows(units)
                self._table.choose_row(0)
                self._rows.setCurrentWidget(self._table if units else self._empty)

        registry = self._desk.registry

        def find() -> Sequence[Unit]:
            return (
                registry.find_units(text, limit=_MOST_SHOWN)
                if text
                else registry.units(parent=above, limit=_MOST_SHOWN)
            )

        self._desk.tasks.run(find, owner=self, on_done=show)

    def key_actions(self) -> list[KeyAction]:
        actions = [KeyAction("add", "Ctrl+N", self.tr("添加单位"), "plus")]
        if any(spec.of_unit for spec in self._desk.profile.fields.values()):
            actions.append(KeyAction("settle", "Ctrl+O", self.tr("单位设定")))
        actions.append(KeyAction("import", "Ctrl+I", self.tr("导入名录"), "import"))
        if self._above:
            actions.append(KeyAction("up", "Alt+Up", self.tr("上一级"), "chevron_up"))
        return [*actions, KeyAction("find", "F3", self.tr("查找"))]

    def act(self, name: str) -> None:
        if name == "add":
            self._add()
        elif name == "settle":
            self._settle()
        elif name == "import":
            self._import()
        elif name == "up":
            self._go_to(self._above.rpartition(UNIT_MARK)[0])
        else:
            self.search.setFocus()
            self.search.selectAll()

    def units(self) -> Sequence[Unit]:
        """Return what is listed; for tests."""
        return self._model.rows()

    def retranslate(self) -> None:
        self.search.set_words(self.tr("查找单位"), self.tr("单位名称、拼音首字母或参保单位编号"))
        self._show_place()
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 2)

    def above(self) -> str:
        """Return the path of the unit whose units are listed, ``""`` at the top; for tests."""
        return self._above

    def _find(self, text: str) -> None:
        self._text = text
        self._show_place()
        self.entered()

    def _go_into(self, row: int) -> None:
        unit = self._model.row(row)
        if unit is not None and unit.path.count(UNIT_MARK) < DEEPEST - 1:
            self._go_to(unit.path)

    def _go_to(self, path: str) -> None:
        """List the units right below one."""
        self._above, self._text = path, ""
        self.search.reset()
        self._show_place()
        self.actions_changed.emit()
        self.entered()

    def _show_place(self) -> None:
        """Say whose units are listed; a search goes through all of them."""
        self._where.setVisible(bool(self._above) and not self._text)
        self._where.setText(self.tr("下级单位：{path}").format(path=self._above))
        if self._above and not self._text:
            todo = self.tr("按 Ctrl+N 添加，或按 Alt+↑ 回到上一级。")
            self._empty.set_content(self.tr("这个单位下面还没有单位"), todo, icon="people")
        elif self._text:
            todo = self.tr("换一种写法再找，或按 Ctrl+N 添加。")
            self._empty.set_content(self.tr("没有找到单位"), todo, icon="search")
        else:
            todo = self.tr("按 Ctrl+I 从表格导入，或按 Ctrl+N 逐个添加。")
            self._empty.set_content(self.tr("名录里还没有单位"), todo, icon="people")

    def _import(self) -> None:
        path = ask_units(self, self.tr("选择单位名录表格"))
        if path:
            self.import_from(Path(path))

    def import_from(self, path: Path) -> UnitImportDialog:
        """Show what a table of units would do; the dialog that is open is returned."""
        dialog = UnitImportDialog(self._desk, path, self)
        said = self.tr("单位名录已导入：新增和变更 {count} 个")
        dialog.imported.connect(lambda count: self._added(said.format(count=count)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _add(self) -> None:
        dialog = UnitDialog(self, self._above if not self._text else "")

        def add(unit: Unit) -> None:
            said = self.tr("已添加 {name}").format(name=unit.name)
            self._run(dialog, lambda: self._desk.registry.add_unit(unit), lambda _: self._added(said))

        dialog.given.connect(add)
        self._open(dialog)

    def _settle(self) -> None:
        """Show what the chosen unit settled, and let it be changed."""
        row = self._table.current_row()
        if not 0 <= row < len(self._model.rows()):
            return
        unit, desk = self._model.rows()[row].path, self._desk

        def show(settled: Mapping[str, str] | None) -> None:
            dialog = UnitSettingsDialog(
                self,
                unit=unit,
                profile=desk.profile,
                settled=settled,
                language=desk.language.code,
                initials=desk.workplace.pinyin.initials,
            )
            said = self.tr("已保存单位设定：{name}").format(name=unit)
            dialog.given.connect(
                lambda values: self._run(
                    dialog, lambda: desk.unit_settings().settle(unit, values), lambda _: self.told.emit(said)
                )
            )
            self._open(dialog)

        desk.tasks.run(lambda: desk.unit_settings().of(unit), owner=self, on_done=show)

    def _added(self, said: str) -> None:
        self.told.emit(said)
        self.entered()
