# SPDX-License-Identifier: Apache-2.0
"""The ten rules on paper, for the wall beside the camera: two A4 pages that make an A3 when they hang side by side.

Answers for the same drawings and sentences as on the samples page, in Chinese and English, with this city's limits.
Black prints as well as colour: right and wrong differ by their mark. Nothing of anybody is on it.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from sscard_desktop.domain.photo import PhotoSpec
from sscard_desktop.ui.photo.drawings import paint_drawing
from sscard_desktop.ui.photo.rules import RULES, Rule, caption
from sscard_desktop.ui.theme import Mode, tokens

_DPI = 600
_POINTS = 72.0
_MM = 25.4
_PAGE_WIDE_MM, _PAGE_TALL_MM, _EDGE_MM = 210.0, 297.0, 10.0
_LARGEST_DRAWING_MM = 16.4
_GAP_MM = 2.0
_HEAD_MM, _RULE_GAP_MM = 17.0, 3.5
_PROPORTION = 148 / 120
_RULES_A_PAGE = (5, 5)


def poster(spec: PhotoSpec, *, title: str) -> bytes:
    """Return the poster as a PDF of two A4 pages.

    Args:
        spec: the city's limits.
        title: its name for the file's properties.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    # Everything below is in millimetres from the paper's edge.
    painter.scale(_DPI / _MM, _DPI / _MM)
    sheet = _Sheet(painter, spec)
    first = 0
    for page, count in enumerate(_RULES_A_PAGE):
        if page:
            writer.newPage()
        sheet.paint_page(first, RULES[first : first + count], begins=page == 0)
        first += count
    painter.end()
    return bytes(buffer.data().data())


class _Sheet:
    """Paints rules on a page, from its top downwards."""

    def __init__(self, painter: QPainter, spec: PhotoSpec) -> None:
        self._painter = painter
        self._spec = spec
        colours = tokens().colour[Mode.LIGHT]
        self._ink, self._muted, self._line = (QColor(colours[name]) for name in ("ink", "muted", "line"))
        self._ok, self._bad, self._paper = (QColor(colours[name]) for name in ("ok", "bad", "paper"))

    def paint_page(self, first: int, rules: tuple[Rule, ...], *, begins: bool) -> None:
        top = _EDGE_MM
        # Both pages keep the heading's height, so that the rules are level when they hang side by side.
        if begins:
            self._write("证件照怎么拍才合格", QRectF(_EDGE_MM, top, 130, 10), 22, bold=True)
            self._write("What a card photo must look like", QRectF(_EDGE_MM, top + 10, 130, 6), 11, muted=True)
        top += _HEAD_MM + 1
        for place, rule in enumerate(rules, first):
            top = self._paint_rule(place, rule, top)

    def _paint_rule(self, place: int, rule: Rule, top: float) -> float:
        painter, width = self._painter, _PAGE_WIDE_MM - 2 * _EDGE_MM
        painter.setPen(QPen(self._line, 0.2))
        painter.drawLine(QRectF(_EDGE_MM, top, width, 0).topLeft(), QRectF(_EDGE_MM, top, width, 0).topRight())
        top += 1.5
        chinese, english = (rule.explained(self._spec, language) for language in ("zh_CN", "en"))
        self._write(f"{place + 1}", QRectF(_EDGE_MM, top, 11, 8), 15, bold=True)
        left, room = _EDGE_MM + 11, width - 11
        used = self._write(chinese.what, QRectF(left, top + 0.6, room, 8), 13, bold=True)
        self._write(english.what, QRectF(left + used.width() + 3, top + 2, room - used.width() - 3, 6), 8.5, muted=True)
        top = self._write(chinese.todo, QRectF(left, top + 7.2, room, 12), 9.5).bottom()
        top = self._write(english.todo, QRectF(left, top + 0.3, room, 12), 7, muted=True).bottom() + 1.5
        shown = [(rule.key, True, "正确", "Right")]
        shown += [(key, False, caption(key, "zh_CN"), caption(key, "en")) for key in rule.wrong]
        # One row a rule: where there are many they are smaller.
        wide = min(_LARGEST_DRAWING_MM, (room + _GAP_MM) / len(shown) - _GAP_MM)
        lowest = top
        for index, (key, right, above, below) in enumerate(shown):
            x = left + index * (wide + _GAP_MM)
            box = QRectF(x, top, wide, wide * _PROPORTION)
            paint_drawing(
                painter, key, box, right=right, colour=self._ok if right else self._bad, ground=self._paper, line=0.4
            )
            words = QRectF(x - 0.6, box.bottom() + 0.4, wide + 1.2, 12)
            under = self._write(above, words, 7).bottom()
            under = self._write(below, QRectF(words.left(), under, words.width(), 12), 5.2, muted=True).bottom()
            lowest = max(lowest, under)
        return lowest + _RULE_GAP_MM

    def _write(self, text: str, room: QRectF, points: float, *, bold: bool = False, muted: bool = False) -> QRectF:
        """Write ``text`` into ``room`` (mm) and return what it took."""
        painter = self._painter
        painter.save()
        # Type is set in the device's own dots: in millimetres a letter would be rounded to whole ones.
        per_mm = _DPI / _MM
        painter.scale(1 / per_mm, 1 / per_mm)
        font = QFont(QGuiApplication.font())
        font.setPixelSize(round(points / _POINTS * _DPI))
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(self._muted if muted else self._ink)
        place = QRectF(room.left() * per_mm, room.top() * per_mm, room.width() * per_mm, room.height() * per_mm)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        used = painter.boundingRect(place, flags, text)
        painter.drawText(used, flags, text)
        painter.restore()
        return QRectF(room.left(), room.top(), used.width() / per_mm, used.height() / per_mm)
