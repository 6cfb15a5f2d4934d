# SPDX-License-Identifier: Apache-2.0
"""What a page shows while it has nothing to show: why, and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import Label


class EmptyState(QWidget):
    """An icon, a sentence, a hint and perhaps a button, in the middle of the room.

    Signals:
        action_chosen(): the button was pressed.
    """

    action_chosen = Signal()

    def __init__(self, parent: QWidget | None = None, *, icon: str = "info") -> None:
        super().__init__(parent)
        space = tokens().space
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon = IconView(icon, self, size="huge")
        self._title = Label("", self, role="section")
        self._title.setAlignment(centre)
        self._text = Label("", self, role="muted", wrap=True)
        self._text.setAlignment(centre)
        self._action = Button("", self, kind="plain")
        self._action.clicked.connect(self.action_chosen)
        column = QVBoxLayout(self)
        column.setSpacing(space.m)
        column.addStretch(2)
        column.addWidget(self._icon, 0, centre)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(self._action, 0, centre)
        column.addStretch(3)

    def set_content(self, title: str, text: str = "", *, action: str = "", key: str = "", icon: str = "") -> None:
        """Say what isn't there and what to do; ``action`` is a verb, ``key`` the key that does the same."""
        if icon:
            self._icon.set_icon(icon)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._action.set_text(action)
        self._action.set_key(key)
        self._action.setVisible(bool(action))
