# SPDX-License-Identifier: Apache-2.0
"""The own data, large: as the clerk fills it in, or to be read over and answered by a finger."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sscard_desktop.services.ownlook import LookPage
from sscard_desktop.ui.applicant import words
from sscard_desktop.ui.applicant.lookview import LookView
from sscard_desktop.ui.applicant.scene import Foot, Scene
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import Label


class ReadingScene(Scene):
    """Shows one person's page.

    Signals:
        answered(pointed): the keys that were pointed at; none where all is right.
    """

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._chosen = ""
        self.asked = False
        """Whether an answer is asked for."""
        space = tokens().space
        self._title = Label("", self, role="asked")
        self._pages = Label("", self, role="calm")
        self.view = LookView(self, keyboard=False)
        self.view.changed.connect(self._show_foot)
        self._foot = Foot(self)
        self.before = self._foot.add("plain", "chevron_left")
        self.next = self._foot.add("plain", "chevron_right")
        self.end = self._foot.add("primary", "check")
        self.before.clicked.connect(lambda: self.view.turn(-1))
        self.next.clicked.connect(lambda: self.view.turn(1))
        self.end.clicked.connect(self._answer)
        head = QHBoxLayout()
        head.setContentsMargins(space.xl, 0, space.xl, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._pages)
        middle = QVBoxLayout()
        middle.setContentsMargins(space.xl, space.s, space.xl, space.s)
        middle.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(middle, 1)
        column.addWidget(self._foot)

    def show_page(self, page: LookPage, chosen: str, *, asked: bool) -> None:
        """Show a page.

        Args:
            chosen: the language in which it was made.
            asked: it is to be answered; else it is looked on as it is filled.
        """
        same = self.view.page is not None and self.view.page.record == page.record
        if asked and not self.asked and same:
            # Who looked on so far hasn't pointed at anything, and begins at the first page.
            self.view.clear()
        self._chosen, self.asked = chosen, asked
        self.view.show_page(page, photo_name="", pointing=asked)
        self.speak(words.codes_of(page, chosen))

    def speak(self, codes: tuple[str, ...]) -> None:
        page = self.view.page
        if page is None:
            return
        if self.asked:
            self._title.setText(words.asked(page, self._chosen))
            self._foot.hint.setText(words.said(page, "hint", self._chosen))
        else:
            self._title.setText(words.spoken("data", codes))
            self._foot.hint.setText(words.spoken("data_hint", codes))
        self.before.set_text(words.said(page, "before", self._chosen))
        self.next.set_text(words.said(page, "next", self._chosen))
        self._show_foot()

    def clear(self) -> None:
        self.view.clear()
        self.asked = False
        for label in (self._title, self._pages, self._foot.hint):
            label.setText("")

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
        self.end.setVisible(self.asked and (last or pointed > 0))
        self.end.set_text(words.answer(page, self._chosen, pointed))
        self.end.set_icon("warn" if pointed else "check")

    def _answer(self) -> None:
        if self.view.page is not None and self.asked:
            self.answered.emit(self.view.pointed())
