# SPDX-License-Identifier: Apache-2.0
"""A clock that is set while the program runs is noticed, told, and written into the trail."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sscard_desktop import messages
from sscard_desktop.domain.clockjumps import ClockWatch
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.services.ports import Clock
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.main_window import MainWindow

CLOCK_LOOK_MS = 30_000


class ClockRound(QObject):
    """Looks at the clock every half minute, and writes into the trail that it was set.

    Args:
        window: where it is told.
        clock: the clock.
    """

    def __init__(self, window: MainWindow, clock: Clock) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._watch = ClockWatch(clock.now(), clock.monotonic_s())
        self._untold: list[timedelta] = []
        self._desk: Desk | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(CLOCK_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def sit_down(self, desk: Desk) -> None:
        """Tell whoever sits down of what happened while nobody did, too."""
        self._desk = desk
        self.look()

    def leave(self) -> None:
        """Nobody is at the desk."""
        self._desk = None

    def look(self) -> None:
        """Look at the clock now."""
        jump = self._watch.saw(self._clock.now(), self._clock.monotonic_s())
        if jump is not None:
            self._untold.append(jump)
        desk = self._desk
        if desk is None or not self._untold:
            return
        jumps, self._untold = self._untold, []

        def note() -> None:
            from sscard_desktop.services.mornings import Mornings

            for each in jumps:
                Mornings(desk.session).note_jump(each)

        desk.tasks.run(note, owner=self)
        by = sum(jumps, timedelta(0))
        params = {
            "minutes": abs(round(by / timedelta(minutes=1))),
            "date": f"{self._clock.now().astimezone():%Y-%m-%d %H:%M}",
        }
        code = "health.clock_set_back" if by < timedelta(0) else "health.clock_set_forward"
        told = messages.message(code, params, desk.language.code)
        self._window.show_message(told.what, told.todo, tone=Tone.WARN)
