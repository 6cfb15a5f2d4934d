# SPDX-License-Identifier: Apache-2.0
"""Where a locked file goes: a folder, the password that opens it, and the password once more."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.widgets.field import Note
from sscard_desktop.ui.widgets.folder import PathEditor
from sscard_desktop.ui.widgets.plain import PasswordEditor

SHORTEST_PASSWORD = 8
"""As the writers of packages ask for; they look again themselves."""


class Destination(QObject):
    """Three fields for a dialog to place, and what is wrong with them.

    Attributes:
        folder: has to be there already.
        password: shown, and asked for, unless :meth:`ask_password` says that the file is locked otherwise.
        again: the password once more.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._asks_password = True
        self.folder = PathEditor("folder", parent)
        self.folder.set_label(self.tr("保存到哪个文件夹"))
        self.password = PasswordEditor("password", parent)
        self.password.set_label(self.tr("密码（至少 {count} 个字符）").format(count=SHORTEST_PASSWORD))
        self.again = PasswordEditor("again", parent)
        self.again.set_label(self.tr("再输入一次密码"))
        for editor in self.fields():
            editor.set_required(True)

    def fields(self) -> tuple[PathEditor, PasswordEditor, PasswordEditor]:
        """Return folder, password and its repetition."""
        return self.folder, self.password, self.again

    def ask_password(self, asked: bool) -> None:
        """Ask for a password, or don't: the file is locked for those who have a key."""
        self._asks_password = asked
        for editor in (self.password, self.again):
            editor.setVisible(asked)

    def problems(self) -> dict[str, Note]:
        """Return what is wrong, by the fields' keys."""
        problems: dict[str, Note] = {}
        if not self.folder.value():
            problems["folder"] = Note(self.tr("请选择文件夹，比如 U 盘。按 F4 选择。"))
        elif not self.folder.leads_to_folder():
            problems["folder"] = Note(self.tr("没有这个文件夹，请重新选择。"))
        if not self._asks_password:
            return problems
        if len(self.password.value()) < SHORTEST_PASSWORD:
            problems["password"] = Note(self.tr("密码太短，至少 {count} 个字符。").format(count=SHORTEST_PASSWORD))
        elif self.again.value() != self.password.value():
            problems["again"] = Note(self.tr("两次输入的密码不一样，请再输入一次。"))
        return problems

    def forget(self) -> None:
        """Empty both password fields: the file is written."""
        for editor in (self.password, self.again):
            editor.set_value("")
