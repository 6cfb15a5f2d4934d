# SPDX-License-Identifier: Apache-2.0
"""Notices that nobody has touched keyboard or mouse for a while, so that the window can lock itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui.overhearing import overhearing

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)
LONGEST_S = 3600.0
"""A lock that never comes is none."""


class IdleWatch(QObject):
    """Emits ``idle`` once nothing was touched for ``timeout_s`` seconds; stands still until :meth:`start`.

    A card laid on the reader is no touch: whoever lays it there needn't be the clerk.

    Args:
        held: whether it waits as long again, since work is going on that a lock would end.
    """

    idle = Signal()

    def __init__(
        self,
        app: QApplication,
        *,
        timeout_s: float,
        held: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._held = held
        self._app = app
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self.set_timeout(timeout_s)
        self._timer.timeout.connect(self._expire)

    def set_timeout(self, timeout_s: float) -> None:
        """Wait for another time from now on; what is no time, or a longer one, is an hour."""
        # Not min() alone: of what is no number it may give that back.
        time_s = timeout_s if 0 <= timeout_s <= LONGEST_S else LONGEST_S
        self._timer.setInterval(round(time_s * 1000))

    def start(self) -> None:
        """Begin to watch; call it at log-in."""
        overhearing(self._app).add(self._touch, _TOUCHES)
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer; call it when the window is locked."""
        overhearing(self._app).remove(self._touch)
        self._timer.stop()

    def remaining_ms(self) -> int:
        """Return how long until it is idle, -1 while it stands still."""
        return self._timer.remainingTime()

    def _touch(self, _watched: QObject, _event: QEvent) -> bool:
        self._timer.start()
        return False

    def _expire(self) -> None:
        if self._held():
            self._timer.start()
            return
        self.stop()
        self.idle.emit()
