# SPDX-License-Identifier: Apache-2.0
"""Counts the keys of a lesson, and hears the two that belong to training, in whatever window they are pressed.

Listens only while a lesson is on. Which key it was is looked at for those two, and forgotten for all others.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui.overhearing import overhearing

_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock}
)
_OURS = Qt.Key.Key_F11


class KeyCount(QObject):
    """The keys of one lesson.

    Attributes:
        keys: how many were pressed; held down they count once.
        hints: how many hints were asked for.

    Signals:
        room_asked(), hint_asked(): the keys of training.
    """

    room_asked = Signal()
    hint_asked = Signal()

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._paused = False
        self.keys = self.hints = 0

    def start(self, keys: int, hints: int) -> None:
        """Count on from here."""
        self.keys, self.hints = keys, hints
        self._paused = False
        overhearing(self._app).add(self.hear, (QEvent.Type.KeyPress, QEvent.Type.Shortcut))

    def stop(self) -> None:
        """Count no more."""
        overhearing(self._app).remove(self.hear)

    def pause(self) -> None:
        """Let the next keys be nobody's: they are for the room, not for the program."""
        self._paused = True

    def go_on(self) -> None:
        """Count again."""
        self._paused = False

    def hear(self, watched: QObject, event: QEvent) -> bool:
        """Count a key on its way to a window; the keys of training go no further."""
        if event.type() == QEvent.Type.Shortcut:
            # Such a key never comes as a key.
            self.keys += not self._paused
            return False
        if event.type() != QEvent.Type.KeyPress or not watched.isWindowType() or not isinstance(event, QKeyEvent):
            return False
        if event.isAutoRepeat() or event.key() in _MODIFIERS or self._paused:
            return False
        if event.key() == _OURS:
            asked = self.hint_asked if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else self.room_asked
            asked.emit()
            return True
        self.keys += 1
        return False
