# SPDX-License-Identifier: Apache-2.0
"""Quiet words in the middle of the screen: a welcome, a thank-you between, one moment. They name nobody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from sscard_desktop.ui.applicant.scene import Scene
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import ElidedLabel, Label


class Greeting(Scene):
    """Large words, calm ones beneath, what is collected and why, the station's name below.

    Args:
        station: its name.
    """

    def __init__(self, station: str) -> None:
        super().__init__()
        self._large = Label("", self, role="welcome")
        self._calm = Label("", self, role="calm", wrap=True)
        self._why = Label("", self, role="why", wrap=True)
        self._station = ElidedLabel(station, self, role="calm")
        space = tokens().space
        column = QVBoxLayout()
        column.setSpacing(space.xl)
        column.addStretch(3)
        for label in (self._large, self._calm, self._why):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
            if label is self._calm:
                column.addStretch(1)
        column.addStretch(2)
        self._station.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._station)
        column.addSpacing(space.xxl)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(column, 8)
        row.addStretch(1)

    def say(self, large: str, calm: str, why: str = "") -> None:
        """Say these words."""
        self._large.setText(large)
        self._calm.setText(calm)
        self._why.setText(why)
        self._why.setVisible(bool(why))

    def set_station(self, station: str) -> None:
        """Name the station."""
        self._station.set_full_text(station)

    def speak(self, codes: tuple[str, ...]) -> None:
        pass

    def clear(self) -> None:
        pass
