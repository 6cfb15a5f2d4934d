# SPDX-License-Identifier: Apache-2.0
"""A message in the page: what happened, what to do, and perhaps the button that does it. Never a dialog box."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import TONE_ICONS, Label, Tone


class Banner(QFrame):
    """Stands at the top of what it speaks of; hidden until it has something to say.

    Signals:
        action_chosen(): the button was pressed.
        closed(): the clerk put it away.
    """

    action_chosen = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        space = tokens().space
        self._icon = IconView("", self)
        self._what = Label("", self, role="strong", wrap=True)
        self._todo = Label("", self, role="text", wrap=True)
        self._action = Button("", self, kind="plain")
        self._action.clicked.connect(self.action_chosen)
        self._close = Button("", self, kind="quiet", icon="cross")
        self._close.setVisible(closable)
        self._close.clicked.connect(self.close_message)
        grid = QGridLayout(self)
        grid.setContentsMargins(space.l, space.s, space.s, space.s)
        grid.setHorizontalSpacing(space.m)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(self._what, 0, 1)
        grid.addWidget(self._todo, 1, 1)
        grid.addWidget(self._action, 0, 2, 2, 1)
        grid.addWidget(self._close, 0, 3, 2, 1)
        grid.setColumnStretch(1, 1)
        self.hide()

    def show_message(self, what: str, todo: str = "", *, tone: Tone = Tone.INFO, action: str = "") -> None:
        """Say what happened and what to do; ``action`` is the button's verb, ``""`` for no button."""
        self._icon.set_icon(TONE_ICONS[tone])
        self._what.setText(what)
        self._todo.setText(todo)
        self._todo.setVisible(bool(todo))
        self._action.set_text(action)
        self._action.setVisible(bool(action))
        self._close.setAccessibleName(self.tr("关闭提示"))
        set_state(self, "tone", tone.value)
        self.setAccessibleName(f"{what} {todo}".strip())
        self.show()

    def close_message(self) -> None:
        """Put it away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def texts(self) -> tuple[str, str]:
        """Return what happened and what to do, as shown."""
        return self._what.text(), self._todo.text()

    def tone(self) -> Tone:
        """Return the tone of what is shown."""
        return Tone(self.property("tone") or Tone.INFO)
