# SPDX-License-Identifier: Apache-2.0
"""What travels between stations: packages of records and campaigns, signed by one, locked for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from sscard_desktop.domain.photo import PictureRole
    from sscard_desktop.domain.record import RecordId
    from sscard_desktop.domain.recordcopy import RecordCopy
    from sscard_desktop.domain.rostercopy import RosterPiece
    from sscard_desktop.services.ports.sealing import Recipient, StationKey
    from sscard_desktop.services.ports.tables import WrittenFile
    from sscard_desktop.services.ports.work import Progress


@dataclass(frozen=True, slots=True)
class Lock:
    """Who can open a package: whoever has one of the certificates' keys, or knows the password."""

    recipients: Sequence[Recipient] = ()
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Unlock:
    """What a package is opened with: this machine's reception key, or a password."""

    certificate: bytes = b""
    private_key: bytes = field(default=b"", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PackageOrigin:
    """What a package says of itself: where it is from, when it was made, how much is in it.

    Attributes:
        number, name: the station's.
        part, parts: which of how many files that were made at once.
        records: how many.
    """

    number: int
    name: str
    profile: str
    campaign: str
    made_at: datetime
    records: int = 0
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class SignedPackage:
    """A package whose signature holds: it is as the owner of this key made it. Whether to trust them is not its word.

    Attributes:
        sha256: over the whole file; reading it later compares again.
        locked_by: ``"password"`` or ``"certificates"``.
        recipients: fingerprints of the certificates.
    """

    path: Path
    origin: PackageOrigin
    key: StationKey
    size_bytes: int
    sha256: str
    locked_by: str
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """What comes out of a package: a record with its pictures, a piece of a roster, or the id of a draft that was
    discarded there.
    """

    copy: RecordCopy | None = None
    pictures: Mapping[PictureRole, bytes] = field(default_factory=dict, repr=False)
    discarded: RecordId | None = None
    roster: RosterPiece | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Reception:
    """A supervisor's machine as others lock packages for it: a certificate, and its private key."""

    certificate: bytes
    private_key: str = field(repr=False)


class StationPackages(Protocol):
    """Writes, verifies and reads them. Files come from outside: each word of them is doubted."""

    def write(
        self,
        path: Path,
        origin: PackageOrigin,
        records: Iterable[tuple[RecordCopy, Callable[[PictureRole], bytes]]],
        discarded: Sequence[RecordId],
        *,
        lock: Lock,
        key: str,
        progress: Progress,
        rosters: Iterable[RosterPiece] = (),
    ) -> WrittenFile:
        """Write beside, sync, read back, rename; raise ``EnvironmentFailedError`` and leave nothing half.

        ``records`` is read as the file is written, one record at a time; ``key`` is the station's signing key.
        """

    def is_one(self, path: Path) -> bool:
        """Return whether a file looks like a station's package or a campaign's, sound or not."""

    def verify(self, path: Path, progress: Progress) -> SignedPackage:
        """Return what a package states once its signature holds over each byte; raise ``InvalidInputError``."""

    def read(self, package: SignedPackage, unlock: Unlock) -> Iterator[Arrival]:
        """Yield what is in a package, one record at a time; raise ``InvalidInputError`` where it isn't what it states.

        At its end, what was read is known to be the very bytes that were verified: use nothing of it before for good.
        """

    def opens(self, package: SignedPackage, unlock: Unlock) -> None:
        """Raise ``InvalidInputError`` unless ``unlock`` opens the package: ``transfer.wrong_password`` and others."""

    def new_reception(self, name: str, *, at: datetime) -> Reception:
        """Return a new certificate with its key for a machine that takes packages."""

    def station_key(self, pem: bytes) -> StationKey:
        """Return a station's public key from its file; raise ``InvalidInputError("recipient.unreadable")``."""
