# SPDX-License-Identifier: Apache-2.0
"""What a supervisor's machine gives to fresh ones: the campaign, its city, units, people and whom to trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from sscard_desktop.domain.operators import Role

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from sscard_desktop.domain.operators import Operator
    from sscard_desktop.domain.rostercopy import RosterPiece
    from sscard_desktop.services.ports.sealing import StationKey
    from sscard_desktop.services.ports.stationpackages import Lock, Unlock
    from sscard_desktop.services.ports.store import Unit
    from sscard_desktop.services.ports.tables import WrittenFile
    from sscard_desktop.services.ports.work import Progress


@dataclass(frozen=True, slots=True)
class KnownStation:
    """A station whose packages are to be taken: its number, its name and its public key."""

    number: int
    name: str
    pem: bytes


@dataclass(frozen=True, slots=True)
class Seat:
    """A station that a set-up is for."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign's set-up. No password travels: people are let in at each station by its supervisor.

    Attributes:
        name: the campaign's.
        profile: name of its city; ``profile_files`` holds cities that the program doesn't bring along.
        people: who works there, in which role.
        unit_settings: unit → what it settled, as it is stored.
        roster: a list's bytes as they were given, with the file's name: it is imported at the station.
        rosters: those that are imported already, in pieces.
        receivers: certificates (PEM) that the stations lock their packages for.
        seats: the stations that it is for; empty for any that the bureau gives a number.
        settings: the station's settings that travel (``services.stationdefaults``), as they are stored.
        valid_until: the last day, in China, on which it sets a station up; ``None`` for no end.
    """

    name: str
    profile: str
    made_at: datetime
    units: tuple[Unit, ...] = ()
    unit_settings: Mapping[str, str] = field(default_factory=dict, repr=False)
    people: tuple[Operator, ...] = ()
    profile_files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    roster_name: str = ""
    roster: bytes = field(default=b"", repr=False)
    stations: tuple[KnownStation, ...] = ()
    receivers: tuple[bytes, ...] = ()
    rosters: tuple[RosterPiece, ...] = field(default=(), repr=False)
    seats: tuple[Seat, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict, repr=False)
    valid_until: date | None = None

    @property
    def supervisors(self) -> tuple[Operator, ...]:
        """The people of it who may be a new station's first one."""
        return tuple(each for each in self.people if each.role is Role.SUPERVISOR)


class PackageKind(StrEnum):
    """What a file that stations give each other is, as it stands in the file."""

    SETUP = "campaign"
    ROSTER = "roster"
    RECORDS = "station-records"


class CampaignFiles(Protocol):
    """Writes and reads a campaign's set-up as one signed, locked file. It comes from outside: each word is doubted."""

    def kind(self, path: Path) -> PackageKind:
        """Return what a file of this kind or another says that it is; nothing of it is believed by that.

        Raises ``InvalidInputError`` (``transfer.…``) where it is none of ours, ``transfer.kind_unknown`` (``file``)
        where a later program may know it; ``EnvironmentFailedError`` where it can't be read.
        """

    def write_campaign(self, path: Path, campaign: Campaign, *, lock: Lock, key: str) -> WrittenFile:
        """Write beside, sync, read back, rename; raise ``EnvironmentFailedError`` and leave nothing half."""

    def read_campaign(self, path: Path, unlock: Unlock, progress: Progress) -> tuple[Campaign, StationKey]:
        """Return a campaign and whose signature holds over it; raise ``InvalidInputError`` (``transfer.…``)."""
