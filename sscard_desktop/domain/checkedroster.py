# SPDX-License-Identifier: Apache-2.0
"""What a list of people says after its cells were read and checked, and what is wrong with it, cell by cell.

A value stands here only if it is known for sure; whatever isn't is a problem that says what to do. No row of the file
is left out in silence: what is no person is named in :attr:`CheckedRoster.skipped`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sscard_desktop.domain.problems import Severity


class Skipped(StrEnum):
    """Why a row is taken for nobody."""

    ABOVE = "above"
    """A title or remark above the header."""
    HEADER = "header"
    """The header, or the header once more."""
    GUIDE = "guide"
    """Below the header: how cells are filled in."""
    SAMPLE = "sample"
    """The template's sample row."""
    SECTION = "section"
    """A heading between people, such as a workshop's name."""
    NUMBER_ONLY = "number_only"
    """A running number and nothing else."""
    FOOTER = "footer"
    """合计, 填表人, 备注…"""


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """Something wrong in a list.

    Attributes:
        row: as Excel counts, from 1; the header's where a whole column is meant, 0 for the file.
        column: letters of the column, ``""`` for the whole row.
        key: the field, ``""`` where there is none.
        code: message code; its sentence says what is wrong and what to do.
        params: placeholders of the sentence. May hold personal data: shown, never logged.
        severity: a row with anything but warnings isn't imported.
        proposal: a value that the program proposes and doesn't take unasked.
        found: what stands in the cell.
        rows: other rows that it speaks of.
    """

    row: int
    column: str
    key: str
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict, repr=False)
    severity: Severity = Severity.ERROR
    proposal: str | None = field(default=None, repr=False)
    found: str = field(default="", repr=False)
    rows: tuple[int, ...] = ()

    @property
    def blocking(self) -> bool:
        """Whether it keeps its row out."""
        return self.severity is not Severity.WARNING


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A person of a list.

    Attributes:
        number: of the row, as Excel counts.
        values: field key → value as records store it; of cells that were refused, none.
        problems: what is wrong, in the order of the columns.
        name: what stands in the cell of the name, for telling people which row is meant.
    """

    number: int
    values: Mapping[str, str] = field(repr=False)
    problems: tuple[RosterProblem, ...] = ()
    name: str = field(default="", repr=False)

    @property
    def good(self) -> bool:
        """Whether the row may be imported."""
        return not any(problem.blocking for problem in self.problems)


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is nobody."""

    number: int
    reason: Skipped


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of the list.

    Attributes:
        index: from 0.
        header: as it stands in the file.
        key: the field that it fills, ``""`` where nobody knows.
    """

    index: int
    header: str
    key: str

    @property
    def letters(self) -> str:
        """The column as Excel names it."""
        return letters_of(self.index)


@dataclass(frozen=True, slots=True)
class CheckedRoster:
    """A list of people, checked.

    Attributes:
        file: its name, without the folder.
        sheet: the sheet that was read, ``""`` in a CSV.
        header_row: number of the header's (lower) row.
        columns: those with a header.
        rows: the people, in the list's order.
        problems: of the file and its columns; those of people stand at their rows.
        skipped: rows that are nobody.
        missing: fields of the template whose column isn't there.
    """

    file: str
    sha256: str
    sheet: str
    header_row: int
    columns: tuple[ReadColumn, ...]
    rows: tuple[CheckedRow, ...] = field(repr=False)
    problems: tuple[RosterProblem, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def good(self) -> int:
        """How many people may be imported."""
        return sum(row.good for row in self.rows)

    @property
    def bad(self) -> int:
        """How many may not."""
        return len(self.rows) - self.good

    @property
    def usable(self) -> bool:
        """Whether nothing is wrong with the list as a whole."""
        return not any(problem.blocking for problem in self.problems)

    @property
    def unknown(self) -> tuple[ReadColumn, ...]:
        """The columns that were passed over."""
        return tuple(column for column in self.columns if not column.key)

    def all_problems(self) -> Iterator[RosterProblem]:
        """Yield what is wrong with the file, then row by row."""
        yield from self.problems
        for row in self.rows:
            yield from row.problems


def letters_of(index: int) -> str:
    """Return a column as Excel names it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, place = divmod(index - 1, 26)
        letters = chr(65 + place) + letters
    return letters
