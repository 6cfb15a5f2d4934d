# SPDX-License-Identifier: Apache-2.0
"""The way in for a supervisor who forgot the password: the recovery code or its shares, then a new password.

The code that was used ends with it, so the page goes on to the new one, and can't be left before that was kept.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.ui.codesheet import CodeSheet
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.gate import Gate
from sscard_desktop.ui.passwords import NewPassword
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Label, Tone
from sscard_desktop.ui.widgets.plain import PlainEditor

_BETWEEN_SHARES = re.compile(r"[,，;；、]+")


class RecoveryPage(Gate):
    """Two sheets: the form, then the new recovery code.

    Signals:
        recovery_requested(name, password, typed): all is there; ``typed`` is a tuple with the code, or the shares.
            Answer by ``code_sheet.show_code`` through :meth:`show_recovery_code`, or :meth:`show_problem`.
        cancelled(): back to the log-in; nothing was done.
        finished(name): the new code was kept, and the person may log in.
    """

    recovery_requested = Signal(str, str, tuple)
    cancelled = Signal()
    finished = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, user: str = "") -> None:
        super().__init__(parent, width="wide")
        self.code_sheet = CodeSheet(self)
        self.code_sheet.finished.connect(lambda: self.finished.emit(self._name.value()))
        self._busy = False
        self._sheets = QStackedWidget(self)
        self._sheets.addWidget(self._make_form(user))
        self._sheets.addWidget(self.code_sheet)
        self.sheet.addWidget(self._sheets)
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._turn_back)
        self.setFocusProxy(self._typed)
        self.retranslate()

    def _make_form(self, user: str) -> QWidget:
        space = tokens().space
        form = QWidget()
        self._title = Label("", form, role="section")
        self._lead = Label("", form, role="muted", wrap=True)
        self._banner = Banner(form, closable=False)
        self._typed = PlainEditor("code", form)
        self._name = PlainEditor("name", form)
        self._name.set_value(user)
        self._new = NewPassword(form)
        self._fields: list[FieldEditor] = [self._typed, self._name, self._new.first, self._new.again]
        self._cancel = Button("", form, key="Esc")
        self._cancel.clicked.connect(self._turn_back)
        self._go = Button("", form, kind="primary", icon="key", key="Enter")
        self._go.clicked.connect(self._ask)
        self._flow = FieldFlow(self)
        self._flow.set_fields(self._fields)
        self._flow.ended.connect(self._ask)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.xs)
        for part in (self._title, self._lead, self._banner):
            column.addWidget(part)
        column.addSpacing(space.s)
        for editor in self._fields:
            editor.set_required(True)
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
            column.addWidget(editor)
        row = QHBoxLayout()
        row.setSpacing(space.s)
        row.addStretch()
        row.addWidget(self._cancel)
        row.addWidget(self._go)
        column.addLayout(row)
        return form

    def fields(self) -> list[FieldEditor]:
        """Return code, name, password, password again; for tests."""
        return self._fields

    def banner(self) -> Banner:
        """Return the form's banner; for tests."""
        return self._banner

    def show_problem(self, what: str, todo: str = "") -> None:
        """Say why it couldn't be done; everything typed stays."""
        if self.code_sheet.showing():
            self.code_sheet.show_problem(what, todo)
        else:
            self._banner.show_message(what, todo, tone=Tone.BAD)
            self._set_busy(False)

    def show_recovery_code(self, code: str) -> None:
        """Show the code that counts from now on."""
        for editor in (self._typed, self._new.first, self._new.again):
            editor.set_value("")
        self._sheets.setCurrentWidget(self.code_sheet)
        self.setFocusProxy(self.code_sheet)
        self.code_sheet.show_code(code, renewed=True)

    def retranslate(self) -> None:
        self._title.setText(self.tr("用恢复码设新密码"))
        self._lead.setText(
            self.tr("恢复码在封存的信封里，只能给审核员设新密码。其他人忘记密码，请找审核员在“设置”里重设。")
        )
        self._typed.set_label(self.tr("恢复码"))
        self._typed.set_hint(self.tr("大小写、空格和横线都不要紧；分给多人保管的，用逗号隔开各份"))
        self._name.set_label(self.tr("审核员用户名"))
        self._cancel.set_text(self.tr("返回登录"))
        self._show_state()

    def _turn_back(self) -> None:
        # While it is under way the old code may end at any moment, and the new one must not go unseen.
        if not self._busy and not self.code_sheet.showing():
            self.cancelled.emit()

    def _ask(self) -> None:
        if self._busy:
            return
        problems = self._new.problems()
        for asked in (self._typed, self._name):
            if not asked.value():
                problems[asked.key] = Note(self.tr("请填写{label}。").format(label=asked.label()))
        for editor in self._fields:
            editor.set_note(problems.get(editor.key))
        if problems:
            self._flow.go_to(next(editor.key for editor in self._fields if editor.key in problems))
            return
        self._banner.close_message()
        self._set_busy(True)
        typed = tuple(part for part in _BETWEEN_SHARES.split(self._typed.value()) if part.strip())
        self.recovery_requested.emit(self._name.value(), self._new.first.value(), typed)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_state()

    def _show_state(self) -> None:
        self._go.setEnabled(not self._busy)
        self._cancel.setEnabled(not self._busy)
        self._go.set_text(self.tr("正在恢复…") if self._busy else self.tr("设新密码"))
