# SPDX-License-Identifier: Apache-2.0
"""Rosters as they travel by themselves: a file with one or a part of it, signed by a station, locked for others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sscard_desktop.domain.photo import PictureRole
    from sscard_desktop.domain.roster import RowId, RowPicture
    from sscard_desktop.domain.rostercopy import RosterPiece
    from sscard_desktop.services.ports.sealing import StationKey
    from sscard_desktop.services.ports.stationpackages import Lock, Unlock
    from sscard_desktop.services.ports.tables import WrittenFile
    from sscard_desktop.services.ports.work import Progress


@dataclass(frozen=True, slots=True)
class RosterOrigin:
    """What a roster's file says of itself, readable by whoever has it: no names of people or units.

    Attributes:
        number, name: the station's that shared it.
        part, parts: which of how many parts the roster was split into; 1 of 1 is all of it.
        rows: how many people are in the file.
    """

    number: int
    name: str
    profile: str
    campaign: str
    made_at: datetime
    rows: int
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class SignedRoster:
    """A roster's file whose signature holds. Whether to trust the owner of the key is not its word."""

    path: Path
    origin: RosterOrigin
    key: StationKey
    size_bytes: int
    sha256: str
    locked_by: str


@dataclass(frozen=True, slots=True)
class RosterArrival:
    """What comes out of a roster's file: a piece of the roster, or a picture that was prepared for one of its people.

    Attributes:
        row, role: whose picture, and which; of a piece ``None``.
    """

    piece: RosterPiece | None = None
    row: RowId | None = None
    role: PictureRole | None = None
    picture: RowPicture | None = field(default=None, repr=False)


class RosterFiles(Protocol):
    """Writes, verifies and reads them. Files come from outside: each word of them is doubted."""

    def write(
        self,
        path: Path,
        origin: RosterOrigin,
        pieces: Iterable[RosterPiece],
        pictures: Callable[[RowId], Iterable[tuple[PictureRole, RowPicture]]],
        *,
        lock: Lock,
        key: str,
        progress: Progress,
    ) -> WrittenFile:
        """Write beside, sync, read back, rename; raise ``EnvironmentFailedError`` and leave nothing half.

        ``pictures`` gives what was prepared for a person, and is asked as the file is written.
        """

    def is_one(self, path: Path) -> bool:
        """Return whether a file looks like a roster's, a station's package or a campaign's, sound or not."""

    def verify(self, path: Path, progress: Progress) -> SignedRoster:
        """Return what a file states once its signature holds over each byte; raise ``InvalidInputError``."""

    def opens(self, found: SignedRoster, unlock: Unlock) -> None:
        """Raise ``InvalidInputError`` unless ``unlock`` opens the file: ``transfer.wrong_password`` and others."""

    def read(self, found: SignedRoster, unlock: Unlock) -> Iterator[RosterArrival]:
        """Yield the roster, each person's pictures behind the piece that the person is in.

        Raises ``InvalidInputError`` where it isn't what it states. At its end, what was read is known to be the very
        bytes that were verified: use nothing of it before for good.
        """
