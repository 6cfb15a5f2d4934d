# SPDX-License-Identifier: Apache-2.0
"""One page of a table over people: header, a row a person, totals. What fits no cell is refused by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import accumulate

from sscard_desktop.documents import figures
from sscard_desktop.documents.fonts import Weight
from sscard_desktop.documents.formwords import Align, Show
from sscard_desktop.documents.marks import POINTS_PER_MM, FrameMark, Mark, RuleMark, TextMark
from sscard_desktop.documents.paging import rows_on
from sscard_desktop.documents.placing import PAD_MM, PAD_Y_MM, Area, Part, Sheet, aligned, fit_into, row_baselines
from sscard_desktop.documents.tableelements import Table, TableColumn, Total
from sscard_desktop.domain import receipt
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import FormContent

_HEADER_FLOOR_PT = 6.0
_TOTAL_PT = 9.0
_LEADING_EM = 1.15


def lay_table(element: Table, owner: int, sheet: Sheet) -> Iterator[Mark]:
    """Set the rows of the sheet's page, and the totals that belong to it."""
    leaf = sheet.leaf
    last = leaf.number == leaf.count
    grid = _Grid(element, owner)
    framed = sheet.part is not Part.OVERLAY
    if framed:
        yield from _header(grid, sheet)
    for place, person in enumerate(leaf.people):
        yield from _row(grid, place, person, sheet)
    rows = max(len(leaf.people), rows_on(element, last=last) if element.ruled else 0)
    totals = []
    if element.page_total:
        totals.append((element.page_total, len(leaf.people), sums_of(element, leaf.people, sheet)))
    if element.grand_total and last:
        totals.append((element.grand_total, leaf.in_all, leaf.sums))
    for place, (label, count, sums) in enumerate(totals, start=rows):
        yield from _total(grid, place, label.replace("{count}", str(count)), sums, sheet)
    if framed:
        yield from _rules(grid, rows, len(totals))


def sums_of(table: Table, people: Sequence[FormContent], sheet: Sheet) -> tuple[str, ...]:
    """Return what each column adds up to, empty where it doesn't.

    Raises:
        InvalidInputError: ``form.not_a_number`` with the column's name.
    """
    return tuple(_sum_of(column, people, sheet) for column in table.columns)


def _sum_of(column: TableColumn, people: Sequence[FormContent], sheet: Sheet) -> str:
    if column.total is Total.NONE:
        return ""
    values = [value for person in people if (value := person.values.get(column.key, "").strip())]
    if column.total is Total.COUNT:
        return str(len(values))
    try:
        numbers = [Decimal(value) for value in values]
    except InvalidOperation as error:
        raise InvalidInputError("form.not_a_number", form=sheet.title, box=column.header) from error
    if not all(number.is_finite() and abs(number.adjusted()) < 20 for number in numbers):
        raise InvalidInputError("form.not_a_number", form=sheet.title, box=column.header)
    return f"{sum(numbers, Decimal(0)):f}"


class _Grid:
    """Where the columns and rows of a table lie, in points."""

    def __init__(self, table: Table, owner: int) -> None:
        self.table = table
        self.owner = owner
        self.top = table.y_mm * POINTS_PER_MM
        self.header = table.header_mm * POINTS_PER_MM
        self.row = table.row_mm * POINTS_PER_MM
        widths = [column.width_mm * POINTS_PER_MM for column in table.columns]
        self.lefts = list(accumulate(widths, initial=table.x_mm * POINTS_PER_MM))

    def cell(self, column: int, top: float, height: float, name: str, *, to: int | None = None) -> Area:
        """Return the room for text from ``column`` up to column ``to``."""
        pad, pad_y = PAD_MM * 0.6 * POINTS_PER_MM, PAD_Y_MM * 0.6 * POINTS_PER_MM
        left, right = self.lefts[column], self.lefts[column + 1 if to is None else to]
        return Area(left + pad, top + pad_y, right - left - 2 * pad, height - 2 * pad_y, self.owner, name)

    def row_top(self, place: int) -> float:
        return self.top + self.header + place * self.row


def _header(grid: _Grid, sheet: Sheet) -> Iterator[Mark]:
    for position, column in enumerate(grid.table.columns):
        area = grid.cell(position, grid.top, grid.header, column.header.replace("\n", ""))
        yield from _set(column.header, area, sheet, grid.table.header_pt, _HEADER_FLOOR_PT, Align.CENTER)


def _row(grid: _Grid, place: int, person: FormContent, sheet: Sheet) -> Iterator[Mark]:
    number = sheet.leaf.before + place + 1
    top = grid.row_top(place)
    for position, column in enumerate(grid.table.columns):
        name = f"{column.header.replace(chr(10), '')} (#{number})"
        area = grid.cell(position, top, grid.row, name)
        if column.role is not None:
            if content := person.pictures.get(column.role, b""):
                yield figures.placed_picture(content, area)
            continue
        words = str(number) if column.key == "running_number" else _words(column, person)
        yield from _set(words, area, sheet, column.size_pt, column.floor_pt, column.align)


def _words(column: TableColumn, person: FormContent) -> str:
    value, code = person.values.get(column.key, ""), person.codes.get(column.key, "")
    if column.show is Show.CODE:
        value = code
    elif column.show is Show.BOTH and code:
        value = f"{code} {value}"
    if column.key == "receipt_number":
        value = receipt.grouped(value)
    return " ".join(value.split())


def _total(grid: _Grid, place: int, label: str, sums: Sequence[str], sheet: Sheet) -> Iterator[Mark]:
    """Set a total: its label over all columns that don't add up, what the others add up to in their places."""
    top = grid.row_top(place)
    first = _first_total(grid.table)
    if first:
        area = grid.cell(0, top, grid.row, label, to=first)
        yield from _set(label, area, sheet, _TOTAL_PT, _HEADER_FLOOR_PT, Align.LEFT, Weight.BOLD)
    for position, column in enumerate(grid.table.columns):
        if column.total is not Total.NONE:
            area = grid.cell(position, top, grid.row, column.header.replace("\n", ""))
            yield from _set(sums[position], area, sheet, column.size_pt, column.floor_pt, column.align)


def _first_total(table: Table) -> int:
    """Return how many columns stand before the first one that adds up."""
    totals = (position for position, column in enumerate(table.columns) if column.total is not Total.NONE)
    return next(totals, len(table.columns))


def _rules(grid: _Grid, rows: int, totals: int) -> Iterator[Mark]:
    line = grid.table.line_pt
    left, right = grid.lefts[0], grid.lefts[-1]
    body_end, end = grid.row_top(rows), grid.row_top(rows + totals)
    for place in range(rows + totals):
        yield RuleMark(left, grid.row_top(place), right, grid.row_top(place), line)
    for position, x_pt in enumerate(grid.lefts[1:-1], start=1):
        whole = position >= _first_total(grid.table)
        yield RuleMark(x_pt, grid.top, x_pt, end if whole else body_end, line)
    yield FrameMark(left, grid.top, right - left, end - grid.top, line)


def _set(
    words: str,
    area: Area,
    sheet: Sheet,
    size_pt: float,
    floor_pt: float,
    align: Align,
    weight: Weight = Weight.REGULAR,
) -> Iterator[Mark]:
    if not words:
        return
    fitted = fit_into(words, area, sheet, size_pt, floor_pt, weight, _LEADING_EM)
    for line, y_pt in zip(fitted.lines, row_baselines(area, fitted, size_pt), strict=True):
        x_pt = aligned(area, sheet.fonts.width(line, fitted.size_pt, weight), align)
        yield TextMark(line, x_pt, y_pt, fitted.size_pt, weight, owner=area.owner)
