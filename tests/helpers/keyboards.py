# SPDX-License-Identifier: Apache-2.0
"""Keyboards for tests: keys as a device or hands send them, each with the time that the system notes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

_ENTER = "\r"


class Keyboard:
    """Keys into a shown window, as the system delivers them."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._now_ms = 100_000

    def type(self, text: str, *, gap_ms: int, repeated: bool = False) -> None:
        """Press one key after the other, ``gap_ms`` apart; ``\\r`` is Enter."""
        for character in text:
            self.press(character, gap_ms=gap_ms, repeated=repeated)

    def scan(self, line: str, *, gap_ms: int = 4) -> None:
        """Type a line as a scanner does, with Enter."""
        self.rest()
        self.type(line + _ENTER, gap_ms=gap_ms)
        QApplication.processEvents()

    def rest(self, ms: int = 1000) -> None:
        """Let time pass between keys."""
        self._now_ms += ms

    def press(self, character: str, *, gap_ms: int = 0, repeated: bool = False) -> None:
        """Press one key."""
        self._now_ms += gap_ms
        key = Qt.Key.Key_Return if character == _ENTER else Qt.Key(ord(character.upper()))
        self._send(key, character, repeated=repeated)

    def command(self, key: Qt.Key) -> None:
        """Press a key that writes nothing."""
        self._send(key, "")

    def _send(self, key: Qt.Key, text: str, *, repeated: bool = False) -> None:
        handle: QWindow | None = self._window.windowHandle()
        assert handle is not None
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, int(key), Qt.KeyboardModifier.NoModifier, text, repeated)
            event.setTimestamp(self._now_ms)
            QApplication.sendEvent(handle, event)

    def commit(self, text: str) -> None:
        """Let an input method hand over what it made of a key."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        target = QApplication.focusObject()
        assert target is not None
        QApplication.sendEvent(target, event)
