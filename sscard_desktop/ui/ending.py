# SPDX-License-Identifier: Apache-2.0
"""Ends the window in order when the system asks for it: at a shutdown, a log-out, ``kill`` or Ctrl+C in a terminal."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier


class OrderlyEnd(QObject):
    """Calls ``end`` in the window's thread when the process is told to stop, instead of dying in mid-work.

    Python runs signal handlers between its own instructions, and none are run while Qt waits for events: a byte in a
    socket pair wakes Qt up.
    """

    def __init__(self, end: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = end
        self._here, self._there = socket.socketpair()
        for part in (self._here, self._there):
            part.setblocking(False)
        self._notifier = QSocketNotifier(self._here.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        self._woken_before = signal.set_wakeup_fd(self._there.fileno(), warn_on_full_buffer=False)
        self._handlers = {kind: signal.signal(kind, self._told) for kind in (signal.SIGTERM, signal.SIGINT)}
        self._asked = False

    def stop(self) -> None:
        """Give the signals back to whoever had them."""
        for kind, handler in self._handlers.items():
            signal.signal(kind, handler)
        signal.set_wakeup_fd(self._woken_before)
        self._notifier.setEnabled(False)
        for part in (self._here, self._there):
            part.close()

    def _told(self, _signal: int, _frame: FrameType | None) -> None:
        self._asked = True

    def _woken(self) -> None:
        self._here.recv(64)
        if self._asked:
            self._end()
