# SPDX-License-Identifier: Apache-2.0
"""What the program copied doesn't stay: half a minute later, and at the lock, it is gone from the clipboard.

Only what is still the same is cleared; what somebody copied elsewhere since is theirs. A digest is remembered, not the
text. A clipboard history of the system has its own copy, which no program can take back.
"""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

KEPT_S = 30.0
"""Long enough to switch to another window and paste."""

_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardSweep(QObject):
    """Watches what this program puts into the clipboard, and X11's selection, and takes it out again.

    Args:
        kept_s: how long it stays.
    """

    def __init__(self, app: QApplication, *, kept_s: float = KEPT_S, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._clipboard = app.clipboard()
        self._ours: dict[QClipboard.Mode, str] = {}
        self._timers: dict[QClipboard.Mode, QTimer] = {}
        for mode in _MODES:
            timer = QTimer(self, singleShot=True, interval=round(kept_s * 1000))
            timer.timeout.connect(lambda mode=mode: self._sweep(mode))
            self._timers[mode] = timer
        self._clipboard.changed.connect(self._look)

    def sweep(self) -> None:
        """Take it out at once: the window is locked, or the program ends."""
        for mode in _MODES:
            self._sweep(mode)

    def _look(self, mode: QClipboard.Mode) -> None:
        if mode not in self._timers:
            return
        # Not every platform says who owns it; while one of our windows has the keyboard, it was us.
        ours = self._app.activeWindow() is not None
        if mode is QClipboard.Mode.Clipboard:
            ours = ours or self._clipboard.ownsClipboard()
        else:
            ours = ours or self._clipboard.ownsSelection()
        found = self._digest(mode)
        if ours and found:
            self._ours[mode] = found
            self._timers[mode].start()
        elif self._ours.pop(mode, None):
            self._timers[mode].stop()

    def _sweep(self, mode: QClipboard.Mode) -> None:
        self._timers[mode].stop()
        ours = self._ours.pop(mode, "")
        if ours and ours == self._digest(mode):
            self._clipboard.clear(mode)

    def _digest(self, mode: QClipboard.Mode) -> str:
        text = self._clipboard.text(mode)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""
