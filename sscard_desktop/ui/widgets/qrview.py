# SPDX-License-Identifier: Apache-2.0
"""A QR on screen: dark on white in every set of colours, with the quiet zone that readers need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.theme import tokens

QUIET_MODULES = 4
"""White around it on each side (ISO/IEC 18004, 5.3.8)."""


class QrView(QWidget):
    """Draws rows of modules as large as whole pixels allow; its own colours come from the theme (``QrView``)."""

    read_as = QAccessible.Role.Graphic

    def __init__(self, rows: Sequence[Sequence[bool]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.setAccessibleName(name)
        self.setVisible(bool(rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = len(self._rows) + 2 * QUIET_MODULES
        module = min(self.width(), self.height()) // side
        left, top = (self.width() - module * side) // 2, (self.height() - module * side) // 2
        radius = tokens().size["radius_small"]
        painter.setBrush(self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(self.palette().color(QPalette.ColorRole.Window))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), radius, radius)
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    place = QRect(
                        left + (x + QUIET_MODULES) * module, top + (y + QUIET_MODULES) * module, module, module
                    )
                    painter.fillRect(place, ink)
