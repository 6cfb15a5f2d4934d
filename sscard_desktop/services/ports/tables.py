# SPDX-License-Identifier: Apache-2.0
"""Files written for people outside, plain tables among them."""

from __future__ import annotations

from dataclasses import dataclass
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
