# SPDX-License-Identifier: Apache-2.0
"""What is kept of a table that was read while it is marked: not its millions of cells, but a digest over them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sscard_desktop.services.ports import CellMark, MarkingWords, TableFile


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What the marking of a table needs to know of it.

    Attributes:
        cells: sheet → digest over its cells and their places.
        texts: (sheet, row, column) → text, of the cells that are marked.
        listed: the sheets that are lists of marks of an earlier marking.
    """

    cells: Mapping[str, bytes]
    texts: Mapping[tuple[str, int, int], str] = field(repr=False)
    listed: Collection[str]

    def same_cells(self, other: TableFacts) -> bool:
        """Return whether two tables have the same cells, lists of marks aside."""
        return self._cells_of_people() == other._cells_of_people()

    def _cells_of_people(self) -> dict[str, bytes]:
        return {name: digest for name, digest in self.cells.items() if name not in self.listed}


def facts_of(table: TableFile, marks: Sequence[CellMark], words: MarkingWords) -> TableFacts:
    """Return what is kept of a table."""
    wanted: dict[str, dict[int, set[int]]] = {}
    for mark in marks:
        wanted.setdefault(mark.sheet, {}).setdefault(mark.row, set()).add(mark.column)
    cells: dict[str, bytes] = {}
    texts: dict[tuple[str, int, int], str] = {}
    listed: set[str] = set()
    for sheet in table.sheets:
        digest = hashlib.sha256()
        here = wanted.get(sheet.name, {})
        for row in sheet.rows:
            told = "\x1f".join([cell.text for cell in row.cells])
            digest.update(f"{row.number}\x1e{told}\n".encode("utf-8", "surrogatepass"))
            for column in here.get(row.number, ()):
                texts[sheet.name, row.number, column] = row.text(column - 1)
        cells[sheet.name] = digest.digest()
        head = tuple(cell.text for cell in sheet.rows[0].cells) if sheet.rows else ()
        if sheet.name == words.list_sheet and head == words.list_headers and sheet.rows[0].number == 1:
            listed.add(sheet.name)
    return TableFacts(cells, texts, listed)
