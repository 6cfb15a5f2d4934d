# SPDX-License-Identifier: Apache-2.0
"""What the applicant's screen can show, one at a time; and the bar with large buttons below some of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label


class Scene(QWidget):
    """One of them. It never takes the keyboard."""

    def speak(self, codes: tuple[str, ...]) -> None:
        """Say everything in these languages from now on, the first one first."""
        raise NotImplementedError

    def clear(self) -> None:
        """Forget everything of anybody, at once."""
        raise NotImplementedError


class Foot(QFrame):
    """A hint at the left, and buttons that a finger finds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("applicant_foot")
        space = tokens().space
        self.hint = Label("", self, wrap=True)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(space.xl, space.m, space.xl, space.m)
        self._line.setSpacing(space.l)
        self._line.addWidget(self.hint, 1)

    def add(self, kind: str, icon: str) -> Button:
        """Add a button at the right."""
        button = Button("", self, kind=kind, icon=icon)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line.addWidget(button)
        return button
