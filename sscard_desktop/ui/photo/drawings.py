# SPDX-License-Identifier: Apache-2.0
"""Drawn examples of what is right and what is wrong, one family of line drawings for all questions.

They show photos, so what is white in them is white in every look: a dark wall would teach the wrong thing. The frame
and the mark at the corner (a tick, a cross: shape as well as colour) belong to the look.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from sscard_desktop import paths
from sscard_desktop.ui.theme import set_state

_MARK_SHARE = 0.26
_DRAWN_AS = {
    "contrast_low": "contrast",
    "too_bright": "exposure",
    "cast_yellow": "colour_cast",
    "clothes_light": "clothes",
    # That glasses are worn isn't wrong; what must not be wrong with them is drawn.
    "glasses_worn": "glasses",
}
"""Hints that point at what is drawn already."""


def folder() -> Path:
    """Return where the drawings are."""
    return paths.resources() / "samples" / "photo"


def has_drawing(key: str) -> bool:
    """Whether something was drawn for ``key``: a check's, or one of the samples page's."""
    return (folder() / f"{_DRAWN_AS.get(key, key)}-wrong.svg").is_file()


@lru_cache(maxsize=64)
def _renderer(key: str, right: bool) -> QSvgRenderer:
    # Most rules have the same right picture: nothing worn, nothing in the way.
    own = folder() / f"{_DRAWN_AS.get(key, key)}-{'right' if right else 'wrong'}.svg"
    return QSvgRenderer(str(own if own.is_file() else folder() / "right.svg"))


def paint_drawing(
    painter: QPainter, key: str, place: QRectF, *, right: bool, colour: QColor, ground: QColor, line: float
) -> None:
    """Paint a drawing with its frame and its mark, on screen or paper.

    Args:
        colour: of frame and mark.
        ground: behind the mark.
        line: width of their lines, in the painter's units.
    """
    painter.save()
    painter.setClipRect(place)
    _renderer(key, right).render(painter, place)
    painter.restore()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, line))
    painter.drawRect(place)
    side = place.width() * _MARK_SHARE
    corner = QRectF(place.right() - side, place.bottom() - side, side, side)
    painter.fillRect(corner, ground)
    painter.drawRect(corner)
    edge = side * 0.27
    mark = corner.adjusted(edge, edge, -edge, -edge)
    if right:
        turn = QPointF(mark.left() + mark.width() * 0.35, mark.bottom())
        painter.drawPolyline([mark.topLeft() + QPointF(0, mark.height() * 0.6), turn, mark.topRight()])
    else:
        painter.drawLine(mark.topLeft(), mark.bottomRight())
        painter.drawLine(mark.topRight(), mark.bottomLeft())
    painter.restore()


class Drawing(QWidget):
    """One drawing with its mark.

    Args:
        key: whose; it must have one (:func:`has_drawing`).
        right: the right or the wrong way.
        size: ``small`` beside a question, by the style sheet; ``free`` is sized by who uses it.
    """

    def __init__(self, key: str, parent: QWidget | None = None, *, right: bool, size: str = "small") -> None:
        super().__init__(parent)
        self._key, self._right = key, right
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("drawing", size)
        set_state(self, "tone", "ok" if right else "bad")

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        paint_drawing(
            QPainter(self),
            self._key,
            QRectF(self.rect()).adjusted(1, 1, -1, -1),
            right=self._right,
            colour=palette.color(self.foregroundRole()),
            ground=palette.color(QPalette.ColorRole.Base),
            line=2,
        )
