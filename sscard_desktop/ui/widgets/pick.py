# SPDX-License-Identifier: Apache-2.0
"""Asking which one of a few: a digit each, or the arrows and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QWidget

from sscard_desktop.ui.widgets.dialog import Dialog

_DIGITS = "1234567890"
"""As they lie on the keyboard: the tenth option has the 0."""
_ROWS_SEEN = 10


class _Options(QListWidget):
    """A list that leaves digits to its dialog, instead of looking for an option that begins so."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text() in _DIGITS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class PickDialog(Dialog):
    """The first one is chosen already; Enter takes the chosen one, Esc none.

    Signals:
        picked(index): the position of the option.
    """

    picked = Signal(int)

    def __init__(self, parent: QWidget | None, *, title: str, options: Sequence[str], text: str = "") -> None:
        super().__init__(parent, icon="question")
        self.set_title(title)
        self.set_text(text)
        self._list = _Options(self)
        self._list.setObjectName("pick")
        for position, option in enumerate(options):
            digit = f"{_DIGITS[position]}   " if position < len(_DIGITS) else "     "
            self._list.addItem(digit + option)
        self._list.setCurrentRow(0)
        self._list.ensurePolished()
        row = max(self._list.sizeHintForRow(0), 1)
        self._list.setMinimumHeight(row * min(len(options), _ROWS_SEEN) + 2 * self._list.frameWidth())
        self._list.itemActivated.connect(lambda _: self._take())
        self.body.addWidget(self._list)
        self.add_button(self.tr("取消"), result=0, key="Esc")
        go = self.add_button(self.tr("选定"), result=0, primary=True)
        go.clicked.disconnect()
        go.clicked.connect(self._take)
        self._list.setFocus()

    def options(self) -> list[str]:
        """Return what can be picked; for tests."""
        return [self._list.item(row).text() for row in range(self._list.count())]

    def _take(self) -> None:
        row = self._list.currentRow()
        self.accept()
        if row >= 0:
            self.picked.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        position = _DIGITS.find(event.text()) if event.text() else -1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif 0 <= position < self._list.count():
            self._list.setCurrentRow(position)
            self._take()
        else:
            super().keyPressEvent(event)
