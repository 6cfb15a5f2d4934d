# SPDX-License-Identifier: Apache-2.0
"""Signing on the applicant's own screen: the own data at the left, the pad at the right. The clerk's key keeps it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sscard_desktop.domain.signing import Stroke
from sscard_desktop.services.ownlook import LookPage
from sscard_desktop.ui.applicant import words
from sscard_desktop.ui.applicant.lookview import LookView
from sscard_desktop.ui.applicant.scene import Foot, Scene
from sscard_desktop.ui.signature.pad import SignaturePad
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import Label


class SigningScene(Scene):
    """Lets a finger or pen write.

    Signals:
        written(strokes): what stands on the pad now.
    """

    written = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        space = tokens().space
        self.view = LookView(self, keyboard=False)
        self._statement = Label("", self, role="asked", wrap=True)
        self.pad = SignaturePad(self)
        self.pad.changed.connect(lambda: self.written.emit(self.pad.strokes()))
        self._foot = Foot(self)
        self.before = self._foot.add("plain", "chevron_left")
        self.next = self._foot.add("plain", "chevron_right")
        self.before.clicked.connect(lambda: self.view.turn(-1))
        self.next.clicked.connect(lambda: self.view.turn(1))
        self.view.changed.connect(self._show_turning)
        self.wipe = self._foot.add("plain", "undo")
        self.wipe.clicked.connect(self.pad.clear)
        right = QVBoxLayout()
        right.setSpacing(space.l)
        right.addWidget(self._statement)
        right.addWidget(self.pad, 1)
        row = QHBoxLayout()
        row.setContentsMargins(space.xl, space.s, space.xl, space.s)
        row.setSpacing(space.xxl)
        row.addWidget(self.view, 2)
        row.addLayout(right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self._foot)

    def show_page(self, page: LookPage) -> None:
        """Show what is signed."""
        self.view.show_page(page, photo_name="", pointing=False)
        self._show_turning()

    def show_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Show what the clerk's sheet holds, after it was wiped or a stroke was taken back there."""
        self.pad.set_strokes(strokes)

    def speak(self, codes: tuple[str, ...]) -> None:
        self._statement.setText(words.spoken("sign", codes, between="\n"))
        self.pad.set_hint(words.spoken("sign_here", codes))
        self._foot.hint.setText(words.spoken("sign_hint", codes))
        self.wipe.set_text(words.spoken("wipe", codes))
        for button, word in ((self.before, "before"), (self.next, "next")):
            button.set_text(words.look(word, codes))

    def _show_turning(self) -> None:
        """What is signed may be more than a page: none of it is out of reach."""
        self.before.setVisible(self.view.at > 0)
        self.next.setVisible(self.view.at + 1 < self.view.pages)

    def clear(self) -> None:
        self.view.clear()
        self._show_turning()
        self.pad.set_strokes(())
