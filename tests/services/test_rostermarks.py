# SPDX-License-Identifier: Apache-2.0
"""Each problem of a list is marked at a cell that exists, with its sentence."""

from __future__ import annotations

import pytest

from sscard_desktop import messages
from sscard_desktop.domain.checkedroster import CheckedRoster, CheckedRow, ReadColumn, RosterProblem, letters_of
from sscard_desktop.services.rostermarks import marking_words, marks_of

COLUMNS = (ReadColumn(0, "序号", ""), ReadColumn(2, "姓名", "name"), ReadColumn(27, "公民身份号码", "number"))


def test_cells_rows_and_the_file_each_have_a_place() -> None:
    wrong_cell = RosterProblem(5, "AB", "number", "a")
    wrong_row = RosterProblem(5, "", "", "b")
    unread_column = RosterProblem(3, "AC", "", "c")
    of_file = RosterProblem(0, "", "", "d")
    checked = CheckedRoster(
        "a.xlsx", "00", "花名册", 3, COLUMNS, (CheckedRow(5, {}, (wrong_cell, wrong_row)),), (of_file, unread_column)
    )
    marks = marks_of(checked, lambda problem: problem.code)
    told = [(mark.row, mark.column, mark.message) for mark in marks]
    assert told == [(3, 3, "d"), (3, 29, "c"), (5, 28, "a"), (5, 3, "b")]
    assert {mark.sheet for mark in marks} == {"花名册"}


@pytest.mark.parametrize("index", [0, 25, 26, 701, 702, 16383])
def test_any_column_is_marked_where_it_stands(index: int) -> None:
    checked = CheckedRoster("a.csv", "00", "", 1, (), (), (RosterProblem(1, letters_of(index), "", "x"),))
    assert marks_of(checked, lambda problem: problem.code)[0].column == index + 1


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_words_are_there_in_both_languages(language: str) -> None:
    words = marking_words(lambda kind, value: messages.word(kind, value, language))
    assert words.too_many.format(shown=1, count=2)
    assert "list_sheet" not in (words.list_sheet, words.author, *words.list_headers)
