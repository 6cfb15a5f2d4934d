# SPDX-License-Identifier: Apache-2.0
"""An .xlsx before anything reads it: unpacked under a bound, its filled cells measured, and packed anew.

What comes out holds exactly what was measured, and no more than reading the cells takes: two members of one name,
sizes that aren't true, entries behind the directory, macros and pictures don't get past here.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.rosterreading import NO_RESULT
from sscard_desktop.exchange.tablelimits import MAX_UNPACKED_BYTES, Extent

ZIP_MARK = b"PK\x03\x04"
MAX_MEMBERS = 2000
_CHUNK = 1 << 20
_PACKED_FROM = 96 << 20
"""Bytes up to which a workbook is kept unpacked while it is read."""
_MOST_MERGED = 200_000
"""Merged cells of a sheet: 75,000 are a list of 50,000 people with three of them for every two."""
_MOST_OPEN = 1 << 18
"""Bytes of one tag; what is longer is no cell."""
_NEEDED = re.compile(r"\[content_types\]\.xml|_rels/\.rels|xl/(?:_rels/)?[^/]+\.(?:xml|rels)|xl/worksheets/[^/]+\.xml")
# A cell that is opened and shut at once holds nothing; any other may.
_CELL = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(row|c)\b([^>]*)>(\s*</(?:[A-Za-z_][\w.-]*:)?c\s*>)?")
_PLAIN_CELL = re.compile(rb"""<c r="([A-Z]{1,3})([0-9]{1,7})"(?: [a-z]{1,8}="[^"<>]{0,40}")*(/|></c)?>""")
_PLAIN_ROW = re.compile(rb"""<row r="([0-9]{1,7})"(?: [A-Za-z0-9:]{1,30}="[^"<>]{0,200}")*/?>""")
_BOOK = "xl/workbook.xml"
_DATE_1904 = re.compile(rb"""\bdate1904\s*=\s*["'](?:1|true|on)["']""")
_PREFIXED = re.compile(rb"<[A-Za-z_][\w.-]*:(?:c|row)\b")
_FAULTY = re.compile(rb"""(<c\b[^<>]*?\bt=)["']e["']""")
_TYPE = re.compile(rb"""\st=(?:"[^"]*"|'[^']*')""")
_TEXT_RESULT = re.compile(rb"""\st=["']str["']""")
_WITHOUT_RESULT = re.compile(
    rb"<c\b([^<>]*)(?<!/)>\s{0,20}<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s{0,20}(<v\s?/>|<v>\s{0,20}</v>)?\s{0,20}</c>"
)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,8})([0-9]{1,12})["']""")
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, LookupError,
    OverflowError, OSError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class VettedZip:
    """A workbook that holds what was measured.

    Attributes:
        serials_1904: whether its day numbers count from 1904.
    """

    content: io.BytesIO
    serials_1904: bool


def vetted_zip(content: bytes, name: str) -> VettedZip:
    """Return a workbook that holds what was measured, its faulty cells with a text (:func:`with_faults`).

    Args:
        content: the whole file.
        name: of the file, for messages.

    Raises:
        InvalidInputError: ``table.damaged``, ``table.unknown_kind`` (a zip that is no workbook), ``table.too_large``,
            and those of :class:`~.tablelimits.Extent`.
    """
    target = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            members = source.infolist()
            if len(members) > MAX_MEMBERS:
                raise InvalidInputError("table.too_large", file=name, limit=MAX_UNPACKED_BYTES >> 20)
            known = {member.filename.replace("\\", "/").casefold().lstrip("/"): member for member in members}
            if not any(each.startswith("xl/workbook") for each in known):
                raise InvalidInputError("table.unknown_kind", file=name)
            if any(each.startswith("xl/workbook") and each.endswith(".bin") for each in known):
                raise InvalidInputError("table.binary_workbook", file=name)
            if any(member.flag_bits & 1 for member in members):
                raise InvalidInputError("table.encrypted", file=name)
            serials_1904 = _copy(source, known, target, name)
    except InvalidInputError:
        raise
    except _UNREADABLE as error:
        raise InvalidInputError("table.damaged", file=name) from error
    target.seek(0)
    return VettedZip(target, serials_1904)


def _copy(source: zipfile.ZipFile, known: dict[str, zipfile.ZipInfo], target: io.BytesIO, name: str) -> bool:
    """Copy the parts that are needed; return whether the workbook counts days from 1904."""
    room = MAX_UNPACKED_BYTES
    serials_1904 = False
    extent = Extent(name)
    # Packing takes a fifth of the reading; what is said of the sizes needn't be true, and decides nothing else.
    small = sum(member.file_size for path, member in known.items() if _NEEDED.fullmatch(path)) <= _PACKED_FROM
    packing = zipfile.ZIP_STORED if small else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(target, "w", packing, compresslevel=1) as packed:
        for path, member in known.items():
            if not _NEEDED.fullmatch(path):
                continue
            # All of them: which part is a sheet is for the workbook to say.
            meter = _Meter(extent)
            written = member.filename.replace("\\", "/").lstrip("/")
            with source.open(member) as stream, packed.open(written, "w") as sink:
                while chunk := stream.read(_CHUNK):
                    room -= len(chunk)
                    if room < 0:
                        raise InvalidInputError("table.too_large", file=name, limit=MAX_UNPACKED_BYTES >> 20)
                    if b"\0" in chunk:
                        # Not UTF-8, and then nothing that was measured would be what is read.
                        raise InvalidInputError("table.damaged", file=name)
                    sink.write(meter.feed(chunk))
                    if path == _BOOK:
                        serials_1904 = serials_1904 or _DATE_1904.search(chunk) is not None
                sink.write(meter.feed(b"", last=True))
    return serials_1904


class _Meter:
    """Finds the filled cells of a sheet's XML as it flows by."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._begun = False
        self._tail = b""
        self._row = -1
        self._column = -1
        self._merged = 0

    def feed(self, chunk: bytes, *, last: bool = False) -> bytes:
        """Measure another piece, and return what may be passed on; a cell that it breaks off waits for the next one."""
        text = self._tail + chunk
        end = len(text)
        if not last:
            # A cell whole; of what is no cell, the last two tags may belong together.
            end = max(text.rfind(b"<c ", 0), text.rfind(b"<row"), 0)
            if len(text) - end > _MOST_OPEN:
                end = max(text.rfind(b"<", 0, max(text.rfind(b"<"), 0)), 0)
            if len(text) - end > _MOST_OPEN:
                end = len(text)
        piece, self._tail = text[:end], text[end:]
        self._merged += piece.count(b"mergeCell")
        if self._merged > _MOST_MERGED:
            raise InvalidInputError("table.too_big", file=self._extent.name, limit=_MOST_MERGED)
        if not self._note_plain(piece):
            self._note_each(text, end)
        return with_faults(piece)

    def _note_plain(self, text: bytes) -> bool:
        """Measure a piece as most programs write it, all at once; return whether it is such a piece."""
        cells = _PLAIN_CELL.findall(text)
        others = sum(text.count(b"<c" + sign) for sign in (b">", b"/", b"\t", b"\n", b"\r"))
        if others or text.count(b"<c ") != len(cells) or _PREFIXED.search(text):
            return False
        rows = _PLAIN_ROW.findall(text)
        if text.count(b"<row") != len(rows):
            return False
        filled = [(column, row) for column, row, empty in cells if not empty]
        if filled:
            if not self._begun:
                self._begun = True
                self._extent.next_sheet()
            # The rectangle's far corner: as much is made room for, whichever cells reach there.
            furthest = max(_column(column) for column in {column for column, _ in filled})
            self._extent.reach(max(int(row) for row in {row for _, row in filled}) - 1, furthest)
        if cells:
            self._row, self._column = int(cells[-1][1]) - 1, _column(cells[-1][0])
        if rows:
            begun = int(rows[-1]) - 1
            if not cells or text.rfind(b"<row") > text.rfind(b"<c "):
                self._row, self._column = begun, -1
        return True

    def _note_each(self, text: bytes, end: int) -> None:
        for found in _CELL.finditer(text):
            if found.start() >= end:
                break
            self._note(found[1], found[2], filled=found[3] is None)

    def _note(self, kind: bytes, attributes: bytes, *, filled: bool) -> None:
        if attributes.count(b'"') % 2 or attributes.count(b"'") % 2:
            # What ended here is a value with > in it: no program writes that, and the cell's place may stand behind it.
            raise ValueError("a value with >")
        place = _PLACE.search(attributes)
        if kind == b"row":
            self._row = int(place[2]) - 1 if place else self._row + 1
            self._column = -1
            return
        if place:
            self._row, self._column = int(place[2]) - 1, _column(place[1])
        else:
            self._column += 1
        if filled and not attributes.endswith(b"/"):
            if not self._begun:
                self._begun = True
                self._extent.next_sheet()
            self._extent.reach(self._row, self._column)


def with_faults(piece: bytes) -> bytes:
    """Return sheet XML whose faulty cells hold a text: a reader passes over errors and over formulas without result."""
    if b't="e"' in piece or b"t='e'" in piece:
        piece = _FAULTY.sub(rb'\1"str"', piece)
    if b"<f" in piece:
        piece = _WITHOUT_RESULT.sub(_with_mark, piece)
    return piece


def _with_mark(found: re.Match[bytes]) -> bytes:
    if found[2] and _TEXT_RESULT.search(found[1]):
        # Its result is the empty text.
        return found[0]
    attributes = _TYPE.sub(b"", found[1])
    return b'<c%s t="str"><v>%s</v></c>' % (attributes, NO_RESULT.encode())


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
