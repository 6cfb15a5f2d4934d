# SPDX-License-Identifier: Apache-2.0
"""Reads tables that others sent: .xlsx, .xls and CSV, each cell as the text that stands in it.

What a file is, its content says, not its ending: offices rename. Nothing in it is believed before it was measured: a
workbook of a few kilobytes may unpack to gigabytes or have a single cell in the last row, and a reader that makes room
for what is announced would take the station down. Formulas are never run; their stored results are read.
"""

from __future__ import annotations

import hashlib
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import python_calamine as calamine

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.domain.uncollected import uncollected
from sscard_desktop.exchange.tablelimits import MAX_BYTES, MAX_SHEETS, Extent
from sscard_desktop.exchange.tableole import OLE_MARK, Faults, measure_ole
from sscard_desktop.exchange.tabletext import read_text
from sscard_desktop.exchange.tablezip import ZIP_MARK, vetted_zip
from sscard_desktop.services.ports import Cell, TableFile, TableRow, TableSheet

MAX_CELL_CHARACTERS = 32_767
"""Excel's own limit."""
EXACT_BELOW = 10**15
"""Excel keeps 15 places; a longer number in a cell isn't the one that was meant."""
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]{2}")
_PAGE = re.compile(rb"\s*<(?:!doctype|html|table|\?xml|head|meta|style)", re.IGNORECASE)
_NO_TABLES = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"II*\0", b"MM\0*")
"""Scans and archives, under whatever name."""
_TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv"})
_SHOWN = 100
_MERGED_IN_XLS_BYTES = 4 << 20
_MOST_KNOWN = 20_000
_CalamineValue = int | float | str | bool | time | date | datetime | timedelta


class TableFiles:
    """Reads tables; implements ``ports.TableReader``."""

    def read(self, path: Path) -> TableFile:
        """Return a table whole.

        Raises:
            InvalidInputError: ``table.empty``, ``table.too_large``, ``table.unknown_kind``, ``table.web_page``,
                ``table.not_a_workbook``, ``table.encrypted``, ``table.damaged``, ``table.too_many_rows``,
                ``table.too_many_columns``, ``table.too_big``, ``table.too_many_sheets``, ``table.cell_too_long``,
                ``table.encoding``.
            EnvironmentFailedError: ``table.missing``, ``table.unreadable``.
        """
        with uncollected():
            return self._read(path)

    def _read(self, path: Path) -> TableFile:
        name = _shown(path.name)
        content = _content(path, name)
        digest = hashlib.sha256(content).hexdigest()
        if not content.strip(b" \r\n\t\0"):
            raise InvalidInputError("table.empty", file=name)
        if content.startswith(ZIP_MARK):
            vetted = vetted_zip(content, name)
            del content
            return TableFile(name, digest, _sheets(vetted.content, name), serials_1904=vetted.serials_1904)
        if content.startswith(OLE_MARK):
            measured = measure_ole(content, name)
            sheets = _sheets(io.BytesIO(content), name, measured.faults)
            return TableFile(name, digest, sheets, serials_1904=measured.serials_1904)
        if _PAGE.match(content[:1000].removeprefix(b"\xef\xbb\xbf")):
            raise InvalidInputError("table.web_page", file=name)
        if content.startswith(_NO_TABLES):
            raise InvalidInputError("table.unknown_kind", file=name)
        if path.suffix.casefold() not in _TEXT_ENDINGS:
            # A text under a workbook's name is as often a report of an error as a table.
            raise InvalidInputError("table.not_a_workbook", file=name)
        read = read_text(content, name)
        cells = _Cells(name)
        rows = tuple(cells.row(number, texts) for number, texts in read.rows)
        sheets = (TableSheet("", tuple(row for row in rows if row.cells)),)
        if not sheets[0].rows:
            raise InvalidInputError("table.empty", file=name)
        return TableFile(name, digest, sheets, read.encoding, read.otherwise_encoded)


def _content(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():
            raise EnvironmentFailedError("table.missing", file=name)
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise EnvironmentFailedError("table.unreadable", file=name) from error
    if len(content) > MAX_BYTES:
        raise InvalidInputError("table.too_large", file=name, limit=MAX_BYTES >> 20)
    return content


def _sheets(content: io.BytesIO, name: str, faults: Faults = MappingProxyType({})) -> tuple[TableSheet, ...]:
    """Return a workbook's sheets; it was measured before."""
    try:
        with calamine.load_workbook(content) as book:
            pages = [
                page for page in enumerate(book.sheets_metadata) if page[1].typ == calamine.SheetTypeEnum.WorkSheet
            ]
            if len(pages) > MAX_SHEETS:
                raise InvalidInputError("table.too_many_sheets", file=name, limit=MAX_SHEETS)
            sheets = []
            extent = Extent(name)
            cells = _Cells(name)
            for place, page in pages:
                sheet = book.get_sheet_by_name(page.name)
                if sheet.end is not None:
                    extent.next_sheet()
                    extent.reach(*sheet.end)
                    rows = tuple(_rows(sheet, cells, faults.get(place, {})))
                    hidden = page.visible != calamine.SheetVisibleEnum.Visible
                    sheets.append(TableSheet(_shown(page.name), rows, hidden, _merged(sheet, content)))
    except calamine.PasswordError as error:
        raise InvalidInputError("table.encrypted", file=name) from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise InvalidInputError("table.damaged", file=name) from error
    except InvalidInputError:
        raise
    except BaseException as error:
        # A slip of the library in a damaged file ends in a panic, which isn't an Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise InvalidInputError("table.damaged", file=name) from error
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise InvalidInputError("table.empty", file=name)
    return filled


def _merged(sheet: calamine.CalamineSheet, content: io.BytesIO) -> tuple[tuple[int, int, int], ...]:
    """Return the cells merged over rows; an .xlsx's were counted before, a big .xls may have too many to look at."""
    if content.getbuffer()[:4] != ZIP_MARK[:4] and content.getbuffer().nbytes > _MERGED_IN_XLS_BYTES:
        return ()
    ranges = sheet.merged_cell_ranges or ()
    return tuple(
        (top + 1, bottom + 1, left) for (top, left), (bottom, right) in ranges if top < bottom and left == right
    )


def _rows(sheet: calamine.CalamineSheet, cells: _Cells, faults: Mapping[tuple[int, int], str]) -> Iterator[TableRow]:
    # Empty rows and columns before the first cell are given too, so that numbers are Excel's.
    faulty = {row for row, _ in faults}
    for number, values in enumerate(sheet.iter_rows(), start=1):
        at = number - 1
        if at in faulty:
            values = [faults.get((at, column), value) for column, value in enumerate(values)]
        row = cells.row(number, values)
        if row.cells:
            yield row


class _Cells:
    """Makes cells of values, the same cell of the same text: a list says most of its words again and again.

    Args:
        name: of the file, for messages.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: dict[str, Cell] = {"": Cell()}

    def row(self, number: int, values: Sequence[_CalamineValue]) -> TableRow:
        """Return a row without the empty cells at its end."""
        known = self._known
        cells = [
            (known.get(value) or self._text(value, number)) if type(value) is str else _cell(value) for value in values
        ]
        while cells and not cells[-1].text:
            cells.pop()
        return TableRow(number, tuple(cells))

    def _text(self, value: str, row: int) -> Cell:
        if len(value) > MAX_CELL_CHARACTERS:
            raise InvalidInputError("table.cell_too_long", file=self._name, row=row, limit=MAX_CELL_CHARACTERS)
        text = _bare(value)
        cell = Cell(text, lossy=True) if text[:1].isdigit() and _SCIENTIFIC.fullmatch(text) else Cell(text)
        if len(self._known) < _MOST_KNOWN:
            self._known[value] = cell
        return cell


def _cell(value: _CalamineValue) -> Cell:
    match value:
        case bool():
            return Cell("TRUE" if value else "FALSE")
        case int() | float():
            return _number(value)
        case datetime():
            midnight = value.time() == time()
            return Cell(f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M:%S}")
        case _:
            return Cell(str(value))


def _number(value: float) -> Cell:
    if -EXACT_BELOW < value < EXACT_BELOW and value == int(value):
        return Cell(str(int(value)), numeric=True)
    lossy = abs(value) >= EXACT_BELOW
    if not math.isfinite(value):
        return Cell(str(value), lossy=True, numeric=True)
    # As Excel shows it: 15 places, noughts behind them.
    return Cell(f"{Decimal(f'{value:.15g}'):f}", lossy=lossy, numeric=True)


def _bare(text: str) -> str:
    """Return a text without blanks of any width and invisible marks around it; Excel's apostrophe goes too."""
    bare = text.strip()
    if bare.isascii():
        return bare[1:] if bare.startswith("'") and bare[1:].strip() else bare
    bare = bare.strip("\ufeff\u200b\u200e\u200f\u2060\u3000\xa0").strip()
    return bare[1:] if bare.startswith("'") and bare[1:].strip() else bare


def _shown(name: str) -> str:
    """Return a name that somebody else chose so that it can't steer a terminal, and not endlessly."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in name[:_SHOWN])
    return shown if len(name) <= _SHOWN else f"{shown}…"
