# SPDX-License-Identifier: Apache-2.0
"""Where the applicant's window stands: on the chosen screen, on any second one when the clerk asks, or nowhere.

Refused: covering a screen that nobody gave to the applicant, but for an own look that the clerk asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.applicant.screens import IN_A_WINDOW, OFF, SCREEN_SETTING, Screens
from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.i18n import DEFAULT
from sscard_desktop.ui.photo.choices import StationChoices

if TYPE_CHECKING:
    from sscard_desktop.ui.applicant.window import ApplicantWindow


class Stand(QObject):
    """Keeps the choice, and the one window.

    Args:
        page: the counter; the window belongs to its window, and outlives the page.

    Signals:
        made(window), released(window): a window is used from now on, or no more.
        settled(): the choice is known or was made, or the screen is there again.
        leaving(): the window goes out of sight: nobody's data may stay on it.
        pulled(): the screen is gone.
        offered(): there is a second screen, and nobody said yet whether it is the applicant's.
    """

    made = Signal(object)
    released = Signal(object)
    settled = Signal()
    leaving = Signal()
    pulled = Signal()
    offered = Signal()

    def __init__(self, desk: Desk, page: QWidget, screens: Screens, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self._screens = screens
        self._choice: str | None = None
        self._window: ApplicantWindow | None = None
        self._choices = StationChoices(desk, self)
        screens.changed.connect(self._follow)

    @property
    def window(self) -> ApplicantWindow | None:
        """The applicant's window, once it was used."""
        return self._window

    @property
    def living(self) -> bool:
        """Whether the screen goes through the whole visit."""
        return self._choice not in (None, "", OFF)

    def read(self) -> None:
        """Take what the station has kept."""
        self._choices.read(SCREEN_SETTING, self._take)

    def choose(self, choice: str) -> None:
        """Give a screen to the applicant from now on: an id, :data:`IN_A_WINDOW`, or :data:`OFF`."""
        self._choices.keep(SCREEN_SETTING, choice)
        self._take(choice)

    def take_the_one_beside(self) -> None:
        """Give the applicant the screen that the clerk's window isn't on."""
        beside = self._screens.beside(self._page.window())
        found = [place.id for place in self._screens.places() if place.room == beside]
        if found:
            self.choose(found[0])

    def place(self) -> QRect | None:
        """Return where the applicant's screen is."""
        window = self._page.window()
        if self._choice == OFF:
            return None
        if self._choice == IN_A_WINDOW:
            return window.screen().availableGeometry()
        return self._screens.beside(window, (self._choice or "") if self.living else "")

    def stand(self) -> ApplicantWindow | None:
        """Return the window on the applicant's screen, ``None`` where there is no such screen."""
        place = self.place()
        if place is None:
            return None
        if self._window is None:
            self._window = self._opened()
            self.made.emit(self._window)
        self._window.cover(place)
        return self._window

    def _opened(self) -> ApplicantWindow:
        from sscard_desktop.ui.applicant.window import ApplicantWindow

        owner, framed = self._page.window(), self._choice == IN_A_WINDOW
        # One that stayed over a lock.
        stayed = owner.findChildren(ApplicantWindow, options=Qt.FindChildOption.FindDirectChildrenOnly)
        window = next((each for each in stayed if each.framed == framed), None)
        if window is None:
            window = ApplicantWindow(self._desk.identity.name, self._desk.profile.photo, owner, framed=framed)
        for other in stayed:
            if other is not window:
                other.hide()
        spec = self._desk.profile.applicant
        why = dict.fromkeys(text for code in ("zh_CN", "en") if (text := spec.text("welcome", code)))
        window.set_station(self._desk.identity.name, "\n".join(why))
        window.serve(self._desk.language.code or DEFAULT, foreign=False)
        window.welcome()
        return window

    def _take(self, choice: str) -> None:
        before, self._choice = self._choice, choice
        if before not in (None, choice):
            window = self._hide()
            if window is not None and IN_A_WINDOW in (before, choice):
                # The other kind of window takes its place; this one waits empty and out of sight.
                self._window = None
                self.released.emit(window)
        if self.living:
            self.settled.emit()
        else:
            self._offer()

    def _follow(self) -> None:
        """Screens came or went: follow the applicant's, or let go of it."""
        place, window = self.place(), self._window
        if place is None:
            if self._hide() is not None:
                self.pulled.emit()
        elif self.living:
            self.settled.emit()
        elif window is not None and window.isVisible():
            window.cover(place)
        else:
            self._offer()

    def _hide(self) -> ApplicantWindow | None:
        if self._window is not None:
            self.leaving.emit()
            self._window.welcome()
            self._window.hide()
        return self._window

    def _offer(self) -> None:
        if self._choice == "" and self._page.isVisible() and self.place() is not None:
            self.offered.emit()
