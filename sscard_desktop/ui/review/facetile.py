# SPDX-License-Identifier: Apache-2.0
"""One person on a sheet of faces, as it is painted: photo, name, number, what speaks for a close look, the mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QImage, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from sscard_desktop.domain.record import RecordSummary
from sscard_desktop.ui.icons import pixmap
from sscard_desktop.ui.records.words import number
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.chip import Chip, Shown
from sscard_desktop.ui.widgets.label import Label

FACE_ROLE = Qt.ItemDataRole.UserRole + 1
_PHOTO_RATIO = 358 / 441
_LEAST_PHOTO = 0.85
_NUMBER_ROOM = "000000 00000000"
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Face:
    """One person on the sheet.

    Attributes:
        image: ``None`` while it is being read; a null image for one that can't be shown.
        badge: what speaks for a close look.
    """

    summary: RecordSummary
    badge: Shown | None = None
    image: QImage | None = None
    marked: bool = False


class FaceDelegate(QStyledItemDelegate):
    """Paints a person: photo at the left; name, number and what speaks for a close look beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chip = Chip("", parent)
        self._chip.hide()

    def paint(self, painter: QPainter, option: Any, index: _Index) -> None:
        face: Face | None = index.data(FACE_ROLE)
        if face is None:
            return
        space, ring = tokens().space, tokens().size["ring"]
        view = option.widget
        # The view's own palette has what the style sheet says of its selection, which isn't painted here.
        colours = QGuiApplication.palette()
        tile = QRect(option.rect).adjusted(ring, ring, -ring, -ring)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if face.marked:
            painter.fillRect(tile, colours.color(QPalette.ColorRole.AlternateBase))
        current = view.currentIndex() == index
        pen = painter.pen()
        pen.setColor(colours.color(QPalette.ColorRole.Highlight if current else QPalette.ColorRole.Mid))
        # The keyboard is where one ring is: a second one around the whole sheet would outshine the faces.
        pen.setWidth(ring + 1 if current and view.hasFocus() else 1)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(tile), tokens().size["radius"], tokens().size["radius"])
        inner = tile.adjusted(space.xs, space.xs, -space.xs, -space.xs)
        photo = QRect(inner.topLeft(), photo_size(inner.size(), QFontMetrics(_small(painter.font()))))
        self._paint_photo(painter, face, photo, colours)
        self._paint_words(painter, face, inner.adjusted(photo.width() + space.s, 0, 0, 0), colours)
        if face.marked:
            size = tokens().scaled["icon_large"]
            mark = pixmap("ok", colours.color(QPalette.ColorRole.Highlight), size, view.devicePixelRatioF())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color(QPalette.ColorRole.Base))
            corner = QRect(photo.right() - size, photo.bottom() - size, size, size)
            painter.drawEllipse(corner)
            painter.drawPixmap(corner.topLeft(), mark)
        painter.restore()

    def _paint_photo(self, painter: QPainter, face: Face, room: QRect, colours: QPalette) -> None:
        if face.image is not None and not face.image.isNull():
            path = QPainterPath()
            path.addRoundedRect(QRectF(room), tokens().space.xs, tokens().space.xs)
            painter.save()
            painter.setClipPath(path)
            painter.drawImage(room, face.image)
            painter.restore()
            return
        painter.fillRect(room, colours.color(QPalette.ColorRole.AlternateBase))
        if face.image is not None:
            size = tokens().scaled["icon"]
            broken = pixmap("bad", colours.color(QPalette.ColorRole.Text), size)
            painter.drawPixmap(room.center() - QPoint(size // 2, size // 2), broken)

    def _paint_words(self, painter: QPainter, face: Face, room: QRect, colours: QPalette) -> None:
        """Set the name whole, on two lines where it is long, then the number and what is to be said."""
        plain = painter.font()
        small = _small(plain)
        bold = QFont(plain)
        bold.setBold(True)
        if QFontMetrics(bold).horizontalAdvance(face.summary.name) > room.width():
            bold.setPixelSize(small.pixelSize())
        painter.setPen(colours.color(QPalette.ColorRole.Text))
        top = room.top()
        for line in _name_lines(face.summary.name, QFontMetrics(bold), room.width()):
            top = _write(painter, bold, line, room.left(), top)
        for line in _number_lines(face.summary.number, QFontMetrics(small), room.width()):
            top = _write(painter, small, line, room.left(), top)
        if face.badge is not None:
            self._paint_badge(painter, face.badge, QRect(room.left(), top, room.width(), room.bottom() - top), small)

    def _paint_badge(self, painter: QPainter, badge: Shown, room: QRect, font: QFont) -> None:
        """Set a line a word, in the colour that a chip of its tone has: a chip itself would be cut off here."""
        self._chip.set_state(badge.word, badge.tone, icon=badge.icon)
        self._chip.hide()
        self._chip.ensurePolished()
        (words,) = self._chip.findChildren(Label)
        words.ensurePolished()
        colour = words.palette().color(words.foregroundRole())
        size, metrics = tokens().scaled["icon_small"], QFontMetrics(font)
        painter.setPen(colour)
        top = room.top() + tokens().space.xs
        for word in badge.word.split(" · "):
            if top + metrics.height() > room.bottom() + tokens().space.xs:
                return
            painter.drawPixmap(room.left(), top + (metrics.height() - size) // 2, pixmap(badge.icon, colour, size))
            left = room.left() + size + tokens().space.xs
            said = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room.right() - left)
            top = _write(painter, font, said, left, top)

    def sizeHint(self, option: Any, index: _Index) -> QSize:
        return option.widget.gridSize() if isinstance(option.widget, QListView) else super().sizeHint(option, index)


def photo_size(tile: QSize, small: QFontMetrics) -> QSize:
    """Return how large a photo stands in a tile: as high as it, a little less where a number needs that to be read.

    Without its birth date in one line with its division, a number of 18 characters takes three lines.
    """
    whole = tile.height() * _PHOTO_RATIO
    beside = tile.width() - tokens().space.s - small.horizontalAdvance(_NUMBER_ROOM)
    width = whole if beside < whole * _LEAST_PHOTO else min(whole, beside)
    return QSize(round(width), round(width / _PHOTO_RATIO))


def _small(font: QFont) -> QFont:
    """Return the font of numbers and badges."""
    small = QFont(font)
    small.setPixelSize(max(round(font.pixelSize() * tokens().type["hint"] / tokens().type["text"]), 1))
    return small


def _write(painter: QPainter, font: QFont, line: str, left: int, top: int) -> int:
    """Write a line below ``top`` and return where the next one begins."""
    painter.setFont(font)
    metrics = QFontMetrics(font)
    painter.drawText(left, top + metrics.ascent(), line)
    return top + metrics.height()


def _name_lines(name: str, metrics: QFontMetrics, room: int) -> list[str]:
    """Return a name on one line or two, parted at a dot or space where it has one; the second one gives way."""
    if metrics.horizontalAdvance(name) <= room:
        return [name]
    fitting = next((end for end in range(len(name), 1, -1) if metrics.horizontalAdvance(name[:end]) <= room), 1)
    marks = [at + 1 for at, sign in enumerate(name[:fitting]) if sign in "· "]
    cut = marks[-1] if marks else fitting
    return [name[:cut], metrics.elidedText(name[cut:], Qt.TextElideMode.ElideRight, room)]


def _number_lines(plain: str, metrics: QFontMetrics, room: int) -> list[str]:
    """Return a number in groups, on two lines where one is too short for it."""
    grouped = number(plain)
    if metrics.horizontalAdvance(grouped) <= room or " " not in grouped:
        return [metrics.elidedText(grouped, Qt.TextElideMode.ElideRight, room)]
    head, _, tail = grouped.rpartition(" ")
    return [head, tail] if metrics.horizontalAdvance(head) <= room else grouped.split(" ")
