# SPDX-License-Identifier: Apache-2.0
"""What must hold of a table in a template, and the table as a profile has it. Refused before anything is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sscard_desktop.documents.formwords import PICTURE_ROLES, Pages
from sscard_desktop.documents.paging import rows_on
from sscard_desktop.documents.tableelements import ROW_KEYS, Table, TableColumn, Total
from sscard_desktop.domain.tomlsource import KeyPath

MAX_COLUMNS = 40
MIN_COLUMN_MM = 3.0
MIN_ROW_MM = 3.0
_ROUNDING_MM = 0.05


@dataclass(frozen=True, slots=True)
class TableProblem:
    """Something wrong in a table: where, and the parameters of its sentence."""

    key: KeyPath
    code: str = "template.bad_value"
    params: Mapping[str, str | int | float] = field(default_factory=dict)


def table_problems(table: Table, fields: Collection[str]) -> Iterator[TableProblem]:
    """Yield what is wrong with ``table``, for a profile with these field keys."""
    if not 1 <= len(table.columns) <= MAX_COLUMNS:
        yield _expected(("columns",), f"1–{MAX_COLUMNS} columns")
    for position, column in enumerate(table.columns):
        for problem in _column_problems(column, fields):
            yield replace(problem, key=("columns", position, *problem.key))
    if abs(sum(column.width_mm for column in table.columns) - table.w_mm) > _ROUNDING_MM:
        yield _expected(("columns",), f"Σ width_mm = {table.w_mm:g}")
    if table.pages is not Pages.ALL:
        yield _expected(("pages",), Pages.ALL)
    if not MIN_ROW_MM <= table.row_mm <= table.h_mm:
        yield _expected(("row_mm",), f"{MIN_ROW_MM:g}–{table.h_mm:g}")
    if not MIN_ROW_MM <= table.header_mm <= table.h_mm:
        yield _expected(("header_mm",), f"{MIN_ROW_MM:g}–{table.h_mm:g}")
    if table.last_h_mm > table.h_mm:
        yield _expected(("last_h_mm",), f"0–{table.h_mm:g}")
    if not 1 <= table.header_pt <= 72:
        yield _expected(("header_pt",), "1–72")
    if table.line_pt > 3:
        yield _expected(("line_pt",), "0–3")
    for key, last in (("h_mm", False), ("last_h_mm", True)):
        if rows_on(table, last=last) < 1:
            yield _expected((key,), "≥ header_mm + row_mm + total rows")


def with_columns_of(table: Table, fields: Collection[str]) -> Table:
    """Return the table without the columns that these fields can't fill, the others as much wider."""
    columns = [column for column in table.columns if _known(column, fields)]
    scale = table.w_mm / sum(column.width_mm for column in columns) if columns else 1
    wider = tuple(replace(column, width_mm=column.width_mm * scale) for column in columns)
    return replace(table, columns=wider) if len(columns) < len(table.columns) else table


def _column_problems(column: TableColumn, fields: Collection[str]) -> Iterator[TableProblem]:
    if column.width_mm < MIN_COLUMN_MM:
        yield _expected(("width_mm",), f"≥ {MIN_COLUMN_MM:g}")
    if not _known(column, fields) and not column.optional:
        yield TableProblem(("key",), "template.unknown_field", {"name": column.key})
    if column.role is not None and column.role not in PICTURE_ROLES:
        yield _expected(("role",), ", ".join(PICTURE_ROLES))
    if column.role is not None and column.key:
        yield _expected(("role",), "key or role, not both")
    if column.total is not Total.NONE and not column.key:
        yield _expected(("total",), Total.NONE)
    for key in ("size_pt", "floor_pt"):
        if not 1 <= getattr(column, key) <= 72:
            yield _expected((key,), "1–72")


def _known(column: TableColumn, fields: Collection[str]) -> bool:
    return not column.key or column.key in fields or column.key in ROW_KEYS


def _expected(key: KeyPath, expected: str) -> TableProblem:
    return TableProblem(key, params={"expected": expected})
