# SPDX-License-Identifier: Apache-2.0
"""Two drawings of numbers: columns side by side, and bars under one another, each with its number beside it.

They paint with their palette, so that every look reaches them, and say all their numbers to a screen reader. What
doesn't fit is counted, or left to the tooltip; it is never drawn over something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.label import plain_tooltip

_LEAST_ROWS = 3
_LEAST_LINE = 1.15
"""A bar's height at least, in lines of text."""
_LABEL_SHARE, _TEXT_SHARE = 0.42, 0.5
"""At most this much of the width is a bar's label, and its number."""
_WIDEST_COLUMN = 48


@dataclass(frozen=True, slots=True)
class Bar:
    """One number: what it is of, how long it is drawn, how it is said, and how far its thin line reaches."""

    label: str
    value: float
    text: str
    reach: float = 0.0


class Chart(QWidget):
    """What columns and bars share: their numbers, their words, and their place in the way of the Tab key."""

    read_as = QAccessible.Role.Chart

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._nothing = ""
        self._places: list[tuple[QRectF, Bar]] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setProperty("chart", "plain")

    def set_bars(self, bars: Sequence[Bar], *, name: str, nothing: str) -> None:
        """Show these numbers.

        Args:
            name: what the chart is of, for a screen reader.
            nothing: said where there are none.
        """
        self._bars, self._nothing = tuple(bars), nothing
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{bar.label} {bar.text}" for bar in bars) or nothing)
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """Return what is shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(line * 8, round(line * _LEAST_LINE) * _LEAST_ROWS)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = QPointF(event.pos())
            told = next((f"{bar.label}  {bar.text}" for place, bar in self._places if place.contains(at)), "")
            if told:
                QToolTip.showText(event.globalPos(), plain_tooltip(told), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._places = []
        room = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._bars:
            self.draw(painter, room)
        else:
            painter.setPen(self.colour(QPalette.ColorRole.PlaceholderText))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self._nothing)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.colour(QPalette.ColorRole.Highlight), tokens().size["ring"]))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def draw(self, painter: QPainter, room: QRectF) -> None:
        """Draw the numbers."""
        raise NotImplementedError

    def colour(self, role: QPalette.ColorRole) -> QColor:
        """Return a colour of the look in force."""
        return self.palette().color(role)

    def text_width(self, text: str) -> float:
        """Return how wide a text is."""
        return float(self.fontMetrics().horizontalAdvance(text))

    def fitting(self, text: str, width: float) -> str:
        """Return as much of a text as fits."""
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width) + 1)


class Bars(Chart):
    """Bars from the left, as many as there is room for; a last line says how many more there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rest = ""

    def set_rest(self, rest: str) -> None:
        """Say what stands for the bars that don't fit, with ``{count}`` for how many they are."""
        self._rest = rest

    def draw(self, painter: QPainter, room: QRectF) -> None:
        gap = float(tokens().space.s)
        height = self.fontMetrics().height() * _LEAST_LINE
        rows = max(int(room.height() // height), 1)
        shown = list(self._bars)
        if len(shown) > rows:
            kept = rows if not self._rest else max(rows - 1, 1)
            left = len(shown) - kept
            shown = shown[:kept]
            if self._rest:
                shown.append(Bar(self._rest.format(count=left), 0.0, "…"))
        height = min(room.height() / len(shown), height * 1.6)
        most = max((max(bar.value, bar.reach) for bar in shown), default=0.0) or 1.0
        labels = min(max(self.text_width(bar.label) for bar in shown) + 1, room.width() * _LABEL_SHARE)
        texts = min(max(self.text_width(bar.text) for bar in shown) + 1, room.width() * _TEXT_SHARE)
        length = max(room.width() - labels - texts - 2 * gap, 4.0)
        thick = self.fontMetrics().height() * 0.7
        left_text = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for at, bar in enumerate(shown):
            line = QRectF(room.left(), room.top() + at * height, room.width(), height)
            self._places.append((line, bar))
            painter.setPen(self.colour(QPalette.ColorRole.PlaceholderText))
            painter.drawText(
                QRectF(line.left(), line.top(), labels, height), left_text, self.fitting(bar.label, labels)
            )
            begin = line.left() + labels + gap
            end = begin + length * bar.value / most
            middle = line.center().y()
            if bar.value > 0:
                box = QRectF(begin, middle - thick / 2, max(end - begin, 2.0), thick)
                painter.fillRect(box, self.colour(QPalette.ColorRole.Accent))
            far = max(end, begin + 2.0)
            if bar.reach > bar.value:
                far = begin + length * bar.reach / most
                painter.setPen(QPen(self.colour(QPalette.ColorRole.Accent), 2))
                painter.drawLine(QPointF(end, middle), QPointF(far, middle))
                painter.drawLine(QPointF(far, middle - thick / 4), QPointF(far, middle + thick / 4))
            painter.setPen(self.colour(QPalette.ColorRole.WindowText))
            beside = far + gap if bar.value > 0 or bar.reach else begin
            painter.drawText(
                QRectF(beside, line.top(), room.right() - beside, height),
                left_text,
                self.fitting(bar.text, room.right() - beside),
            )


class Columns(Chart):
    """Columns from a line, the number above each and its label below, where there is room for them."""

    def draw(self, painter: QPainter, room: QRectF) -> None:
        line = float(self.fontMetrics().height())
        base = room.bottom() - line * 1.2
        tall = max(base - room.top() - line, 4.0)
        step = room.width() / len(self._bars)
        wide = min(max(step * 0.7, 1.0), _WIDEST_COLUMN)
        most = max(bar.value for bar in self._bars) or 1.0
        painter.setPen(QPen(self.colour(QPalette.ColorRole.Mid), 1))
        painter.drawLine(QPointF(room.left(), base), QPointF(room.right(), base))
        centres = [room.left() + step * (at + 0.5) for at in range(len(self._bars))]
        for bar, centre in zip(self._bars, centres, strict=True):
            self._places.append((QRectF(centre - step / 2, room.top(), step, room.height()), bar))
            if bar.value > 0:
                height = max(tall * bar.value / most, 2.0)
                painter.fillRect(
                    QRectF(centre - wide / 2, base - height, wide, height), self.colour(QPalette.ColorRole.Accent)
                )
        painter.setPen(self.colour(QPalette.ColorRole.WindowText))
        # The greatest first: if there is room for one number only, it is that one.
        order = sorted(range(len(self._bars)), key=lambda at: -self._bars[at].value)
        taken: list[tuple[float, float]] = []
        for at in (at for at in order if self._bars[at].value > 0):
            width = self.text_width(self._bars[at].text)
            begin = self._inside(centres[at] - width / 2, width, room)
            if all(begin + width + 2 < left or begin > right + 2 for left, right in taken):
                taken.append((begin, begin + width))
                top = base - max(tall * self._bars[at].value / most, 2.0) - line
                painter.drawText(QRectF(begin, top, width + 1, line), Qt.AlignmentFlag.AlignCenter, self._bars[at].text)
        painter.setPen(self.colour(QPalette.ColorRole.PlaceholderText))
        widest = max(self.text_width(bar.label) for bar in self._bars) + tokens().space.s
        every = max(int(-(-widest // step)), 1)
        right = room.left() - tokens().space.xs
        for at in range(0, len(self._bars), every):
            width = self.text_width(self._bars[at].label)
            begin = self._inside(centres[at] - width / 2, width, room)
            if begin < right + tokens().space.xs:
                continue
            right = begin + width
            painter.drawText(
                QRectF(begin, base + line * 0.15, width + 1, line), Qt.AlignmentFlag.AlignCenter, self._bars[at].label
            )

    @staticmethod
    def _inside(begin: float, width: float, room: QRectF) -> float:
        return max(min(begin, room.right() - width - 1), room.left())
