# SPDX-License-Identifier: Apache-2.0
"""How far a long piece of work is: a line that says it over a bar that shows it; the bar runs while nobody knows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import Label


class HowFar(QWidget):
    """Stands in the middle of a dialog's or a page's place while work goes on.

    Args:
        on_page: in the large type of a page, centred and above the middle, where the eye is; else a dialog's.
    """

    def __init__(self, parent: QWidget | None = None, *, on_page: bool = False) -> None:
        super().__init__(parent)
        self._line = Label("", self, role="section" if on_page else "text")
        if on_page:
            self._line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(tokens().space.m)
        self._column.addStretch(2 if on_page else 1)
        self._column.addWidget(self._line)
        self._column.addWidget(self._bar)
        self._column.addStretch(3 if on_page else 1)

    def add_below(self, part: QWidget) -> None:
        """Put something under the bar."""
        self._column.insertWidget(self._column.count() - 1, part)

    def begin(self, text: str) -> None:
        """Say what begins; how much of it there is isn't known yet."""
        self.tell(text)
        self._bar.setRange(0, 0)

    def advance(self, done: int, total: int) -> None:
        """Show how much is done."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def tell(self, text: str) -> None:
        """Say something else, and leave the bar as it is."""
        self._line.setText(text)
