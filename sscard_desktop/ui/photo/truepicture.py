# SPDX-License-Identifier: Apache-2.0
"""A finished picture at its true size, and an original beside it at the same size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from sscard_desktop.domain.photo import Adjustment
from sscard_desktop.ui.theme import Mode, tokens


class TruePicture(QWidget):
    """Shows a picture pixel for pixel; on screens of many dots each pixel takes a whole number of them."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._image = QImage()
        self._move = QTransform()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_image(self, image: QImage) -> None:
        """Show ``image``."""
        self._image = image
        self._move = QTransform()
        self.updateGeometry()
        self.update()

    def move_image(self, by: Adjustment, x: float, y: float) -> None:
        """Show the image moved, zoomed and turned about the point ``x``, ``y`` (its pixels), on white."""
        move = QTransform()
        move.translate(x + by.shift_x_px, y + by.shift_y_px)
        move.rotate(by.rotate_degrees)
        move.scale(by.zoom, by.zoom)
        move.translate(-x, -y)
        self._move = move
        self.update()

    def image(self) -> QImage:
        """Return what is shown."""
        return self._image

    def sizeHint(self) -> QSize:
        return QSize(round(self._size.width() / self._ratio()), round(self._size.height() / self._ratio())) + QSize(
            2, 2
        )

    def minimumSizeHint(self) -> QSize:
        # Whatever else is short of room: a photo that lost its lower edge can't be judged.
        return self.sizeHint()

    def _ratio(self) -> float:
        """Return how many of the picture's pixels go into one logical pixel."""
        dots = self.devicePixelRatioF()
        return dots / max(1, round(dots))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if not self._image.isNull():
            shown = QImage(self._image)
            shown.setDevicePixelRatio(self._ratio())
            if self._move.isIdentity():
                painter.drawImage(QPointF(1, 1), shown)
            else:
                self._paint_moved(painter)

    def _paint_moved(self, painter: QPainter) -> None:
        painter.setClipRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.fillRect(self.rect(), QColor(tokens().colour[Mode.LIGHT]["paper"]))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(1, 1)
        painter.scale(1 / self._ratio(), 1 / self._ratio())
        painter.setTransform(self._move, combine=True)
        painter.drawImage(QPointF(0, 0), self._image)


class FittedPicture(QWidget):
    """Shows a picture whole within a place of fixed size."""

    def __init__(self, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setFixedSize(size + QSize(2, 2))

    def set_image(self, image: QImage) -> None:
        """Show ``image``."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.AlternateBase))
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self._image.isNull():
            return
        room = self.size() - QSize(2, 2)
        size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(
            (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
        )
        painter.drawImage(place, self._image)
