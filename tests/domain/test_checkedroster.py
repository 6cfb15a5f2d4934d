# SPDX-License-Identifier: Apache-2.0
"""A checked list: which rows may be imported, what stands where."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from sscard_desktop.domain.checkedroster import CheckedRoster, CheckedRow, ReadColumn, RosterProblem, letters_of
from sscard_desktop.domain.problems import Severity


@given(st.integers(0, 16383))
def test_columns_are_named_as_excel_names_them(index: int) -> None:
    assert letters_of(index) == get_column_letter(index + 1)


def test_a_warning_keeps_nobody_out_and_a_question_does() -> None:
    def row(number: int, *severities: Severity) -> CheckedRow:
        problems = tuple(RosterProblem(number, "A", "name", "rules.x", severity=each) for each in severities)
        return CheckedRow(number, {}, problems)

    rows = (row(2), row(3, Severity.WARNING), row(4, Severity.QUESTION), row(5, Severity.WARNING, Severity.ERROR))
    columns = (ReadColumn(0, "姓名", "name"), ReadColumn(27, "工龄", ""))
    roster = CheckedRoster("a.xlsx", "", "", 1, columns, rows, (RosterProblem(0, "", "", "rules.x"),))
    assert [row.good for row in roster.rows] == [True, True, False, False]
    assert (roster.good, roster.bad, roster.usable) == (2, 2, False)
    assert [column.letters for column in roster.unknown] == ["AB"]
    assert [problem.row for problem in roster.all_problems()] == [0, 3, 4, 5, 5]
