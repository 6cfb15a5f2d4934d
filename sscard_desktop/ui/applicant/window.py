# SPDX-License-Identifier: Apache-2.0
"""The applicant's own screen: a welcome while nobody reads, the page while somebody does, a thank-you afterwards.

It never takes the keyboard: that is the clerk's. It answers by mouse and finger. Refused: showing anybody's data
when it wasn't just asked to; welcome and thanks name nobody.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sscard_desktop.services.ownlook import LookPage
from sscard_desktop.ui.applicant import words
from sscard_desktop.ui.applicant.lookview import LookView
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import ElidedLabel, Label

THANKS_MS = 6000


class ApplicantWindow(QWidget):
    """Covers a screen.

    Args:
        station: its name, shown while nobody reads.
        owner: the page that it belongs to, and ends with.

    Signals:
        answered(pointed): the keys that were pointed at; none where all is right.
        page_asked(): the language changed while somebody reads.
    """

    answered = Signal(object)
    page_asked = Signal()

    def __init__(self, station: str, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._language = ""
        self._station = ElidedLabel(station, self, role="calm")
        self._greeting = Label("", self, role="welcome")
        self._card = Label("", self, role="calm")
        self._asked = Label("", self, role="asked")
        self._pages = Label("", self, role="calm")
        self.view = LookView(self, keyboard=False)
        self.view.changed.connect(self._show_foot)
        self._hint = Label("", self, wrap=True)
        self.before = Button("", self, icon="chevron_left")
        self.next = Button("", self, icon="chevron_right")
        self.end = Button("", self, kind="primary", icon="check")
        for button in (self.before, self.next, self.end):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.before.clicked.connect(lambda: self.view.turn(-1))
        self.next.clicked.connect(lambda: self.view.turn(1))
        self.end.clicked.connect(self._answer)
        self._room = QStackedWidget(self)
        self._room.addWidget(self._welcome())
        self._room.addWidget(self._reading())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._room)
        self._thanked = QTimer(self, singleShot=True, interval=THANKS_MS)
        self._thanked.timeout.connect(self.welcome)
        self.welcome()

    def _welcome(self) -> QWidget:
        room = QWidget()
        column = QVBoxLayout(room)
        column.setSpacing(tokens().space.xl)
        column.addStretch(2)
        for label in (self._greeting, self._card):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(3)
        self._station.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._station)
        column.addSpacing(tokens().space.xxl)
        return room

    def _reading(self) -> QWidget:
        space = tokens().space
        head = QHBoxLayout()
        head.setContentsMargins(space.xl, space.m, space.xl, 0)
        head.addWidget(self._asked, 1)
        head.addWidget(self._pages)
        middle = QVBoxLayout()
        middle.setContentsMargins(space.xl, space.s, space.xl, space.s)
        middle.addWidget(self.view)
        foot = QFrame()
        foot.setObjectName("applicant_foot")
        line = QHBoxLayout(foot)
        line.setContentsMargins(space.xl, space.m, space.xl, space.m)
        line.setSpacing(space.l)
        line.addWidget(self._hint, 1)
        for button in (self.before, self.next, self.end):
            line.addWidget(button)
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addWidget(foot)
        return room

    # ── what is shown ────────────────────────────────────────────────────────────────────────────────────────

    def cover(self, place: QRect) -> None:
        """Stand on a screen, without the keyboard."""
        self.setGeometry(place)
        self.show()

    def show_page(self, page: LookPage, language: str) -> None:
        """Let somebody read."""
        self._language = language
        self._thanked.stop()
        self._asked.setText(words.asked(page, language))
        self._hint.setText(words.said(page, "hint", language))
        self.before.set_text(words.said(page, "before", language))
        self.next.set_text(words.said(page, "next", language))
        self.view.show_page(page, photo_name="")
        self._room.setCurrentIndex(1)
        self._show_foot()

    def thank(self, *, right: bool) -> None:
        """Say thanks; nobody's data is there any more."""
        self._forget()
        self._greeting.setText(words.both("thanks"))
        self._card.setText(words.both("thanks_right" if right else "thanks_wrong"))
        self._thanked.start()

    def welcome(self) -> None:
        """Show nobody's data, at once."""
        self._thanked.stop()
        self._forget()
        self._greeting.setText(words.both("welcome"))
        self._card.setText(words.both("welcome_card"))

    @property
    def reading(self) -> bool:
        """Whether somebody's data is shown."""
        return self.view.page is not None

    def _forget(self) -> None:
        self.view.clear()
        for label in (self._asked, self._pages, self._hint):
            label.setText("")
        self._room.setCurrentIndex(0)

    def _show_foot(self) -> None:
        page = self.view.page
        if page is None:
            return
        pointed, several = len(self.view.pointed()), self.view.pages > 1
        last = self.view.at + 1 == self.view.pages
        self._pages.setText(f"{self.view.at + 1} / {self.view.pages}" if several else "")
        self.before.setVisible(several and self.view.at > 0)
        self.next.setVisible(several and not last)
        # Whoever finds nothing wrong has seen all of it.
        self.end.setVisible(last or pointed > 0)
        self.end.set_text(words.answer(page, self._language, pointed))
        self.end.set_icon("warn" if pointed else "check")

    def _answer(self) -> None:
        if self.view.page is not None:
            self.answered.emit(self.view.pointed())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.reading:
            self.page_asked.emit()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.welcome()
        super().closeEvent(event)
