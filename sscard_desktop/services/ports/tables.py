# SPDX-License-Identifier: Apache-2.0
"""Files for and from people outside: what was written, and plain tables in both directions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written, re-read and compared."""

    path: Path
    size_bytes: int
    sha256: str


class TableWriter(Protocol):
    """Writes plain tables for people outside: CSV or Excel by the file's ending."""

    def write(
        self,
        path: Path,
        sheet: str,
        headers: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        row_count: int,
        created_at: datetime,
    ) -> WrittenFile:
        """Write beside, sync and rename; every cell is text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, as text.

    Attributes:
        text: without blanks around it; a number as it stands (``610041``, never ``610041.0``), a day as ``2026-03-02``.
        lossy: it is a number of more places than Excel keeps, or was written as one (``5.10107E+17``): the digits that
            were meant aren't in the file.
        numeric: it is a number in the file, not a text.
    """

    text: str = field(default="", repr=False)
    lossy: bool = False
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with something in it; ``number`` from 1, as Excel counts (in a CSV: the record's first line)."""

    number: int
    cells: tuple[Cell, ...] = field(repr=False)

    def text(self, column: int) -> str:
        """Return the text in a column (from 0), ``""`` where the row ends before it."""
        return self.cells[column].text if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet: its rows without the empty ones; ``name`` is empty in a CSV.

    Attributes:
        hidden: people who open the file don't see it.
        merged: cells that were made one over several rows: first and last row (from 1), column (from 0). Only the first
            row has the text.
    """

    name: str
    rows: tuple[TableRow, ...] = field(repr=False)
    hidden: bool = False
    merged: tuple[tuple[int, int, int], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table that somebody sent.

    Attributes:
        name: the file's name, without its folder.
        sheets: those with anything in them, hidden ones too.
        encoding: of a CSV, such as ``utf-8`` or ``gb18030``; ``""`` for a workbook.
        otherwise_encoded: numbers of a CSV's rows that are in another encoding than the rest.
        serials_1904: whether its day numbers count from 1904; ``None`` for a CSV, which doesn't say.
    """

    name: str
    sha256: str
    sheets: tuple[TableSheet, ...]
    encoding: str = ""
    otherwise_encoded: tuple[int, ...] = ()
    serials_1904: bool | None = None


class TableReader(Protocol):
    """Reads tables from outside: Excel's .xlsx and .xls, and CSV in any of the usual encodings."""

    def read(self, path: Path) -> TableFile:
        """Return a table whole; memory and time are bounded whatever the file says.

        Raises:
            InvalidInputError: ``table.…``: what it is instead, what is wrong with it, or which bound it passes.
            EnvironmentFailedError: ``table.missing``, ``table.unreadable``.
        """
