# SPDX-License-Identifier: Apache-2.0
"""A camera's picture, as large as it goes, and what is written over it. What lies between is drawn by subclasses.

What lies on a picture is drawn in the dark set's colours whatever the look is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.photo.guides import Box
from sscard_desktop.ui.readout import say
from sscard_desktop.ui.theme import Mode, tokens

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class LivePicture(QWidget):
    """Shows frames and a hint.

    Args:
        mirrored: as people know themselves; a document isn't mirrored.
    """

    def __init__(self, parent: QWidget | None = None, *, mirrored: bool) -> None:
        super().__init__(parent)
        self._mirrored = mirrored
        self._frame: Frame | None = None
        self._image = QImage()
        self._hint = self._beneath = ""
        self._veiled = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def sizeHint(self) -> QSize:
        return QSize(960, 540)

    def show_frame(self, frame: Frame) -> None:
        """Show ``frame``; its pixels aren't copied, so it is kept as long as it is shown."""
        self._frame = frame
        self._image = image_over(frame.rgb)
        self._veiled = False
        self.update()

    def show_hint(self, text: str, beneath: str = "") -> None:
        """Say the one thing to do, ``""`` nothing; ``beneath`` it the same in another language."""
        if (text, beneath) != (self._hint, self._beneath):
            self._hint, self._beneath = text, beneath
            self.setAccessibleDescription(text)
            say(self, text)
            self.update()

    def hint(self) -> str:
        """Return what is said."""
        return self._hint

    def veil(self) -> None:
        """Dim the last picture: it isn't live any more."""
        self._veiled = True
        self.update()

    def clear(self) -> None:
        """Forget the picture."""
        self._frame = None
        self._image = QImage()
        self.update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(self.backgroundRole()))
        if self._image.isNull():
            return
        target = self._target()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.save()
        painter.setClipRect(target)
        if self._mirrored:
            painter.translate(target.left() + target.right(), 0)
            painter.scale(-1, 1)
        painter.drawImage(target, self._image.convertToFormat(QImage.Format.Format_RGB32))
        painter.restore()
        if self._veiled:
            painter.fillRect(target, over_colour("paper", 0.75))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(target)
        self.paint_over(painter, target)

    def paint_over(self, painter: QPainter, target: QRectF) -> None:
        """Draw what lies over the picture, which fills ``target``."""
        self.paint_hint(painter, target)

    def paint_hint(self, painter: QPainter, target: QRectF, *, calm: bool = False) -> None:
        """Write the hint in the middle below; ``calm`` where all is well."""
        if not self._hint:
            return
        lines = [(self._hint, QFont(self.font()))]
        if self._beneath:
            lines.append((self._beneath, _sized(self.font(), "value")))
        metrics = [QFontMetricsF(font) for _, font in lines]
        space = tokens().space
        widest = max(metric.horizontalAdvance(words) for metric, (words, _) in zip(metrics, lines, strict=True))
        width = min(widest + 2 * space.xl, target.width() - 2 * space.l)
        height = sum(metric.height() for metric in metrics) + 2 * space.s
        box = QRectF(target.center().x() - width / 2, target.bottom() - height - space.xl, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(over_colour("paper", 0.8))
        radius = min(height / 2, float(space.xxl))
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(over_colour("ok" if calm else "ink"))
        top = box.top() + space.s
        for metric, (words, font) in zip(metrics, lines, strict=True):
            painter.setFont(font)
            place = QRectF(box.left(), top, box.width(), metric.height())
            shown = metric.elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
            top += metric.height()

    def placed(self, box: Box, target: QRectF) -> QRectF:
        """Return where a box of the frame lies on the widget."""
        scale = target.width() / self._image.width()
        left = target.right() - box.right * scale if self._mirrored else target.left() + box.left * scale
        return QRectF(left, target.top() + box.top * scale, box.width * scale, box.height * scale)

    def _target(self) -> QRectF:
        """Return where the picture lies: as large as it goes, whole."""
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )


def _sized(font: QFont, role: str) -> QFont:
    """Return ``font``, which is the hint's, in the size of another role."""
    smaller = QFont(font)
    smaller.setPixelSize(max(round(font.pixelSize() * tokens().type[role] / tokens().type["name"]), 11))
    return smaller


def image_over(rgb: npt.NDArray[np.uint8]) -> QImage:
    """Return pixels (height × width × 3) as an image that shares their memory: keep them as long as the image."""
    height, width = rgb.shape[:2]
    whole = rgb if rgb.flags.c_contiguous else rgb.copy()
    return QImage(whole.data, width, height, whole.strides[0], QImage.Format.Format_RGB888)


def over_colour(name: str, opacity: float = 1.0) -> QColor:
    """Return a colour for what lies on a picture."""
    colour = QColor(tokens().colour[Mode.DARK][name])
    colour.setAlphaF(opacity)
    return colour


def shade_outside(painter: QPainter, target: QRectF, window: QRectF, radius: float) -> None:
    """Darken the picture around ``window``, whose corners have this radius."""
    # By odd and even: what lies within both isn't filled.
    outside = QPainterPath()
    outside.addRect(target)
    outside.addRoundedRect(window, radius, radius)
    painter.fillPath(outside, over_colour("paper", 0.28))


def stroke(painter: QPainter, path: QPainterPath, colour: QColor, width: float, *, dashed: bool) -> None:
    """Draw a line that stands out from any picture."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(over_colour("paper", 0.5), width + 2))
    painter.drawPath(path)
    pen = QPen(colour, width)
    if dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawPath(path)
