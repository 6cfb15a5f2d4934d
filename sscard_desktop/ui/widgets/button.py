# SPDX-License-Identifier: Apache-2.0
"""Buttons: an icon, a verb, and the key that does the same."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import Label, plain_tooltip


class Button(QPushButton):
    """A push button of our own making.

    Args:
        kind: ``primary`` (the one next step), ``plain``, ``quiet`` (no border), ``danger`` or ``link``.
        icon: name of an icon, or ``""``.
        key: the key shown on it; showing it doesn't bind it.
    """

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, kind: str = "plain", icon: str = "", key: str = ""
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._icon = IconView(icon, self, size="plain" if kind == "primary" else "small")
        self._icon.setVisible(bool(icon))
        self._words = Label(text, self, role="")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._key = KeyCap(key, self)
        self._brief = False
        self._text, self._room = text, 0
        self._line = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens().space.s)
        row.addStretch()
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addWidget(self._key)
        row.addStretch()
        self._words.setVisible(bool(text))
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)

    def text(self) -> str:
        """Return the words on it, whole."""
        return self._text

    def set_text(self, text: str) -> None:
        """Set the words on it: a verb."""
        if text == self._text:
            return
        self._text = text
        self._show_words()
        self.setAccessibleName(text)

    def set_icon(self, name: str) -> None:
        """Show another icon, ``""`` none."""
        if name != self._icon.name():
            self._icon.set_icon(name)
            self._icon.setVisible(bool(name))

    def set_key(self, key: str) -> None:
        """Show another key, ``""`` none."""
        if key != self._key.text():
            self._key.set_key(key)
            self.setAccessibleDescription(key)

    def set_brief(self, brief: bool) -> None:
        """Show the key alone for want of room, and the words in the tooltip."""
        if brief != self._brief:
            self._brief = brief
            self._show_words()

    def set_room(self, width: int) -> None:
        """Let the words end in an ellipsis where they are wider than this (px), whole in the tooltip; 0 for any."""
        if width != self._room:
            self._room = width
            self._show_words()

    def brief(self) -> bool:
        """Return whether it shows its key alone."""
        return self._brief

    def spare_width(self) -> int:
        """Return the width (px) that it gives up where it shows its key alone."""
        return 0 if self._brief else self.words_width()

    def words_width(self) -> int:
        """Return the width (px) that its words need, shown or not, with the gap before its key."""
        self._words.ensurePolished()
        cut = self._words.fontMetrics().horizontalAdvance(self._text) - self._words.fontMetrics().horizontalAdvance(
            self._words.text()
        )
        return self._words.sizeHint().width() + max(cut, 0) + self._line.spacing()

    def spacing(self) -> int:
        """Return the gap (px) between its words and its key."""
        return self._line.spacing()

    def whole_width(self) -> int:
        """Return the width (px) that it needs to show all its words, whatever it shows now."""
        shown = 0 if self._words.isHidden() else self._words.sizeHint().width() + self._line.spacing()
        return self.sizeHint().width() - shown + (self.words_width() if self._text else 0)

    def _show_words(self) -> None:
        self._words.ensurePolished()
        metrics = self._words.fontMetrics()
        cut = bool(self._room) and metrics.horizontalAdvance(self._text) > self._room
        self._words.setText(
            metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self._room) if cut else self._text
        )
        self._words.setVisible(bool(self._text) and not self._brief)
        self.setToolTip(plain_tooltip(self._text) if self._brief or cut else "")
        self.updateGeometry()

    def set_kind(self, kind: str) -> None:
        """Make it another kind of button."""
        set_state(self, "kind", kind)

    def sizeHint(self) -> QSize:
        inner = self._line.sizeHint()
        # What QPushButton would add around a text of its own, which it doesn't have here.
        self.ensurePolished()
        space = tokens().space
        padding = {"link": space.xs, "quiet": space.s}.get(self.property("kind"), space.l)
        return QSize(inner.width() + 2 * (padding + tokens().size["ring"]), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            # Enter on a button presses it, as people expect outside dialogs too; held down, it presses once.
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)
