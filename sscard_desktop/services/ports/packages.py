# SPDX-License-Identifier: Apache-2.0
"""Upload packages: their content, and what writes and verifies them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from sscard_desktop.domain.spelling import NamesIn, TableEncoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sscard_desktop.services.ports.audittrail import AuditHead
    from sscard_desktop.services.ports.station import StationIdentity
    from sscard_desktop.services.ports.tables import WrittenFile
    from sscard_desktop.services.ports.work import Progress


@dataclass(frozen=True, slots=True)
class PackageItem:
    """One record's part of a package: its workbook cells in column order, and its files."""

    cells: tuple[str, ...] = field(repr=False)
    files: Mapping[str, str] = field(repr=False)
    """path inside the package → token that :class:`PictureSource` understands (``record id/role``)."""


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One sheet of the workbook: its name, its columns, and a row for each record.

    Attributes:
        widths: of the columns, in characters.
        choices: the answers of each column that has a list of them, ``()`` for the others; they are offered in the
            sheet, and are no part of the content.
    """

    name: str
    headers: tuple[str, ...]
    widths: tuple[int, ...]
    items: Sequence[PackageItem]
    choices: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PackageContent:
    """Everything that goes into a package, pictures by reference so that memory stays bounded.

    Attributes:
        sealed_at: the time written into every member, so that the same batch gives the same content.
        sheets: one for each kind of business that the batch holds records of.
        workbook: the table's name; its ending says what it is: .xlsx, .xls, .csv or .dbf.
        audit_head: the audit trail's end when the batch was sealed, the sealing's own line included.
        names: how the zip spells its members' names.
        encoding: of a table that is plain text or DBF.
    """

    batch: str
    profile: str
    profile_version: str
    station: StationIdentity
    sealed_at: datetime
    sheets: tuple[SheetContent, ...]
    workbook: str
    audit_head: AuditHead | None = None
    names: NamesIn = NamesIn.UTF_8
    encoding: TableEncoding = TableEncoding.GB18030

    @property
    def items(self) -> Iterator[PackageItem]:
        """All records, sheet by sheet."""
        return (item for sheet in self.sheets for item in sheet.items)

    @property
    def count(self) -> int:
        """How many records there are."""
        return sum(len(sheet.items) for sheet in self.sheets)


@dataclass(frozen=True, slots=True)
class PackageFinding:
    """Something wrong with a package: a code with its parameters, and the member's name."""

    code: str
    member: str = ""


class PackageWriter(Protocol):
    """Writes and verifies upload packages."""

    def write(
        self,
        content: PackageContent,
        folder: Path,
        file_name: str,
        password: str,
        picture: Callable[[str], bytes],
        progress: Progress,
    ) -> WrittenFile:
        """Write beside, sync, re-read and compare, rename; raise ``EnvironmentFailedError`` and leave nothing half."""

    def content_digest(self, content: PackageContent, picture_digests: Mapping[str, str]) -> str:
        """Return the SHA-256 over the content, independent of time and password."""

    def most_bytes(self, content: PackageContent, picture_bytes: Mapping[str, int]) -> int:
        """Return a size that the package will not exceed, from the sizes of the pictures by their tokens."""

    def preflight(self, folder: Path, most_bytes: int) -> None:
        """Raise ``EnvironmentFailedError`` if a package of this size can't be written into ``folder``."""

    def free_bytes(self, folder: Path) -> int:
        """Return how much the folder's disk still takes for packages; raise ``EnvironmentFailedError``."""

    def verify(self, path: Path, password: str) -> list[PackageFinding]:
        """Return what is wrong with a package, empty if nothing."""

    def stated_head(self, path: Path, password: str) -> AuditHead | None:
        """Return the audit trail's end that a package's manifest states, ``None`` where it can't be read."""

    def describe(self, path: Path) -> WrittenFile:
        """Return size and digest of any file that was written."""
