# SPDX-License-Identifier: Apache-2.0
"""Sealed packages: whom they are sealed to, who signed, and what writes, verifies and opens them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sscard_desktop.services.ports.packages import PackageContent, PackageFinding
    from sscard_desktop.services.ports.tables import WrittenFile
    from sscard_desktop.services.ports.work import Progress


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a package is sealed to.

    Attributes:
        subject: the certificate's, to be shown.
        fingerprint: SHA-256 of the certificate.
        certificate: as it was given, PEM or DER.
    """

    subject: str
    fingerprint: str
    valid_to: datetime
    certificate: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StationKey:
    """The public key that a station signs with; ``fingerprint`` is the SHA-256 over its 32 bytes."""

    pem: bytes
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SealedReport:
    """What a verification of a sealed package found.

    Attributes:
        batch, station: as it states them; empty where something is wrong.
        fingerprint: of the key that signed it.
        known: the signature was compared with a key that the station is known by.
        opened: the package inside was verified with the recipient's key.
    """

    findings: tuple[PackageFinding, ...]
    batch: str = ""
    station: int = 0
    fingerprint: str = ""
    known: bool = False
    opened: bool = False


class PackageSealer(Protocol):
    """Writes packages that only their recipients open, signed by the station."""

    def new_key(self) -> str:
        """Return a new signing key for a station, a secret."""

    def public_key(self, key: str) -> StationKey:
        """Return the public half of a signing key."""

    def recipient(self, pem: bytes, *, at: datetime) -> Recipient:
        """Return whom a certificate names; raise ``InvalidInputError`` (``recipient.…``) where it won't do."""

    def write(
        self,
        content: PackageContent,
        folder: Path,
        file_name: str,
        to: Sequence[Recipient],
        key: str,
        picture: Callable[[str], bytes],
        progress: Progress,
    ) -> WrittenFile:
        """Write beside, sync, re-read and compare, rename."""

    def is_sealed(self, path: Path) -> bool:
        """Return whether a file looks like a sealed package, sound or not."""

    def verify(
        self,
        path: Path,
        *,
        station_key: bytes = b"",
        certificate: bytes = b"",
        private_key: bytes = b"",
        passphrase: str = "",
    ) -> SealedReport:
        """Return what is wrong with a sealed package; what lies inside too where the recipient's key is given."""

    def open(
        self, path: Path, folder: Path, *, certificate: bytes, private_key: bytes, passphrase: str = ""
    ) -> tuple[WrittenFile, str]:
        """Take the package out for its recipient; return it and its password."""
