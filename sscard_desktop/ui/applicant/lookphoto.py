# SPDX-License-Identifier: Apache-2.0
"""The card photo among what is read over; it can be pointed at as any line can."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOption, QWidget

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.ui.icons import pixmap
from sscard_desktop.ui.theme import set_state, tokens


class LookPhoto(QAbstractButton):
    """Shows the photo whole."""

    key = PictureRole.PHOTO.value

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggled.connect(lambda pointed: set_state(self, "pointed", pointed))

    def set_content(self, content: bytes | None) -> None:
        """Show a picture file; ``None``, or one that can't be read, shows nothing."""
        self._image = QImage.fromData(content) if content else QImage()
        self.setVisible(not self._image.isNull())
        self.update()

    def ratio(self) -> float:
        """Return width to height of what is shown, 0 for nothing."""
        return self._image.width() / self._image.height() if self._image.height() else 0.0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.click()
            return
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        edge = tokens().size["ring"] + 1
        room = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        size = self._image.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(room.center())
        painter.drawImage(target, self._image)
        if self.isChecked():
            side = tokens().scaled["icon_large"]
            colour = self.palette().color(QPalette.ColorRole.BrightText)
            painter.drawPixmap(
                self.width() - side - edge, edge, pixmap("cross", colour, side, self.devicePixelRatioF())
            )
