# SPDX-License-Identifier: Apache-2.0
"""Knows whether an input method composes in an input, and keeps the keys that are its own from everybody else.

Input methods take their keys before a window sees them. Some hand back what they made no use of, and some platforms
tell of a key twice: Enter that closes a composition must not accept the field, nor Escape leave the dialog.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

_OF_THE_INPUT_METHOD = frozenset(
    {
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
"""Keys that choose among candidates and end the choosing."""


class Composing(QObject):
    """Watches one input.

    Signals:
        began(): something is composed now; it stands in the input, and isn't its text yet.
    """

    began = Signal()

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self._active = False
        control.installEventFilter(self)

    @property
    def active(self) -> bool:
        """Whether something is being composed."""
        return self._active

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            before, self._active = self._active, bool(event.preeditString())
            if self._active and not before:
                self.began.emit()
        elif event.type() == QEvent.Type.FocusOut:
            # What was composed has been handed over, or dropped.
            self._active = False
        elif self._active and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and event.key() in _OF_THE_INPUT_METHOD
        return False
