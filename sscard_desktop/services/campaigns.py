# SPDX-License-Identifier: Apache-2.0
"""A campaign's set-up from the supervisor's machine to fresh laptops: city, units, people, roster, whom to trust.

People come with their names and roles, and locked out: no password travels, not even a first one. At each station its
own supervisor gives every person one (``user reset``). Open rosters go along and are there at once; a list that isn't
imported yet is kept in the encrypted station, as it is, until it is.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.domain.filenames import told_of
from sscard_desktop.domain.merging import TrustedStation
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.rostercopy import RosterPiece, pieces
from sscard_desktop.services.access import allowed
from sscard_desktop.services.handover import store_receivers
from sscard_desktop.services.ports import (
    Campaign,
    CampaignFiles,
    KnownStation,
    Lock,
    PackageSealer,
    Profiles,
    StationIdentity,
    StationPackages,
    Store,
    Unit,
    WrittenFile,
)
from sscard_desktop.services.rostertaking import RosterTaking
from sscard_desktop.services.session import Session
from sscard_desktop.services.stationkey import signing_key
from sscard_desktop.services.trust import reception_certificate
from sscard_desktop.services.unitsettings import keep_settled, settled_by
from sscard_desktop.services.workplace import Workplace

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
    def make(self, path: Path, lock: Lock, profiles: Profiles, *, roster: tuple[str, bytes] = ("", b"")) -> WrittenFile:
        """Write this station's set-up for others to ``path``; what they hand over will be locked for this machine.

        Raises:
            InvalidInputError: ``transfer.no_lock``, ``transfer.password_short``.
            EnvironmentFailedError: the disk's failures (``package.…``, ``profile.not_readable``).
        """
        session = self._session
        store, identity = session.store, session.identity
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
        )
        written = self._files.write_campaign(path, campaign, lock=lock, key=key)
        with session.action("campaign.make", told_of(path.name), sha256=written.sha256, bytes=written.size_bytes):
            pass
        return written

    @allowed(Permission.SETTINGS)
    def apply(self, campaign: Campaign) -> Opened:
        """Take a campaign's units, people, trusted stations, receivers and roster over; all of it, or nothing.

        What is here stays: a person of the same name, a station of the same number or key.

        Raises:
            RefusedError: ``campaign.other`` (``profile``, ``campaign``: the file's), this station works for another.
        """
        session = self._session
        store, identity = session.store, session.identity
        if (campaign.profile, campaign.name) != (identity.profile, identity.campaign):
            raise RefusedError("campaign.other", profile=campaign.profile, campaign=campaign.name)
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
            if campaign.roster:
                kept = [campaign.roster_name, base64.b64encode(campaign.roster).decode("ascii")]
                store.save_setting(_ROSTER_SETTING, json.dumps(kept))
            taking = RosterTaking(store, session.profile)
            for piece in campaign.rosters:
                taking.take(piece)
            rosters = taking.finish()
            told = {"units": len(units), "people": [each.name for each in people], "stations": len(stations)}
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


def set_up_by(
    workplace: Workplace, campaign: Campaign, *, number: int, name: str, supervisor: str, password: str
) -> tuple[str, Opened | SscardError]:
    """Set a fresh station up for a campaign; return its recovery code, and what the campaign brought.

    Where what the campaign brings can't be stored, the error is returned, not raised: the station is there, and its
    recovery code is known to nobody else. The file can be opened again later.

    Raises what ``Profiles.install`` and ``Workplace.set_up`` raise.
    """
    workplace.profiles.install(campaign.profile_files)
    identity = StationIdentity(number, name, campaign.profile, campaign.name)
    code = workplace.set_up(identity, supervisor=supervisor, password=password)
    try:
        session = workplace.log_in(supervisor, password)
        with closing(session.store):
            service = Campaigns(session, workplace.campaigns(), workplace.station_packages(), workplace.sealer())
            return code, service.apply(campaign)
    except SscardError as error:
        return code, error
