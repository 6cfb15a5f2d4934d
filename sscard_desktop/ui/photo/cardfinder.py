# SPDX-License-Identifier: Apache-2.0
"""A camera's picture with a frame that an ID card is laid into. Not mirrored: its text is read."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.photo.guides import Box, card_window, with_margin
from sscard_desktop.ui.photo.livepicture import LivePicture, over_colour, shade_outside, stroke

_CORNER_SHARE = 3.18 / 85.6
"""Radius of an ID-1 card's corners over its width (ISO/IEC 7810)."""
_MARGIN = 0.03
"""A little more than the frame is taken, so that a card laid in loosely keeps its edges."""


class CardFinder(LivePicture):
    """Shows frames and where the card should lie."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, mirrored=False)

    def newest(self) -> Frame | None:
        """Return the frame that is shown."""
        return self._frame

    def cut(self) -> Box | None:
        """Return the part of the frame to be taken, in its pixels."""
        if self._frame is None:
            return None
        height, width = self._frame.rgb.shape[:2]
        return with_margin(card_window(width, height), _MARGIN, width, height)

    def paint_over(self, painter: QPainter, target: QRectF) -> None:
        card = self.placed(card_window(self._image.width(), self._image.height()), target)
        radius = card.width() * _CORNER_SHARE
        shade_outside(painter, target, card, radius)
        outline = QPainterPath()
        outline.addRoundedRect(card, radius, radius)
        stroke(painter, outline, over_colour("accent"), 3.0, dashed=False)
        self.paint_hint(painter, target)
