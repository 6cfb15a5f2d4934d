# SPDX-License-Identifier: Apache-2.0
"""What isn't as it was at the last log-in: the computer's clock, and to a supervisor the city's profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sscard_desktop import messages
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.profilewatch import ProfileChange, ProfileWatch
from sscard_desktop.services.timekeeping import is_behind
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.main_window import MainWindow


class LookRound(QObject):
    """Looks when somebody sits down, and tells in the window's banner; a clerk hears of the clock only."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def sit_down(self, desk: Desk) -> None:
        """Look round for the person at ``desk``, unless the banner has something else to say."""
        session, may = desk.session, desk.operator.may(Permission.SETTINGS)

        def look() -> tuple[bool, ProfileChange | None]:
            return is_behind(session, session.clock.now()), ProfileWatch(session).pending() if may else None

        def tell(seen: tuple[bool, ProfileChange | None]) -> None:
            behind, change = seen
            if self._window.banner().isHidden() and self._window.current_page():
                if behind:
                    self._tell_clock(desk)
                elif change is not None:
                    self._tell_change(desk, change)

        desk.tasks.run(look, owner=self, on_done=tell)

    def _tell_clock(self, desk: Desk) -> None:
        date = desk.workplace.clock.today().isoformat()
        told = messages.message("health.clock_back", {"date": date}, desk.language.code)
        self._window.show_message(told.what, told.todo, tone=Tone.WARN)

    def _tell_change(self, desk: Desk, change: ProfileChange) -> None:
        told = messages.message(change.code, change.params, desk.language.code)
        self._window.show_message(
            told.what,
            told.todo,
            tone=Tone.WARN,
            action=self.tr("查看改动"),
            on_action=lambda: self._window.go_to("settings", "cities"),
        )
