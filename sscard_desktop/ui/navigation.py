# SPDX-License-Identifier: Apache-2.0
"""The one navigation: icons with words at the left edge, only what the person at work may use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import Label


class NavigationButton(QPushButton):
    """An icon over a word."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        space = tokens().space
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = IconView(icon, self, size="large")
        self._word = Label("", self, role="")
        self._word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, space.s, 0, space.s)
        self._column.setSpacing(space.xs)
        self._column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._word)
        for part in (self._icon, self._word):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_word(self, word: str, key: str) -> None:
        """Set the word under the icon and the key that leads there."""
        self._word.setText(word)
        self.setAccessibleName(word)
        self.setToolTip(key)

    def set_chosen(self, chosen: bool) -> None:
        """Mark it as the page that is shown."""
        set_state(self, "chosen", chosen)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()


class Navigation(QFrame):
    """The column of places.

    Signals:
        chosen(key): the person wants to go there.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._buttons: dict[str, NavigationButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space.xs, space.s, space.xs, space.s)
        self._column.setSpacing(space.xs)
        self._column.addStretch()

    def set_places(self, places: Sequence[tuple[str, str, str]]) -> None:
        """Set the places: key, icon and word of each; ``Alt+1``… lead there in this order."""
        for button in self._buttons.values():
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for index, (key, icon, word) in enumerate(places):
            button = NavigationButton(icon, self)
            button.set_word(word, f"Alt+{index + 1}")
            button.setShortcut(f"Alt+{index + 1}")
            button.clicked.connect(lambda _, key=key: self.chosen.emit(key))
            self._column.insertWidget(index, button)
            self._buttons[key] = button

    def set_words(self, words: dict[str, str]) -> None:
        """Set the words anew, in another language."""
        for index, (key, button) in enumerate(self._buttons.items()):
            button.set_word(words[key], f"Alt+{index + 1}")

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        for known, button in self._buttons.items():
            button.set_chosen(known == key)

    def keys(self) -> list[str]:
        """Return the places, in order."""
        return list(self._buttons)
