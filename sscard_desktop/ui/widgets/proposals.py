# SPDX-License-Identifier: Apache-2.0
"""A list of proposals under an input that takes any text: offered while one types, taken by a key, never in the way.

Unlike a choice, the text stands as it is typed. An entry is taken only if one is highlighted: arrows do that, or the
input itself where what was typed can be nothing but a search. Everything else goes on to the input.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.widgets.choicepopup import ChoicePopup
from sscard_desktop.ui.widgets.choices import Choice

_PAGE = 8
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}
_TAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_PLAIN = Qt.KeyboardModifier.NoModifier | Qt.KeyboardModifier.KeypadModifier


class Proposals(QObject):
    """The list under one input.

    Signals:
        taken(choice): by a key or the mouse.
    """

    taken = Signal(object)

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self._control = control
        self._popup: ChoicePopup | None = None
        control.installEventFilter(self)

    def show(self, choices: Sequence[Choice], *, highlighted: bool = False) -> None:
        """Show what is proposed, nothing if there is nothing.

        Args:
            choices: the entries.
            highlighted: the first is taken by Enter or Tab at once.
        """
        if not choices or not self._control.hasFocus():
            self.hide()
            return
        window = self._control.window()
        if self._popup is None or self._popup.parentWidget() is not window:
            self._popup = ChoicePopup(window)
            self._popup.chosen.connect(self._take)
        self._popup.show_under(self._control, list(choices), choices[0].code)
        if not highlighted:
            self._popup.unhighlight()

    def hide(self) -> None:
        """Hide the list."""
        if self._popup is not None:
            self._popup.hide()

    def choices(self) -> list[Choice]:
        """Return the entries in the open list, empty if it is closed."""
        return self._popup.choices() if self._popup is not None and self._popup.isVisible() else []

    def highlighted(self) -> Choice | None:
        """Return the entry that a key would take."""
        return self._popup.current() if self._popup is not None and self._popup.isVisible() else None

    def handle(self, event: QKeyEvent) -> bool:
        """Take a key that is meant for the open list; return whether it was."""
        popup = self._popup
        if popup is None or not popup.isVisible() or event.modifiers() & ~_PLAIN:
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            if key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp) and popup.current() is None:
                return False
            popup.move_by(_STEPS[key])
            return True
        if key == Qt.Key.Key_Escape:
            popup.hide()
            return True
        current = popup.current()
        if key in _TAKING and current is not None:
            self._take(current)
            return True
        return False

    def take_highlighted(self) -> bool:
        """Take the highlighted entry; return whether there was one. For Tab, which isn't a key to every input."""
        current = self.highlighted()
        if current is not None:
            self._take(current)
        return current is not None

    def _take(self, choice: Choice) -> None:
        self.hide()
        self.taken.emit(choice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return False
