# SPDX-License-Identifier: Apache-2.0
"""The rows of a sheet as they flow by: a few cells get another style, some formulas their result; the rest stays.

Rows that nothing is to be done with aren't looked into, so a sheet of fifty thousand takes seconds and one row's
memory. A sheet that isn't written as every program writes it is told by ``ValueError``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from xlsxwriter.utility import xl_col_to_name

from sscard_desktop.exchange.markstyles import MarkStyles
from sscard_desktop.exchange.xmlpieces import attribute, children, is_utf_8, with_attribute

_CHUNK = 1 << 20
_USUAL_PIXELS = 64
_MOST_HEAD, _MOST_ROW, _MOST_TAIL = 8 << 20, 32 << 20, 48 << 20
_DATA = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData\b([^>]*?)(/?)>")
_CELL_PLACE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")
Place = tuple[int, int]
"""Row and column, from 1."""
OUTWARD = re.compile(
    rb"""\[[0-9]+\][^\[\]<>"+*/=,();&-]*!|(?i:\b(?:WEBSERVICE|RTD|CALL|EXEC|REGISTER(?:\.ID)?|DDE)\s*\()"""
    rb"""|\|\s*(?:'|&apos;)"""
)
"""In a formula: another workbook, another program, or the network."""


@dataclass(slots=True)
class SheetWork:
    """What is to be done with one sheet, and what was found while doing it.

    Attributes:
        marks: row → columns to be marked, both from 1.
        styles: the workbook's, which learns those that are needed.
        prefix: of the sheet's elements, with its colon.
        tail: what stands behind the rows.
    """

    marks: Mapping[int, frozenset[int]]
    styles: MarkStyles
    prefix: bytes = b""
    tail: bytes = field(default=b"", repr=False)
    _columns: list[tuple[int, int, int]] = field(default_factory=list, repr=False)
    _widths: list[tuple[int, int, int]] = field(default_factory=list, repr=False)
    _dropped: set[bytes] = field(default_factory=set, repr=False)
    _before: re.Pattern[bytes] | None = None

    def flow(self, stream: IO[bytes], head_too: Callable[[bytes], bytes]) -> Iterator[bytes]:
        """Yield the sheet up to the end of its rows; afterwards :attr:`tail` holds the rest.

        Args:
            head_too: changes what stands before the rows.
        """
        buffer = stream.read(_CHUNK)
        while (data := _DATA.search(buffer)) is None:
            more = stream.read(_CHUNK)
            if not more or len(buffer) > _MOST_HEAD:
                raise ValueError("no rows")
            buffer += more
        head = buffer[: data.start()]
        if not is_utf_8(head):
            raise ValueError("another encoding")
        self.prefix = data[1]
        self._learn_columns(head)
        yield head_too(head) + b"<%ssheetData%s>" % (self.prefix, data[2])
        if data[3]:
            yield from self._rows_until(10**7)
            rest = buffer[data.end() :]
        else:
            rest = yield from self._through_rows(stream, buffer[data.end() :])
        yield b"</%ssheetData>" % self.prefix
        while len(rest) <= _MOST_TAIL and (more := stream.read(_CHUNK)):
            rest += more
        if len(rest) > _MOST_TAIL:
            raise ValueError("too much behind the rows")
        self.tail = rest

    def _through_rows(self, stream: IO[bytes], buffer: bytes) -> Generator[bytes, None, bytes]:
        """Yield the rows; return what follows the last one's end."""
        opened = re.compile(rb"<(?:%srow\b([^>]*?)(/?)>|(/)%ssheetData\s*>)" % (self.prefix, self.prefix))
        ends = b"</%srow>" % self.prefix
        number, at = 0, 0
        out: list[bytes] = []
        pending = sorted(self.marks)
        while True:
            tag = opened.search(buffer, at)
            end = -1
            if tag is not None:
                if tag[3]:
                    if buffer[at : tag.start()].strip():
                        raise ValueError("something between the rows")
                    break
                found = tag.end() if tag[2] else buffer.find(ends, tag.end())
                end = found if tag[2] or found < 0 else found + len(ends)
            if tag is None or end < 0:
                yield b"".join(out)
                out = []
                more = stream.read(_CHUNK)
                if not more or len(buffer) - at > _MOST_ROW:
                    raise ValueError("a row without an end")
                buffer, at = buffer[at:] + more, 0
                continue
            if buffer[at : tag.start()].strip():
                raise ValueError("something between the rows")
            said = attribute(tag[1], b"r")
            place = int(said) if said is not None else number + 1
            if place <= number:
                raise ValueError("rows in disorder")
            number = place
            while pending and pending[0] < number:
                out.append(self._new_row(pending.pop(0)))
            columns = frozenset[int]()
            if pending and pending[0] == number:
                columns = self.marks[pending.pop(0)]
            out.append(self._row(buffer[tag.start() : end], number, columns, tag.end() - tag.start(), bool(tag[2])))
            at = end
        out += [self._new_row(each) for each in pending]
        yield b"".join(out)
        return buffer[tag.end() :]

    def _rows_until(self, last: int) -> Iterator[bytes]:
        yield b"".join(self._new_row(each) for each in sorted(self.marks) if each < last)

    def _new_row(self, number: int) -> bytes:
        cells = b"".join(self._new_cell(number, column, b"") for column in sorted(self.marks[number]))
        return b'<%srow r="%d">%s</%srow>' % (self.prefix, number, cells, self.prefix)

    def _row(self, row: bytes, number: int, columns: frozenset[int], head: int, empty: bool) -> bytes:
        """Return a row with what is to be done with its cells."""
        outward = self._dropped or (b"<%sf" % self.prefix in row and OUTWARD.search(row))
        before = bool(self.styles.marked_before) and self._earlier_marks().search(row)
        if not columns and not outward and not before:
            return row
        first = row[:head].replace(b"/>", b">") if empty else row[:head]
        inside = b"" if empty else row[head : row.rindex(b"</")]
        cells = self._cells(inside, number)
        for place, cell in cells.items():
            if outward:
                cell = self._without_outward(cell)
            cells[place] = self._restyled(cell, place in columns)
        for place in columns - cells.keys():
            cells[place] = self._new_cell(number, place, first)
        if columns:
            first = re.sub(rb"""\sspans\s*=\s*(?:"[^"]*"|'[^']*')""", b"", first)
        written = b"".join(cells[place] for place in sorted(cells))
        return first + written + b"</%srow>" % self.prefix

    def _earlier_marks(self) -> re.Pattern[bytes]:
        if self._before is None:
            numbers = b"|".join(str(each).encode() for each in sorted(self.styles.marked_before))
            self._before = re.compile(rb"""\bs\s*=\s*["'](?:%s)["']""" % numbers)
        return self._before

    def _cells(self, inside: bytes, number: int) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        last = 0
        for piece in children(inside):
            if piece.name != b"c":
                # extLst may stand there; nothing that is known writes one.
                raise ValueError("no cell in a row")
            said = attribute(piece.attributes, b"r")
            place = last + 1
            if said is not None:
                cell = cell_place(said)
                if cell is None or cell[0] != number:
                    raise ValueError("a cell in another row")
                place = cell[1]
            if place <= last:
                raise ValueError("cells in disorder")
            last = place
            found[place] = inside[piece.start : piece.end]
        return found

    def _restyled(self, cell: bytes, marked: bool) -> bytes:
        said = attribute(cell[: cell.index(b">")], b"s")
        style = int(said) if said is not None and said.isdigit() else 0
        if marked:
            return with_attribute(cell, b"s", str(self.styles.marked(style)).encode())
        if style in self.styles.marked_before:
            return with_attribute(cell, b"s", str(self.styles.restored(style)).encode())
        return cell

    def _new_cell(self, row: int, column: int, row_tag: bytes) -> bytes:
        said = attribute(row_tag, b"s") if attribute(row_tag, b"customFormat") in (b"1", b"true") else None
        style = int(said) if said is not None and said.isdigit() else self._column_style(column)
        place = xl_col_to_name(column - 1).encode() + str(row).encode()
        return b'<%sc r="%s" s="%d"/>' % (self.prefix, place, self.styles.marked(style))

    def _column_style(self, column: int) -> int:
        return next((style for first, last, style in self._columns if first <= column <= last), 0)

    def pixels(self, column: int) -> int:
        """Return how wide a column is on screen, about; 0 for one that is hidden."""
        return next((wide for first, last, wide in self._widths if first <= column <= last), _USUAL_PIXELS)

    def _learn_columns(self, head: bytes) -> None:
        begin = head.find(b"<%scols" % self.prefix)
        end = head.find(b"</%scols>" % self.prefix)
        if begin < 0 or end < 0:
            return
        for piece in children(head[head.index(b">", begin) + 1 : end]):
            numbers = [attribute(piece.attributes, name) or b"0" for name in (b"min", b"max", b"style")]
            if all(number.isdigit() for number in numbers):
                first, last, style = (int(number) for number in numbers)
                self._columns.append((first, last, style))
                hidden = attribute(piece.attributes, b"hidden") in (b"1", b"true")
                wide = re.match(rb"[0-9]{1,3}", attribute(piece.attributes, b"width") or b"9")
                self._widths.append((first, last, 0 if hidden or wide is None else int(wide[0]) * 7 + 5))

    def _without_outward(self, cell: bytes) -> bytes:
        """Return a cell with its stored result only, where its formula reaches out of the workbook."""
        if b"<%sf" % self.prefix not in cell:
            return cell
        opened = cell.index(b">") + 1
        formula = next((piece for piece in children(cell[opened : cell.rindex(b"</")]) if piece.name == b"f"), None)
        if formula is None:
            return cell
        shared = attribute(formula.attributes, b"si") if attribute(formula.attributes, b"t") == b"shared" else None
        if not OUTWARD.search(cell, opened + formula.head, opened + formula.end) and shared not in self._dropped:
            return cell
        if shared is not None:
            self._dropped.add(shared)
        return cell[: opened + formula.start] + cell[opened + formula.end :]


def cell_place(ref: bytes) -> Place | None:
    """Return a cell's row and column by its name, such as ``C5``; ``None`` for anything else."""
    found = _CELL_PLACE.fullmatch(ref)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - 64
    return int(found[2]), column
