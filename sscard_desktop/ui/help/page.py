# SPDX-License-Identifier: Apache-2.0
"""Help: the manual, as far as it is for the person's role, with search, and the way to a book of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from sscard_desktop.services.manual import Handbook
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.help.notices import KEY
from sscard_desktop.ui.help.reader import ManualReader
from sscard_desktop.ui.help.sheet import KEYS
from sscard_desktop.ui.i18n import DEFAULT
from sscard_desktop.ui.page import Page
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.actionbar import ActionBar, KeyAction


class HelpPage(Page):
    """The manual on a page of its own.

    Signals:
        book_wanted(): save the manual as a PDF.
        practice_wanted(): open the training station beside; not asked for where one is open.
        notices_wanted(): show licences and thanks.
    """

    key = "help"

    book_wanted = Signal()
    practice_wanted = Signal()
    notices_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._trains = desk.workplace.training
        shelf, role = desk.workplace.manual, desk.operator.role
        self.reader = ManualReader(
            lambda: Handbook(shelf(), desk.language.code or DEFAULT, role, pinyin=desk.workplace.pinyin),
            lambda name: shelf().picture(name, desk.language.code or DEFAULT),
            self,
        )
        self._bar = ActionBar(self)
        self._bar.chosen.connect(self._act)
        space = tokens().space
        room = QVBoxLayout()
        room.setContentsMargins(space.xl, space.l, space.m, space.s)
        room.addWidget(self.reader)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(room, 1)
        column.addWidget(self._bar)
        self.setFocusProxy(self.reader)
        for keys, name in (
            *(("F1", "keys"), ("F4", "practise"), ("F8", "support"), (KEY, "notices"), ("F12", "first")),
            ("Ctrl+S", "book"),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda name=name: self._act(name))
        self.retranslate()

    def entered(self, subject: str = "") -> None:
        """Show the section ``subject``, or the one that was read last."""
        if subject or not self.reader.anchor:
            self.reader.go_to(subject or self.reader.open().answer(()))
        self.reader.setFocus()

    def retranslate(self) -> None:
        practise = [] if self._trains else [KeyAction("practise", "F4", self.tr("练习"))]
        self._bar.set_actions(
            [
                KeyAction("keys", "F1", self.tr("按键一览")),
                KeyAction("search", "F3", self.tr("查找")),
                *practise,
                KeyAction("support", "F8", self.tr("给技术支持的信息")),
                KeyAction("first", "F12", self.tr("首次设置"), "check"),
            ],
            [
                KeyAction("notices", KEY, self.tr("许可与致谢")),
                KeyAction("book", "Ctrl+S", self.tr("存为 PDF"), "file"),
            ],
        )

    def _act(self, name: str) -> None:
        match name:
            case "keys":
                self.reader.go_to(KEYS)
            case "search":
                self.reader.search.setFocus()
            case "support":
                self.page_requested.emit("morning", "support")
            case "first":
                self.page_requested.emit("first", "")
            case "practise" if not self._trains:
                self.practice_wanted.emit()
            case "notices":
                self.notices_wanted.emit()
            case "book":
                self.book_wanted.emit()
