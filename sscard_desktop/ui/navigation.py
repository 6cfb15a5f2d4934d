# SPDX-License-Identifier: Apache-2.0
"""The one navigation: icons with words at the left edge, only what the person at work may use."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import Label

_NUMBERED = 9
_BEYOND = "F1"
"""What the pages themselves bind to the last place, help, where there are more than have a number."""


def _key(index: int) -> str:
    return f"Alt+{index + 1}" if index < _NUMBERED else _BEYOND


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

    def bare_height(self) -> int:
        """Return the height of icon and word alone."""
        return self._icon.sizeHint().height() + self._column.spacing() + self._word.sizeHint().height()

    def set_air(self, air: int) -> None:
        """Leave so much room above and below, px."""
        if self._column.contentsMargins().top() == air:
            return
        self._column.setContentsMargins(0, air, 0, air)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()


class Navigation(QFrame):
    """The column of places, closer together where the window is low or type is large.

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
        """Set the places: key, icon and word of each; ``Alt+1`` to ``Alt+9`` lead there in this order.

        A tenth place has no such key (``Alt+0`` is the start of the day): help stands last, and ``F1`` leads there from
        every page.
        """
        for button in self._buttons.values():
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for index, (key, icon, word) in enumerate(places):
            button = NavigationButton(icon, self)
            button.set_word(word, _key(index))
            if index < _NUMBERED:
                button.setShortcut(_key(index))
            button.clicked.connect(lambda _, key=key: self.chosen.emit(key))
            self._column.insertWidget(index, button)
            self._buttons[key] = button
        self._share_air()

    def set_words(self, words: dict[str, str]) -> None:
        """Set the words anew, in another language."""
        for index, (key, button) in enumerate(self._buttons.items()):
            button.set_word(words[key], _key(index))

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        for known, button in self._buttons.items():
            button.set_chosen(known == key)

    def keys(self) -> list[str]:
        """Return the places, in order."""
        return list(self._buttons)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._bare_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_air()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # Another look dresses the buttons after this frame: each then asks anew for the room that it needs.
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutRequest):
            self._share_air()
        return done

    def _share_air(self) -> None:
        """Give the buttons what room there is, up to what looks best."""
        if self._buttons:
            air = (self.height() - self._bare_height()) // (2 * len(self._buttons))
            for button in self._buttons.values():
                button.set_air(min(max(air, 0), tokens().space.s))

    def _bare_height(self) -> int:
        margins = self._column.contentsMargins()
        gaps = self._column.spacing() * len(self._buttons)
        return sum(each.bare_height() for each in self._buttons.values()) + gaps + margins.top() + margins.bottom()
