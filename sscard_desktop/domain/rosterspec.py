# SPDX-License-Identifier: Apache-2.0
"""What a city's list of people (报盘, 花名册) looks like: its columns, what they are called, what belongs in them.

The profile says it (``[roster]``); the template that is handed out, and the reader of what comes back, go by the same
words. Whether a cell is right is ``rostercells``' and ``rosterrows``'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ESSENTIAL = ("name", "number")
"""A list without these two columns is no list of people."""


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """One column of a roster.

    Attributes:
        key: the field that it fills.
        header: its header in the template, exactly as the bureau has it.
        aliases: other headers that mean the same.
        required: whether each person's cell must be filled.
        fixed: whether what the bureau filled in must not be changed (个人编号, 人员类别).
        notes: language → what belongs in its cells.
        sample: its cell in the template's sample row.
        width: in characters.
    """

    key: str
    header: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    fixed: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    sample: str = ""
    width: int = 16

    def note(self, language: str) -> str:
        """Return what belongs in its cells, in Chinese where the language has none, or ``""``."""
        return self.notes.get(language) or self.notes.get("zh_CN", "")


@dataclass(frozen=True, slots=True)
class RosterSpec:
    """A city's roster.

    Attributes:
        sheet: name of the template's sheet.
        columns: of the template, in their order.
        others: further columns that are understood where a unit's own list has them.
    """

    sheet: str = ""
    columns: tuple[RosterColumn, ...] = ()
    others: tuple[RosterColumn, ...] = ()

    @property
    def known(self) -> tuple[RosterColumn, ...]:
        """All columns that are understood."""
        return (*self.columns, *self.others)

    def column(self, key: str) -> RosterColumn | None:
        """Return the column that fills a field."""
        return next((column for column in self.known if column.key == key), None)

    @property
    def sample(self) -> Mapping[str, str]:
        """The sample row: field → text. A row with this name and number is nobody."""
        return {column.key: column.sample for column in self.columns if column.sample}
