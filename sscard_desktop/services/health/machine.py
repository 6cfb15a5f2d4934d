# SPDX-License-Identifier: Apache-2.0
"""What the program came with, and the machine it runs on: fonts, models, disks, clock, profiles, the key file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.health import Health, HealthCheck, Part
from sscard_desktop.domain.operators import Permission
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.health.look import Look, fail, ok, told, warn
from sscard_desktop.services.mornings import JUMP_ACTION
from sscard_desktop.services.ports import DiskState, Profiles
from sscard_desktop.services.profilewatch import ProfileWatch
from sscard_desktop.services.timekeeping import is_behind

LOW_DISK_BYTES = 2 << 30
FULL_DISK_BYTES = 256 << 20
EARLIEST_BELIEVABLE = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this program was written is wrong: an empty battery, mostly."""
JUMPS_TOLD_FOR = timedelta(days=1)
_DRAWN = "社会保障卡𠮷㛃𬭚·○●"


def fonts(look: Look) -> Iterator[HealthCheck]:
    """Draw common and rare characters, as a form does."""
    forms = look.workplace.forms()
    missing = forms.missing_characters(_DRAWN)
    if missing:
        yield fail(Part.FONTS, "health.fonts_missing", characters=" ".join(missing))
    elif not forms.proof(_DRAWN).startswith(b"%PDF"):
        yield fail(Part.FONTS, "health.fonts_missing", characters=_DRAWN)
    else:
        yield ok(Part.FONTS, "health.fonts")


def models(look: Look) -> Iterator[HealthCheck]:
    """Load the networks; each is compared with its digest before."""
    look.workplace.photo_maker().warm()
    reader = look.workplace.document_reader()
    reader.warm()
    # They take more memory than all the rest; who reads a card loads them again.
    reader.forget()
    yield ok(Part.MODELS, "health.models")


def disks(look: Look) -> Iterator[HealthCheck]:
    """Write a small file where the station, its backups and temporary files lie, and see how much room is left."""
    workplace = look.workplace
    folder = workplace.station.folder
    while not folder.exists():
        folder = folder.parent
    places = {"station": folder, "temporary": Path(tempfile.gettempdir())}
    with look.station() as session:
        if session is not None:
            state = Backups(session, workplace.station).state()
            if state.folder.parent != workplace.station.folder:
                places["backup"] = state.folder
            if state.second is not None:
                places["second"] = state.second
    for place, each in places.items():
        yield _disk(place, workplace.disks.look(each))


def _disk(place: str, state: DiskState | None) -> HealthCheck:
    if state is None:
        return warn(Part.DISK, "health.place_gone", place=place)
    if state.error:
        return fail(Part.DISK, "health.place_unwritable", place=place)
    free_mb = state.free_bytes >> 20
    if state.free_bytes >= LOW_DISK_BYTES:
        return ok(Part.DISK, "health.disk", place=place, free_mb=free_mb)
    health = Health.FAIL if state.free_bytes < FULL_DISK_BYTES else Health.WARN
    return HealthCheck(Part.DISK, health, "health.disk_low", {"place": place, "free_mb": free_mb})


def clock(look: Look) -> Iterator[HealthCheck]:
    """Compare the clock with what the station has seen; tell of jumps, and of a zone that isn't China's."""
    now, today = look.workplace.clock.now(), look.workplace.clock.today().isoformat()
    if now < EARLIEST_BELIEVABLE:
        yield fail(Part.CLOCK, "health.clock_wrong", date=today)
        return
    with look.station() as session:
        if session is not None and is_behind(session, now):
            yield warn(Part.CLOCK, "health.clock_back", date=today)
            return
        recent = () if session is None else session.store.audit_entries(since=now - JUMPS_TOLD_FOR)
        jumps = sum(entry.action == JUMP_ACTION for entry in recent)
    if jumps:
        yield warn(Part.CLOCK, "health.clock_jumped", count=jumps)
    ahead = now.astimezone().utcoffset() or timedelta(0)
    if ahead != CHINA.utcoffset(None):
        yield warn(Part.CLOCK, "health.clock_zone", hours=f"{ahead / timedelta(hours=1):+g}")
    if not jumps:
        yield ok(Part.CLOCK, "health.clock", date=today)


def profiles(look: Look) -> Iterator[HealthCheck]:
    """Read every city with its forms; tell a supervisor of a change that nobody acknowledged."""
    workplace = look.workplace
    names = workplace.profiles.names()
    broken = [check for name in names for check in _broken(workplace.profiles, name)]
    yield from broken or [ok(Part.PROFILES, "health.profiles", count=len(names))]
    with look.station() as session:
        if session is not None and session.operator.may(Permission.SETTINGS):
            change = ProfileWatch(session).pending()
            if change is not None:
                yield HealthCheck(Part.PROFILES, Health.WARN, change.code, change.params)


def _broken(profiles: Profiles, name: str) -> Iterator[HealthCheck]:
    try:
        profile = profiles.load(name)
    except InvalidInputError as error:
        yield told(Part.PROFILES, error)
        return
    for problem in profiles.check(profile.folder)[:1]:
        params = {key: value for key, value in problem.params.items() if isinstance(value, str | int)}
        place: dict[str, str | int] = {"file": problem.file, "line": problem.line, "key": problem.key}
        yield fail(Part.PROFILES, problem.code, **{**params, **place})


def station(look: Look) -> Iterator[HealthCheck]:
    """Name the station."""
    if look.workplace.station.exists():
        yield ok(Part.STATION, "health.station", name=look.workplace.station.identity().name)
    else:
        yield warn(Part.STATION, "health.no_station")


def keys(look: Look) -> Iterator[HealthCheck]:
    """Look at the key file itself; whether it opens the database is seen by logging in."""
    if look.workplace.station.exists():
        look.workplace.station.identity()
        yield ok(Part.KEYS, "health.keys")
