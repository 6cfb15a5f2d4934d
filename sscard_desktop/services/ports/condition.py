# SPDX-License-Identifier: Apache-2.0
"""The condition of what the station lies on: its file at a glance, its figures, and the disks that it writes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoreGlance:
    """What a look at an open station found in the time it had.

    Attributes:
        findings: what is wrong, technical sentences without anybody's data; empty if nothing.
        complete: all that a glance looks at was looked at; otherwise the time was up before.
        lines: how many lines the audit trail has.
    """

    findings: tuple[str, ...]
    complete: bool
    lines: int


@dataclass(frozen=True, slots=True)
class StoreFigures:
    """An open station in numbers; nobody's data.

    Attributes:
        schema: the number of its last migration, of ``newest``.
        rows: table → how many rows it has.
        size_bytes, log_bytes: the file, and its write-ahead log.
        free_pages, pages, page_bytes: how much of it is used.
        cipher: the version of what encrypts it.
    """

    schema: int
    newest: int
    rows: Mapping[str, int]
    size_bytes: int
    log_bytes: int
    free_pages: int
    pages: int
    page_bytes: int
    cipher: str


@dataclass(frozen=True, slots=True)
class DiskState:
    """A folder's disk.

    Attributes:
        free_bytes: what this user may still write there.
        error: code of what kept a small file from being written and taken away again, ``""`` for nothing.
    """

    free_bytes: int
    error: str = ""


class Disks(Protocol):
    """The disks of this machine. It may block for as long as a network folder hangs."""

    def look(self, folder: Path) -> DiskState | None:
        """Return how a folder's disk is, by writing a small file there; ``None`` where there is no such folder."""

    def cameras(self) -> Sequence[Path]:
        """Return the folders of pictures (DCIM) on cameras' memory cards that are in this machine now."""
