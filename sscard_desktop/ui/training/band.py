# SPDX-License-Identifier: Apache-2.0
"""The mark of training in every window: a striped band along its upper edge with a word, so that nobody takes a lesson
for work.

The main window has the stripe; every other window gets a band as soon as it is to be seen. What lies in a window moves
down beneath it, and nothing is covered.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import ElidedLabel, Tone

LOOK_MS = 300
_WINDOWS = (Qt.WindowType.Window, Qt.WindowType.Dialog)


class TrainingBand(QFrame):
    """One window's band; it stays at the upper edge as the window changes its size.

    Args:
        window: what it marks.
        word: what it says it is.
    """

    def __init__(self, window: QWidget, word: str) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("training_band")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._chip = Chip(word, self, tone=Tone.WARN)
        self._text = ElidedLabel("", self, role="hint")
        space = tokens().space
        row = QHBoxLayout(self)
        row.setContentsMargins(space.s, 0, space.s, 0)
        row.setSpacing(space.s)
        row.addWidget(self._chip)
        row.addWidget(self._text, 1)
        self.ensurePolished()
        self._height = self.sizeHint().height()
        margins = window.contentsMargins()
        window.setContentsMargins(margins.left(), margins.top() + self._height, margins.right(), margins.bottom())
        window.installEventFilter(self)
        self._fit()
        self.show()

    def set_words(self, word: str, text: str) -> None:
        """Say what it is, and a line beside."""
        if self._chip.text() != word:
            self._chip.set_state(word, Tone.WARN)
        if self._text.full_text() != text:
            self._text.set_full_text(text)

    def text(self) -> str:
        """Return the line beside."""
        return self._text.full_text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _fit(self) -> None:
        self.setGeometry(0, 0, self._window.width(), self._height)
        self.raise_()


class Bands(QObject):
    """Gives each window of the program its band.

    Args:
        app: whose windows.
        besides: the window that has its own mark.
    """

    def __init__(self, app: QApplication, besides: QWidget) -> None:
        super().__init__(besides)
        self._app = app
        self._besides = besides
        self._word = self._text = ""
        # Windows that never take the keyboard are found in time, the others at once.
        app.focusWindowChanged.connect(self.look)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def set_words(self, word: str, text: str) -> None:
        """Say this in all bands."""
        self._word, self._text = word, text
        self.look()

    def look(self) -> None:
        """Mark the windows that aren't yet."""
        for window in self._app.topLevelWidgets():
            if window is self._besides or not window.isVisible() or window.windowType() not in _WINDOWS:
                continue
            found = window.findChildren(TrainingBand, options=Qt.FindChildOption.FindDirectChildrenOnly)
            band = found[0] if found else TrainingBand(window, self._word)
            band.set_words(self._word, self._text)

    def stop(self) -> None:
        """Mark no more windows."""
        self._timer.stop()
        self._app.focusWindowChanged.disconnect(self.look)
