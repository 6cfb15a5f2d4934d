# SPDX-License-Identifier: Apache-2.0
"""How strokes look: the same on the pad, on paper and in the file that is kept.

Answers for a picture no larger than the station takes, whatever was written. Refuses nothing: an empty pad gives an
empty picture, and it is not for the brush to say what a signature is.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen

from sscard_desktop.domain.signing import MOST_PNG_BYTES, InkPoint, Stroke
from sscard_desktop.ui.theme import Mode, tokens

_WIDTH = 0.024
"""Of a line drawn with middling pressure, in heights of the pad."""

_MARGIN = 0.05
_HEIGHT_PX = 320
_WIDTH_PX = 1100
_PX_PER_HEIGHT = 420.0
"""So sharp that 10 mm on paper have more dots than a printer's 300 dpi would need."""


def draw(painter: QPainter, strokes: Sequence[Stroke], *, colour: QColor, scale: float, origin: QPointF) -> None:
    """Draw strokes; ``scale`` is px for a height of the pad, ``origin`` where its upper left corner lies."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)

    def place(point: InkPoint) -> QPointF:
        return origin + QPointF(point.x * scale, point.y * scale)

    for stroke in strokes:
        for before, after in zip(stroke, stroke[1:] or stroke, strict=False):
            pen.setWidthF(max(1.0, _WIDTH * scale * (0.5 + (before.pressure + after.pressure) / 2)))
            painter.setPen(pen)
            if before is after:
                painter.drawPoint(place(before))
            else:
                painter.drawLine(place(before), place(after))
    painter.restore()


def png(strokes: Sequence[Stroke]) -> bytes:
    """Return the ink with a narrow margin, black on white, as a grey PNG of at most 1100 × 320 px."""
    points = [point for stroke in strokes for point in stroke] or [InkPoint(0, 0)]
    box = QRectF(
        QPointF(min(point.x for point in points) - _MARGIN, min(point.y for point in points) - _MARGIN),
        QPointF(max(point.x for point in points) + _MARGIN, max(point.y for point in points) + _MARGIN),
    )
    scale = min(_PX_PER_HEIGHT, _HEIGHT_PX / box.height(), _WIDTH_PX / box.width())
    content = _drawn(strokes, box, scale)
    while len(content) > MOST_PNG_BYTES:
        # A pad scribbled full; coarser, it says the same.
        scale /= 2
        content = _drawn(strokes, box, scale)
    return content


def _drawn(strokes: Sequence[Stroke], box: QRectF, scale: float) -> bytes:
    image = QImage(max(1, int(box.width() * scale)), max(1, int(box.height() * scale)), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    # Pure black, whatever the window wears.
    black = QColor(tokens().colour[Mode.CONTRAST]["ink"])
    draw(painter, strokes, colour=black, scale=scale, origin=-box.topLeft() * scale)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())
