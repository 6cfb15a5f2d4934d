# SPDX-License-Identifier: Apache-2.0
"""A cell of a list as a reader of tables gives it, and what it turned out to mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sscard_desktop.domain.problems import Severity

NO_RESULT = "#FORMULA!"
"""What a reader puts into a cell whose formula has no stored result."""


class SourceCell(Protocol):
    """A cell as a reader gives it."""

    @property
    def text(self) -> str:
        """What stands in it, without blanks around it."""

    @property
    def lossy(self) -> bool:
        """Whether its digits aren't those that were meant."""

    @property
    def numeric(self) -> bool:
        """Whether it is a number in the file."""


@dataclass(frozen=True, slots=True)
class BareCell:
    """A cell of a text, such as an empty one."""

    text: str = field(default="", repr=False)
    lossy: bool = False
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What a cell means.

    Attributes:
        value: as records store it; ``""`` where the cell is empty or refused.
        code: why it is refused, ``""`` if it isn't.
        proposal: what it may mean.
        days: what a doubtful day may mean: the document number may decide.
        begins: of a term (2015.07.17-2035.07.17) in one cell, its first day.
    """

    value: str = field(default="", repr=False)
    code: str = ""
    severity: Severity = Severity.ERROR
    params: Mapping[str, str | int] = field(default_factory=dict, repr=False)
    proposal: str | None = field(default=None, repr=False)
    days: tuple[date, ...] = field(default=(), repr=False)
    begins: str = field(default="", repr=False)


def width_of(cells: Iterable[SourceCell]) -> int:
    """Return how many places a column's numbers have that begin with a nought, 0 where they differ or none does."""
    widths = {
        len(cell.text) for cell in cells if not cell.numeric and cell.text.startswith("0") and cell.text.isdigit()
    }
    return widths.pop() if len(widths) == 1 else 0
