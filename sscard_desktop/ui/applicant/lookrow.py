# SPDX-License-Identifier: Apache-2.0
"""One line that is read over: what it is called, what it says in large type, and whether it was pointed at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOption, QWidget

from sscard_desktop.domain.ownlook import LookLine
from sscard_desktop.ui.icons import pixmap
from sscard_desktop.ui.theme import set_state, tokens

_LABEL_SHARE = 0.27
"""Most of a line's width that its label takes."""
_LINES = 1.3
"""Height of a line of text, in heights of its type."""
_LEAST_FACTOR = 0.4
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class LookRow(QAbstractButton):
    """A line of the page; pressing it, or Space, points at it and takes that back.

    Args:
        line: what it says.
        size: of its type, in sizes of the usual value.
        bare: without its label, which everybody knows: a name, a document number.
    """

    def __init__(self, line: LookLine, parent: QWidget, *, size: float = 1.0, bare: bool = False) -> None:
        super().__init__(parent)
        self.line = line
        self._size = size
        self._bare = bare
        self._scale = 1.0
        self._label_width = 0
        self._value = "  ".join(line.values)
        self._px = 0
        # A page is set anew at each edit, in up to seven sizes: what was measured once is kept as long as the row.
        self._types: dict[tuple[float, bool], tuple[QFont, QFontMetrics]] = {}
        self._heights: dict[tuple[int, bool, int], int] = {}
        self._advances: dict[tuple[float, bool], int] = {}
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{' '.join(line.labels)}: {self._value}")
        self.toggled.connect(self._show_state)

    @property
    def key(self) -> str:
        """The field's key."""
        return self.line.key

    def set_scale(self, scale: float, label_width: int = 0) -> None:
        """Set the type's size, in sizes of the usual one, and the room that labels have in this column."""
        self._scale, self._label_width = scale, label_width
        self.update()

    def label_width(self, scale: float, width: int) -> int:
        """Return how wide its label would like to be in a column of this width, px."""
        wanted = self._advance(scale, label=True) + tokens().space.m
        return min(wanted, max(round(width * _LABEL_SHARE), width - self._wanted(scale)))

    def _wanted(self, scale: float) -> int:
        """Return the width that its value would like to have, with what stands around it, px."""
        return self._advance(scale, label=False) + self._beside()

    def _advance(self, scale: float, *, label: bool) -> int:
        """Return how wide label or value are in one line, px."""
        found = self._advances.get((scale, label))
        if found is None:
            metrics = self._type(scale, label=label)[1]
            texts = self.line.labels if label else (self._value,)
            found = self._advances[scale, label] = max(metrics.horizontalAdvance(each) for each in texts)
        return found

    def _beside(self) -> int:
        return tokens().space.s + self._mark_width() + 1

    def fits(self, scale: float, width: int) -> bool:
        """Return whether label and value stand beside each other on one line in a column of this width."""
        return self._advance(scale, label=True) + tokens().space.m + self._wanted(scale) <= width

    def height_for(self, width: int, most: int) -> int:
        """Return how high it is in this width; its type gives way where it would be higher than ``most``, px."""
        height = self._height(width)
        while height > most and self._scale > _LEAST_FACTOR:
            self._scale *= 0.9
            height = self._height(width)
        return min(height, most)

    def _height(self, width: int) -> int:
        label, value = self._rooms(QRect(0, 0, width, 1 << 20))
        inner = 0 if self._bare else self._text_height(label.width(), label=True)
        return max(inner, self._text_height(value.width(), label=False)) + 2 * self._padding()

    def _padding(self) -> int:
        return tokens().size["ring"]

    def _label(self) -> str:
        return "\n".join(self.line.labels)

    def _font(self) -> QFont:
        return self._type(self._scale, label=False)[0]

    def _label_font(self) -> QFont:
        return self._type(self._scale, label=True)[0]

    def _type(self, scale: float, *, label: bool) -> tuple[QFont, QFontMetrics]:
        """Return the type of label or value at a scale, and how it measures."""
        found = self._types.get((scale, label))
        if found is None:
            font = QFont(self.font())
            size = tokens().type["value"] / tokens().type["name"] if label else self._size
            font.setPixelSize(max(round(self.base() * size * scale), 1))
            font.setBold(self.line.telling and not label)
            found = self._types[scale, label] = (font, QFontMetrics(font))
        return found

    def base(self) -> int:
        """Return the type's size as the style sheet sets it, px."""
        if not self._px:
            self.ensurePolished()
            size = self.font().pixelSize()
            self._px = size if size > 0 else round(tokens().type["name"])
        return self._px

    def _rooms(self, room: QRect) -> tuple[QRect, QRect]:
        """Return where label and value stand."""
        inner = room.adjusted(tokens().space.s, self._padding(), -self._mark_width(), -self._padding())
        if self._bare:
            return QRect(), inner
        label = QRect(inner)
        label.setWidth(self._label_width)
        return label, inner.adjusted(self._label_width, 0, 0, 0)

    def _mark_width(self) -> int:
        """Return the room at the right in which it is marked, px."""
        return tokens().scaled["icon"] + tokens().space.s

    @staticmethod
    def _flags(metrics: QFontMetrics, text: str, width: int) -> int:
        """Return how a text is broken: between words, and inside of one that is wider than the room."""
        if max((metrics.horizontalAdvance(word) for word in text.split()), default=0) > width:
            return _WRAPPED | int(Qt.TextFlag.TextWrapAnywhere)
        return _WRAPPED

    def _text_height(self, width: int, *, label: bool) -> int:
        font, metrics = self._type(self._scale, label=label)
        key = (font.pixelSize(), label, width)
        known = self._heights.get(key)
        if known is not None:
            return known
        text = self._label() if label else self._value
        found = metrics.boundingRect(QRect(0, 0, max(width, 1), 1 << 20), self._flags(metrics, text, width), text)
        rows = max(1, round(found.height() / metrics.height()))
        high = self._heights[key] = max(round(rows * font.pixelSize() * _LINES), found.height())
        return high

    def _show_state(self, pointed: bool) -> None:
        set_state(self, "pointed", pointed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.click()
            return
        # Arrows and Enter are the page's.
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._px = 0
            for measured in (self._types, self._heights, self._advances):
                measured.clear()
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        label, value = self._rooms(self.rect())
        colours = self.palette()
        if not self._bare:
            font = self._label_font()
            painter.setFont(font)
            painter.setPen(colours.color(QPalette.ColorRole.PlaceholderText))
            self._draw(painter, self._on_the_line(label, font), self._label())
        painter.setFont(self._font())
        painter.setPen(colours.color(QPalette.ColorRole.WindowText))
        self._draw(painter, value, self._value)
        if self.isChecked():
            self._mark(painter)

    def _on_the_line(self, label: QRect, font: QFont) -> QRect:
        """Return the label's room so that its first line stands on the value's, where it is one line."""
        if len(self.line.labels) > 1:
            return label
        lower = QFontMetrics(self._font()).ascent() - QFontMetrics(font).ascent()
        fits = self._text_height(label.width(), label=True) + lower <= label.height()
        return label.adjusted(0, max(lower, 0), 0, 0) if fits else label

    def _draw(self, painter: QPainter, room: QRect, text: str) -> None:
        painter.drawText(room, self._flags(painter.fontMetrics(), text, room.width()), text)

    def _mark(self, painter: QPainter) -> None:
        side = tokens().scaled["icon"]
        colour = self.palette().color(QPalette.ColorRole.BrightText)
        image = pixmap("cross", colour, side, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - tokens().space.xs, (self.height() - side) // 2, image)
