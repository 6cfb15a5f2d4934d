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

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.tablelimits import MAX_UNPACKED_BYTES, Extent

ZIP_MARK = b"PK\x03\x04"
MAX_MEMBERS = 2000
_CHUNK = 1 << 20
_MOST_OPEN = 1 << 16
"""Bytes of one tag; what is longer is no cell."""
_NEEDED = re.compile(r"\[content_types\]\.xml|_rels/\.rels|xl/(?:_rels/)?[^/]+\.(?:xml|rels)|xl/worksheets/[^/]+\.xml")
# A cell that is opened and shut at once holds nothing; any other may.
_CELL = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(row|c)\b([^>]*)>(\s*</(?:[A-Za-z_][\w.-]*:)?c\s*>)?")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,8})([0-9]{1,12})["']""")
_UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, ValueError, LookupError,
    OverflowError, OSError, struct.error, zlib.error,
)  # fmt: skip


def vetted_zip(content: bytes, name: str) -> bytes:
    """Return a workbook that holds what was measured.

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
            _copy(source, known, target, name)
    except InvalidInputError:
        raise
    except _UNREADABLE as error:
        raise InvalidInputError("table.damaged", file=name) from error
    return target.getvalue()


def _copy(source: zipfile.ZipFile, known: dict[str, zipfile.ZipInfo], target: io.BytesIO, name: str) -> None:
    room = MAX_UNPACKED_BYTES
    extent = Extent(name)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
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
                    meter.feed(chunk)
                    sink.write(chunk)
            meter.feed(b"", last=True)


class _Meter:
    """Finds the filled cells of a sheet's XML as it flows by."""

    def __init__(self, extent: Extent) -> None:
        self._extent = extent
        self._begun = False
        self._tail = b""
        self._row = -1
        self._column = -1

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Measure another piece; a cell that it breaks off waits for the next one."""
        text = self._tail + chunk
        end = len(text)
        if not last:
            # The last two tags may belong together.
            end = max(text.rfind(b"<", 0, max(text.rfind(b"<"), 0)), 0)
            if len(text) - end > _MOST_OPEN:
                end = len(text)
        for found in _CELL.finditer(text):
            if found.start() >= end:
                break
            self._note(found[1], found[2], filled=found[3] is None)
        self._tail = text[end:]

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


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
