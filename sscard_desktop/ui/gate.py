# SPDX-License-Identifier: Apache-2.0
"""The frame that unlock and set-up share: a sheet of paper in the middle of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from sscard_desktop.ui.i18n import Retranslated
from sscard_desktop.ui.theme import set_state, tokens


class Gate(Retranslated, QFrame):
    """A page of its own before anybody is logged in. Subclasses fill ``sheet``.

    Imports nothing but Qt's own three modules and plain Python, so that the first window is up at once.
    """

    def __init__(self, parent: QWidget | None = None, *, width: str = "plain") -> None:
        super().__init__(parent)
        space = tokens().space
        self.setObjectName("gate")
        paper = QFrame(self)
        paper.setObjectName("sheet")
        set_state(paper, "breadth", width)
        self.sheet = QVBoxLayout(paper)
        self.sheet.setContentsMargins(space.xxl, space.xxl, space.xxl, space.xl)
        self.sheet.setSpacing(space.xs)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(paper)
        row.addStretch()
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def may_be_left(self) -> bool:
        """Return whether a file that is opened may lead away from here: nothing that stands here would be lost."""
        return False


def flush(*labels: QLabel) -> None:
    """Stand lines of text at the fields' visible edge, which lies within the room that is kept for their ring."""
    ring = tokens().size["ring"]
    for label in labels:
        label.setContentsMargins(ring, 0, ring, 0)
