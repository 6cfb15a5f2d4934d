# SPDX-License-Identifier: Apache-2.0
"""One finding in a list: icon, what it is, and beneath it what more there is to say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import TONE_ICONS, Label, Tone


class Finding(QFrame):
    """An icon in a tone, a sentence, and a muted line."""

    def __init__(
        self, text: str, detail: str = "", parent: QWidget | None = None, *, tone: Tone = Tone.QUIET, icon: str = ""
    ) -> None:
        super().__init__(parent)
        space = tokens().space
        self._icon = IconView(icon or TONE_ICONS[tone], self, size="note")
        self._text = Label(text, self, role="hint", wrap=True)
        self._detail = Label(detail, self, role="muted", wrap=True)
        self._detail.setVisible(bool(detail))
        self._words = words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._text)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space.s)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        set_state(self, "tone", tone.value)
        self.setAccessibleName(f"{text} {detail}".strip())

    def add_below(self, widget: QWidget) -> None:
        """Put something beneath the muted line."""
        self._words.addWidget(widget)

    def text(self) -> str:
        """Return the sentence."""
        return self._text.text()

    def detail(self) -> str:
        """Return the muted line."""
        return self._detail.text()
