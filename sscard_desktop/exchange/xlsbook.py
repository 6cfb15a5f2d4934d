# SPDX-License-Identifier: Apache-2.0
"""The export workbook for systems that read Excel 97 to 2003 only (.xls): BIFF8 as [MS-XLS] describes it, streamed.

Sheets of text cells under a frozen header, with widths; each cell is a shared string, so that nothing in it can become
a number or a formula. Own code, since nothing that is kept up writes this format, and what is left (xlwt) miscounts
characters beyond the basic plane, of which names are made. Refuses what the format can't hold: more than 65,535 people
or 256 columns, cells beyond 4,000 UTF-16 units (so that no string is broken between two records).

Rows are asked for three times: to measure them, for the strings, and for the cells. Nothing is held in memory.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.compoundfile import MOST_BYTES, write_compound

MAX_ROWS = 65_536
MAX_COLUMNS = 256
MAX_CELL_UNITS = 4000
_MOST_BODY = 8224
_CLASS_ID = bytes.fromhex("2008020000000000c000000000000046")
_BOF, _EOF, _SHEET, _STRINGS, _MORE, _LABEL = 0x0809, 0x000A, 0x0085, 0x00FC, 0x003C, 0x00FD
_GLOBALS, _WORKSHEET = 0x0005, 0x0010
_FIRST_STYLES = 15
"""Styles that every workbook has before its own; then 15 is the plain one, 16 a text cell, 17 a header."""
_TEXT_STYLE, _HEAD_STYLE = 16, 17
_TEXT_FORMAT = 49
_FONT = "宋体"


@dataclass(frozen=True, slots=True)
class XlsSheet:
    """One sheet.

    Attributes:
        name: as Excel allows it (``workbook.sheet_name``), different from the others'.
        rows: gives the rows anew at each call, the header first.
        row_count: with the header.
        widths: of the columns, in characters.
    """

    name: str
    rows: Callable[[], Iterable[Sequence[str]]]
    row_count: int
    widths: Sequence[int]


def check_size(rows: int, columns: int) -> None:
    """Raise ``package.table_too_big`` for more than a sheet holds; ``rows`` counts the header."""
    if rows > MAX_ROWS or not 0 < columns <= MAX_COLUMNS:
        raise InvalidInputError("package.table_too_big", rows=rows - 1, columns=columns)


def check_cell(text: str, *, row: int, column: int) -> None:
    """Raise ``package.cell_too_long``."""
    if 2 * len(text) > MAX_CELL_UNITS and _units(text) > MAX_CELL_UNITS:
        raise InvalidInputError("package.cell_too_long", row=row, column=column, limit=MAX_CELL_UNITS)


def write_xls(write: Callable[[bytes], object], sheets: Sequence[XlsSheet]) -> None:
    """Write the workbook; its cells were checked.

    Raises:
        InvalidInputError: ``package.table_too_big``.
    """
    begin = b"".join(_beginning())
    listed = sum(len(_record(_SHEET, _listed(sheet, 0))) for sheet in sheets)
    strings = sum(map(len, _shared(sheets)))
    at = len(begin) + listed + strings + len(_record(_EOF, b""))
    places, first = [], 0
    for sheet in sheets:
        places.append(at)
        at += sum(map(len, _cells(sheet, 0)))
    if at > MOST_BYTES:
        raise InvalidInputError("package.table_too_big", rows=sheets[0].row_count - 1, columns=len(sheets[0].widths))

    def stream() -> Iterator[bytes]:
        nonlocal first
        yield begin
        yield from (_record(_SHEET, _listed(sheet, place)) for sheet, place in zip(sheets, places, strict=True))
        yield from _shared(sheets)
        yield _record(_EOF, b"")
        for sheet in sheets:
            yield from _cells(sheet, first)
            first += _count(sheet)

    write_compound(write, "Workbook", stream(), length=at, class_id=_CLASS_ID)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _beginning() -> Iterator[bytes]:
    """Yield what stands before the list of sheets: code page, a window, fonts, styles."""
    yield _record(_BOF, struct.pack("<HHHHII", 0x0600, _GLOBALS, 0x0DBB, 0x07CC, 0, 0x0006))
    yield _record(0x0042, struct.pack("<H", 1200))
    yield _record(0x003D, struct.pack("<9H", 0, 0, 0x4000, 0x2000, 0x0038, 0, 0, 1, 600))
    for bold in (False, False, False, False, True):
        # The font of number 4 doesn't exist, so the fifth one has number 5.
        head = struct.pack("<HHHHHBBBx", 220, 1 if bold else 0, 0x7FFF, 700 if bold else 400, 0, 0, 0, 134)
        yield _record(0x0031, head + _short(_FONT))
    for number in range(_FIRST_STYLES + 3):
        yield _record(0x00E0, _style(number))
    yield _record(0x0293, struct.pack("<HBB", 0x8000, 0, 0xFF))


def _style(number: int) -> bytes:
    font, form = (5 if number == _HEAD_STYLE else 0), (_TEXT_FORMAT if number >= _TEXT_STYLE else 0)
    of_cell = number >= _FIRST_STYLES
    # A thin line below, in the usual colour.
    line, colour = (0x1000, 0x40 << 7) if number == _HEAD_STYLE else (0, 0)
    return struct.pack(
        "<HHHBBBBIIH", font, form, 0x0001 if of_cell else 0xFFF5, 0x20, 0, 0, 0xFC if of_cell else 0xF4,
        line, colour, 0x20C0,
    )  # fmt: skip


def _short(text: str) -> bytes:
    """Return a text with its length in one byte."""
    spelt = text.encode("utf-16-le")
    return struct.pack("<BB", len(spelt) // 2, 1) + spelt


def _listed(sheet: XlsSheet, place: int) -> bytes:
    return struct.pack("<IBB", place, 0, 0) + _short(sheet.name)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _texts(sheet: XlsSheet) -> Iterator[str]:
    return (text for text in chain.from_iterable(sheet.rows()) if text)


def _count(sheet: XlsSheet) -> int:
    return sum(1 for _ in _texts(sheet))


def _shared(sheets: Sequence[XlsSheet]) -> Iterator[bytes]:
    """Yield the table of strings, one for each filled cell: no string is broken, so each record begins with one."""
    total = sum(map(_count, sheets))
    kind, body = _STRINGS, bytearray(struct.pack("<II", total, total))
    for sheet in sheets:
        for text in _texts(sheet):
            spelt = text.encode("utf-16-le")
            if len(body) + 3 + len(spelt) > _MOST_BODY:
                yield _record(kind, bytes(body))
                kind, body = _MORE, bytearray()
            body += struct.pack("<HB", len(spelt) // 2, 1) + spelt
    yield _record(kind, bytes(body))


def _cells(sheet: XlsSheet, first: int) -> Iterator[bytes]:
    """Yield a sheet; its strings are numbered from ``first``."""
    columns = len(sheet.widths)
    yield _record(_BOF, struct.pack("<HHHHII", 0x0600, _WORKSHEET, 0x0DBB, 0x07CC, 0, 0x0006))
    # Printed on A4 across, as wide as the page.
    yield _record(0x0081, struct.pack("<H", 0x05C1))
    yield _record(0x00A1, struct.pack("<HHHHHHHHddH", 9, 100, 1, 1, 0, 0, 600, 600, 0.3, 0.3, 1))
    for column, width in enumerate(sheet.widths):
        yield _record(0x007D, struct.pack("<HHHHHH", column, column, min(width, 255) * 256, _TEXT_STYLE, 0, 0))
    yield _record(0x0200, struct.pack("<IIHHH", 0, sheet.row_count, 0, columns, 0))
    number = first
    for row, cells in enumerate(sheet.rows()):
        style = _TEXT_STYLE if row else _HEAD_STYLE
        for column, text in enumerate(cells):
            if text:
                yield _record(_LABEL, struct.pack("<HHHI", row, column, style, number))
                number += 1
    # Frozen below the header.
    yield _record(0x023E, struct.pack("<HHHHHHHI", 0x06BE, 0, 0, 0x40, 0, 0, 0, 0))
    yield _record(0x0041, struct.pack("<HHHHB", 0, 1, 1, 0, 2) + b"\0")
    yield _record(_EOF, b"")
