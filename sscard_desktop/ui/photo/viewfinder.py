# SPDX-License-Identifier: Apache-2.0
"""The live picture with its guides. The picture is shown mirrored, as people know themselves; the frame itself isn't.

Each guide is dashed and quiet while it isn't met, solid with a tick when it is, bold while the hint speaks of it: shape
and mark say the same as the colour.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from sscard_desktop.domain.photo import Guidance, PhotoSpec
from sscard_desktop.ui.icons import pixmap
from sscard_desktop.ui.photo.guides import GUIDE_KEYS, Box, guides_in, resting_window, window_around
from sscard_desktop.ui.photo.livepicture import LivePicture, over_colour, shade_outside, stroke
from sscard_desktop.ui.theme import tokens

_FOLLOW_S = 0.12
"""In this time the guides come two thirds of the way to the head: quick enough to follow, too slow to tremble."""


class Viewfinder(LivePicture):
    """Shows frames, guides, the hint and the countdown.

    Args:
        spec: the photo's limits.
    """

    def __init__(self, spec: PhotoSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent, mirrored=True)
        self._spec = spec
        self._guidance: Guidance | None = None
        self._window: Box | None = None
        self._moved_at_s = 0.0
        self._names: dict[str, str] = {}
        self._countdown = 0

    def set_names(self, names: dict[str, str]) -> None:
        """Name the guides: ``oval``, ``hair``, ``eyes``, ``centre``."""
        self._names = names
        self.update()

    def show_guidance(self, guidance: Guidance | None) -> None:
        """Turn the guides to ``guidance``; ``None`` puts them back to where they rest."""
        self._guidance = guidance
        if self._frame is not None:
            height, width = self._frame.rgb.shape[:2]
            target = window_around(self._spec, width, height, guidance) if guidance is not None else None
            target = target or resting_window(self._spec, width, height)
            passed_s, self._moved_at_s = self._frame.taken_s - self._moved_at_s, self._frame.taken_s
            share = 1 - math.exp(-max(passed_s, 0.0) / _FOLLOW_S)
            self._window = target if self._window is None else self._window.towards(target, share)
        self.update()

    def show_countdown(self, seconds: int) -> None:
        """Show how many seconds are left; 0 shows none."""
        self._countdown = seconds
        self.update()

    def veil(self) -> None:
        self._guidance = None
        super().veil()

    def photo_window(self) -> Box | None:
        """Return the part of the frame that the photo will hold, in the frame's pixels, not mirrored."""
        return self._window

    # painting

    def paint_over(self, painter: QPainter, target: QRectF) -> None:
        if self._window is None:
            self._window = resting_window(self._spec, self._image.width(), self._image.height())
        self._paint_guides(painter, target, self._window)
        if self._countdown:
            self._paint_countdown(painter, target)
        else:
            calm = self._guidance is not None and self._guidance.hint in ("hold_still", "ready")
            self.paint_hint(painter, target, calm=calm)

    def _paint_guides(self, painter: QPainter, target: QRectF, place: Box) -> None:
        guides = guides_in(place, self._spec)
        window = self.placed(guides.window, target)
        shade_outside(painter, target, window, tokens().size["radius"])
        self._stroke(
            painter, _brackets(window.adjusted(-6, -6, 6, 6)), met=self._holds("distance", "place"), asked=False
        )
        oval = QPainterPath()
        oval.addEllipse(self.placed(guides.oval, target))
        self._stroke(painter, oval, met=self._is_met("oval"), asked=self._is_asked("oval"))
        beside = QPointF(window.left() - 2 * tokens().space.xxl, self.placed(guides.oval, target).center().y())
        self._paint_tag(painter, "oval", beside, met=self._is_met("oval"), centred=True)
        self._paint_hold(painter, self.placed(guides.oval, target))
        hair, eyes, centre = (self.placed(box, target) for box in (guides.hair, guides.eyes, guides.centre))
        self._paint_band(painter, "hair", hair, window)
        self._paint_band(painter, "eyes", eyes, window)
        self._paint_centre(painter, centre, window)

    def _paint_band(self, painter: QPainter, key: str, band: QRectF, window: QRectF) -> None:
        """Draw where something may lie as marks at both sides, with a faint band between them."""
        met, asked = self._is_met(key), self._is_asked(key)
        wash = _state_colour(met=met, asked=asked)
        wash.setAlphaF(0.14)
        painter.fillRect(band, wash)
        tick = min(window.width() * 0.09, 28)
        marks = QPainterPath()
        for y in (band.top(), band.bottom()):
            marks.moveTo(window.left(), y)
            marks.lineTo(window.left() + tick, y)
            marks.moveTo(window.right() - tick, y)
            marks.lineTo(window.right(), y)
        self._stroke(painter, marks, met=met, asked=asked)
        self._paint_tag(painter, key, QPointF(window.right() + tokens().space.s, band.center().y()), met=met)

    def _paint_centre(self, painter: QPainter, centre: QRectF, window: QRectF) -> None:
        met, asked = self._is_met("centre"), self._is_asked("centre")
        tick = min(window.height() * 0.05, 20)
        marks = QPainterPath()
        for x in (centre.left(), centre.right()):
            marks.moveTo(x, window.bottom() - tick)
            marks.lineTo(x, window.bottom())
        self._stroke(painter, marks, met=met, asked=asked)
        below = QPointF(centre.center().x(), window.bottom() + 2 * tokens().space.l)
        self._paint_tag(painter, "centre", below, met=met, centred=True)

    def _paint_tag(self, painter: QPainter, key: str, at: QPointF, *, met: bool, centred: bool = False) -> None:
        words = self._names.get(key, "")
        if not words:
            return
        font = QFont(self.font())
        font.setPixelSize(max(round(font.pixelSize() * tokens().type["hint"] / tokens().type["name"]), 11))
        painter.setFont(font)
        metrics = painter.fontMetrics()
        space = tokens().space
        side = metrics.height()
        box = QRectF(at.x(), at.y() - side / 2 - 2, side + metrics.horizontalAdvance(words) + 2 * space.s, side + 4)
        if centred:
            box.moveLeft(at.x() - box.width() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(over_colour("paper", 0.8))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        colour = _state_colour(met=met, asked=self._is_asked(key))
        drawn = pixmap("check" if met else "dash", colour, side - 2, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.left() + space.xs, box.top() + 3), drawn)
        painter.setPen(colour)
        text = box.adjusted(space.xs + side, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_hold(self, painter: QPainter, oval: QRectF) -> None:
        """Draw the ring that closes while the person holds still."""
        hold = self._guidance.hold if self._guidance is not None else 0.0
        if hold <= 0:
            return
        pen = QPen(over_colour("ok"), tokens().space.s, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        reach = tokens().space.s
        ring = oval.adjusted(-reach, -reach, reach, reach)
        # From the chin up both sides at once: it closes at the crown.
        half = round(180 * 16 * min(hold, 1.0))
        painter.drawArc(ring, 270 * 16 - half, 2 * half)

    def _paint_countdown(self, painter: QPainter, target: QRectF) -> None:
        font = QFont(self.font())
        font.setPixelSize(round(target.height() / 3))
        font.setBold(True)
        path = QPainterPath()
        path.addText(0, 0, font, str(self._countdown))
        # Beside the head: whoever is taken should still see themselves.
        place = QPointF(target.left() + target.width() / 6, target.center().y())
        path.translate(place - path.boundingRect().center())
        painter.setPen(
            QPen(
                over_colour("paper", 0.8),
                tokens().space.m,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        painter.drawPath(path)
        painter.fillPath(path, over_colour("ink"))

    def _stroke(self, painter: QPainter, path: QPainterPath, *, met: bool, asked: bool) -> None:
        width = 4.0 if asked else 3.0 if met else 2.0
        stroke(painter, path, _state_colour(met=met, asked=asked), width, dashed=not met)

    def _holds(self, *keys: str) -> bool:
        return self._guidance is not None and self._guidance.met.issuperset(keys)

    def _is_met(self, guide: str) -> bool:
        return self._holds(*GUIDE_KEYS[guide])

    def _is_asked(self, guide: str) -> bool:
        return self._guidance is not None and guide == ASKED.get(self._guidance.hint, "")


ASKED = {
    "come_closer": "oval",
    "move_back": "oval",
    "move_left": "centre",
    "move_right": "centre",
    "move_up": "hair",
    "move_down": "hair",
    "level_head": "eyes",
    "face_camera": "eyes",
    "chin_up": "eyes",
    "chin_down": "eyes",
    "open_eyes": "eyes",
}
"""Which guide a hint speaks of."""


def _state_colour(*, met: bool, asked: bool) -> QColor:
    return over_colour("accent" if met else "warn" if asked else "ink")


def _brackets(box: QRectF) -> QPainterPath:
    """Return the corners of a box."""
    path = QPainterPath()
    reach = box.width() * 0.1
    for corner, across, down in (
        (box.topLeft(), 1, 1),
        (box.topRight(), -1, 1),
        (box.bottomLeft(), 1, -1),
        (box.bottomRight(), -1, -1),
    ):
        path.moveTo(corner + QPointF(0, down * reach))
        path.lineTo(corner)
        path.lineTo(corner + QPointF(across * reach, 0))
    return path
