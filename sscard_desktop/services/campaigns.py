# SPDX-License-Identifier: Apache-2.0
"""A campaign's set-up from the supervisor's machine to fresh laptops: city, units, people, roster, whom to trust.

A set-up may name the stations that it is for, so that a fresh laptop asks for nothing but passwords, and a last day.
People come with their names and roles, and locked out: no password travels, not even a first one. At each station its
own supervisor gives every person one (``user reset``). Open rosters go along and are there at once; a list that isn't
imported yet is kept in the encrypted station, as it is, until it is.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.filenames import told_of
from sscard_desktop.domain.merging import TrustedStation
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.rostercopy import RosterPiece, pieces
from sscard_desktop.services.access import allowed
from sscard_desktop.services.brought import note_brought
from sscard_desktop.services.campaignrules import require_for, require_seats
from sscard_desktop.services.handover import store_receivers
from sscard_desktop.services.ports import (
    Campaign,
    CampaignFiles,
    KnownStation,
    Lock,
    PackageSealer,
    Profiles,
    Seat,
    StationPackages,
    Store,
    Unit,
    WrittenFile,
)
from sscard_desktop.services.rostertaking import RosterTaking
from sscard_desktop.services.session import Session
from sscard_desktop.services.stationdefaults import fitting, travelling
from sscard_desktop.services.stationkey import signing_key
from sscard_desktop.services.trust import reception_certificate
from sscard_desktop.services.unitsettings import keep_settled, settled_by

_ROSTER_SETTING = "campaign.roster"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a campaign brought that wasn't here.

    Attributes:
        people: names of those who came, locked out until they get a password.
        listed: people of rosters who weren't on them here.
    """

    units: int
    people: tuple[str, ...]
    stations: int
    roster: str
    listed: int = 0


class Campaigns:
    """A supervisor's work on campaign set-ups."""

    def __init__(
        self, session: Session, files: CampaignFiles, packages: StationPackages, sealer: PackageSealer
    ) -> None:
        self._session = session
        self._files = files
        self._packages = packages
        self._sealer = sealer

    @allowed(Permission.SETTINGS)
    def make(
        self,
        path: Path,
        lock: Lock,
        profiles: Profiles,
        *,
        roster: tuple[str, bytes] = ("", b""),
        seats: Sequence[Seat] = (),
        valid_until: date | None = None,
    ) -> WrittenFile:
        """Write this station's set-up for others to ``path``; what they hand over will be locked for this machine.

        Args:
            roster: a list that isn't imported, with its file's name.
            seats: the stations that it is for; without any, each is asked for its number and name.
            valid_until: the last day on which it sets a station up.

        Raises:
            InvalidInputError: ``transfer.no_lock``, ``transfer.password_short``.
            RefusedError: ``campaign.seat_taken`` (``number``), twice or this station's own; ``campaign.over_already``
                (``until``); ``station.number_out_of_range``, ``station.text_invalid``.
            EnvironmentFailedError: the disk's failures (``package.…``, ``profile.not_readable``).
        """
        session = self._session
        store, identity = session.store, session.identity
        require_seats(seats, own=identity.number)
        if valid_until is not None and valid_until < session.clock.today():
            raise RefusedError("campaign.over_already", until=valid_until.isoformat())
        certificate = reception_certificate(session, self._packages)
        key = signing_key(session, self._sealer)
        own = KnownStation(identity.number, identity.name, self._sealer.public_key(key).pem)
        others = [each for each in store.trusted_stations() if each.revoked_at is None]
        units = store.all_units()
        campaign = Campaign(
            name=identity.campaign,
            profile=identity.profile,
            made_at=session.clock.now(),
            units=tuple(units),
            unit_settings={
                unit.path: json.dumps(dict(settled), sort_keys=True)
                for unit in units
                if (settled := settled_by(store, unit.path)) is not None
            },
            people=tuple(each for each in store.operators() if not each.disabled),
            profile_files=profiles.own_files(),
            roster_name=roster[0],
            roster=roster[1],
            stations=(own, *(KnownStation(each.number, each.name, each.pem) for each in others)),
            receivers=(certificate,),
            rosters=tuple(_open_rosters(store)),
            seats=tuple(seats),
            settings=travelling(store),
            valid_until=valid_until,
        )
        written = self._files.write_campaign(path, campaign, lock=lock, key=key)
        told = {"sha256": written.sha256, "bytes": written.size_bytes, "stations": [each.number for each in seats]}
        with session.action("campaign.make", told_of(path.name), **told):
            pass
        return written

    @allowed(Permission.SETTINGS)
    def apply(self, campaign: Campaign, *, printers: Collection[str] = ()) -> Opened:
        """Take a campaign's units, people, trusted stations, receivers, settings and roster over; all, or nothing.

        What is here stays: a person of the same name, a station of the same number or key, what was set.

        Args:
            printers: those of this machine; forms that go to others keep their paper and lose their printer.

        Raises:
            RefusedError: ``campaign.other`` (``profile``, ``campaign``: the file's), this station works for another;
                ``campaign.not_for_station`` (``number``, ``stations``); ``campaign.expired`` (``until``, ``today``).
        """
        session = self._session
        store, identity = session.store, session.identity
        if (campaign.profile, campaign.name) != (identity.profile, identity.campaign):
            raise RefusedError("campaign.other", profile=campaign.profile, campaign=campaign.name)
        require_for(campaign, number=identity.number, today=session.clock.today())
        known = {each.name for each in store.operators()}
        people = [each for each in campaign.people if each.name not in known]
        units = [unit for unit in campaign.units if not _is_known(store, unit)]
        with session.transaction() as now:
            for unit in units:
                store.add_unit(unit)
            for name, settled in campaign.unit_settings.items():
                keep_settled(store, name, json.loads(settled))
            for person in people:
                store.save_operator(replace(person, disabled=True))
            live = [each for each in store.trusted_stations() if each.revoked_at is None]
            stations = [each for each in campaign.stations if self._is_new(each, store.trusted_stations(), live)]
            for each in stations:
                key = self._packages.station_key(each.pem)
                who = session.operator.name
                store.save_trusted_station(TrustedStation(key.fingerprint, each.number, each.name, key.pem, now, who))
            if campaign.receivers:
                store_receivers(store, campaign.receivers)
            settings = {
                key: value for key, value in fitting(campaign.settings, printers).items() if not store.setting(key)
            }
            for setting, value in settings.items():
                store.save_setting(setting, value)
            if people:
                note_brought(store, [each.name for each in people])
            if campaign.roster:
                kept = [campaign.roster_name, base64.b64encode(campaign.roster).decode("ascii")]
                store.save_setting(_ROSTER_SETTING, json.dumps(kept))
            taking = RosterTaking(store, session.profile)
            for piece in campaign.rosters:
                taking.take(piece)
            rosters = taking.finish()
            told = {"units": len(units), "people": [each.name for each in people], "stations": len(stations)}
            told["settings"] = sorted(settings)
            session.audit("campaign.open", campaign.name, roster=bool(campaign.roster), rosters=rosters, **told)
        names = tuple(each.name for each in people)
        return Opened(len(units), names, len(stations), campaign.roster_name, taking.added)

    @allowed(Permission.MANAGE_UNITS)
    def roster(self) -> tuple[str, bytes] | None:
        """Return the roster that the campaign brought, with its file's name; ``None`` where it brought none."""
        kept = self._session.store.setting(_ROSTER_SETTING)
        if not kept:
            return None
        name, content = json.loads(kept)
        return str(name), base64.b64decode(content)

    def _is_new(self, station: KnownStation, known: Sequence[TrustedStation], live: Sequence[TrustedStation]) -> bool:
        """Return whether a station may be trusted: a revoked key stays revoked, and a number bears one key."""
        if station.number == self._session.identity.number:
            return False
        fingerprint = self._packages.station_key(station.pem).fingerprint
        return all(each.fingerprint != fingerprint for each in known) and all(
            each.number != station.number for each in live
        )


def _open_rosters(store: Store) -> Iterator[RosterPiece]:
    for roster in store.rosters(open_only=True):
        yield from pieces(roster, store.roster_rows(roster.id))


def _is_known(store: Store, unit: Unit) -> bool:
    """Return whether a unit that comes is here and says the same; its initials are this station's to find."""
    here = store.unit_at(unit.path)
    return here is not None and here.insured_number == unit.insured_number
