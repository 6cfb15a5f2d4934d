# SPDX-License-Identifier: Apache-2.0
"""Sheets of address labels: the grid is data, what stands on a label is the delivery address and no more.

A label is small: an address gets smaller and wraps, and is refused rather than cut when it still has no room, for half
an address sends a card to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sscard_desktop.documents.codebox import may_be_boxed
from sscard_desktop.documents.contactsheet import wrapped
from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.marks import POINTS_PER_MM, Mark, TextMark
from sscard_desktop.documents.painting import paint
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.tomlsource import parse_bytes
from sscard_desktop.services.ports import PostLabel

MAX_LABELS = 5000
MAX_EACH_WAY = 40
_LINE_EM = 1.3
_STEP_PT = 0.5


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A make of label sheet, lengths in mm from the page's upper left corner.

    Attributes:
        columns, rows: labels across and down.
        left, top: the first label's corner.
        gap_x, gap_y: between two labels.
        pad: between a label's edge and its text.
        address_pt, name_pt, small_pt, floor_pt: sizes of type; an address gets no smaller than the last.
    """

    title: str
    page_width: float
    page_height: float
    columns: int
    rows: int
    left: float
    top: float
    width: float
    height: float
    gap_x: float
    gap_y: float
    pad: float
    address_pt: float
    name_pt: float
    small_pt: float
    floor_pt: float

    @property
    def each(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows


_PLACES: Mapping[str, tuple[str, str]] = {
    "page_width": ("page", "width_mm"),
    "page_height": ("page", "height_mm"),
    "columns": ("grid", "columns"),
    "rows": ("grid", "rows"),
    **{key: ("grid", f"{key}_mm") for key in ("left", "top", "width", "height", "gap_x", "gap_y", "pad")},
    **{key: ("text", key) for key in ("address_pt", "name_pt", "small_pt", "floor_pt")},
}


def read_label_sheet(content: bytes, *, file: str) -> LabelSheet:
    """Read a label sheet's TOML.

    Raises:
        InvalidInputError: ``toml.*``; ``labels.broken`` (``file``, ``key``): a length is missing or no length, or the
            labels leave the page.
    """
    data = parse_bytes(content, file=file).data
    known: dict[str, set[str]] = {"title": set()}
    for table, key in _PLACES.values():
        known.setdefault(table, set()).add(key)
    for table, inside in data.items():
        extra = set(inside) - known.get(table, set()) if isinstance(inside, dict) else set()
        if table not in known or extra:
            raise _broken(file, f"{table}.{min(extra)}" if extra else str(table))
    title = data.get("title")
    if not isinstance(title, str) or not title.strip():
        raise _broken(file, "title")
    figures: dict[str, Any] = {}
    for name, (table, key) in _PLACES.items():
        part = data.get(table)
        value = part.get(key) if isinstance(part, dict) else None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 420:
            raise _broken(file, f"{table}.{key}")
        figures[name] = value
    for name in ("columns", "rows"):
        if not isinstance(figures[name], int) or not 1 <= figures[name] <= MAX_EACH_WAY:
            raise _broken(file, f"grid.{name}")
    sheet = LabelSheet(title, **figures)
    _require_room(sheet, file)
    return sheet


def _require_room(sheet: LabelSheet, file: str) -> None:
    across = sheet.left + sheet.columns * sheet.width + (sheet.columns - 1) * sheet.gap_x
    down = sheet.top + sheet.rows * sheet.height + (sheet.rows - 1) * sheet.gap_y
    for fits, key in (
        (across <= sheet.page_width, "grid.width_mm"),
        (down <= sheet.page_height, "grid.height_mm"),
        (sheet.width - 2 * sheet.pad >= 30, "grid.pad_mm"),
        (sheet.height - 2 * sheet.pad >= 15, "grid.pad_mm"),
        (5 <= sheet.floor_pt <= sheet.address_pt <= 40, "text.floor_pt"),
        (5 <= sheet.small_pt <= 40, "text.small_pt"),
        (5 <= sheet.name_pt <= 40, "text.name_pt"),
    ):
        if not fits:
            raise _broken(file, key)


def label_pages(sheet: LabelSheet, labels: Sequence[PostLabel], *, fonts: Fonts, first: int = 0) -> bytes:
    """Return the labels as PDF.

    Args:
        sheet: the make of sheet.
        labels: in their order, row by row.
        first: how many labels of the first sheet are used already.

    Raises:
        InvalidInputError: ``form.text_too_long`` (``box``: the label's number), ``form.missing_glyph``.
    """
    skipped = first % sheet.each
    count = -(-(skipped + len(labels)) // sheet.each)

    def marks(page: int) -> Iterator[Mark]:
        for place in range(sheet.each):
            at = page * sheet.each + place - skipped
            if 0 <= at < len(labels):
                yield from _label(sheet, labels[at], place, f"#{at + 1}", fonts)

    return paint(
        (marks(page) for page in range(max(count, 1))),
        title=sheet.title,
        width_mm=sheet.page_width,
        height_mm=sheet.page_height,
        fonts=fonts,
    )


def _label(sheet: LabelSheet, label: PostLabel, place: int, name: str, fonts: Fonts) -> Iterator[Mark]:
    for text in (getattr(label, part.name) for part in fields(label)):
        if missing := [sign for sign in fonts.missing_characters(text) if not may_be_boxed(sign)]:
            named = " ".join(f"U+{ord(sign):04X}" for sign in missing[:8])
            raise InvalidInputError("form.missing_glyph", form=sheet.title, box=name, characters=named)
    row, column = divmod(place, sheet.columns)
    left = (sheet.left + column * (sheet.width + sheet.gap_x) + sheet.pad) * POINTS_PER_MM
    top = (sheet.top + row * (sheet.height + sheet.gap_y) + sheet.pad) * POINTS_PER_MM
    room = (sheet.width - 2 * sheet.pad) * POINTS_PER_MM
    bottom = (sheet.height - 2 * sheet.pad) * POINTS_PER_MM
    size = sheet.address_pt
    fixed = sheet.small_pt * _LINE_EM * 2 + sheet.name_pt * _LINE_EM
    while True:
        lines = wrapped(label.address, room, size, fonts)
        if fixed + len(lines) * size * _LINE_EM <= bottom:
            break
        size -= _STEP_PT
        if size < sheet.floor_pt:
            raise InvalidInputError("form.text_too_long", form=sheet.title, box=name)
    y_pt = top + sheet.small_pt
    yield TextMark(label.postcode, left, y_pt, sheet.small_pt, Weight.BOLD, spacing_pt=3)
    for line in lines:
        y_pt += size * _LINE_EM
        yield TextMark(line, left, y_pt, size)
    y_pt += sheet.name_pt * _LINE_EM
    to = f"{label.recipient}　收"
    yield TextMark(to, left, y_pt, _fitting(to, room * 0.6, sheet.name_pt, fonts), Weight.BOLD)
    phone = left + room - fonts.width(label.phone, sheet.address_pt)
    yield TextMark(label.phone, phone, y_pt, sheet.address_pt)
    yield TextMark(label.told, left, top + bottom, sheet.small_pt)


def _fitting(text: str, room_pt: float, size_pt: float, fonts: Fonts) -> float:
    width = fonts.width(text, size_pt, Weight.BOLD)
    return size_pt if width <= room_pt else size_pt * room_pt / width


def _broken(file: str, key: str) -> InvalidInputError:
    return InvalidInputError("labels.broken", file=file, key=key[:60])
