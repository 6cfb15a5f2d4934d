# SPDX-License-Identifier: Apache-2.0
"""A message in the page: what happened, what to do, and perhaps the button that does it. Never a dialog box."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.readout import say
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.label import TONE_ICONS, Label, Tone

_TOP = Qt.AlignmentFlag.AlignTop
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Banner(QFrame):
    """Stands at the top of what it speaks of; hidden until it has something to say.

    Signals:
        action_chosen(): the button was pressed.
        closed(): the clerk put it away.
    """

    action_chosen = Signal()
    closed = Signal()
    read_as = QAccessible.Role.AlertMessage

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        space = tokens().space
        self._icon = IconView("", self)
        self._what = Label("", self, role="strong", wrap=True)
        self._todo = Label("", self, role="text", wrap=True)
        self._action = Button("", self, kind="plain")
        self._action.clicked.connect(self.action_chosen)
        self._close = Button("", self, kind="quiet", icon="cross")
        self._closable = closable
        # Where another button is greyed, the keys would come to rest on it, and the next Enter would only tidy up.
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setVisible(closable)
        self._close.clicked.connect(self.close_message)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._what)
        text.addWidget(self._todo)
        self._words = QHBoxLayout(self)
        self._words.setContentsMargins(space.l, space.s, space.s, space.s)
        self._words.setSpacing(space.m)
        self._words.addWidget(self._icon)
        self._words.addLayout(text, 1)
        self._words.addWidget(self._action)
        self._words.addWidget(self._close)
        self.hide()

    def show_message(
        self, what: str, todo: str = "", *, tone: Tone = Tone.INFO, action: str = "", key: str = ""
    ) -> None:
        """Say what happened and what to do; ``action`` is the button's verb, ``""`` for no button, ``key`` its key."""
        self._icon.set_icon(TONE_ICONS[tone])
        self._what.setText(what)
        self._todo.setText(todo)
        self._todo.setVisible(bool(todo))
        self._words.setAlignment(self._icon, _TOP if todo else _MIDDLE)
        self._action.set_text(action)
        self._action.set_key(key)
        self._action.setVisible(bool(action))
        self._close.setAccessibleName(self.tr("关闭提示"))
        set_state(self, "tone", tone.value)
        self.setAccessibleName(f"{what} {todo}".strip())
        self.show()
        say(self, self.accessibleName(), urgent=tone is Tone.BAD)

    def close_message(self) -> None:
        """Put it away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def dismiss(self) -> bool:
        """Put it away for a person who presses Esc; return whether there was anything that may be put away."""
        if not self.isVisible() or not self._closable:
            return False
        self.close_message()
        return True

    def texts(self) -> tuple[str, str]:
        """Return what happened and what to do, as shown."""
        return self._what.text(), self._todo.text()

    def tone(self) -> Tone:
        """Return the tone of what is shown."""
        return Tone(self.property("tone") or Tone.INFO)
