# SPDX-License-Identifier: Apache-2.0
"""A checked list comes back with its faults at their cells."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

from sscard_desktop import messages
from sscard_desktop.domain.checkedroster import RosterProblem
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.exchange.markedworkbook import MarkedWorkbooks
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services.rosterchecking import check_roster
from sscard_desktop.services.rostermarking import marks_of, write_marked
from tests.helpers.applicants import city
from tests.helpers.tables import as_xlsx

ROWS = (
    ("花名册",),
    ("姓名", "公民身份号码", "联系电话"),
    ("张样例", "510107199003077411", "13800138000"),
    ("", "510107199003077411", "138"),
    ("李样例", "5.10107E+17", ""),
)


def say(problem: RosterProblem) -> str:
    return str(messages.message(problem.code, problem.params, "zh_CN"))


def word(kind: str, value: str) -> str:
    return messages.word(kind, value, "zh_CN")


def test_each_fault_stands_at_its_cell(tmp_path: Path) -> None:
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    source.write_bytes(as_xlsx(ROWS))
    context = Context(today=date(2026, 3, 2))
    checked = check_roster(TableFiles().read(source), city("weifang"), context)
    marks = list(marks_of(checked, say))
    assert {(mark.row, mark.column) for mark in marks} >= {(4, 1), (5, 2)}
    assert all(mark.message and "roster" not in mark.message for mark in marks)
    at = datetime(2026, 3, 2, tzinfo=UTC)
    write_marked(MarkedWorkbooks(), source, target, checked, say, word, created_at=at)
    book = openpyxl.load_workbook(target)
    noted = {cell.coordinate: cell.comment.text for row in book["回盘"].iter_rows() for cell in row if cell.comment}
    assert noted.keys() == {get_column_letter(mark.column) + str(mark.row) for mark in marks}
    assert book.sheetnames == ["回盘", "问题清单"]
    again = check_roster(TableFiles().read(target), city("weifang"), context)
    assert (again.sheet, again.rows) == (checked.sheet, checked.rows)
