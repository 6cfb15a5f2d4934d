# SPDX-License-Identifier: Apache-2.0
"""The pad that a name is written on: by pen with its pressure, by finger, by mouse.

Keeps strokes as the hand made them, in heights of the pad, so that its size on the screen doesn't matter. Refused:
second fingers and the ball of the hand, points beside the pad, and more points than any name has.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sscard_desktop.domain.signing import MOST_POINTS, InkPoint, Stroke
from sscard_desktop.ui.signature.ink import draw
from sscard_desktop.ui.theme import tokens

RATIO = 3.0
"""Width to height."""

_NEAREST = 0.004
"""Points nearer to each other than a hair's breadth are one."""

_FINGER_PRESSURE = 0.5
_LINE_AT = 0.78


class SignaturePad(QWidget):
    """A rectangle of three to one in the middle of its room.

    Signals:
        changed(): a stroke was finished, taken back or wiped.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[Stroke] = []
        self._stroke: list[InkPoint] = []
        self._hint = ""
        self._finger = -1
        self._finished: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_hint(self, hint: str) -> None:
        """Say what belongs there, while nothing does."""
        self._hint = hint
        self.setAccessibleName(hint)
        self.update()

    def strokes(self) -> tuple[Stroke, ...]:
        """Return the finished strokes."""
        return tuple(self._strokes)

    def set_strokes(self, strokes: Sequence[Stroke]) -> None:
        """Show what was written elsewhere; that is told to nobody."""
        if strokes != self.strokes():
            self._strokes, self._finished = list(strokes), None
            self.update()

    def undo(self) -> None:
        """Take the last stroke back."""
        if self._strokes:
            self._strokes.pop()
            self._tell()

    def clear(self) -> None:
        """Wipe everything."""
        self._stroke.clear()
        if self._strokes:
            self._strokes.clear()
            self._tell()

    def sizeHint(self) -> QSize:
        height = tokens().scaled["signature"]
        return QSize(round(height * RATIO), height)

    def minimumSizeHint(self) -> QSize:
        height = tokens().scaled["signature"] // 2
        return QSize(round(height * RATIO), height)

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._touch(event)
            event.accept()
            return True
        return super().event(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind is QEvent.Type.TabletPress:
            self._begin(event.position(), event.pressure())
        elif kind is QEvent.Type.TabletMove:
            self._go_on(event.position(), event.pressure())
        elif kind is QEvent.Type.TabletRelease:
            self._end()
        # Accepted, so that no mouse follows with the same points.
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._begin(event.position(), _FINGER_PRESSURE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_on(event.position(), _FINGER_PRESSURE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second dot of a quick hand.
        self.mousePressEvent(event)

    def _touch(self, event: QTouchEvent) -> None:
        if event.type() is QEvent.Type.TouchCancel:
            self._end()
            return
        for point in event.points():
            if point.state() is point.State.Pressed and self._finger < 0:
                self._finger = point.id()
                self._begin(point.position(), _FINGER_PRESSURE)
            elif point.id() == self._finger and point.state() is point.State.Updated:
                self._go_on(point.position(), _FINGER_PRESSURE)
            elif point.id() == self._finger and point.state() is point.State.Released:
                self._end()

    def _begin(self, position: QPointF, pressure: float) -> None:
        if self._room().contains(position):
            self._stroke = [self._point(position, pressure)]
            self.update()

    def _go_on(self, position: QPointF, pressure: float) -> None:
        if not self._stroke or sum(map(len, self._strokes)) + len(self._stroke) >= MOST_POINTS:
            return
        point, last = self._point(position, pressure), self._stroke[-1]
        if abs(point.x - last.x) + abs(point.y - last.y) >= _NEAREST:
            self._stroke.append(point)
            self.update()

    def _end(self) -> None:
        self._finger = -1
        stroke, self._stroke = self._stroke, []
        if stroke:
            self._strokes.append(tuple(stroke))
            self._tell()

    def _tell(self) -> None:
        self._finished = None
        self.update()
        self.changed.emit()

    # ── drawing ──────────────────────────────────────────────────────────────────────────────────────────────

    def _room(self) -> QRectF:
        width = min(float(self.width()), self.height() * RATIO)
        size = QPointF(width, width / RATIO)
        corner = QPointF((self.width() - size.x()) / 2, (self.height() - size.y()) / 2)
        return QRectF(corner, corner + size)

    def _point(self, position: QPointF, pressure: float) -> InkPoint:
        room = self._room()
        x = min(max(position.x() - room.x(), 0.0), room.width()) / room.height()
        y = min(max(position.y() - room.y(), 0.0), room.height()) / room.height()
        return InkPoint(x, y, min(max(pressure, 0.0), 1.0))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette, room, ring = self.palette(), self._room(), tokens().size["ring"]
        painter.setPen(QPen(palette.accent().color(), ring))
        painter.setBrush(palette.base())
        painter.drawRect(room.adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2))
        under = room.top() + room.height() * _LINE_AT
        margin = room.width() * 0.06
        painter.setPen(QPen(palette.mid().color(), 1))
        painter.drawLine(QPointF(room.left() + margin, under), QPointF(room.right() - margin, under))
        if not self._strokes and not self._stroke:
            painter.setPen(palette.placeholderText().color())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._hint)
        painter.drawPixmap(0, 0, self._finished_strokes())
        self._draw(painter, [tuple(self._stroke)] if self._stroke else [])

    def _finished_strokes(self) -> QPixmap:
        """Return what is written, drawn once: the pen waits for no picture of all that came before."""
        if self._finished is None:
            ratio = self.devicePixelRatioF()
            self._finished = QPixmap(self.size() * ratio)
            self._finished.setDevicePixelRatio(ratio)
            self._finished.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._finished)
            self._draw(painter, self._strokes)
            painter.end()
        return self._finished

    def _draw(self, painter: QPainter, strokes: Sequence[Stroke]) -> None:
        room = self._room()
        draw(painter, strokes, colour=self.palette().text().color(), scale=room.height(), origin=room.topLeft())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._finished = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        self._finished = None
        super().changeEvent(event)
