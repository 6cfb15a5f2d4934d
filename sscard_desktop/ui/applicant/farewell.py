# SPDX-License-Identifier: Apache-2.0
"""Thanks, the 受理编号 large enough to be copied, and what happens next. It names nobody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from sscard_desktop.domain.applicant import ApplicantSpec, Following, NextStep
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.ui.applicant import words
from sscard_desktop.ui.applicant.scene import Scene
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import Label

_ICONS = {
    Following.WAIT: "clock",
    Following.BY_UNIT: "people",
    Following.BY_POST: "home",
    Following.AT_OFFICE: "home",
    Following.BRING: "card",
    Following.SLIP: "file",
    Following.ASK: "question",
}

_SIZES = ("next", "why", "text")
"""Types of what follows, the largest first."""


class Farewell(Scene):
    """Shows a number and what follows."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: tuple[str, ...] = words.BOTH
        self._spec = ApplicantSpec()
        self._steps: tuple[NextStep, ...] = ()
        self._rows: list[tuple[IconView, Label]] = []
        space = tokens().space
        self._thanks = Label("", self, role="welcome")
        self._label = Label("", self, role="calm")
        self.number = Label("", self, role="receipt")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space.l)
        self._grid.setVerticalSpacing(space.l)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout()
        column.setSpacing(space.s)
        column.addStretch(2)
        for label in (self._thanks, self._label, self.number):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
            if label is self._thanks:
                column.addSpacing(space.xl)
        column.addSpacing(space.xxl)
        column.addLayout(self._grid)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column, 6)
        row.addStretch(1)

    def show_number(self, number: str, steps: Sequence[NextStep], spec: ApplicantSpec) -> None:
        """Show a receipt number and what follows, ``spec`` for the city's words."""
        self.clear()
        self._steps, self._spec = tuple(steps), spec
        self.number.setText(grouped(number))
        for at, step in enumerate(steps):
            icon, text = IconView(_ICONS[step.what], self, size="large"), Label("", self, role="next", wrap=True)
            self._grid.addWidget(icon, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, at, 1)
            self._rows.append((icon, text))
        self.speak(self._codes)

    def lines(self) -> list[str]:
        """Return what is said to follow."""
        return [text.text() for _, text in self._rows]

    def speak(self, codes: tuple[str, ...]) -> None:
        self._codes = codes
        self._thanks.setText(words.spoken("thanks", codes, between="  "))
        self._label.setText(words.spoken("receipt", codes))
        for (_, text), step in zip(self._rows, self._steps, strict=True):
            text.setText(words.followed(step, self._spec, codes))
        self._fit()

    def _fit(self) -> None:
        """Take the largest type in which all of it has room."""
        for size in _SIZES:
            for _, text in self._rows:
                set_state(text, "role", size)
            inner = self.layout()
            if inner is None or inner.totalHeightForWidth(self.width()) <= self.height():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def clear(self) -> None:
        for row in self._rows:
            for part in row:
                part.hide()
                part.setParent(None)
                part.deleteLater()
        self._rows, self._steps = [], ()
        self.number.setText("")
