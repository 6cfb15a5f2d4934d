# SPDX-License-Identifier: Apache-2.0
"""An .xls before anything reads it: what kind of file it is, whether it is encrypted, how far its cells reach.

[MS-CFB] is a small file system in a file, [MS-XLS] a stream of records in it. Only as much of both is understood here
as it takes to find the cells' places; everything that doesn't add up is refused as damaged.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.tablelimits import MAX_CELLS, MAX_SHEETS, Extent

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_BYTES, _ENTRY_BYTES, _MINI_BYTES = 512, 128, 64
_HEADER_SECTORS = 109
_LAST = 0xFFFFFFFA
"""Sector numbers from here on mean something else: the end, a free one …"""
_STREAM, _ROOT = 2, 5
_END, _FILE_PASS, _SHEET, _MULTIPLE_NUMBERS = 0x000A, 0x002F, 0x0085, 0x00BD
_FORMULA, _BOOLEAN_OR_ERROR, _DATE_MODE = 0x0006, 0x0205, 0x0022
_ERROR_RESULT = 2
_ANY_ERROR = "#N/A"
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_MOST_RECORDS = 6_000_000
_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, _MULTIPLE_NUMBERS})
"""FORMULA, NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING, MULRK: each begins with row and column."""


Faults = Mapping[int, Mapping[tuple[int, int], str]]
"""Place of a sheet in the workbook → row and column, from 0 → what Excel shows for the error in that cell."""


@dataclass(frozen=True, slots=True)
class MeasuredOle:
    """What a reader of the cells doesn't tell of a workbook.

    Attributes:
        faults: the cells that hold an error, which a reader passes over.
        serials_1904: whether its day numbers count from 1904.
    """

    faults: Faults
    serials_1904: bool


def measure_ole(content: bytes, name: str) -> MeasuredOle:
    """Refuse what no reader should see; return what readers don't tell.

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
        return _measure(book, name)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise InvalidInputError("table.damaged", file=name) from error


def _measure(book: bytes, name: str) -> MeasuredOle:
    """Follow the workbook to its sheets, as a reader does: what lies between them is nobody's."""
    extent = Extent(name)
    count = 0
    serials_1904 = False
    faults: dict[int, dict[tuple[int, int], str]] = {}
    begins = [0]
    for place, begin in enumerate(begins, start=-1):
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
                if fault := _fault(kind, content):
                    faults.setdefault(place, {})[row, column] = fault
            if kind == _DATE_MODE and begin == 0 and len(content) >= 2:
                serials_1904 = struct.unpack_from("<H", content)[0] == 1
    return MeasuredOle(faults, serials_1904)


def _fault(kind: int, content: bytes) -> str:
    """Return the error that a cell's record holds, ``""`` for none."""
    if kind == _BOOLEAN_OR_ERROR and len(content) >= 8 and content[7]:
        return _ERRORS.get(content[6], _ANY_ERROR)
    if kind == _FORMULA and len(content) >= 14 and content[12:14] == b"\xff\xff" and content[6] == _ERROR_RESULT:
        return _ERRORS.get(content[8], _ANY_ERROR)
    return ""


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
