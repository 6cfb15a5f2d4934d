# SPDX-License-Identifier: Apache-2.0
"""CSV as it comes: UTF-8 with and without its mark, GB18030, UTF-16, or some lines so and some so; any delimiter.

GB18030 gives almost every byte a meaning, so it is the last guess, not the first. Two files that were copied together
are read line by line, and told: what is right in one encoding is a stranger's name in the other.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.tablelimits import Extent

DELIMITERS = (",", "\t", ";", "|", "，")
_LOOKED_AT = 30
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a CSV holds: its rows with the number of the line on which each begins."""

    encoding: str
    rows: Sequence[tuple[int, list[str]]]
    otherwise_encoded: tuple[int, ...] = ()


def read_text(content: bytes, name: str) -> ReadText:
    """Return a CSV's rows.

    Raises:
        InvalidInputError: ``table.encoding`` (``row``: a line that no encoding fits), ``table.damaged`` (a quote that
            never ends), and those of :class:`~.tablelimits.Extent`.
    """
    text, encoding, odd = decoded(content, name)
    delimiter = delimiter_of(text)
    extent = Extent(name)
    extent.next_sheet()
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                while row and not row[-1].strip():
                    row.pop()
                extent.reach(len(rows), len(row) - 1)
                rows.append((begins, row))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise InvalidInputError("table.damaged", file=name) from error
    return ReadText(encoding, rows, odd)


def decoded(content: bytes, name: str) -> tuple[str, str, tuple[int, ...]]:
    """Return text, encoding, and the numbers of the lines that are in another one."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            content = content.removeprefix(mark)
            if encoding != "utf-8":
                return _strictly(content, encoding, name), encoding, ()
            break
    wide = _wide(content)
    if wide:
        return _strictly(content, wide, name), wide, ()
    try:
        return content.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _by_line(content, name)


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content[: error.start].decode(encoding, "replace").count("\n") + 1
        raise InvalidInputError("table.encoding", file=name, row=row) from error


def _wide(content: bytes) -> str:
    """Return which UTF-16 it is, without its mark: its line ends have a zero beside them."""
    begin = content[:4000]
    if begin.count(b"\0") * 8 < len(begin):
        return ""
    low_first = sum(begin.count(sign) for sign in (b"\n\0", b",\0"))
    high_first = sum(begin.count(sign) for sign in (b"\0\n", b"\0,"))
    return "utf-16-le" if low_first > high_first else "utf-16-be"


def _by_line(content: bytes, name: str) -> tuple[str, str, tuple[int, ...]]:
    lines = content.split(b"\n")
    texts: list[str] = []
    found: list[str] = []
    for number, line in enumerate(lines, start=1):
        for encoding in ("utf-8", "gb18030"):
            try:
                texts.append(line.decode(encoding))
            except UnicodeDecodeError:
                continue
            found.append("" if line.isascii() else encoding)
            break
        else:
            raise InvalidInputError("table.encoding", file=name, row=number)
    usual = Counter(encoding for encoding in found if encoding).most_common(1)[0][0]
    odd = tuple(number for number, encoding in enumerate(found, start=1) if encoding not in ("", usual))
    return "\n".join(texts), usual, odd


def delimiter_of(text: str) -> str:
    """Return what parts the columns: what stands equally often, and most often, in the first lines."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:_LOOKED_AT]

    def worth(delimiter: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            return 0, 0
        return max(((times, width) for width, times in widths.items() if width > 1), default=(0, 0))

    return max(DELIMITERS, key=worth)
