# SPDX-License-Identifier: Apache-2.0
"""A dBASE III table as older systems of bureaus and banks read it: character columns only, streamed.

Columns are as wide as their longest cell. A header longer than ten bytes, a cell beyond 254 bytes and a character that
the encoding lacks are refused, never cut. Opened by Excel up to 2003, WPS, LibreOffice, FoxPro.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from sscard_desktop.domain.errors import InvalidInputError

MAX_HEADER_BYTES = 10
MAX_CELL_BYTES = 254
MAX_COLUMNS = 255
_HEAD = struct.Struct("<B3BIHH16xBB2x")
_FIELD = struct.Struct("<11sc4xBB14x")
_VERSION = 0x03
_CODE_PAGES = {"gbk": 0x7A, "gb18030": 0x7A, "utf-8": 0x00}
"""What the header says of the encoding: 0x7A is code page 936; there is no number for UTF-8."""


def check_headers(headers: Sequence[str], encoding: str) -> None:
    """Raise ``package.table_too_big`` or ``package.header_too_long`` (``column``) for what a DBF can't have."""
    if len(headers) > MAX_COLUMNS:
        raise InvalidInputError("package.table_too_big", rows=0, columns=len(headers))
    for column, header in enumerate(headers, start=1):
        if not 0 < len(header.encode(encoding, "replace")) <= MAX_HEADER_BYTES:
            raise InvalidInputError("package.header_too_long", column=column, limit=MAX_HEADER_BYTES)


def write_dbf(
    write: Callable[[bytes], object],
    headers: Sequence[str],
    rows: Iterable[Sequence[bytes]],
    *,
    row_count: int,
    widths: Sequence[int],
    encoding: str,
    on: date,
) -> None:
    """Write the table.

    Args:
        rows: cells in ``encoding``, none longer than its column's width.
        widths: of the columns, in bytes, 1 to 254.
        on: stands in the header as the day of the last change.
    """
    length = 1 + sum(widths)
    start = _HEAD.size + len(headers) * _FIELD.size + 1
    write(_HEAD.pack(_VERSION, on.year - 1900, on.month, on.day, row_count, start, length, 0, _CODE_PAGES[encoding]))
    for header, width in zip(headers, widths, strict=True):
        write(_FIELD.pack(header.encode(encoding), b"C", width, 0))
    write(b"\r")
    for cells in rows:
        write(b" " + b"".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)))
    write(b"\x1a")
