# SPDX-License-Identifier: Apache-2.0
"""The first log-in of a day examines the workplace by itself.

One line where all is fine. Where something isn't, the page comes to the front if nobody is in work or went elsewhere;
else a banner offers it: whoever sits at the counter comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sscard_desktop.domain.health import Health, HealthCheck, count, worst
from sscard_desktop.services.mornings import Mornings
from sscard_desktop.ui.tasks import Lane
from sscard_desktop.ui.widgets.label import Tone

if TYPE_CHECKING:
    from sscard_desktop.ui.desk import Desk
    from sscard_desktop.ui.main_window import MainWindow
    from sscard_desktop.ui.morning.page import MorningPage
    from sscard_desktop.ui.page import Page

_PAGE = "morning"
_FIRST = "first"


class MorningRound(QObject):
    """Looks when somebody sits down.

    Args:
        window: where it is told.
        by_itself: examine at the day's first log-in; a demo and tests ask for it by key.
    """

    def __init__(self, window: MainWindow, *, by_itself: bool) -> None:
        super().__init__(window)
        self._window = window
        self._by_itself = by_itself
        self._desk: Desk | None = None
        self._first = ""
        window.page_made.connect(self._meet)

    def sit_down(self, desk: Desk) -> None:
        """Examine for the person at ``desk``, where nobody did today."""
        self._desk, self._first = desk, self._window.current_page()
        if self._by_itself:
            desk.tasks.run(
                Mornings(desk.session).due, owner=self, on_done=lambda due: self._begin(desk) if due else None
            )

    def leave(self) -> None:
        """The pages go."""
        self._desk = None

    def _begin(self, desk: Desk) -> None:
        # Behind what the window loads for the first photo and form: both at once would take far longer.
        desk.tasks.run(lambda: None, owner=self, lane=Lane.WORK, on_done=lambda _: self._examine(desk))

    def _examine(self, desk: Desk) -> None:
        page = self._window.page(_PAGE) if self._desk is desk else None
        if page is not None:
            _morning(page).begin()

    def _meet(self, page: Page) -> None:
        if self._by_itself and page.key == _PAGE:
            _morning(page).examined.connect(self._tell)

    def _tell(self, checks: Sequence[HealthCheck]) -> None:
        health, front = worst(checks), self._window.current_page()
        # The first steps say of each device themselves how it is.
        if self._desk is None or front in ("", _PAGE, _FIRST):
            return
        if health is Health.OK:
            self._window.toast.show_text(self.tr("开工检查：全部正常"))
        elif front == self._first and not self._window.busy():
            self._window.go_to(_PAGE)
        elif self._window.banner().isHidden():
            from sscard_desktop.ui.morning.page import KEY

            wanting = count(checks, Health.FAIL) + count(checks, Health.WARN)
            self._window.show_message(
                self.tr("开工检查：%n 项要看一看", "", wanting),
                tone=Tone.BAD if health is Health.FAIL else Tone.WARN,
                action=self.tr("查看 {key}").format(key=KEY),
                on_action=lambda: self._window.go_to(_PAGE),
            )


def _morning(page: Page) -> MorningPage:
    # Loaded with the first such page, not with the window.
    from sscard_desktop.ui.morning.page import MorningPage

    assert isinstance(page, MorningPage)
    return page
