# SPDX-License-Identifier: Apache-2.0
"""A compound file ([MS-CFB], version 3) with one stream in it: the shell of every old Office file, written in one pass.

The stream's length is known beforehand, so all tables of sectors come first and the stream flows behind them; nothing
is held in memory, and nothing need be seekable. No times, no identifiers: the same stream gives the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator

_SECTOR = 512
_SMALLEST = 4096
"""A shorter stream would lie in the mini stream; padded to this, it needn't."""
_IN_HEADER = 109
_A_SECTOR = _SECTOR // 4
_FREE, _END, _TABLE, _TABLE_OF_TABLES = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_HEAD = struct.Struct("<8s16xHHHHH6xIIIIIIIIII")
_ENTRY = struct.Struct("<64sHBBIII16sIQQIQ")
_ROOT, _STREAM, _BLACK = 5, 2, 1
MOST_BYTES = 1 << 30
"""Of the stream: far beyond any workbook, and far below what the format's 32-bit sizes hold."""


def write_compound(
    write: Callable[[bytes], object], name: str, chunks: Iterable[bytes], *, length: int, class_id: bytes = bytes(16)
) -> None:
    """Write a compound file whose one stream is ``name``.

    Args:
        write: takes the file's bytes, in order.
        chunks: the stream.
        length: of the stream in bytes, at most :data:`MOST_BYTES`; checked against what comes.
        class_id: of the program that the file belongs to.
    """
    if not 0 <= length <= MOST_BYTES:
        raise ValueError("the stream is too long for a compound file")
    held = max(length, _SMALLEST)
    sectors = -(-held // _SECTOR)
    tables, more = _tables(sectors)
    directory = tables + more
    write(_header(tables, more, directory))
    for sector in _table_sectors(tables, more, sectors):
        write(sector)
    for sector in _further_tables(tables, more):
        write(sector)
    write(_directory(name, directory + 1, held, class_id))
    written = 0
    for chunk in chunks:
        written += len(chunk)
        write(chunk)
    if written != length:
        raise ValueError(f"{length} bytes were announced, but {written} came")
    write(bytes(sectors * _SECTOR - written))


def _tables(sectors: int) -> tuple[int, int]:
    """Return how many sectors the allocation table takes, and how many the list of those that the header can't hold."""
    tables = more = 0
    while True:
        needed = -(-(tables + more + 1 + sectors) // _A_SECTOR)
        listed = -(-max(0, needed - _IN_HEADER) // (_A_SECTOR - 1))
        if (needed, listed) == (tables, more):
            return tables, more
        tables, more = needed, listed


def _header(tables: int, more: int, directory: int) -> bytes:
    head = _HEAD.pack(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0, _SMALLEST, _END, 0,
        tables if more else _END, more, 0,
    )[: _HEAD.size - 4]  # fmt: skip
    listed = [*range(min(tables, _IN_HEADER)), *[_FREE] * (_IN_HEADER - tables)]
    return head + struct.pack(f"<{_IN_HEADER}I", *listed)


def _table_sectors(tables: int, more: int, sectors: int) -> Iterator[bytes]:
    """Yield the allocation table: for each sector which one follows."""
    first = tables + more + 1
    last = first + sectors - 1
    for table in range(tables):
        entries = []
        for sector in range(table * _A_SECTOR, (table + 1) * _A_SECTOR):
            if sector < tables:
                entries.append(_TABLE)
            elif sector < tables + more:
                entries.append(_TABLE_OF_TABLES)
            elif sector == first - 1 or sector == last:
                entries.append(_END)
            else:
                entries.append(sector + 1 if sector < last else _FREE)
        yield struct.pack(f"<{_A_SECTOR}I", *entries)


def _further_tables(tables: int, more: int) -> Iterator[bytes]:
    """Yield the list of the allocation table's sectors beyond those in the header."""
    for index in range(more):
        begin = _IN_HEADER + index * (_A_SECTOR - 1)
        listed = list(range(begin, min(begin + _A_SECTOR - 1, tables)))
        following = tables + index + 1 if index + 1 < more else _END
        yield struct.pack(f"<{_A_SECTOR}I", *listed, *[_FREE] * (_A_SECTOR - 1 - len(listed)), following)


def _directory(name: str, start: int, length: int, class_id: bytes) -> bytes:
    root = _entry("Root Entry", _ROOT, child=1, start=_END, length=0, class_id=class_id)
    stream = _entry(name, _STREAM, child=_FREE, start=start, length=length, class_id=bytes(16))
    unused = _ENTRY.pack(b"", 0, 0, 0, _FREE, _FREE, _FREE, bytes(16), 0, 0, 0, 0, 0)
    return root + stream + unused * 2


def _entry(name: str, kind: int, *, child: int, start: int, length: int, class_id: bytes) -> bytes:
    spelt = name.encode("utf-16-le") + b"\0\0"
    return _ENTRY.pack(spelt, len(spelt), kind, _BLACK, _FREE, _FREE, child, class_id, 0, 0, 0, start, length)
