# SPDX-License-Identifier: Apache-2.0
"""Dresses the window: as the person at work chose it last, and at once when they choose anew.

Refused: a look that the screen has no room for. It is worn as large as fits, and kept as it was chosen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.ui import theme
from sscard_desktop.ui.looks import look_text, read_look
from sscard_desktop.ui.tasks import Tasks
from sscard_desktop.ui.theme import Look
from sscard_desktop.ui.zoom import fitting_on

if TYPE_CHECKING:
    from sscard_desktop.services.appearances import Appearances
    from sscard_desktop.ui.desk import Desk


class Wardrobe(QObject):
    """Keeps the look in force.

    Args:
        window: the window whose screen has to have the room.
        look: what the window wears already.

    Signals:
        worn(Look): the window looks so from now on.
    """

    worn = Signal(Look)

    def __init__(self, app: QApplication, window: QWidget, tasks: Tasks, look: Look) -> None:
        super().__init__(window)
        self._app, self._window, self._tasks = app, window, tasks
        self._kept: Appearances | None = None
        self.look = look

    def sit_down(self, desk: Desk) -> None:
        """Dress the window as the person who logged in chose it last."""
        # No gate needs it.
        from sscard_desktop.services.appearances import Appearances

        self._kept = appearances = Appearances(desk.session)

        def wear(kept: str) -> None:
            if self._kept is appearances and kept:
                self._wear(read_look(kept))

        self._tasks.run(appearances.kept, owner=self, on_done=wear)

    def leave(self) -> None:
        """Keep nothing more for who was at work; the gate goes on wearing what they chose."""
        self._kept = None

    def choose(self, look: Look) -> None:
        """Wear ``look``, and keep it for the person at work."""
        self._wear(look)
        appearances = self._kept
        if appearances is not None:
            self._tasks.run(lambda: appearances.keep(look_text(look)), owner=self)

    def _wear(self, look: Look) -> None:
        self.look = replace(look, zoom=min(look.zoom, fitting_on(self._window, large_type=look.large_type)[-1]))
        theme.apply(self._app, self.look)
        self.worn.emit(self.look)
