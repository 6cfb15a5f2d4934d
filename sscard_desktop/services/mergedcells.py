# SPDX-License-Identifier: Apache-2.0
"""What cells say that were merged over several rows of a list: a unit that stands once beside all of its people.

The file has the text in the first row only; who looks at it sees it beside each. Merging over columns is for titles and
isn't looked at, nor is a cell that has a text of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from sscard_desktop.services.ports import Cell, TableSheet

_EMPTY = Cell()


def merged_over(sheet: TableSheet) -> Mapping[int, tuple[Cell, ...]]:
    """Return number → cells of the rows that a merged cell reaches into, with its text in its place."""
    if not sheet.merged:
        return {}
    cells = {row.number: row.cells for row in sheet.rows}
    filled: dict[int, list[Cell]] = {}
    reached: dict[int, int] = {}
    for first, last, column in sorted(sheet.merged):
        if first <= reached.get(column, 0):
            # No program merges what is merged: looked at again and again, it would take for ever.
            continue
        reached[column] = last
        above = cells.get(first, ())
        said = above[column] if column < len(above) else _EMPTY
        if not said.text:
            continue
        for number in range(first + 1, min(last, sheet.rows[-1].number) + 1):
            if number in cells:
                row = filled.setdefault(number, list(cells[number]))
                row += [_EMPTY] * (column + 1 - len(row))
                row[column] = row[column] if row[column].text else said
    return {number: tuple(row) for number, row in filled.items()}
