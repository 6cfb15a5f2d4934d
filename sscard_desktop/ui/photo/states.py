# SPDX-License-Identifier: Apache-2.0
"""What holds and what doesn't, at a glance: one row for each part of the guidance, beside the live picture."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.domain.photo import Guidance
from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.theme import set_state, tokens
from sscard_desktop.ui.widgets.label import Label

KEYS = ("face", "alone", "distance", "place", "pose", "eyes", "mouth", "light", "wall", "still")


class GuidanceStates(Retranslated, QFrame):
    """Ten rows: a tick and plain ink where all is well, a dash and muted ink where it isn't yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._icons: dict[str, IconView] = {}
        self._words: dict[str, Label] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(space.l, space.l, space.l, space.l)
        column.setSpacing(space.m)
        self._title = Label("", self, role="muted")
        column.addWidget(self._title)
        for key in KEYS:
            icon, word = IconView("dash", self, size="plain"), Label("", self, role="value")
            row = QHBoxLayout()
            row.setSpacing(space.s)
            row.addWidget(icon)
            row.addWidget(word, 1)
            column.addLayout(row)
            self._icons[key], self._words[key] = icon, word
        column.addStretch()
        self.show_guidance(None)
        self.retranslate()

    def show_guidance(self, guidance: Guidance | None) -> None:
        """Show what ``guidance`` says; ``None`` that nothing is known."""
        for key in KEYS:
            met = guidance is not None and key in guidance.met
            self._icons[key].set_icon("check" if met else "dash")
            for part in (self._icons[key], self._words[key]):
                set_state(part, "met", met)

    def met(self) -> frozenset[str]:
        """Return what is shown as met."""
        return frozenset(key for key in KEYS if self._icons[key].name() == "check")

    def retranslate(self) -> None:
        self._title.setText(self.tr("取景"))
        names = {
            "face": self.tr("看到脸"),
            "alone": self.tr("只有一人"),
            "distance": self.tr("远近"),
            "place": self.tr("位置"),
            "pose": self.tr("头正"),
            "eyes": self.tr("睁眼"),
            "mouth": self.tr("嘴合拢"),
            "light": self.tr("光线"),
            "wall": self.tr("背景"),
            "still": self.tr("不动"),
        }
        for key, name in names.items():
            self._words[key].setText(name)
