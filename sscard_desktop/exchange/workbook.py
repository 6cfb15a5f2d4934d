# SPDX-License-Identifier: Apache-2.0
"""The export workbook: sheets of text cells under a frozen header, streamed, the same bytes for the same rows.

XlsxWriter makes the workbook's frame (styles, widths, print set-up); the rows are streamed into its sheets here. The
ways of its own to write many rows either hold them all in memory or spool them in clear text to a temp folder, where
people's data must never be. Every cell is an inline string (ECMA-376 part 1, 18.3.1.53), so nothing that a cell holds
can become a number, a formula or a link. What a workbook can't hold exactly is refused, never changed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from xml.sax.saxutils import escape

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from sscard_desktop.domain.errors import InvalidInputError

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_CELL_UNITS = 32_767
"""Excel's limits: rows with the header, columns, UTF-16 units in a cell."""

_SHEET_PART = "xl/worksheets/sheet{number}.xml"
MAX_SHEETS = 100
_MAX_LIST_CHARACTERS = 255
# C0 and C1 controls but tab and line feed, lone surrogates, non-characters; a carriage return comes back as line feed.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ in a cell as "A"; other readers don't. No answer of a person looks like that.
_ESCAPE_LIKE = re.compile("_x[0-9A-Fa-f]{4}_")
_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_CHUNK_CHARACTERS = 1 << 16
_MAX_SHEET_CHARACTERS = 500_000_000
"""At most four bytes each: below the 2 GiB from which a sheet needs zip64, which Excel warns of."""


class ByteSink(Protocol):
    """Where a workbook is written; need not be seekable."""

    def write(self, data: bytes, /) -> int:
        """Write all of ``data``."""

    def flush(self) -> None:
        """Pass on what is held back, if anything is."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``headers``, then ``row_count`` rows of text.

    Attributes:
        name: made fit for Excel, and different from the others' (:func:`sheet_name`).
        widths: of the columns, in characters.
        rows: read once, while they are written.
        choices: of each column the answers that are offered in its cells, ``()`` for none.
    """

    name: str
    headers: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[str]] = field(repr=False)
    row_count: int
    choices: Sequence[Sequence[str]] = ()


def write_workbook(sink: ByteSink, sheets: Sequence[Sheet], *, created_at: datetime) -> None:
    """Write an .xlsx with these sheets, in their order.

    Args:
        created_at: written into the file in place of the present time.

    Raises:
        InvalidInputError: ``package.cell_character``, ``package.cell_too_long``, ``package.table_too_big`` or
            ``package.table_ragged``, naming row and column; the rows written so far are then in ``sink``.
    """
    for sheet in sheets:
        if sheet.row_count + 1 > MAX_ROWS or len(sheet.headers) > MAX_COLUMNS or not sheet.headers:
            raise InvalidInputError("package.table_too_big", rows=sheet.row_count, columns=len(sheet.headers))
    if not 0 < len(sheets) <= MAX_SHEETS:
        raise ValueError(f"a workbook has 1 to {MAX_SHEETS} sheets, not {len(sheets)}")
    frame = zipfile.ZipFile(io.BytesIO(_frame(sheets, created_at)))
    parts = {_SHEET_PART.format(number=number): sheet for number, sheet in enumerate(sheets, start=1)}
    book = zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED)  # type: ignore[call-overload]  # it never closes the sink
    try:
        for info in frame.infolist():
            member = zipfile.ZipInfo(info.filename)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            with book.open(member, "w") as stream:
                sheet_here = parts.get(info.filename)
                if sheet_here is None:
                    stream.write(frame.read(info))
                    continue
                before, header_style, text_style, after = _split(frame.read(info).decode("utf-8"))
                stream.write(before.encode("utf-8"))
                for chunk in _sheet_rows(sheet_here, header_style, text_style):
                    stream.write(chunk.encode("utf-8"))
                stream.write(after.encode("utf-8"))
        book.close()
    finally:
        # After a failure close() would write to the broken sink once more, and again when it is collected.
        book.fp = None


def check_row(cells: Sequence[str], *, row: int, columns: int) -> None:
    """Raise what :func:`write_workbook` would for these cells; ``row`` counts from 1, the header is row 0."""
    if len(cells) != columns:
        raise InvalidInputError("package.table_ragged", row=row, cells=len(cells), columns=columns)
    for column, text in enumerate(cells, start=1):
        if found := _UNHOLDABLE.search(text) or _ESCAPE_LIKE.search(text):
            character = f"U+{ord(found[0]):04X}" if len(found[0]) == 1 else found[0]
            raise InvalidInputError("package.cell_character", row=row, column=column, character=character)
        # A character beyond the BMP counts twice, so only half the limit is safe to pass unmeasured.
        if len(text) > MAX_CELL_UNITS // 2 and len(text.encode("utf-16-le")) // 2 > MAX_CELL_UNITS:
            raise InvalidInputError("package.cell_too_long", row=row, column=column, limit=MAX_CELL_UNITS)


def fit_to_hold(text: str) -> str:
    """Return a text as a cell can hold it: what :func:`check_row` refuses is replaced, what is too long is cut."""
    clean = _UNHOLDABLE.sub("\ufffd", text)
    clean = _ESCAPE_LIKE.sub(lambda found: f"＿{found[0][1:]}", clean)
    return clean if len(clean) <= MAX_CELL_UNITS // 2 else clean[: MAX_CELL_UNITS // 2]


def sheet_name(name: str) -> str:
    """Return ``name`` as Excel allows it: no ``[]:*?/\\``, no outer quotes, at most 31 UTF-16 units, never empty."""
    clean = _SHEET_FORBIDDEN.sub("_", name.encode("utf-8", "replace").decode("utf-8"))
    while len(clean.encode("utf-16-le")) > 2 * 31:
        clean = clean[:-1]
    clean = clean.strip("' ")
    return "Sheet1" if not clean or clean.casefold() == "history" else clean


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return the sheets' names as Excel allows them, each different from the others' whatever the case."""
    names: list[str] = []
    for each in wanted:
        clean = name = sheet_name(each)
        number = 1
        while name.casefold() in (earlier.casefold() for earlier in names):
            number += 1
            name = f"{clean[: 31 - len(str(number)) - 3]} ({number})"
        names.append(name)
    return names


def width_of(widths: Sequence[int], column: int) -> int:
    """Return a column's width in characters; 16 where nothing is said."""
    return widths[column] if column < len(widths) else 16


def _frame(sheets: Sequence[Sheet], created_at: datetime) -> bytes:
    """Return a workbook with styles, widths and print set-up, and blank cells in each sheet's first and last corner."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_format_properties": {"font_name": "宋体"}})
    book.set_properties({"created": created_at.replace(tzinfo=None)})
    text = book.add_format({"num_format": "@"})
    heading = book.add_format({"num_format": "@", "bold": True, "bottom": 1})
    for name, sheet in zip(sheet_names(sheet.name for sheet in sheets), sheets, strict=True):
        page, columns, row_count = book.add_worksheet(name), len(sheet.headers), sheet.row_count
        for column in range(columns):
            page.set_column(column, column, width_of(sheet.widths, column), text)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.print_area(0, 0, row_count, columns - 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(columns - 1)}{row_count + 1}"})
        # The corners make XlsxWriter write the sheet's true dimension, and show how it numbers the styles.
        page.write_blank(0, 0, None, heading)
        page.write_blank(max(row_count, 1), columns - 1, None, text)
        _offer(page, sheet)
    book.close()
    return target.getvalue()


def _offer(page: Worksheet, sheet: Sheet) -> None:
    """Give columns with a list of answers a drop-down; a value beside the list is asked about, not refused.

    Only lists that stand in the drop-down itself, which Excel ends at 255 characters: a longer one would need a sheet
    of its own, and a bureau's program would meet a sheet that it didn't ask for.
    """
    for column, choices in enumerate(sheet.choices):
        fits = len(",".join(choices)) <= _MAX_LIST_CHARACTERS and not any("," in answer for answer in choices)
        if choices and fits and sheet.row_count:
            rule = {"validate": "list", "source": list(choices), "error_type": "warning"}
            page.data_validation(1, column, sheet.row_count, column, rule)


def _split(sheet_xml: str) -> tuple[str, str, str, str]:
    start, end = sheet_xml.index("<sheetData>") + len("<sheetData>"), sheet_xml.index("</sheetData>")
    heading, text = re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"/>', sheet_xml[start:end])
    return sheet_xml[:start], heading, text, sheet_xml[end:]


def _sheet_rows(sheet: Sheet, header_style: str, text_style: str) -> Iterator[str]:
    """Yield the sheet's rows as XML, in chunks."""
    headers, row_count = sheet.headers, sheet.row_count
    names = [xl_col_to_name(column) for column in range(len(headers))]
    check_row(headers, row=0, columns=len(headers))
    pending = [_row_xml(1, names, headers, header_style)]
    size = total = len(pending[0])
    number = 0
    for number, cells in enumerate(sheet.rows, start=1):
        check_row(cells, row=number, columns=len(headers))
        pending.append(_row_xml(number + 1, names, cells, text_style))
        size += len(pending[-1])
        if size > _CHUNK_CHARACTERS:
            total += size
            if total > _MAX_SHEET_CHARACTERS:
                raise InvalidInputError("package.table_too_big", rows=row_count, columns=len(headers))
            yield "".join(pending)
            pending, size = [], 0
    if number != row_count:
        raise ValueError(f"{row_count} rows were announced, but {number} came")
    yield "".join(pending)


def _row_xml(number: int, names: Sequence[str], cells: Sequence[str], style: str) -> str:
    written = (
        f'<c r="{name}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        for name, text in zip(names, cells, strict=True)
        if text
    )
    return f'<row r="{number}">{"".join(written)}</row>'
