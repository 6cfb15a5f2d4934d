# SPDX-License-Identifier: Apache-2.0
"""Workbooks that go to a unit and come back: the template to fill in, and the unit's own file with faults marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sscard_desktop.services.ports.tables import WrittenFile
    from sscard_desktop.services.ports.work import Progress


@dataclass(frozen=True, slots=True)
class BookColumn:
    """One column of a template.

    Attributes:
        header: the header cell.
        note: what is shown beside a cell of the column while it is chosen: what belongs there, and how it is written.
        required: shown in the header by its colour.
        fixed: its cells can't be changed (个人编号, 人员类别).
        choices: the answers that its cells offer, ``()`` for free text.
        strict: whether only these are accepted; otherwise another answer is asked about.
        sample: its cell in the sample row.
        width: in characters.
    """

    header: str
    note: str = ""
    required: bool = False
    fixed: bool = False
    choices: tuple[str, ...] = ()
    strict: bool = False
    sample: str = ""
    width: int = 16


@dataclass(frozen=True, slots=True)
class BookTemplate:
    """A template workbook.

    Attributes:
        sheet: name of the sheet that is filled in.
        guide_sheet: name of the sheet with instructions.
        guide: its lines; each is a heading where the second part is empty, or else a word and what is said of it.
        lists_sheet: name of the hidden sheet with the answers that are too long for a cell's own list.
        sample_mark: what stands in the note of the sample row's cells; ``""`` for a template without a sample row.
        columns: in their order.
        rows: people who are known already, a text for each column.
        row_count: how many they are.
        spare_rows: how many empty rows below are made ready.
    """

    sheet: str
    guide_sheet: str
    guide: tuple[tuple[str, str], ...]
    lists_sheet: str
    sample_mark: str
    columns: tuple[BookColumn, ...]
    rows: Iterable[Sequence[str]] = field(default=(), repr=False)
    row_count: int = 0
    spare_rows: int = 2000


class TemplateBooks(Protocol):
    """Writes templates."""

    def write(self, path: Path, template: BookTemplate, *, created_at: datetime) -> WrittenFile:
        """Write an .xlsx beside its name, sync and rename.

        Raises:
            InvalidInputError: ``table.ending``; ``package.cell_…``, a cell that no workbook can hold.
            EnvironmentFailedError: the disk's failures.
        """


@dataclass(frozen=True, slots=True)
class CellMark:
    """A cell of somebody's table that is to be marked.

    Attributes:
        sheet: the sheet's name as ``TableSheet`` has it, ``""`` in a CSV.
        row: from 1, as ``TableRow`` counts.
        column: from 1.
        message: what is wrong and what to do, for the cell's note.
    """

    sheet: str
    row: int
    column: int
    message: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MarkingWords:
    """What is written into a marked workbook besides the messages, in the reader's language.

    Attributes:
        author: who the notes are from; an earlier file's notes by the same author are taken out first.
        list_sheet: name of the sheet that lists every mark.
        list_headers: of its columns: cell, what stands there, what is wrong.
        too_many: what the list says where more is wrong than it tells of; takes ``shown`` and ``count``.
    """

    author: str
    list_sheet: str
    list_headers: tuple[str, str, str]
    too_many: str


class MarkedBooks(Protocol):
    """Gives people their own table back with what is wrong in it marked."""

    def write(
        self,
        source: Path,
        target: Path,
        marks: Sequence[CellMark],
        words: MarkingWords,
        *,
        created_at: datetime,
        progress: Progress | None = None,
    ) -> WrittenFile:
        """Write ``source`` to ``target`` as an .xlsx with these cells coloured and noted.

        An .xlsx stays as it was but for the marks, without macros and links to other files; of an .xls or a CSV the
        cells' texts are written.

        Raises:
            InvalidInputError: ``table.…`` of the source; ``table.ending`` of the target.
            EnvironmentFailedError: ``table.missing``, ``table.unreadable``; the disk's failures.
            RefusedError: ``table.own_source``, both are one file.
            CancelledError: ``progress`` said so.
        """
