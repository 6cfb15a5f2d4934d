# SPDX-License-Identifier: Apache-2.0
"""A line to search by: tells what was typed once the hand rests, and leads the arrows on to the list below it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sscard_desktop.ui.icons import icon
from sscard_desktop.ui.widgets.table import Table

_REST_MS = 120
_LONGEST = 60
_TO_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class SearchLine(QLineEdit):
    """The keyboard stays here: arrows and page keys move in the table, Enter opens its row, Esc empties the line.

    Signals:
        searched(text): the hand rests, or Enter was pressed on something not searched for yet.
    """

    searched = Signal(str)

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._searched = ""
        self.setMaxLength(_LONGEST)
        self.setClearButtonEnabled(False)
        self._lens = self.addAction(icon("search", self), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self, singleShot=True)
        self._timer.setInterval(_REST_MS)
        self._timer.timeout.connect(self._search)
        self.textChanged.connect(lambda _: self._timer.start())

    def set_words(self, name: str, hint: str) -> None:
        """Set what it searches for, and by what."""
        self.setAccessibleName(name)
        self._lens.setText(name)
        self.setPlaceholderText(hint)

    def reset(self) -> None:
        """Empty it without a search."""
        self.clear()
        self._timer.stop()
        self._searched = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._timer.isActive():
            # What is listed isn't what was typed yet: search now, open at the next Enter.
            self._timer.stop()
            self._search()
        elif key in _TO_THE_LIST or key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QCoreApplication.sendEvent(self._table, event)
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        text = self.text().strip()
        if text != self._searched:
            self._searched = text
            self.searched.emit(text)
