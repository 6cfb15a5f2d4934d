# SPDX-License-Identifier: Apache-2.0
"""The station's people: who may log in, in which role; added, let go, given a new password."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.passwords import FormDialog, NewPassword, PasswordDialog
from sscard_desktop.ui.settings.tab import Tab
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.actionbar import KeyAction
from sscard_desktop.ui.widgets.chip import Shown
from sscard_desktop.ui.widgets.chipdelegate import ChipDelegate
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.editors import CodeEditor
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PlainEditor
from sscard_desktop.ui.widgets.rows import RowsModel
from sscard_desktop.ui.widgets.table import Table

_STATE_COLUMN = 3
_ROOMS = ("demo-supervisor-2", "阿依古丽·买买提江", "单位经办人单位")


class PeopleTable(RowsModel[Operator]):
    """People as a table."""

    def show_people(self, people: Sequence[Operator]) -> None:
        """Show these, those who may log in first."""
        self.show_rows(sorted(people, key=lambda person: (person.disabled, person.name)))

    def row_of(self, name: str) -> int:
        """Return the row of a person, 0 if they aren't there."""
        return self.place_of(lambda person: person.name == name)

    def roles(self) -> Mapping[Role, str]:
        """Return the words for the roles."""
        return {
            Role.CLERK: self.tr("录入员"),
            Role.HR: self.tr("单位经办人"),
            Role.SUPERVISOR: self.tr("审核员"),
        }

    def headings(self) -> Sequence[str]:
        return (self.tr("用户名"), self.tr("姓名"), self.tr("角色"), self.tr("状态"))

    def cell(self, row: Operator, column: int) -> str | Shown:
        if column == _STATE_COLUMN:
            if row.disabled:
                return Shown(self.tr("已停用"), Tone.QUIET, "cross")
            return Shown(self.tr("可以登录"), Tone.OK, "check")
        return (row.name, row.display_name, self.roles()[row.role])[column]


class PersonDialog(FormDialog):
    """A new person.

    Signals:
        given(name, display_name, role, password)
    """

    given = Signal(str, str, str, str)

    def __init__(self, roles: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent, icon="person", verb="")
        set_state(self, "breadth", "wide")
        self._go.set_text(self.tr("添加"))
        self.set_title(self.tr("添加人员"))
        self.set_text(self.tr("第一个密码由您设定，请本人登录后马上修改。"))
        self._name = PlainEditor("name", self)
        self._name.set_label(self.tr("用户名（登录用，如姓名拼音）"))
        self._name.set_required(True)
        self._display = PlainEditor("display", self)
        self._display.set_label(self.tr("姓名（显示和打印）"))
        self._role = CodeEditor("role", self)
        self._role.set_label(self.tr("角色"))
        self._role.set_required(True)
        self._role.set_choices(roles)
        self._role.set_value(Role.CLERK.value)
        self._new = NewPassword(self)
        # Both names beside each other, both passwords: one below the other is too high for large type.
        fields = (self._name, self._display, self._role, self._new.first, self._new.again)
        self.set_fields(*fields, columns=2, alone=(self._role,))

    def problems(self) -> dict[str, Note]:
        problems = {} if self._name.value() else {"name": Note(self.tr("请填写用户名。"))}
        if not self._role.value():
            problems["role"] = Note(self.tr("请选择角色。"))
        return problems | self._new.problems()

    def send(self) -> None:
        self.given.emit(self._name.value(), self._display.value(), self._role.value(), self._new.first.value())


class PeopleTab(Tab):
    """The list of people. N adds, P gives a new password, X keeps somebody out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted = ""
        self._model = PeopleTable(self)
        self._table = Table(self)
        self._table.setModel(self._model)
        self._table.setItemDelegateForColumn(_STATE_COLUMN, ChipDelegate(self._table))
        self._table.fit_columns(*_ROOMS)
        self._table.row_changed.connect(lambda _: self.actions_changed.emit())
        self._table.opened.connect(lambda _: self._reset())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, tokens().space.s, 0, 0)
        column.addWidget(self._table)
        self.setFocusProxy(self._table)
        self.retranslate()

    def title(self) -> str:
        return self.tr("人员")

    def entered(self) -> None:
        current = self.current()
        self._wanted = self._wanted or (current.name if current is not None else "")

        def show(people: Sequence[Operator]) -> None:
            self._model.show_people(people)
            self._table.choose_row(self._model.row_of(self._wanted))
            self._wanted = ""
            self.actions_changed.emit()

        self._desk.tasks.run(self._desk.people.all, owner=self, on_done=show)

    def key_actions(self) -> list[KeyAction]:
        person = self.current()
        actions = [KeyAction("add", "N", self.tr("添加人员"), "plus")]
        if person is not None:
            actions.append(KeyAction("reset", "P", self.tr("重设密码")))
            if not person.disabled and person.name != self._desk.operator.name:
                actions.append(KeyAction("disable", "X", self.tr("停用")))
        return actions

    def act(self, name: str) -> None:
        {"add": self._add, "reset": self._reset, "disable": self._disable}[name]()

    def current(self) -> Operator | None:
        """Return the chosen person."""
        return self._model.row(self._table.current_row())

    def people(self) -> PeopleTable:
        """Return what is listed; for tests."""
        return self._model

    def give_password(self, name: str) -> None:
        """Choose somebody, and ask for their next password."""
        self._table.choose_row(self._model.row_of(name))
        self._reset()

    def retranslate(self) -> None:
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _STATE_COLUMN)
        self._table.viewport().update()

    def _add(self) -> None:
        initials = self._desk.workplace.pinyin.initials
        roles = [Choice(role.value, word, initials(word), " ") for role, word in self._model.roles().items()]
        dialog = PersonDialog(roles, self)

        def add(name: str, display: str, role: str, password: str) -> None:
            def added(person: Operator) -> None:
                self._done(self.tr("已添加 {name}").format(name=person.name), person.name)

            self._run(dialog, lambda: self._desk.people.add(name, Role(role), password, display_name=display), added)

        dialog.given.connect(add)
        self._open(dialog)

    def _reset(self) -> None:
        person = self.current()
        if person is None:
            return
        name = person.name
        dialog = PasswordDialog(self, name=name)
        said = self.tr("已重设 {name} 的密码").format(name=name)
        dialog.given.connect(
            lambda _, new: self._run(
                dialog, lambda: self._desk.people.reset_password(name, new), lambda _: self._done(said, name)
            )
        )
        self._open(dialog)

    def _disable(self) -> None:
        person = self.current()
        if person is None or person.disabled or person.name == self._desk.operator.name:
            return
        name = person.name
        said = self.tr("已停用 {name}；重设密码可以恢复").format(name=name)
        self._desk.tasks.run(
            lambda: self._desk.people.disable(name), owner=self, on_done=lambda _: self._done(said, name)
        )

    def _done(self, said: str, name: str) -> None:
        self.told.emit(said)
        self._wanted = name
        self.entered()
