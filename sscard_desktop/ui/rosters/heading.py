# SPDX-License-Identifier: Apache-2.0
"""Over a roster's people: what it is called, how many are how far, and the bar of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.rosters import words
from sscard_desktop.ui.rosters.reading import Counts
from sscard_desktop.ui.rosters.shares import SharesBar
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import ElidedLabel, Label


class RosterHeading(QWidget):
    """One line and the bar below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", self, role="section")
        self._figures = Label("", self, role="text")
        self._bar = SharesBar(self)
        space = tokens().space
        line = QHBoxLayout()
        line.setSpacing(space.l)
        line.addWidget(self._title, 1)
        line.addWidget(self._figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        column.addLayout(line)
        column.addWidget(self._bar)

    def show_counts(self, title: str, counts: Counts) -> None:
        """Show another roster, or the same one later."""
        self._title.set_full_text(title)
        self._figures.setText(f"{words.counted(counts)}　{words.share(counts)}" if counts else "")
        self._bar.set_counts(counts)
