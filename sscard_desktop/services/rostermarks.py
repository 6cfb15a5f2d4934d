# SPDX-License-Identifier: Apache-2.0
"""From what is wrong in a checked list to the cells that are marked in it, for whoever has to mend them."""

from __future__ import annotations

from collections.abc import Callable

from sscard_desktop.domain.checkedroster import CheckedRoster, RosterProblem
from sscard_desktop.services.ports import CellMark, MarkingWords


def marks_of(checked: CheckedRoster, tell: Callable[[RosterProblem], str]) -> list[CellMark]:
    """Return a mark for each problem, in the list's order.

    What is wrong with a whole row stands at its first column that is read, what is wrong with the file at the header.

    Args:
        tell: the sentences for a problem: what is wrong, what to do.
    """
    places = {column.letters: column.index + 1 for column in checked.columns}
    first = min((column.index + 1 for column in checked.columns if column.key), default=1)
    return [
        CellMark(
            checked.sheet,
            problem.row or max(checked.header_row, 1),
            places.get(problem.column) or _place(problem.column) or first,
            tell(problem),
        )
        for problem in checked.all_problems()
    ]


def marking_words(word: Callable[[str, str], str]) -> MarkingWords:
    """Return what else is written into a marked workbook.

    Args:
        word: gives the word for a value of a kind, in one language.
    """
    return MarkingWords(
        author=word("marking", "author"),
        list_sheet=word("marking", "list_sheet"),
        list_headers=(word("marking", "cell"), word("marking", "found"), word("marking", "wrong")),
        too_many=word("marking", "too_many"),
    )


def _place(letters: str) -> int:
    """Return the number of a column by its letters, 0 for none."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place
