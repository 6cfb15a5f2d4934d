# SPDX-License-Identifier: Apache-2.0
"""The step of the station's people: whoever came with a set-up file gets a first password, one after the other."""

from __future__ import annotations

from sscard_desktop.services.firststeps import FirstSteps, Progress
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.firststeps.panels import HeldTab
from sscard_desktop.ui.settings.people import PeopleTab


class PeopleStep(HeldTab):
    """The people of the settings; it begins with whoever came with a set-up file and has no password yet."""

    def __init__(self, desk: Desk) -> None:
        self._people = PeopleTab(desk)
        super().__init__(desk, self._people, scrolls=True)

    def begin(self) -> None:
        def ask(progress: Progress) -> None:
            if progress.brought:
                self._people.give_password(progress.brought[0])
            else:
                self.setFocus()

        self._desk.tasks.run(FirstSteps(self._desk.session).progress, owner=self, on_done=ask)
