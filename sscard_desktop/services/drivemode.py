# SPDX-License-Identifier: Apache-2.0
"""集中采集: a station that works through one roster: which one, for which unit, and what carries over.

Answers for the station's setting, the defaults that go from one person to the next, and how far the roster is. How a
person of it is called up is ``drive``'s; when they are asked to come, ``arrivals``'.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sscard_desktop.domain.errors import RefusedError, SscardError
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.operators import Permission
from sscard_desktop.domain.problems import blocking
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record, RecordId
from sscard_desktop.domain.roster import Roster, RosterId, RowState
from sscard_desktop.domain.rulecases import Context
from sscard_desktop.domain.rules import check_field
from sscard_desktop.services.access import allowed
from sscard_desktop.services.ports import Store
from sscard_desktop.services.session import Session

CARRIED = (
    "subcentre",
    "bank",
    "bank_branch",
    "bank_office",
    "pickup_way",
    "pickup_district",
    "pickup_office",
)
"""Fields whose answer goes from one person to the next of the same unit, as long as nobody says otherwise."""
_SETTING = "drive.active"
_UNITS = ("unit", "insured_unit_name")


@dataclass(frozen=True, slots=True)
class ActiveDrive:
    """The roster that the station works through.

    Attributes:
        unit: where those belong who come and aren't on it, ``""`` for the roster's own.
        defaults: field → value for fields that neither card nor roster nor the unit's settings fill.
        since: when it was started.
    """

    roster: Roster
    unit: str
    defaults: Mapping[str, str] = field(repr=False)
    since: datetime


@dataclass(frozen=True, slots=True)
class DriveStatus:
    """How far a roster is.

    Attributes:
        counts: every state → how many people.
        units: unit → the same, in the units' order; one without a name comes as ``""``.
    """

    counts: Mapping[RowState, int]
    units: Mapping[str, Mapping[RowState, int]]

    @property
    def expected(self) -> int:
        """How many people are to be collected: all but those who won't be."""
        return sum(count for state, count in self.counts.items() if state is not RowState.REFUSED)

    @property
    def done(self) -> int:
        """How many are collected."""
        return self.counts[RowState.DONE]


class DriveMode:
    """Says through which roster the station works."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @allowed(Permission.WORK)
    def active(self) -> ActiveDrive | None:
        """Return the roster that the station works through, ``None`` for none: also where it was closed or deleted."""
        return active_drive(self._session.store)

    @allowed(Permission.ROSTERS)
    def start(self, roster_id: RosterId, *, unit: str = "", defaults: Mapping[str, str] | None = None) -> ActiveDrive:
        """Work through a roster from now on, in place of another one.

        Args:
            roster_id: an open roster of this campaign and city.
            unit: where those belong who come and aren't on it.
            defaults: field → value as typed, for those of :data:`CARRIED` that this city asks for.

        Raises:
            RefusedError: ``roster.unknown``; ``drive.roster_closed``; ``drive.other_campaign``, the roster is of
                another campaign or city; ``drive.not_carried`` (``field``); ``drive.bad_default`` (``field``).
        """
        session = self._session
        roster = session.store.roster(roster_id)
        if roster.closed_at is not None:
            raise RefusedError("drive.roster_closed")
        if roster.campaign != session.identity.campaign or roster.profile != session.profile.name:
            raise RefusedError("drive.other_campaign")
        kept = self._checked(defaults or {})
        with session.action("drive.start", roster.id, rows=roster.rows, fields=sorted(kept)) as now:
            said = {"roster": roster.id, "unit": unit.strip()[:200], "defaults": kept, "since": now.isoformat()}
            session.store.save_setting(_SETTING, json.dumps(said, sort_keys=True))
        return ActiveDrive(roster, unit.strip()[:200], kept, now)

    @allowed(Permission.ROSTERS)
    def stop(self) -> None:
        """Work through no roster any more; what was collected stays as it is."""
        if self.active() is None:
            return
        with self._session.action("drive.stop", ""):
            self._session.store.save_setting(_SETTING, "")

    @allowed(Permission.CAPTURE)
    def status(self, roster_id: RosterId | None = None) -> DriveStatus:
        """Return how far a roster is, the active one if none is named.

        Raises:
            RefusedError: ``drive.not_started``; ``roster.unknown``.
        """
        if roster_id is None:
            active = self.active()
            if active is None:
                raise RefusedError("drive.not_started")
            roster_id = active.roster.id
        counts = self._session.store.roster_counts(roster_id)
        units = {unit: {state: told.get(state, 0) for state in RowState} for unit, told in counts.items()}
        whole = {state: sum(told[state] for told in units.values()) for state in RowState}
        return DriveStatus(whole, units)

    def _checked(self, defaults: Mapping[str, str]) -> dict[str, str]:
        session = self._session
        profile = session.profile.of(session.profile.usual_business)
        context = Context(today=session.clock.today(), divisions=session.divisions)
        kept: dict[str, str] = {}
        for key, text in defaults.items():
            if key not in CARRIED or key not in profile.fields:
                raise RefusedError("drive.not_carried", field=key[:60])
            spec = profile.fields[key]
            value = normalised(spec, text, kept, code_lists=profile.code_lists)
            if value and blocking(check_field(profile, key, {**kept, key: value}, context)):
                raise RefusedError("drive.bad_default", field=spec.label("zh_CN"))
            if value:
                kept[key] = value
        return kept


def active_drive(store: Store) -> ActiveDrive | None:
    """Return the roster that the station works through; a setting that no longer fits is none."""
    said = _setting(store)
    if said is None:
        return None
    try:
        roster = store.roster(RosterId(str(said["roster"])))
    except RefusedError:
        return None
    if roster.closed_at is not None:
        return None
    defaults = {str(key): str(value) for key, value in dict(said["defaults"]).items()}
    return ActiveDrive(roster, str(said["unit"]), defaults, datetime.fromisoformat(str(said["since"])))


def carried_over(session: Session, drive: ActiveDrive, values: Mapping[str, str], profile: Profile) -> dict[str, str]:
    """Return what goes on from the person before, of the same unit, over what was said as the drive was started."""
    found = {key: value for key, value in drive.defaults.items() if key in profile.fields}
    before = _person_before(session, drive)
    if before is not None and before.business == profile.business and _unit_of(before.values) == _unit_of(values):
        found |= {key: before.value(key) for key in CARRIED if key in profile.fields and before.value(key)}
    return found


def note_person(session: Session, record: Record) -> None:
    """Remember who was called up last, inside the caller's transaction."""
    said = _setting(session.store)
    if said is not None:
        session.store.save_setting(_SETTING, json.dumps({**said, "last": record.id}, sort_keys=True))


def _person_before(session: Session, drive: ActiveDrive) -> Record | None:
    said = _setting(session.store)
    last = str(said.get("last", "")) if said else ""
    try:
        return session.store.record(RecordId(last)) if last else None
    except SscardError:
        # A draft that was thrown away since.
        return None


def _setting(store: Store) -> dict[str, Any] | None:
    text = store.setting(_SETTING)
    return dict(json.loads(text)) if text else None


def _unit_of(values: Mapping[str, str]) -> str:
    return next((values[key] for key in _UNITS if values.get(key)), "")
