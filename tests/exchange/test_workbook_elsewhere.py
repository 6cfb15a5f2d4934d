# SPDX-License-Identifier: Apache-2.0
"""The export workbook as other programs open it: widths, drop-downs, print area, and numbers that stay text."""

from __future__ import annotations

import io
import shutil
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sscard_desktop.exchange.workbook import Sheet, write_workbook
from tests.helpers.libreoffice import converted

HEADERS = ("证件号码", "姓名", "性别", "职业")
ROWS = [("510107199003077411", "王小明", "男", "工"), ("001122200001010012", "𠮷田·花子", "女", "工")]
SEXES = ("男", "女")
OCCUPATIONS = tuple(f"第{number}大类生产运输服务人员" for number in range(40))
WIDTHS = (22, 12, 6, 30)


def book() -> bytes:
    sink = io.BytesIO()
    sheets = [
        Sheet("新申领", HEADERS, WIDTHS, ROWS, len(ROWS), ((), (), SEXES, OCCUPATIONS)),
        Sheet("挂失", HEADERS, WIDTHS, ROWS[:1], 1, ((), (), SEXES, OCCUPATIONS)),
    ]
    write_workbook(sink, sheets, created_at=datetime(2026, 3, 2, tzinfo=UTC))
    return sink.getvalue()


def offered(sheet: Worksheet) -> dict[str, str]:
    return {str(rule.sqref): str(rule.formula1) for rule in sheet.data_validations.dataValidation}


def look(path: io.BytesIO | Path) -> None:
    opened = openpyxl.load_workbook(path)
    first, second = opened.worksheets  # and no sheet that nobody asked for
    assert [tuple(cell.value for cell in row) for row in first.iter_rows()] == [HEADERS, *ROWS]
    assert all(cell.data_type == "s" and cell.number_format == "@" for row in first.iter_rows() for cell in row)
    for letter, width in zip("ABCD", WIDTHS, strict=True):
        assert first.column_dimensions[letter].width == pytest.approx(width, abs=1.5)
    rules = offered(first)
    assert rules["C2:C3"].strip('"') == "男,女"
    assert "D2:D3" not in rules
    assert first.print_area.endswith("$A$1:$D$3")
    assert second.print_area.endswith("$A$1:$D$2")
    assert first.print_title_rows == "$1:$1"


def test_the_workbook_offers_lists_of_answers_and_prints_what_it_holds() -> None:
    look(io.BytesIO(book()))


def test_a_value_beside_the_list_is_asked_about_and_not_refused() -> None:
    """What the record says went out; the list is for people who mend the table afterwards."""
    opened = openpyxl.load_workbook(io.BytesIO(book()))
    assert {rule.errorStyle for rule in opened.worksheets[0].data_validations.dataValidation} == {"warning"}


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice isn't installed")
def test_libreoffice_opens_it_with_numbers_as_text_widths_lists_and_print_area(tmp_path: Path) -> None:
    path = tmp_path / "batch.xlsx"
    path.write_bytes(book())
    look(converted(path, "xlsx"))
