# SPDX-License-Identifier: Apache-2.0
"""The first log-in of a new station, or of a new person, leads to the first steps before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.firststeps import FirstSteps, Mark, Step

if TYPE_CHECKING:
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.main_window import MainWindow

PAGE = "first"


class FirstRound(QObject):
    """Looks when somebody sits down.

    Args:
        window: where the page is shown.
        by_itself: at a real station; a demo and lessons have no first day.
    """

    def __init__(self, window: MainWindow, *, by_itself: bool) -> None:
        super().__init__(window)
        self._window = window
        self._by_itself = by_itself
        self._desk: Desk | None = None

    def sit_down(self, desk: Desk, *, code_kept: bool) -> None:
        """Show the steps where they are due, unless the person went somewhere already.

        Args:
            desk: theirs.
            code_kept: a recovery code was proven to be kept before this log-in.
        """
        self._desk, first = desk, self._window.current_page()
        service = FirstSteps(desk.session)

        def ask() -> bool:
            due = service.due()
            if due and code_kept and desk.operator.may(Permission.SETTINGS):
                service.mark(Step.CODE, Mark.DONE)
            return due

        def show(due: bool) -> None:
            if due and self._desk is desk and self._window.current_page() == first and not self._window.busy():
                self._window.go_to(PAGE)

        if self._by_itself:
            desk.tasks.run(ask, owner=self, on_done=show)

    def leave(self) -> None:
        """The pages go."""
        self._desk = None
