# SPDX-License-Identifier: Apache-2.0
"""One side of the ID card, large enough to be read, or the place where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtGui import QPalette as Palette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sscard_desktop.ui.icons import pixmap
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.picture import ID_CARD_RATIO


class SideView(QAbstractButton):
    """Shows a picture whole, in the shape of a card. Pressing it chooses this side.

    Signals:
        dropped(paths): files were dropped on it.
    """

    dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._chosen = False
        self._hovered_by_file = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_image(self, image: QImage) -> None:
        """Show ``image``; a null one shows that there is none."""
        self._image = image
        self.update()

    def has_image(self) -> bool:
        """Return whether a picture is shown."""
        return not self._image.isNull()

    def image_size(self) -> QSize:
        """Return the size in pixels of what is shown, which may be smaller than the stored picture."""
        return self._image.size()

    def set_chosen(self, chosen: bool) -> None:
        """Show that keys act on this side."""
        self._chosen = chosen
        self.update()

    def chosen(self) -> bool:
        """Return whether keys act on this side."""
        return self._chosen

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width / ID_CARD_RATIO)

    def paintEvent(self, event: QPaintEvent) -> None:
        ring, radius = tokens().size["ring"], 2 * tokens().size["radius"]
        colours = self.palette()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        inner = QRectF(self.rect()).adjusted(2 * ring, 2 * ring, -2 * ring, -2 * ring)
        path = QPainterPath()
        path.addRoundedRect(inner, radius, radius)
        ground = Palette.ColorRole.Midlight if self._hovered_by_file else Palette.ColorRole.AlternateBase
        painter.fillPath(path, colours.color(ground))
        if self._image.isNull():
            self._paint_absent(painter, inner)
        else:
            painter.save()
            painter.setClipPath(path)
            size = self._image.size().toSizeF().scaled(inner.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(inner.center())
            painter.drawImage(place, self._image)
            painter.restore()
        pen = QPen(colours.color(Palette.ColorRole.Dark), 1)
        if self._image.isNull():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(inner, radius, radius)
        if self._chosen:
            painter.setPen(QPen(colours.color(Palette.ColorRole.Highlight), ring))
            outer = QRectF(self.rect()).adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2)
            painter.drawRoundedRect(outer, radius + ring, radius + ring)

    def _paint_absent(self, painter: QPainter, inner: QRectF) -> None:
        muted = self.palette().color(Palette.ColorRole.PlaceholderText)
        side = 2 * tokens().scaled["icon_huge"]
        line = painter.fontMetrics().height() if self.text() else 0
        top = inner.center().y() - (side + 2 * line) / 2
        drawn = pixmap("card", muted, side, self.devicePixelRatioF())
        painter.drawPixmap(round(inner.center().x() - side / 2), round(top), drawn)
        painter.setPen(muted)
        below = QRectF(inner.left(), top + side, inner.width(), 2 * line)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, self.text())

    # files dropped on it

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event):
            self._hovered_by_file = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._hovered_by_file = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._hovered_by_file = False
        self.update()
        paths = local_files(event)
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)


def local_files(event: QDropEvent) -> list[Path]:
    """Return the files that are being dropped, none if anything else is among them."""
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls] if all(url.isLocalFile() for url in urls) else []
