# SPDX-License-Identifier: Apache-2.0
"""The password of packages that are locked by one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.plain import PasswordEditor


class PasswordDialog(Dialog):
    """Asks for it once; a wrong one is told by the page.

    Signals:
        given(password): as typed.
    """

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, icon="lock")
        self.set_title(self.tr("站点包的密码"))
        self.set_text(self.tr("交出它的站点另行告诉您的密码。几个包用同一个密码时只需输入一次。"))
        self._password = PasswordEditor("password", self)
        self._password.set_label(self.tr("密码"))
        self._password.set_required(True)
        self._password.accepted.connect(self._give)
        self._password.edited.connect(lambda _: self._password.set_note(None))
        self.body.addWidget(self._password)
        self.add_button(self.tr("取消"), result=0, key="Esc")
        go = Button(self.tr("打开"), self, kind="primary", key="Enter")
        go.clicked.connect(self._give)
        self._buttons.addWidget(go)
        self._password.control().setFocus()

    def field(self) -> PasswordEditor:
        """Return the password's field."""
        return self._password

    def _give(self) -> None:
        if not self._password.value():
            self._password.set_note(Note(self.tr("请输入密码。")))
            return
        password = self._password.value()
        self._password.set_value("")
        self.accept()
        self.given.emit(password)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)
