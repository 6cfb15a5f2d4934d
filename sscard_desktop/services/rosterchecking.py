# SPDX-License-Identifier: Apache-2.0
"""Checks a list of people that a unit sent (报盘): finds it in its file, and says what is wrong, cell by cell.

Knows nothing of the station: it runs in the work lane while the counter saves. Whether somebody of the list was
collected already, the import says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sscard_desktop.domain.checkedroster import (
    CheckedRoster,
    CheckedRow,
    ReadColumn,
    RosterProblem,
    Skipped,
    SkippedRow,
    letters_of,
)
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.domain.problems import Severity
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.rostercells import CellReader
from sscard_desktop.domain.rosterheads import SEARCHED_ROWS, Head, HeadWords, Row, find_head, read_head
from sscard_desktop.domain.rosterkinds import RowKinds
from sscard_desktop.domain.rosterreading import width_of
from sscard_desktop.domain.rosterrows import RowChecker
from sscard_desktop.domain.rosterspec import ESSENTIAL
from sscard_desktop.domain.rostertwins import with_twins
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.uncollected import uncollected
from sscard_desktop.services.mergedcells import merged_over
from sscard_desktop.services.ports import Progress, TableFile, TableSheet

_NUMBERED = (FieldKind.TEXT, FieldKind.DIGITS, FieldKind.POSTCODE)
_STEP = 500
"""Rows between two reports."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet with a header on it."""

    sheet: TableSheet
    head: Head


def check_roster(
    table: TableFile,
    profile: Profile,
    context: Context,
    progress: Progress | None = None,
    *,
    sheet: str = "",
) -> CheckedRoster:
    """Return what a list says and what is wrong with it.

    Args:
        table: the file, as ``ports.TableReader`` gives it.
        profile: the city.
        context: today and the division codes; its other parts aren't looked at.
        progress: told how many of the sheet's rows are done.
        sheet: name of the sheet to read, where a file has several lists.

    Raises:
        InvalidInputError: ``rosters.no_header`` (``file``), no sheet has a list's header; ``rosters.several_sheets``
            (``sheets``), more than one has; ``rosters.no_such_sheet`` (``sheet``).
        CancelledError: ``progress`` said so.
    """
    profile = profile.of(profile.usual_business)
    words = HeadWords.of(profile.roster, profile.fields)
    found = _list_of(table, words, sheet)
    checking = _Checking(table, profile, context, words, found)
    with uncollected():
        return checking.run(progress)


def _list_of(table: TableFile, words: HeadWords, wanted: str) -> _Found:
    """Return the sheet that has the list."""
    sheets = [each for each in table.sheets if not wanted or each.name == wanted]
    if not sheets:
        raise InvalidInputError("rosters.no_such_sheet", file=table.name, sheet=wanted[:60])
    found = [_Found(each, head) for each in sheets if (head := find_head(_begin(each), words)) is not None]
    whole = [each for each in found if each.head.complete]
    filled = [each for each in whole if len(each.sheet.rows) > each.head.last + 1] or whole
    if len(filled) > 1:
        seen = [each for each in filled if not each.sheet.hidden]
        if len(seen) != 1:
            names = "、".join(each.sheet.name for each in filled)
            raise InvalidInputError("rosters.several_sheets", file=table.name, sheets=names)
        filled = seen
    if filled:
        return filled[0]
    if not found:
        raise InvalidInputError("rosters.no_header", file=table.name)
    return max(found, key=lambda each: len(each.head.keys))


def _begin(sheet: TableSheet) -> list[Row]:
    return [(row.number, [cell.text for cell in row.cells]) for row in sheet.rows[: SEARCHED_ROWS + 1]]


@dataclass(slots=True)
class _Checking:
    """One list while it is checked."""

    table: TableFile
    profile: Profile
    context: Context
    words: HeadWords
    found: _Found

    def run(self, progress: Progress | None) -> CheckedRoster:
        head, sheet = self.found.head, self.found.sheet
        rows: list[CheckedRow] = []
        skipped = [SkippedRow(row.number, Skipped.ABOVE) for row in sheet.rows[: head.first]]
        skipped += [SkippedRow(row.number, Skipped.HEADER) for row in sheet.rows[head.first : head.last + 1]]
        begins = sheet.rows[head.last].number
        problems = list(self._of_columns(head, begins))
        complete = head.complete
        people = sheet.rows[head.last + 1 :]
        kinds, checker = self._under(head)
        problems += [
            RosterProblem(row.number, "", "", "rosters.person_above")
            for row in sheet.rows[: head.first]
            if kinds.has_somebody([cell.text for cell in row.cells])
        ]
        merged = merged_over(self.found.sheet)
        for at, row in enumerate(people):
            if progress is not None and at % _STEP == 0:
                progress.report(at, len(people))
            texts = [cell.text for cell in row.cells]
            kind = kinds.kind(texts, first=not rows)
            if kind is Skipped.HEADER:
                again = read_head([(row.number, texts)], 0, 0, self.words)
                if again.keys != kinds.head.keys:
                    kinds, checker = self._under(again)
                    complete = again.complete
                    problems += self._of_columns(again, row.number)
            if kind is not None:
                skipped.append(SkippedRow(row.number, kind))
            elif complete:
                rows.append(checker.check(row.number, merged.get(row.number, row.cells)))
        if complete and not rows:
            problems.append(RosterProblem(begins, "", "", "rosters.nobody"))
        if progress is not None:
            progress.report(len(people), len(people))
        letters = {key: letters_of(index) for key, index in head.keys.items()}
        present = head.keys
        return CheckedRoster(
            file=self.table.name,
            sha256=self.table.sha256,
            sheet=sheet.name,
            header_row=begins,
            columns=head.columns,
            rows=with_twins(rows, letters),
            problems=tuple(problems),
            skipped=tuple(sorted(skipped, key=lambda each: each.number)),
            missing=tuple(column.key for column in self.profile.roster.columns if column.key not in present),
        )

    def _under(self, head: Head) -> tuple[RowKinds, RowChecker]:
        numbered = [key for key in head.keys if self.profile.fields[key].kind in _NUMBERED]
        rows = self.found.sheet.rows[head.last + 1 :] if head is self.found.head else self.found.sheet.rows
        widths = {
            key: width_of(row.cells[at] for row in rows if at < len(row.cells))
            for key, at in head.keys.items()
            if key in numbered
        }
        reader = CellReader(self.profile.code_lists, self.context.today, self.table.serials_1904, widths)
        return (
            RowKinds(head, self.words, self.profile.roster.sample),
            RowChecker(self.profile, head, reader, self.context),
        )

    def _of_columns(self, head: Head, row: int) -> Iterator[RosterProblem]:
        """Yield what is wrong with the header: columns that lack, that are there twice, that nobody knows."""
        headers = {column.index: column.header for column in head.columns}
        for key in ESSENTIAL:
            if key not in head.keys:
                label = self._label(key)
                yield RosterProblem(row, "", key, "rosters.column_missing", {"column": label})
        for key, indexes in head.doubled.items():
            params: dict[str, str | int] = {
                "field": self._label(key),
                "columns": "、".join(letters_of(index) for index in indexes),
            }
            yield RosterProblem(row, letters_of(indexes[0]), key, "rosters.column_twice", params, Severity.WARNING)
        for index, key in head.passed.items():
            params = {"header": headers[index], "field": self._label(key)}
            yield RosterProblem(row, letters_of(index), key, "rosters.column_passed", params, Severity.WARNING)
        for index, other in head.followers.items():
            params = {"header": headers[index], "other": other}
            yield RosterProblem(row, letters_of(index), "", "rosters.column_of_whom", params, Severity.WARNING)
        for index, keys in head.unclear.items():
            params = {"header": headers[index], "fields": "、".join(self._label(key) for key in keys)}
            yield RosterProblem(row, letters_of(index), "", "rosters.column_unclear", params, Severity.WARNING)
        for column in self.profile.roster.columns:
            if column.required and column.key not in head.keys and column.key not in ESSENTIAL:
                params = {"column": column.header}
                yield RosterProblem(row, "", column.key, "rosters.column_to_fill", params, Severity.WARNING)
        for read in self._unknown(head):
            params = {"header": read.header}
            yield RosterProblem(row, read.letters, "", "rosters.column_unknown", params, Severity.WARNING)

    def _unknown(self, head: Head) -> Sequence[ReadColumn]:
        return [
            column
            for column in head.columns
            if not column.key and column.index not in (*head.serials, *head.unclear, *head.passed, *head.followers)
        ]

    def _label(self, key: str) -> str:
        column = self.profile.roster.column(key)
        return column.header if column else key
