# SPDX-License-Identifier: Apache-2.0
"""What the clerk asked for before the station had answered: kept, and granted when the answer is there.

Answers for one wish at most, the last, and for none that the clerk has turned away from.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from sscard_desktop.ui.counter.standing import Standing
from sscard_desktop.ui.counter.work import Work

Wish = Callable[[], object]


class Wishes(QObject):
    """Keeps a wish.

    Args:
        attended: tells whether the clerk looks at the counter; nothing is granted behind their back.
    """

    def __init__(self, work: Work, standing: Standing, *, attended: Callable[[], bool]) -> None:
        super().__init__(standing)
        self._work = work
        self._attended = attended
        self.kept: Wish | None = None
        standing.documents.rested.connect(self._grant)
        work.caught_up.connect(self._grant)
        standing.form.typed.connect(lambda *_: self.withdraw())
        work.opened.connect(lambda _: self.withdraw())
        work.closed.connect(self.withdraw)

    def keep(self, wish: Wish) -> None:
        """Keep a wish until the pictures are read, or the station has answered."""
        self.kept = wish

    def must_wait(self, wish: Wish) -> bool:
        """Keep a wish while what was typed isn't answered: by the problems of before it would lead back for nothing."""
        if not self._work.behind:
            return False
        self.kept = wish
        self._work.store()
        return True

    def withdraw(self) -> None:
        """Forget it: the clerk does something else."""
        self.kept = None

    def _grant(self) -> None:
        """Do what was asked for while an answer was out, if the clerk hasn't turned to something else."""
        wish, self.kept = self.kept, None
        if wish is not None and self._attended() and QApplication.activeModalWidget() is None:
            wish()
