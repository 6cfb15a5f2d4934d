# SPDX-License-Identifier: Apache-2.0
"""The part of a profile that says what a sheet holds: its name, its columns, and in which form each value goes out.

Refuses a column over a field that nobody asks for, and codes that don't cover their list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.fields import NO, YES, FieldKind, FieldSpec
from sscard_desktop.domain.profile import RECORD_VALUES, CellForm, Column, WorkbookSpec
from sscard_desktop.storage.profile_reading import Table, text_of
from sscard_desktop.storage.profile_substitutes import read_substitute

MAX_COLUMNS = 400
NO_CODES = CodeList("", ())
_SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")


def read_workbook(root: Table, fields: Mapping[str, FieldSpec], code_lists: Mapping[str, CodeList]) -> WorkbookSpec:
    """Read ``[workbook]``: the sheet's name and ``[[workbook.columns]]``."""
    table = root.table("workbook")
    sheet = read_sheet(table)
    columns = read_columns(table, fields, code_lists)
    if not columns and table.get("columns") is not None:
        table.findings.add(table.node, "empty", key="columns")
    table.close()
    return WorkbookSpec(sheet, columns)


def read_sheet(table: Table) -> str:
    """Read ``sheet``, the name of a sheet as Excel allows it."""
    sheet = table.text("sheet", limit=31)
    if table.get("sheet") is not None and (
        not sheet.strip() or _SHEET_FORBIDDEN.search(sheet) or sheet.casefold() == "history"  # Excel's own
    ):
        table.findings.add(table.node, "sheet_name", key="sheet")
    return sheet


def read_columns(
    table: Table, fields: Mapping[str, FieldSpec], code_lists: Mapping[str, CodeList]
) -> tuple[Column, ...]:
    """Read ``[[columns]]`` of a sheet over these fields."""
    columns: list[Column] = []
    for part in table.tables("columns", limit=MAX_COLUMNS):
        column = _column(part, fields, code_lists)
        if any(earlier.header == column.header for earlier in columns):
            table.findings.add(part.node, "header_twice", key="header", value=column.header)
        columns.append(column)
    return tuple(columns)


def _column(table: Table, fields: Mapping[str, FieldSpec], code_lists: Mapping[str, CodeList]) -> Column:
    header = table.text("header", limit=100)
    if not header.strip():
        table.findings.add(table.node, "empty", key="header")
    value_node = table.needed("value")
    value = "" if value_node is None else text_of(value_node, table.findings)
    if value_node is not None and value not in fields and value not in RECORD_VALUES:
        table.findings.add(value_node, "column_without_field", value=value, allowed=", ".join(sorted(RECORD_VALUES)))
    form = CellForm(table.choice("form", tuple(CellForm), CellForm.TEXT))
    codes: dict[str, str] = {}
    codes_node = table.get("codes")
    if codes_node is not None:
        for code, node in Table(codes_node, table.findings).items(limit=5000):
            codes[code] = text_of(node, table.findings, limit=40)
    width = table.whole("width", 16, low=1, high=100)
    substitute = read_substitute(table, value, fields)
    table.close()
    spec = fields.get(value)
    if (form is CellForm.SUBSTITUTE) != (substitute is not None):
        table.findings.add(table.node, "substitute_without_form", key="substitute")
    if (form is CellForm.BUREAU_CODE) != (codes_node is not None):
        table.findings.add(table.node, "codes_without_form", key="codes")
    elif form is CellForm.BUREAU_CODE and (spec is not None or value in RECORD_VALUES):
        _check_codes(table, spec, codes, code_lists)
    elif not _form_fits(form, value, spec):
        table.findings.add(table.node, "form_unfit", key="form", value=form.value)
    return Column(header, value, form, codes, width, substitute)


def _form_fits(form: CellForm, value: str, spec: FieldSpec | None) -> bool:
    kind = None if spec is None else spec.kind
    match form:
        case CellForm.LABEL:
            return kind in (FieldKind.CODE, FieldKind.CODES, FieldKind.FLAG)
        case CellForm.COMPACT_DATE:
            return kind in (FieldKind.DATE, FieldKind.EXPIRY) or value == "collected_on"
        case CellForm.SUBSTITUTE:
            return kind in (FieldKind.NAME, FieldKind.TEXT, FieldKind.ADDRESS, FieldKind.UNIT)
        case _:
            return True


def _check_codes(
    table: Table, spec: FieldSpec | None, codes: Mapping[str, str], code_lists: Mapping[str, CodeList]
) -> None:
    """A code that the column can't express would go out as nothing: every answer needs its own, and no others."""
    if spec is None or spec.kind not in (FieldKind.CODE, FieldKind.CODES, FieldKind.FLAG):
        table.findings.add(table.node, "form_unfit", key="form", value=CellForm.BUREAU_CODE.value)
        return
    flag = spec.kind is FieldKind.FLAG
    answers = {YES, NO} if flag else {entry.code for entry in code_lists.get(spec.code_list, NO_CODES).entries}
    for code in sorted(answers - {code for code, told in codes.items() if told.strip()}):
        table.findings.add(table.node, "codes_incomplete", key="codes", value=code)
    meant: dict[str, str] = {}
    for code, told in codes.items():
        if told.strip() and meant.setdefault(told, code) != code:
            table.findings.add(table.node, "codes_twice", key="codes", value=told, first=meant[told], second=code)
    for code in sorted(set(codes) - answers):
        table.findings.add(table.node, "codes_unknown", key="codes", value=code)
