# SPDX-License-Identifier: Apache-2.0
"""What stands where the found characters will be, while nothing is asked or nothing was found: the ways to ask."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import Label


class WaysView(Retranslated, QFrame):
    """A line for each way: what it goes by, and how it is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("character_ways")
        space = tokens().space
        self._rows = [(Label("", self, role="muted"), Label("", self, role="value")) for _ in range(5)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.xl)
        grid.setVerticalSpacing(space.s)
        for at, (way, example) in enumerate(self._rows):
            grid.addWidget(way, at, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(example, at, 1)
        grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(space.xl, space.m, space.xl, space.m)
        column.addStretch()
        column.addLayout(grid)
        column.addStretch()
        self.retranslate()

    def retranslate(self) -> None:
        either = self.tr("{example} 或 {other}")
        told = (
            (self.tr("部件"), either.format(example="土口", other="氵炎")),
            (self.tr("拼音"), "jie"),
            (self.tr("总笔画"), "12画"),
            (self.tr("部首和其余笔画"), "氵8"),
            (self.tr("编码"), either.format(example="U+20BB7", other="9534B235")),
        )
        for (way, example), (name, typed) in zip(self._rows, told, strict=True):
            way.setText(name)
            example.setText(typed)

    def texts(self) -> list[str]:
        """Return what each line says."""
        return [f"{way.text()} {example.text()}" for way, example in self._rows]
