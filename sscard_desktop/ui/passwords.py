# SPDX-License-Identifier: Apache-2.0
"""Giving a password: one's own with the old one asked for, or somebody else's first or next one."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from sscard_desktop.domain.passwords import MIN_CHARS
from sscard_desktop.ui.asking import Asking
from sscard_desktop.ui.flow import FieldFlow
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.field import FieldEditor, Note
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.widgets.plain import PasswordEditor


class FormDialog(Dialog):
    """A dialog with fields: Enter leads through them and ends in the verb, Ctrl+Enter does it from any of them.

    Stays open until it is told to close.
    """

    def __init__(self, parent: QWidget | None, *, icon: str, verb: str) -> None:
        super().__init__(parent, icon=icon)
        self._verb = verb
        self._banner = Banner(self, closable=False)
        self.body.addWidget(self._banner)
        self._fields: list[FieldEditor] = []
        self._flow = FieldFlow(self)
        cancel = Button(self.tr("取消"), self, key="Esc")
        cancel.clicked.connect(self.reject)
        self._go = Button(verb, self, kind="primary", key="Enter")
        self._asking = Asking(
            self,
            flow=self._flow,
            verb=self._go,
            banner=self._banner,
            fields=self.fields,
            # Asked late: subclasses say what is wrong.
            problems=lambda: self.problems(),
        )
        self._asking.asked.connect(self._begin)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._asking.ask)
        self._buttons.addWidget(cancel)
        self._buttons.addWidget(self._go)

    def set_fields(self, *fields: FieldEditor, columns: int = 1, alone: Collection[FieldEditor] = ()) -> None:
        """Set the fields in their order; the keyboard is put into the first.

        Args:
            columns: that they stand in, line by line: more of them than the smallest screen has lines for.
            alone: those with a line of their own.
        """
        self._fields = list(fields)
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens().space.m)
        place = 0
        for editor in fields:
            editor.edited.connect(lambda _, editor=editor: editor.set_note(None))
            whole = editor in alone
            place += -place % columns if whole else 0
            grid.addWidget(editor, place // columns, place % columns, 1, columns if whole else 1)
            place += columns if whole else 1
        self.body.addLayout(grid)
        self._flow.set_fields(fields)
        # The cap names what does it from where the keyboard is.
        self._go.set_key("Enter" if len(fields) == 1 else "Ctrl+Enter")
        fields[0].control().setFocus()

    def fields(self) -> list[FieldEditor]:
        """Return the fields."""
        return self._fields

    def banner(self) -> Banner:
        """Return the banner."""
        return self._banner

    def show_problem(self, what: str, todo: str) -> None:
        """Say why it couldn't be done; everything typed stays."""
        self.set_busy(False)
        self._banner.show_message(what, todo, tone=Tone.BAD)

    def set_busy(self, busy: bool) -> None:
        """Wait for the lane."""
        self._go.setEnabled(not busy)

    def problems(self) -> dict[str, Note]:
        """Return what is wrong with the fields."""
        return {}

    def send(self) -> None:
        """All is there: tell of it."""
        raise NotImplementedError

    def _begin(self) -> None:
        self.set_busy(True)
        self.send()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("\r", "\n"):
            # Each field's own Enter leads on; a stray one must not start anything.
            return
        super().keyPressEvent(event)


class NewPassword(QWidget):
    """The two fields of a new password, with what may be wrong with them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.first = PasswordEditor("password", parent)
        self.first.set_label(self.tr("新密码（至少 {count} 个字符）").format(count=MIN_CHARS))
        self.again = PasswordEditor("again", parent)
        self.again.set_label(self.tr("再输入一次新密码"))
        for editor in (self.first, self.again):
            editor.set_required(True)

    def problems(self) -> dict[str, Note]:
        """Return what is wrong; the station refuses what is too easily guessed by itself."""
        problems = {}
        if len(self.first.value()) < MIN_CHARS:
            problems["password"] = Note(self.tr("密码太短，至少 {count} 个字符。").format(count=MIN_CHARS))
        if not self.again.value():
            problems["again"] = Note(self.tr("请再输入一次新密码。"))
        elif not problems and self.again.value() != self.first.value():
            problems["again"] = Note(self.tr("两次输入的密码不一样，请再输入一次。"))
        return problems


class PasswordDialog(FormDialog):
    """One's own password, or with ``name`` somebody else's.

    Signals:
        given(old, new): the passwords; ``old`` is empty for somebody else's.
    """

    given = Signal(str, str)

    def __init__(self, parent: QWidget | None, *, name: str = "") -> None:
        super().__init__(parent, icon="key", verb="")
        self._go.set_text(self.tr("重设密码") if name else self.tr("修改密码"))
        self._new = NewPassword(self)
        self._old = PasswordEditor("old", self)
        self._old.set_label(self.tr("现在的密码"))
        self._old.set_required(True)
        self._old.setVisible(not name)
        self._name = name
        if name:
            self.set_title(self.tr("重设 {name} 的密码").format(name=name))
            self.set_text(self.tr("请当面告诉本人，并请本人登录后马上修改。停用的人会同时恢复使用。"))
            self.set_fields(self._new.first, self._new.again)
        else:
            self.set_title(self.tr("修改我的密码"))
            self.set_fields(self._old, self._new.first, self._new.again)

    def problems(self) -> dict[str, Note]:
        problems = self._new.problems()
        if not self._name and not self._old.value():
            problems["old"] = Note(self.tr("请输入现在的密码。"))
        return problems

    def send(self) -> None:
        self.given.emit(self._old.value(), self._new.first.value())
