# SPDX-License-Identifier: Apache-2.0
"""Picture tiles: the card photo at its size with its verdict, the two sides of the ID card below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from sscard_desktop.ui.icons import pixmap
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Label, Tone

ID_CARD_RATIO = 85.6 / 54.0
"""Width to height of an ID-1 card (ISO/IEC 7810)."""


class PictureFrame(QAbstractButton):
    """One picture in a rounded frame, or an icon and a word while there is none. Pressing it asks for a picture.

    Args:
        icon: shown while there is no picture.
        height_of: height for a width, in px.
    """

    def __init__(self, parent: QWidget | None = None, *, icon: str, size: QSize) -> None:
        super().__init__(parent)
        self._icon = icon
        self._image: QImage | None = None
        self._key = ""
        self.setFixedSize(size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_image(self, image: QImage | None) -> None:
        """Show ``image``; ``None`` shows that there is none."""
        self._image = None if image is None or image.isNull() else image
        self.update()

    def has_image(self) -> bool:
        """Return whether a picture is shown."""
        return self._image is not None

    def set_words(self, text: str, key: str = "") -> None:
        """Say what goes here and which key asks for it."""
        self.setText(text)
        self._key = key
        if text:
            self.setAccessibleName(text)
        self.setAccessibleDescription(key)
        self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        ring, radius = tokens().size["ring"], tokens().size["radius"]
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        inner = QRectF(self.rect()).adjusted(ring, ring, -ring, -ring)
        path = QPainterPath()
        path.addRoundedRect(inner, radius, radius)
        colours = self.palette()
        painter.fillPath(path, colours.color(QPalette.ColorRole.Base))
        if self._image is not None:
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(inner, self._image, QRectF(_cover(self._image.size(), inner)))
            painter.restore()
        else:
            self._paint_absent(painter, inner.toRect(), colours)
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(colours.color(QPalette.ColorRole.Highlight))
            pen.setWidth(ring)
            painter.setPen(pen)
            painter.drawRoundedRect(inner.adjusted(-ring / 2, -ring / 2, ring / 2, ring / 2), radius, radius)
        else:
            pen = painter.pen()
            pen.setColor(colours.color(QPalette.ColorRole.Mid))
            pen.setWidth(tokens().size["hairline"])
            pen.setStyle(Qt.PenStyle.SolidLine if self._image is not None else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _paint_absent(self, painter: QPainter, inner: QRect, colours: QPalette) -> None:
        muted = colours.color(QPalette.ColorRole.PlaceholderText)
        line = self.fontMetrics().height()
        words = f"{self.text()}  {self._key}".strip() if self.text() else ""
        side = min(inner.height() // 3, 2 * line) if words else min(inner.height() // 2, 2 * line)
        top = inner.center().y() - (side + (line if words else 0)) // 2
        painter.drawPixmap(
            inner.center().x() - side // 2, top, pixmap(self._icon, muted, side, self.devicePixelRatioF())
        )
        painter.setPen(muted)
        below = QRect(inner.left(), top + side + 2, inner.width(), line + 4)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)


def _cover(size: QSize, target: QRectF) -> QRect:
    """Return the largest part of a picture of ``size`` that has ``target``'s shape, from its middle."""
    if size.width() * target.height() > size.height() * target.width():
        width = round(size.height() * target.width() / target.height())
        return QRect((size.width() - width) // 2, 0, width, size.height())
    height = round(size.width() * target.height() / target.width())
    return QRect(0, (size.height() - height) // 2, size.width(), height)


class PhotoTile(QWidget):
    """The card photo, 179×220, and its verdict beneath.

    Signals:
        asked(): pressed, to take or look at the photo.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        size, ring = tokens().size, tokens().size["ring"]
        self._frame = PictureFrame(
            self, icon="person", size=QSize(size["photo_width"] + 2 * ring, size["photo_height"] + 2 * ring)
        )
        self._frame.clicked.connect(self.asked)
        self._verdict = Chip("", self)
        policy = self._verdict.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._verdict.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space.xs)
        column.addWidget(self._frame, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._verdict, 0, Qt.AlignmentFlag.AlignHCenter)

    def set_words(self, text: str, key: str) -> None:
        """Say what to do while there is no photo, and by which key."""
        self._frame.set_words(text, key)

    def set_photo(self, image: QImage | None) -> None:
        """Show the photo, ``None`` while there is none."""
        self._frame.set_image(image)

    def set_verdict(self, text: str, tone: Tone) -> None:
        """Show the verdict in a word or two; ``""`` for none."""
        self._verdict.set_state(text, tone)

    def verdict(self) -> str:
        """Return the verdict's words."""
        return self._verdict.text()

    def frame(self) -> PictureFrame:
        """Return the picture itself."""
        return self._frame


class IdPictureTile(QWidget):
    """One side of the ID card, small, with its name beneath.

    Signals:
        asked(): pressed, to choose or look at the picture.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None, *, icon: str = "card") -> None:
        super().__init__(parent)
        self._frame = PictureFrame(self, icon=icon, size=QSize(1, 1))
        self._frame.clicked.connect(self.asked)
        self._name = Label("", self, role="muted")
        self._name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().size["ring"])
        column.addWidget(self._frame)
        column.addWidget(self._name)
        self.set_width(self.least_width())

    @staticmethod
    def least_width() -> int:
        """Return the width at which two stand below a photo, in px."""
        size = tokens().size
        return (size["photo_width"] - tokens().space.s) // 2 + 2 * size["ring"]

    def set_width(self, width: int) -> None:
        """Show the side so wide, in px; the height follows from the card's shape."""
        self._frame.setFixedSize(QSize(width, round(width / ID_CARD_RATIO) + tokens().size["ring"]))

    def set_name(self, name: str, key: str) -> None:
        """Name the side, and the key that asks for it."""
        self._name.setText(name)
        self._frame.set_words("", key)
        self._frame.setAccessibleName(name)

    def set_picture(self, image: QImage | None) -> None:
        """Show the picture, ``None`` while there is none."""
        self._frame.set_image(image)

    def has_picture(self) -> bool:
        """Return whether a picture is shown."""
        return self._frame.has_image()
