# SPDX-License-Identifier: Apache-2.0
"""An .xls before anything reads it: what kind of file it is, whether it is encrypted, how far its cells reach.

[MS-CFB] is a small file system in a file, [MS-XLS] a stream of records in it. Only as much of both is understood here
as it takes to find the cells' places; everything that doesn't add up is refused as damaged.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.tablelimits import MAX_CELLS, MAX_SHEETS, Extent

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_BYTES, _ENTRY_BYTES, _MINI_BYTES = 512, 128, 64
_HEADER_SECTORS = 109
_LAST = 0xFFFFFFFA
"""Sector numbers from here on mean something else: the end, a free one …"""
_STREAM, _ROOT = 2, 5
_END, _FILE_PASS, _SHEET, _MULTIPLE_NUMBERS = 0x000A, 0x002F, 0x0085, 0x00BD
_MOST_RECORDS = 6_000_000
_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, _MULTIPLE_NUMBERS})
"""FORMULA, NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING, MULRK: each begins with row and column."""


def measure_ole(content: bytes, name: str) -> None:
    """Refuse what no reader should see.

    Raises:
        InvalidInputError: ``table.encrypted``, ``table.unknown_kind`` (a document of another kind), ``table.damaged``,
            and those of :class:`~.tablelimits.Extent`.
    """
    try:
        streams = _Folder(content)
        if streams.has("EncryptedPackage"):
            raise InvalidInputError("table.encrypted", file=name)
        book = streams.read("Workbook") or streams.read("Book")
        if book is None:
            raise InvalidInputError("table.unknown_kind", file=name)
        _measure(book, name)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise InvalidInputError("table.damaged", file=name) from error


def _measure(book: bytes, name: str) -> None:
    """Follow the workbook to its sheets, as a reader does: what lies between them is nobody's."""
    extent = Extent(name)
    count = 0
    begins = [0]
    for begin in begins:
        begun = False
        for kind, content in _records(book, begin):
            count += 1
            if count > _MOST_RECORDS:
                raise InvalidInputError("table.too_big", file=name, limit=MAX_CELLS)
            if kind == _FILE_PASS:
                raise InvalidInputError("table.encrypted", file=name)
            if kind == _SHEET and begin == 0 and len(begins) <= 2 * MAX_SHEETS:
                begins.append(max(struct.unpack_from("<I", content)[0], 1))
            if kind in _CELLS and len(content) >= 4:
                if not begun:
                    begun = True
                    extent.next_sheet()
                row, column = struct.unpack_from("<HH", content)
                if kind == _MULTIPLE_NUMBERS:
                    column = struct.unpack_from("<H", content, len(content) - 2)[0]
                extent.reach(row, column)


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + size]
        if kind == _END:
            return
        at += 4 + size


class _Folder:
    """The streams of a compound file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector size")
        self._size = 1 << shift
        directory, self._least = struct.unpack_from("<I4xI", content, 48)
        mini, _, more = struct.unpack_from("<3I", content, 60)
        self._next = self._table(more)
        self._entries = list(self._directory(self._joined(directory)))
        self._mini_next = list(struct.unpack(f"<{len(found) // 4}I", found)) if (found := self._joined(mini)) else []
        root = next((entry for entry in self._entries if entry[1] == _ROOT), None)
        self._mini = self._joined(root[2]) if root else b""

    def has(self, name: str) -> bool:
        """Return whether there is a stream of this name."""
        return any(entry[0] == name and entry[1] == _STREAM for entry in self._entries)

    def read(self, name: str) -> bytes | None:
        """Return a stream, ``None`` where there is none."""
        for entry, kind, start, size in self._entries:
            if entry == name and kind == _STREAM:
                if size < self._least:
                    return self._chained(start, self._mini_next, self._mini, _MINI_BYTES, 0)[:size]
                return self._joined(start)[:size]
        return None

    def _table(self, more: int) -> list[int]:
        """Return sector → the next one of its chain."""
        sectors = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", self._content, 76))
        each = self._size // 4
        seen: set[int] = set()
        while more < _LAST:
            if more in seen:
                raise ValueError("a ring of sectors")
            seen.add(more)
            entries = struct.unpack(f"<{each}I", self._sector(more))
            sectors += entries[:-1]
            more = entries[-1]
        table: list[int] = []
        for sector in sectors:
            if sector < _LAST:
                table += struct.unpack(f"<{each}I", self._sector(sector))
        return table

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) * self._size
        found = self._content[begin : begin + self._size]
        # The last one may be cut short by what wrote the file.
        if not found:
            raise ValueError("a sector behind the end")
        return found.ljust(self._size, b"\0")

    def _joined(self, start: int) -> bytes:
        return self._chained(start, self._next, self._content, self._size, self._size)

    def _chained(self, start: int, following: list[int], source: bytes, size: int, begin: int) -> bytes:
        parts: list[bytes] = []
        while start < _LAST:
            if len(parts) > len(following):
                raise ValueError("a ring of sectors")
            at = begin + start * size
            part = source[at : at + size]
            if not part:
                raise ValueError("a sector behind the end")
            parts.append(part)
            start = following[start]
        return b"".join(parts)

    def _directory(self, content: bytes) -> Iterator[tuple[str, int, int, int]]:
        for at in range(0, len(content) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            entry = content[at : at + _ENTRY_BYTES]
            length, kind = struct.unpack_from("<HB", entry, 64)
            start, size = struct.unpack_from("<II", entry, 116)
            if kind:
                yield entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace"), kind, start, size
