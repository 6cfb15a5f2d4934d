# SPDX-License-Identifier: Apache-2.0
"""The way in for a supervisor who forgot the password: the recovery code or its shares, then a new password.

The code that was used ends with it, so the page goes on to the new one, and can't be left before that was kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.codesheet import CodeSheet
from sscard_desktop.ui.gate import Gate
from sscard_desktop.ui.gateform import GateForm
from sscard_desktop.ui.passwords import NewPassword
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.plain import PlainEditor

if TYPE_CHECKING:
    from sscard_desktop.ui.widgets.banner import Banner

_BETWEEN_SHARES = re.compile(r"[,，;；、]+")


def typed_shares(text: str) -> tuple[str, ...]:
    """Return a recovery code, or the shares that were typed one behind the other."""
    return tuple(part for part in _BETWEEN_SHARES.split(text) if part.strip())


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
        self._typed = PlainEditor("code")
        self._name = PlainEditor("name")
        self.code_sheet = CodeSheet(self)
        self.code_sheet.finished.connect(lambda: self.finished.emit(self._name.value()))
        self._name.set_value(user)
        self._new = NewPassword(self)
        fields: list[FieldEditor] = [self._typed, self._name, self._new.first, self._new.again]
        for editor in fields:
            editor.set_required(True)
        self._form = GateForm(fields, problems=self._problems, icon="key", parent=self)
        self._form.asked.connect(self._ask)
        self._form.cancelled.connect(self.cancelled)
        # One in the other's place, and no stack of both: the lower one would stand on the higher one's paper.
        self.sheet.addWidget(self._form)
        self.sheet.addWidget(self.code_sheet)
        self.code_sheet.hide()
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._turn_back)
        self.setFocusProxy(self._typed)
        self.retranslate()

    def fields(self) -> list[FieldEditor]:
        """Return code, name, password, password again; for tests."""
        return self._form.fields

    def banner(self) -> Banner:
        """Return the form's banner; for tests."""
        return self._form.banner

    def show_problem(self, what: str, todo: str = "") -> None:
        """Say why it couldn't be done; everything typed stays."""
        if self.code_sheet.showing():
            self.code_sheet.show_problem(what, todo)
        else:
            self._form.show_problem(what, todo)

    def show_recovery_code(self, code: str) -> None:
        """Show the code that counts from now on."""
        for editor in (self._typed, self._new.first, self._new.again):
            editor.set_value("")
        self._form.hide()
        self.code_sheet.show()
        self.setFocusProxy(self.code_sheet)
        self.code_sheet.show_code(code, renewed=True)

    def retranslate(self) -> None:
        self._form.set_words(
            title=self.tr("用恢复码设新密码"),
            lead=self.tr("恢复码在封存的信封里，只能给审核员设新密码。其他人忘记密码，请找审核员在“设置”里重设。"),
            back=self.tr("返回登录"),
            verb=self.tr("设新密码"),
            busy=self.tr("正在恢复…"),
        )
        self._typed.set_label(self.tr("恢复码"))
        self._typed.set_hint(self.tr("大小写、空格和横线都不要紧；分给多人保管的，用逗号隔开各份"))
        self._name.set_label(self.tr("审核员用户名"))

    def _turn_back(self) -> None:
        # While it is under way the old code may end at any moment, and the new one must not go unseen.
        if not self.code_sheet.showing():
            self._form.turn_back()

    def _problems(self) -> dict[str, Note]:
        problems = self._new.problems()
        for asked in (self._typed, self._name):
            if not asked.value():
                problems[asked.key] = Note(self.tr("请填写{label}。").format(label=asked.label()))
        return problems

    def _ask(self) -> None:
        self.recovery_requested.emit(self._name.value(), self._new.first.value(), typed_shares(self._typed.value()))
