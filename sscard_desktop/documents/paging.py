# SPDX-License-Identifier: Apache-2.0
"""How a table's rows are dealt out to pages. Plain arithmetic: it knows nothing of what stands in the rows."""

from __future__ import annotations

from sscard_desktop.documents.tableelements import Table

_ROUNDING_MM = 1e-6


def rows_on(table: Table, *, last: bool) -> int:
    """Return how many people's rows a page holds beside its header and totals."""
    height = table.last_h_mm if last and table.last_h_mm else table.h_mm
    totals = bool(table.page_total) + (last and bool(table.grand_total))
    return int((height - table.header_mm - totals * table.row_mm + _ROUNDING_MM) / table.row_mm)


def deal(people: int, *, full: int, last: int) -> list[int]:
    """Return how many rows stand on each page.

    Pages are filled in turn; the last one holds ``last`` at most and is never empty but for a table of nobody, so
    that signatures don't stand on a page without a name.

    Args:
        people: how many rows there are.
        full: how many a page holds, at least 1.
        last: how many the last one holds, 1 to ``full``.
    """
    pages = []
    while people > last:
        here = min(full, people - 1)
        pages.append(here)
        people -= here
    return [*pages, people]
