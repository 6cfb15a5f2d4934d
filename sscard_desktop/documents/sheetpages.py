# SPDX-License-Identifier: Apache-2.0
"""Lists on paper, A4: lines, tables over as many pages as they take, room for signatures, a foot on each page.

What is too long for its cell is set smaller, then cut: such a sheet is a list to work by, and the program has the
whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sscard_desktop.documents.contactsheet import cut
from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.marks import POINTS_PER_MM, Mark, RuleMark, TextMark

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
_MARGIN_MM, _FOOT_MM = 15.0, 14.0
_ROOM_MM = WIDTH_MM - 2 * _MARGIN_MM
TITLE_PT, HEAD_PT, CELL_PT, NOTE_PT = 16.0, 11.0, 9.0, 7.5
_CELL_SIZES_PT = (CELL_PT, 8.0, 7.0, 6.0)
"""A long name or header is set smaller before it is cut."""
ROW_MM, _HEAD_MM, GAP_MM, _SIGN_MM = 6.0, 9.0, 4.0, 26.0
_PAD_MM = 1.2
_RULE_PT, _HEAVY_PT = 0.25, 0.6


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of texts; widths are shares of the page's, numbers stand at the right."""

    title: str
    headers: tuple[str, ...]
    shares: tuple[float, ...]
    rows: Sequence[tuple[str, ...]]
    numbers_from: int = 99
    total: tuple[str, ...] = ()


class SheetPages:
    """Sets blocks one below the other, on a new page where one ends. Lengths are millimetres, type is in points."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._pages: list[list[Mark]] = [[]]
        self._y_mm = _MARGIN_MM

    def gap(self) -> None:
        """Leave a little room."""
        self._y_mm += GAP_MM

    def table(self, table: SheetTable) -> None:
        """Set a table, its header again on each page that it runs over."""
        self._y_mm += GAP_MM
        self.need(_HEAD_MM + 3 * ROW_MM)
        self.line(table.title, HEAD_PT, 6.0, Weight.BOLD)
        self._row(table, table.headers, Weight.BOLD, heavy=True)
        for row in table.rows or [("–", *[""] * (len(table.headers) - 1))]:
            if self.need(ROW_MM):
                self._row(table, table.headers, Weight.BOLD, heavy=True)
            self._row(table, row, Weight.REGULAR)
        if table.total:
            self.need(ROW_MM)
            self._row(table, table.total, Weight.BOLD)

    def note(self, text: str) -> None:
        """Set a line in the cells' type."""
        self.need(ROW_MM)
        self.line(text, CELL_PT, ROW_MM)

    def listing(self, name: str, items: Sequence[str]) -> None:
        """Set a name and what belongs to it, on as many lines as that takes: none of it may be cut off."""
        self._y_mm += GAP_MM
        line = name
        for item in items or ("–",):
            longer = f"{line}  {item}"
            if self._fonts.width(longer, CELL_PT) > _ROOM_MM * POINTS_PER_MM:
                self.note(line)
                longer = item
            line = longer
        self.note(line)

    def signatures(self, names: Sequence[str]) -> None:
        """Leave room for signatures, a line to write on for each name."""
        self.need(_SIGN_MM)
        self._y_mm += _SIGN_MM - 8
        room = _ROOM_MM / len(names)
        for at, name in enumerate(names):
            left = _MARGIN_MM + at * room
            width = self._fonts.width(name, CELL_PT) / POINTS_PER_MM
            self._text(name, left, self._y_mm, CELL_PT)
            self._rule(left + width + 2, left + room - 6, self._y_mm + 0.8, _RULE_PT)
        self._y_mm += 8

    def finished(self, foot: str) -> Iterator[list[Mark]]:
        """Yield the pages, each with its number."""
        y_mm = HEIGHT_MM - 9
        for number, page in enumerate(self._pages, start=1):
            count = f"{number} / {len(self._pages)}"
            right = WIDTH_MM - _MARGIN_MM - self._fonts.width(count, NOTE_PT) / POINTS_PER_MM
            yield [
                *page,
                TextMark(foot, _MARGIN_MM * POINTS_PER_MM, y_mm * POINTS_PER_MM, NOTE_PT),
                TextMark(count, right * POINTS_PER_MM, y_mm * POINTS_PER_MM, NOTE_PT),
            ]

    def need(self, height_mm: float) -> bool:
        """Begin a new page where the height isn't there any more; return whether one was begun."""
        if self._y_mm + height_mm <= HEIGHT_MM - _FOOT_MM:
            return False
        self._pages.append([])
        self._y_mm = _MARGIN_MM
        return True

    def line(self, text: str, size_pt: float, height_mm: float, weight: Weight = Weight.REGULAR) -> None:
        """Set one line, cut where it is too long."""
        fitting = cut(text, _ROOM_MM * POINTS_PER_MM, size_pt, self._fonts)
        self._text(fitting, _MARGIN_MM, self._y_mm + height_mm - 2, size_pt, weight)
        self._y_mm += height_mm

    def _row(self, table: SheetTable, cells: Sequence[str], weight: Weight, *, heavy: bool = False) -> None:
        left, whole = _MARGIN_MM, sum(table.shares)
        for at, (text, share) in enumerate(zip(cells, table.shares, strict=True)):
            width = _ROOM_MM * share / whole
            room_pt = (width - 2 * _PAD_MM) * POINTS_PER_MM
            fits = (size for size in _CELL_SIZES_PT if self._fonts.width(text, size, weight) <= room_pt)
            size_pt = next(fits, _CELL_SIZES_PT[-1])
            fitting = cut(text, room_pt, size_pt, self._fonts)
            beside = width - _PAD_MM - self._fonts.width(fitting, size_pt, weight) / POINTS_PER_MM
            x_mm = left + (max(beside, _PAD_MM) if at >= table.numbers_from else _PAD_MM)
            self._text(fitting, x_mm, self._y_mm + ROW_MM - 2, size_pt, weight)
            left += width
        self._y_mm += ROW_MM
        self._rule(_MARGIN_MM, WIDTH_MM - _MARGIN_MM, self._y_mm, _HEAVY_PT if heavy else _RULE_PT)

    def _text(self, text: str, x_mm: float, y_mm: float, size_pt: float, weight: Weight = Weight.REGULAR) -> None:
        if text:
            self._pages[-1].append(TextMark(text, x_mm * POINTS_PER_MM, y_mm * POINTS_PER_MM, size_pt, weight))

    def _rule(self, from_mm: float, to_mm: float, y_mm: float, line_pt: float) -> None:
        y_pt = y_mm * POINTS_PER_MM
        self._pages[-1].append(RuleMark(from_mm * POINTS_PER_MM, y_pt, to_mm * POINTS_PER_MM, y_pt, line_pt))
