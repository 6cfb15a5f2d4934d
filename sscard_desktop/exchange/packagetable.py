# SPDX-License-Identifier: Apache-2.0
"""The table of a package, in the form that its name's ending says: .xlsx, .xls, .csv or .dbf; the same bytes each time.

What a form can't hold exactly is refused by row and column, never changed: a character that the encoding lacks, a cell
that a spreadsheet would take for a formula (CSV has no way to say that it is text), more rows than an .xls has.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import partial

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.spelling import TableEncoding
from sscard_desktop.exchange import dbf, workbook, xlsbook
from sscard_desktop.services.ports import PackageContent, SheetContent

ENDINGS = (".xlsx", ".xls", ".csv", ".dbf")
# A sign before something else than a phone number: Excel reads +86 28 1234 as text, +A1 as a formula.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![0-9 ()-]*$)")
_ROWS_A_CHUNK = 200


def check(content: PackageContent) -> None:
    """Raise ``InvalidInputError`` for headers and cells that the table can't hold (``package.…``)."""
    for sheet in content.sheets:
        columns = len(sheet.headers)
        workbook.check_row(sheet.headers, row=0, columns=columns)
        for row, item in enumerate(sheet.items, start=1):
            workbook.check_row(item.cells, row=row, columns=columns)
    if content.workbook.endswith(".xlsx"):
        return
    if content.workbook.endswith(".xls"):
        _check_xls(content)
        return
    sheet = _only(content)
    if content.workbook.endswith(".dbf"):
        dbf.check_headers(sheet.headers, content.encoding.value)
    for row, cells in enumerate((sheet.headers, *(item.cells for item in sheet.items))):
        for column, text in enumerate(cells, start=1):
            _check_cell(content, text, row=row, column=column)


def write(sink: workbook.ByteSink, content: PackageContent) -> None:
    """Write the table; raises what :func:`check` raises."""
    if content.workbook.endswith(".csv"):
        for chunk in _csv(content):
            sink.write(chunk)
    elif content.workbook.endswith(".dbf"):
        _write_dbf(sink, content)
    elif content.workbook.endswith(".xls"):
        _write_xls(sink, content)
    else:
        sheets = [
            workbook.Sheet(
                sheet.name,
                sheet.headers,
                sheet.widths,
                (item.cells for item in sheet.items),
                len(sheet.items),
                sheet.choices,
            )
            for sheet in content.sheets
        ]
        workbook.write_workbook(sink, sheets, created_at=content.sealed_at)


def most_bytes(content: PackageContent) -> int:
    """Return a size that the table's rows will not exceed, whatever its form."""
    a_cell = len('<c r="ABC1048576" s="12" t="inlineStr"><is><t xml:space="preserve"></t></is></c>')
    return sum(
        sum(
            5 * len(text.encode("utf-8")) if _NEEDS_ESCAPE.search(text) else len(text.encode("utf-8")) for text in cells
        )
        + a_cell * len(cells)
        for sheet in content.sheets
        for cells in (sheet.headers, *(item.cells for item in sheet.items))
    )


_NEEDS_ESCAPE = re.compile("[&<>]")


def _only(content: PackageContent) -> SheetContent:
    if len(content.sheets) != 1:
        raise InvalidInputError("package.one_sheet", count=len(content.sheets))
    return content.sheets[0]


def _check_cell(content: PackageContent, text: str, *, row: int, column: int) -> None:
    try:
        length = len(text.encode(content.encoding.value))
    except UnicodeEncodeError as error:
        character = f"U+{ord(text[error.start]):04X}"
        raise InvalidInputError(
            "package.cell_encoding", row=row, column=column, character=character, encoding=content.encoding.value
        ) from error
    if content.workbook.endswith(".dbf"):
        if row and length > dbf.MAX_CELL_BYTES:
            raise InvalidInputError("package.cell_too_long", row=row, column=column, limit=dbf.MAX_CELL_BYTES)
        if "\n" in text or "\t" in text or text != text.rstrip(" "):
            raise InvalidInputError("package.cell_character", row=row, column=column, character="U+000A / U+0020")
    elif _FORMULA.match(text):
        raise InvalidInputError("package.cell_character", row=row, column=column, character=text[0])


def _csv(content: PackageContent) -> Iterator[bytes]:
    """Yield the lines: Excel's own kind of CSV, UTF-8 with the mark by which Excel knows it."""
    sheet = _only(content)
    encoding = content.encoding.value
    if content.encoding is TableEncoding.UTF_8:
        yield "\ufeff".encode()
    rows: list[Sequence[str]] = [sheet.headers, *(item.cells for item in sheet.items)]
    for start in range(0, len(rows), _ROWS_A_CHUNK):
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows[start : start + _ROWS_A_CHUNK])
        yield text.getvalue().encode(encoding)


def _check_xls(content: PackageContent) -> None:
    for sheet in content.sheets:
        xlsbook.check_size(len(sheet.items) + 1, len(sheet.headers))
        for row, cells in enumerate((sheet.headers, *(item.cells for item in sheet.items))):
            for column, text in enumerate(cells, start=1):
                xlsbook.check_cell(text, row=row, column=column)


def _write_xls(sink: workbook.ByteSink, content: PackageContent) -> None:
    def widths_of(sheet: SheetContent) -> list[int]:
        return [workbook.width_of(sheet.widths, column) for column in range(len(sheet.headers))]

    def rows_of(sheet: SheetContent) -> Iterator[Sequence[str]]:
        yield sheet.headers
        yield from (item.cells for item in sheet.items)

    names = workbook.sheet_names([sheet.name for sheet in content.sheets])
    sheets = [
        xlsbook.XlsSheet(name, partial(rows_of, sheet), len(sheet.items) + 1, widths_of(sheet))
        for name, sheet in zip(names, content.sheets, strict=True)
    ]
    xlsbook.write_xls(sink.write, sheets)


def _write_dbf(sink: workbook.ByteSink, content: PackageContent) -> None:
    sheet = _only(content)
    encoding = content.encoding.value
    widths = [1] * len(sheet.headers)
    for item in sheet.items:
        widths = [max(width, len(text.encode(encoding))) for width, text in zip(widths, item.cells, strict=True)]
    dbf.write_dbf(
        sink.write,
        sheet.headers,
        ([text.encode(encoding) for text in item.cells] for item in sheet.items),
        row_count=len(sheet.items),
        widths=widths,
        encoding=encoding,
        on=content.sealed_at.date(),
    )
