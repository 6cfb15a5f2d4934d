# SPDX-License-Identifier: Apache-2.0
"""A document camera's picture with the outline of the card that was found in it. Not mirrored: its text is read.

Where no card is looked for (a passport's page, a station that lacks what finds one) it shows the frame that the
document is laid into instead.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.document import CardSighting, Corners
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.photo.guides import Box, card_window, with_margin
from sscard_desktop.ui.photo.livepicture import LivePicture, over_colour, shade_outside, stroke

_CORNER_SHARE = 3.18 / 85.6
"""Radius of an ID-1 card's corners over its width (ISO/IEC 7810)."""
_MARGIN = 0.03
"""A little more than the frame is taken, so that a card laid in loosely keeps its edges."""
_OUTLINE_PX, _READY_PX = 4.0, 6.0


class CardFinder(LivePicture):
    """Shows frames and the card in them, or where it should lie."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, mirrored=False)
        self._sighting: CardSighting | None = None
        self._by_frame = True
        self._calm = False

    def set_by_frame(self, by_frame: bool) -> None:
        """Show a frame to lay the document into (``True``), or the outline of what is found."""
        self._by_frame = by_frame
        self._sighting = None
        self.update()

    @property
    def by_frame(self) -> bool:
        """Whether the document is laid into a frame."""
        return self._by_frame

    def show_sighting(self, sighting: CardSighting | None) -> None:
        """Draw where the card is; ``None`` draws nothing."""
        self._sighting = sighting
        self.update()

    def show_words(self, text: str, *, calm: bool) -> None:
        """Say the one thing to do; ``calm`` where it is only to wait."""
        self._calm = calm
        self.show_hint(text)

    def newest(self) -> Frame | None:
        """Return the frame that is shown."""
        return self._frame

    def cut(self) -> Box | None:
        """Return the part of the frame to be taken where the document lies in a frame, in the picture's pixels."""
        if self._frame is None:
            return None
        height, width = self._frame.rgb.shape[:2]
        return with_margin(card_window(width, height), _MARGIN, width, height)

    def outline(self) -> Corners | None:
        """Return the outline that is drawn, in the picture's pixels."""
        return None if self._by_frame or self._sighting is None else self._sighting.corners

    def clear(self) -> None:
        self._sighting = None
        super().clear()

    def paint_over(self, painter: QPainter, target: QRectF) -> None:
        if self._by_frame:
            self._paint_frame(painter, target)
        elif self._sighting is not None and self._sighting.corners is not None:
            self._paint_outline(painter, target, self._sighting.corners, ready=self._sighting.ready)
        self.paint_hint(painter, target, calm=self._calm)

    def _paint_frame(self, painter: QPainter, target: QRectF) -> None:
        card = self.placed(card_window(self._image.width(), self._image.height()), target)
        radius = card.width() * _CORNER_SHARE
        shade_outside(painter, target, card, radius)
        outline = QPainterPath()
        outline.addRoundedRect(card, radius, radius)
        stroke(painter, outline, over_colour("accent"), _OUTLINE_PX, dashed=False)

    def _paint_outline(self, painter: QPainter, target: QRectF, corners: Corners, *, ready: bool) -> None:
        scale = target.width() / self._image.width()
        polygon = QPolygonF([QPointF(target.left() + x * scale, target.top() + y * scale) for x, y in corners])
        outline = QPainterPath()
        outline.addPolygon(polygon)
        outline.closeSubpath()
        # Filled by odd and even: to subtract one path from the other took longer than all else that is drawn here.
        around = QPainterPath(outline)
        around.addRect(target)
        painter.fillPath(around, over_colour("paper", 0.28))
        # Dashed and thin until it is whole, still and sharp: the shape says what the colour does.
        stroke(
            painter,
            outline,
            over_colour("ok" if ready else "accent"),
            _READY_PX if ready else _OUTLINE_PX,
            dashed=not ready,
        )
