# SPDX-License-Identifier: Apache-2.0
"""A campaign's set-up as one file: what lies in the carrier's stream, and what of it is believed.

A frame ``C`` tells everything but files; the files follow as frames ``B``, in the order and with the sizes that it
names: those of the city, then a list of people that isn't imported yet. Behind them stands a frame ``L`` for each piece
of the rosters that are (see ``domain/rostercopy``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sscard_desktop.domain import rostercopy
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.rostercopy import RosterPiece
from sscard_desktop.exchange import carrier, recipients
from sscard_desktop.exchange.carrierstream import Frame
from sscard_desktop.services.ports import (
    Campaign,
    KnownStation,
    Lock,
    PackageKind,
    Progress,
    Seat,
    StationKey,
    Unit,
    Unlock,
    WrittenFile,
)

KIND = "campaign"
CONTENT = 2
"""What the first frame's parts are: 2 has seats, settings and a last day, which files of 1 lack."""
MOST_UNITS = 200_000
MOST_FILES = 500
MOST_PIECES = 1000
LARGEST_FILE_BYTES = 32 << 20
_MOST_PEOPLE = 1000
_MOST_STATIONS = 2000
_MOST_SETTINGS = 100
_LONGEST_WORD = 200
_LONGEST_PATH = 400
"""Of a unit's names from the top."""
_LONGEST_SETTING = 20_000
_LARGEST_PEM = 64 << 10
_TOLD, _FILE, _ROSTER = b"C", b"B", b"L"
_PATH = re.compile(r"[A-Za-z0-9_-]{1,60}(/[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}){1,3}")


class CampaignPackages:
    """Writes and reads them (:class:`~sscard_desktop.services.ports.CampaignFiles`)."""

    def write_campaign(self, path: Path, campaign: Campaign, *, lock: Lock, key: str) -> WrittenFile:
        """Write a campaign in place of an earlier file; see :func:`carrier.write` for what is raised."""
        about = {"campaign": campaign.name, "profile": campaign.profile, "made_at": _moment(campaign.made_at)}
        return carrier.write(path, KIND, about, _frames(campaign), lock=lock, key=key)

    def kind(self, path: Path) -> PackageKind:
        """Return what a file says that it is; see :class:`~sscard_desktop.services.ports.CampaignFiles`."""
        told = carrier.kind(path)
        try:
            return PackageKind(told)
        except ValueError as error:
            raise InvalidInputError("transfer.kind_unknown", file=path.name[:_LONGEST_WORD]) from error

    def read_campaign(self, path: Path, unlock: Unlock, progress: Progress) -> tuple[Campaign, StationKey]:
        """Return a campaign and whose signature holds over it.

        Raises ``InvalidInputError``: what :func:`carrier.signed` and :func:`carrier.frames` raise,
        ``transfer.not_a_campaign``, ``transfer.damaged``.
        """
        name = path.name[:_LONGEST_WORD]
        signed = carrier.signed(path, progress)
        if signed.kind != KIND:
            raise InvalidInputError("transfer.not_a_campaign", file=name)
        return campaign_in(carrier.frames(signed, unlock), name), signed.key


def campaign_in(frames: Iterator[Frame], name: str) -> Campaign:
    """Return the campaign that a stream of frames tells of.

    Raises ``InvalidInputError("transfer.damaged")`` with ``file``, the ``name``.
    """
    letter, content = next(frames, (b"", b""))
    try:
        if letter != _TOLD:
            raise ValueError("no beginning")
        told = json.loads(content.decode("ascii"))
        if type(told.get("content")) is int and told["content"] > CONTENT:
            raise InvalidInputError("transfer.newer_format", found=told["content"], known=CONTENT)
        files = [_taken(frames, size) for size in _sizes(told)]
        return _campaign(told, files, _rosters(frames))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise InvalidInputError("transfer.damaged", file=name) from error


def _frames(campaign: Campaign) -> Iterator[Frame]:
    files = sorted(campaign.profile_files.items())
    told = {
        "campaign": campaign.name,
        "profile": campaign.profile,
        "made_at": _moment(campaign.made_at),
        "units": [[each.name, each.parent, each.insured_number] for each in campaign.units],
        "unit_settings": dict(campaign.unit_settings),
        "people": [[each.name, each.role.value, each.display_name] for each in campaign.people],
        "files": [[path, len(content)] for path, content in files],
        "roster": [campaign.roster_name, len(campaign.roster)],
        "stations": [[each.number, each.name, each.pem.decode("ascii")] for each in campaign.stations],
        "receivers": [each.decode("ascii") for each in campaign.receivers],
        "content": CONTENT,
        "seats": [[each.number, each.name] for each in campaign.seats],
        "settings": dict(campaign.settings),
        "valid_until": campaign.valid_until.isoformat() if campaign.valid_until else "",
    }
    yield _TOLD, json.dumps(told, sort_keys=True).encode("ascii")
    for _, content in files:
        yield _FILE, content
    yield _FILE, campaign.roster
    yield from ((_ROSTER, rostercopy.as_text(piece)) for piece in campaign.rosters)


def _rosters(frames: Iterator[Frame]) -> tuple[RosterPiece, ...]:
    found: list[RosterPiece] = []
    for letter, content in frames:
        if letter != _ROSTER or len(found) >= MOST_PIECES:
            raise ValueError("more than it tells")
        found.append(rostercopy.from_text(content))
    return tuple(found)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _sizes(told: Mapping[str, Any]) -> list[int]:
    if len(told["files"]) > MOST_FILES:
        raise ValueError("too many files")
    sizes = [size for _, size in (*told["files"], told["roster"])]
    if any(type(size) is not int or not 0 <= size <= LARGEST_FILE_BYTES for size in sizes):
        raise ValueError("no sizes")
    return sizes


def _taken(frames: Iterator[Frame], size_bytes: int) -> bytes:
    letter, content = next(frames, (b"", b""))
    if letter != _FILE or len(content) != size_bytes:
        raise ValueError("another file")
    return content


def _campaign(told: Mapping[str, Any], files: list[bytes], rosters: tuple[RosterPiece, ...]) -> Campaign:
    for key, most in (("units", MOST_UNITS), ("people", _MOST_PEOPLE), ("stations", _MOST_STATIONS), ("receivers", 20)):
        if type(told[key]) is not list or len(told[key]) > most:
            raise ValueError("too many")
    paths = [_path(path) for path, _ in told["files"]]
    if len(set(paths)) != len(paths):
        raise ValueError("a file twice")
    made_at = datetime.fromisoformat(_word(told["made_at"]))
    if made_at.tzinfo is None:
        raise ValueError("a moment without a zone")
    settings = told["unit_settings"]
    if type(settings) is not dict or len(settings) > MOST_UNITS:
        raise ValueError("no settings")
    return Campaign(
        name=_word(told["campaign"]),
        profile=_word(told["profile"]),
        made_at=made_at.astimezone(UTC),
        units=tuple(
            Unit(_word(name), _word(parent, _LONGEST_PATH), _word(number)) for name, parent, number in told["units"]
        ),
        unit_settings={_word(unit, _LONGEST_PATH): _setting(text) for unit, text in settings.items()},
        people=tuple(Operator(_word(name), Role(_word(role)), _word(shown)) for name, role, shown in told["people"]),
        profile_files=dict(zip(paths, files[:-1], strict=True)),
        roster_name=_word(told["roster"][0]),
        roster=files[-1],
        stations=tuple(KnownStation(_number(number), _word(name), _pem(pem)) for number, name, pem in told["stations"]),
        receivers=tuple(_certificate(pem) for pem in told["receivers"]),
        rosters=rosters,
        **_since_second(told),
    )


def _since_second(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts that a file of the first kind doesn't have."""
    seats, settings, until = told.get("seats", []), told.get("settings", {}), told.get("valid_until", "")
    if type(seats) is not list or len(seats) > _MOST_STATIONS:
        raise ValueError("too many seats")
    if type(settings) is not dict or len(settings) > _MOST_SETTINGS:
        raise ValueError("too many settings")
    found = tuple(Seat(_number(number), _word(name)) for number, name in seats)
    if len({each.number for each in found}) != len(found):
        raise ValueError("a number twice")
    return {
        "seats": found,
        "settings": {_word(key): _text(value) for key, value in settings.items()},
        "valid_until": date.fromisoformat(_word(until)) if until else None,
    }


def _word(told: object, longest: int = _LONGEST_WORD) -> str:
    if type(told) is not str or len(told) > longest or not told.isprintable():
        raise ValueError("no word")
    told.encode("utf-8")
    return told


def _text(told: object) -> str:
    if type(told) is not str or len(told) > _LONGEST_SETTING:
        raise ValueError("no setting")
    told.encode("utf-8")
    return told


def _path(told: object) -> str:
    if type(told) is not str or not _PATH.fullmatch(told):
        raise ValueError("no path")
    return told


def _number(told: object) -> int:
    if type(told) is not int or not 1 <= told <= 9999:
        raise ValueError("no station's number")
    return told


def _setting(told: object) -> str:
    """Return what a unit settled, as it is stored: field → value."""
    if type(told) is not str or len(told) > _LONGEST_SETTING:
        raise ValueError("no setting")
    values = json.loads(told)
    if type(values) is not dict or not all(type(value) is str for value in values.values()):
        raise ValueError("no setting")
    return told


def _pem(told: object) -> bytes:
    if type(told) is not str or len(told) > _LARGEST_PEM:
        raise ValueError("no key")
    return recipients.read_station_key(told.encode("ascii")).pem


def _certificate(told: object) -> bytes:
    if type(told) is not str or len(told) > _LARGEST_PEM or "-----BEGIN CERTIFICATE" not in told:
        raise ValueError("no certificate")
    return told.encode("ascii")
