# SPDX-License-Identifier: Apache-2.0
"""A backup put in the station's place, on this machine or a new one, by whoever holds its password or recovery code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from sscard_desktop.ui.gate import Gate
from sscard_desktop.ui.gateform import GateForm
from sscard_desktop.ui.recovery_page import typed_shares
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.plain import PasswordEditor, PlainEditor

if TYPE_CHECKING:
    from sscard_desktop.ui.widgets.banner import Banner


def ask_backup(parent: QWidget, title: str) -> str:
    """Ask for a backup; ``""`` if the person thought better of it."""
    kind = QCoreApplication.translate("RestorePage", "备份文件")
    return QFileDialog.getOpenFileName(parent, title, "", f"{kind} (*.sscbackup);;* (*)")[0]


class RestorePage(Gate):
    """Which backup, and what opens it: a supervisor's password of that day, or the recovery code.

    Args:
        user: who was here last.
        replaces: there is a station already, which is moved aside.
        backup: the file, where it is known already.

    Signals:
        restore_requested(path, name, password, typed): all is there; ``typed`` is the code or shares, or empty.
            Answer by :meth:`show_problem`, or by another page.
        cancelled(): nothing was done.
    """

    restore_requested = Signal(object, str, str, tuple)
    cancelled = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, user: str = "", replaces: bool, backup: Path | None = None
    ) -> None:
        super().__init__(parent, width="wide")
        self._replaces = replaces
        self._file = PathEditor("file", ask=ask_backup)
        if backup is not None:
            self._file.set_value(str(backup))
        self._name = PlainEditor("name")
        self._name.set_value(user)
        self._password = PasswordEditor("password")
        self._code = PlainEditor("code")
        self._file.set_required(True)
        fields: list[FieldEditor] = [self._file, self._name, self._password, self._code]
        self._form = GateForm(fields, problems=self._problems, icon="refresh", parent=self)
        self._form.asked.connect(self._ask)
        self._form.cancelled.connect(self.cancelled)
        self.sheet.addWidget(self._form)
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._form.turn_back)
        self.setFocusProxy(self._file if backup is None else self._password if user else self._name)
        self.retranslate()

    def fields(self) -> list[FieldEditor]:
        """Return file, name, password, recovery code; for tests."""
        return self._form.fields

    def banner(self) -> Banner:
        """Return the form's banner; for tests."""
        return self._form.banner

    def show_problem(self, what: str, todo: str = "") -> None:
        """Say why it couldn't be done; everything typed stays."""
        self._form.show_problem(what, todo)

    def retranslate(self) -> None:
        aside = self.tr("现在的站点不删除，改名保留。")
        lead = self.tr("备份先完整检查，再放回原位；之后录入的内容不在其中。")
        self._form.set_words(
            title=self.tr("从备份恢复"),
            lead=f"{lead}{aside}" if self._replaces else lead,
            back=self.tr("返回"),
            verb=self.tr("恢复"),
            busy=self.tr("正在检查和恢复…"),
        )
        self._file.set_label(self.tr("备份文件"))
        self._file.set_hint(self.tr("在备份文件夹或 U 盘里，按 F4 选择"))
        self._name.set_label(self.tr("审核员用户名"))
        self._password.set_label(self.tr("备份那天的密码"))
        self._code.set_label(self.tr("没有密码时，填那天的恢复码"))
        self._code.set_hint(self.tr("填了密码就不用填"))

    def _problems(self) -> dict[str, Note]:
        if not self._file.value() or not self._file.leads_to_file():
            return {"file": Note(self.tr("这里没有备份文件。按 F4 选择。"))}
        if self._code.value():
            return {}
        if not self._name.value():
            return {"name": Note(self.tr("请填写审核员用户名，或者填写恢复码。"))}
        if not self._password.value():
            return {"password": Note(self.tr("请填写密码，或者填写恢复码。"))}
        return {}

    def _ask(self) -> None:
        typed = () if self._password.value() else typed_shares(self._code.value())
        path: Path = self._file.path()
        self.restore_requested.emit(path, self._name.value(), self._password.value(), typed)
