# SPDX-License-Identifier: Apache-2.0
"""Gives a unit its own list of people back with what keeps people out of the station marked at the cells.

What is wrong was found by ``rosterchecking``; how a table is marked is ``ports.MarkedBooks``'. Warnings keep nobody
out, and aren't marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from sscard_desktop.domain.checkedroster import CheckedRoster, RosterProblem
from sscard_desktop.services.ports import CellMark, MarkedBooks, MarkingWords, Progress, WrittenFile
from sscard_desktop.services.rostertemplates import Word

Say: TypeAlias = Callable[[RosterProblem], str]
"""Gives the sentence of a problem: what is wrong and what to do."""


def marks_of(checked: CheckedRoster, say: Say) -> Iterator[CellMark]:
    """Yield the cells of a list that are to be marked, in the file's order.

    What is wrong with a whole row stands at the person's name; what is wrong with the list, at its header.
    """
    names = {column.key: column.index for column in checked.columns}
    first = min((column.index for column in checked.columns), default=0)
    usual = names.get("name", names.get("number", first))
    for problem in (*checked.problems, *(each for row in checked.rows for each in row.problems)):
        if problem.blocking:
            row = problem.row or max(checked.header_row, 1)
            at = _index(problem.column) if problem.column else usual if problem.row else first
            yield CellMark(checked.sheet, row, at + 1, say(problem))


def marking_words(word: Word) -> MarkingWords:
    """Return what a marked workbook says besides the problems."""
    place, text, problem = (word("rosterbook", each) for each in ("list_place", "list_text", "list_problem"))
    return MarkingWords(
        author=word("rosterbook", "author"),
        list_sheet=word("rosterbook", "list_sheet"),
        list_headers=(place, text, problem),
        too_many=word("rosterbook", "too_many"),
    )


def write_marked(
    books: MarkedBooks,
    source: Path,
    target: Path,
    checked: CheckedRoster,
    say: Say,
    word: Word,
    *,
    created_at: datetime,
    progress: Progress | None = None,
) -> WrittenFile:
    """Write a checked list to ``target`` with its faults marked.

    Args:
        source: the file that was checked; it stays as it is.
        say: gives the sentence of a problem.
        word: what people call something, in the same language.

    Raises what ``ports.MarkedBooks.write`` raises.
    """
    marks = list(marks_of(checked, say))
    return books.write(source, target, marks, marking_words(word), created_at=created_at, progress=progress)


def _index(letters: str) -> int:
    """Return a column's number, from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
