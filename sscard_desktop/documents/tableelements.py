# SPDX-License-Identifier: Apache-2.0
"""The element that makes a form one over several people: a table with a row a person, on as many pages as it takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sscard_desktop.documents.elements import Element
from sscard_desktop.documents.formwords import Align, Show
from sscard_desktop.domain.photo import PictureRole

ROW_KEYS = frozenset(
    {"running_number", "receipt_number", "batch_number", "business", "fee", "collected_on", "operator", "station"}
)
"""What a column may show beside the profile's fields."""


class Total(StrEnum):
    """What a column adds up to."""

    NONE = "none"
    COUNT = "count"
    """How many people have a value in it."""
    SUM = "sum"
    """The sum of its numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """One column.

    Attributes:
        key: a field, one of :data:`ROW_KEYS`, or empty: a column to fill in by hand (签名).
        role: a picture in place of a value.
        optional: a profile may lack the field; the column is then left out, and the others are wider.
    """

    header: str
    width_mm: float
    key: str = ""
    role: PictureRole | None = None
    optional: bool = False
    show: Show = Show.VALUE
    align: Align = Align.LEFT
    size_pt: float = 9.0
    floor_pt: float = 5.5
    total: Total = Total.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Element):
    """A row a person under a header that every page repeats; as many pages as it takes.

    Attributes:
        columns: from left to right; together as wide as the table.
        row_mm: height of a row, of a total too; its text gets smaller and wraps, it never grows.
        last_h_mm: height on the last page, to leave room for signatures and seal; 0 is that of all pages.
        ruled: empty rows to the end of the table are drawn.
        page_total: label of the page's total, ``{count}`` in it being the page's people; empty for no such row.
        grand_total: the same over all pages, on the last one.
    """

    columns: tuple[TableColumn, ...]
    header_mm: float = 8.0
    header_pt: float = 9.0
    row_mm: float = 8.0
    last_h_mm: float = 0.0
    ruled: bool = False
    page_total: str = ""
    grand_total: str = ""
    line_pt: float = 0.25
