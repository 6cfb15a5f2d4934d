# SPDX-License-Identifier: Apache-2.0
"""Licences and thanks over whatever is in front, read and searched as the manual is; Esc leads back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from sscard_desktop.services.manual import Handbook
from sscard_desktop.ui.help.reader import ManualReader
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.dialog import Dialog

KEY = "F9"
_SHARE = 0.92
"""So much of the window beneath it takes; over the manual, which takes as much, all of it."""
_LEAST = (760, 520)


class NoticesSheet(Retranslated, Dialog):
    """Whose work the program is made with, under which terms, and how Qt is replaced."""

    def __init__(self, open_book: Callable[[], Handbook], parent: QWidget) -> None:
        super().__init__(parent)
        self.reader = ManualReader(open_book, lambda _: None, self)
        self.body.addWidget(self.reader, 1)
        self._back = self.add_button("", result=0, key="Esc")
        room, share = parent.window().size(), 1.0 if isinstance(parent.window(), QDialog) else _SHARE
        self.resize(max(round(room.width() * share), _LEAST[0]), max(round(room.height() * share), _LEAST[1]))
        margin = tokens().space.l
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin, margin, margin, margin)
        self.retranslate()
        self.reader.answer(())
        self.reader.setFocus()

    def retranslate(self) -> None:
        self.set_title(self.tr("许可与致谢"))
        self._back.set_text(self.tr("回到刚才的地方"))
