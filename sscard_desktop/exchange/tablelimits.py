# SPDX-License-Identifier: Apache-2.0
"""How large a table from outside may be: enough for a city's month, and no more than a counter's machine bears."""

from __future__ import annotations

from dataclasses import dataclass

from sscard_desktop.domain.errors import InvalidInputError

MAX_BYTES = 64 << 20
MAX_UNPACKED_BYTES = 256 << 20
"""Of a workbook's parts together."""
MAX_SHEETS = 50
MAX_ROWS = 100_000
MAX_COLUMNS = 300
MAX_CELLS = 5_000_000
"""Of the rectangles around the filled cells of all sheets: a reader makes room for each cell in them."""


@dataclass(slots=True)
class Extent:
    """How far the filled cells reach, sheet by sheet; refuses what reaches too far.

    Attributes:
        name: the file's, for messages.
    """

    name: str
    _row: int = -1
    _column: int = -1
    _before: int = 0
    _sheets: int = 0

    def next_sheet(self) -> None:
        """Begin another sheet; raise ``table.too_many_sheets``."""
        self._before += (self._row + 1) * (self._column + 1)
        self._row = self._column = -1
        self._sheets += 1
        if self._sheets > MAX_SHEETS:
            raise InvalidInputError("table.too_many_sheets", file=self.name, limit=MAX_SHEETS)

    def reach(self, row: int, column: int) -> None:
        """Note a filled cell, both from 0.

        Raises:
            InvalidInputError: ``table.too_many_rows``, ``table.too_many_columns``, ``table.too_big``.
        """
        if row >= MAX_ROWS:
            raise InvalidInputError("table.too_many_rows", file=self.name, row=row + 1, limit=MAX_ROWS)
        if column >= MAX_COLUMNS:
            raise InvalidInputError("table.too_many_columns", file=self.name, column=column + 1, limit=MAX_COLUMNS)
        if row > self._row or column > self._column:
            self._row, self._column = max(row, self._row), max(column, self._column)
            if self._before + (self._row + 1) * (self._column + 1) > MAX_CELLS:
                raise InvalidInputError("table.too_big", file=self.name, limit=MAX_CELLS)
