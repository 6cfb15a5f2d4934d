# SPDX-License-Identifier: Apache-2.0
"""A chip: one state in icon, word and colour, such as 有效 长期 or 3 项不合格."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import TONE_ICONS, Label, Tone


@dataclass(frozen=True, slots=True)
class Shown:
    """A state as a chip shows it."""

    word: str
    tone: Tone
    icon: str


class Chip(QFrame):
    """A rounded label with an icon. Empty text hides it."""

    read_as = QAccessible.Role.StaticText

    def __init__(self, text: str = "", parent: QWidget | None = None, *, tone: Tone = Tone.QUIET) -> None:
        super().__init__(parent)
        space = tokens().space
        self._icon = IconView("", self, size="small")
        self._words = Label("", self, role="")
        row = QHBoxLayout(self)
        row.setContentsMargins(space.s, 0, space.m, 0)
        row.setSpacing(space.xs)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_state(text, tone)

    def set_state(self, text: str, tone: Tone, *, icon: str = "") -> None:
        """Show ``text`` in ``tone``; the tone's own icon unless ``icon`` names another."""
        self._icon.set_icon(icon or TONE_ICONS[tone])
        set_state(self, "tone", tone.value)
        self.setVisible(bool(text))
        if text != self._words.text():
            self._words.setText(text)
            self.setAccessibleName(text)

    def text(self) -> str:
        """Return the words."""
        return self._words.text()

    def tone(self) -> Tone:
        """Return the tone."""
        return Tone(self.property("tone"))
