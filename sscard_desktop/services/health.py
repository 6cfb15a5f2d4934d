# SPDX-License-Identifier: Apache-2.0
"""Is this workplace fit for the day? Each part answers for itself: fine, look at it, or mend it first."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.session import Session
from sscard_desktop.services.timekeeping import is_behind
from sscard_desktop.services.workplace import Workplace

LOW_DISK_BYTES = 2 << 30
FULL_DISK_BYTES = 256 << 20
EARLIEST_BELIEVABLE = datetime(2026, 1, 1, tzinfo=UTC)
"""A clock before this program was written is wrong: an empty battery, mostly."""
BACKUP_TOO_OLD = timedelta(days=3)
PROOF_TOO_OLD = timedelta(days=30)


class Health(StrEnum):
    """How a part is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One part's answer; the code's sentence says what to do.

    Attributes:
        part: what was looked at: ``reader``, ``disk``…
    """

    part: str
    health: Health
    code: str
    params: dict[str, str | int] = field(default_factory=dict)


def examine(workplace: Workplace, session: Session | None = None) -> Iterator[HealthCheck]:
    """Look at each part in turn; the database only with a session. Slow: loads the models and the fonts."""
    parts: list[tuple[str, Callable[[], HealthCheck]]] = [
        ("profiles", lambda: _profiles(workplace)),
        ("reader", lambda: _reader(workplace)),
        ("camera", lambda: _camera(workplace)),
        ("printer", lambda: _printer(workplace)),
        ("fonts", lambda: _fonts(workplace)),
        ("models", lambda: _models(workplace)),
        ("disk", lambda: _disk(workplace)),
        ("clock", lambda: _clock(workplace, session)),
        ("station", lambda: _station(workplace)),
        ("keys", lambda: _keys(workplace)),
    ]
    if session is not None:
        parts.append(("database", lambda: _database(session)))
        parts.append(("backup", lambda: _backup(workplace, session)))
    for part, look in parts:
        try:
            yield look()
        except SscardError as error:
            params = {key: value for key, value in error.params.items() if isinstance(value, str | int)}
            yield HealthCheck(part, Health.FAIL, error.code, params)


def _profiles(workplace: Workplace) -> HealthCheck:
    names = workplace.profiles.names()
    for name in names:
        for problem in workplace.profiles.check(workplace.profiles.load(name).folder):
            params = {key: value for key, value in problem.params.items() if isinstance(value, str | int)}
            place: dict[str, str | int] = {"file": problem.file, "line": problem.line, "key": problem.key}
            return HealthCheck("profiles", Health.FAIL, problem.code, {**params, **place})
    return HealthCheck("profiles", Health.OK, "health.profiles", {"count": len(names)})


def _reader(workplace: Workplace) -> HealthCheck:
    known = [port for port in workplace.readers.ports() if port.known_reader]
    if not known:
        obstacle = workplace.readers.obstacle()
        if obstacle is not None:
            raise obstacle
        return HealthCheck("reader", Health.WARN, "health.no_reader")
    return HealthCheck("reader", Health.OK, "health.reader", {"port": known[0].device})


def _camera(workplace: Workplace) -> HealthCheck:
    devices = workplace.cameras().devices()
    if not devices:
        return HealthCheck("camera", Health.WARN, "health.no_camera")
    return HealthCheck("camera", Health.OK, "health.camera", {"name": devices[0].name})


def _printer(workplace: Workplace) -> HealthCheck:
    spooler = workplace.spooler()
    printers = spooler.printers() if spooler.there() else ()
    if not printers:
        return HealthCheck("printer", Health.WARN, "health.no_printer")
    return HealthCheck("printer", Health.OK, "health.printer", {"name": printers[0].name, "count": len(printers)})


def _fonts(workplace: Workplace) -> HealthCheck:
    missing = workplace.forms().missing_characters("社会保障卡𠮷㛃𬭚·○●")
    if missing:
        return HealthCheck("fonts", Health.FAIL, "health.fonts_missing", {"characters": " ".join(missing)})
    return HealthCheck("fonts", Health.OK, "health.fonts")


def _models(workplace: Workplace) -> HealthCheck:
    workplace.photo_maker().warm()
    reader = workplace.document_reader()
    reader.warm()
    # They take more memory than all the rest; who reads a card loads them again.
    reader.forget()
    return HealthCheck("models", Health.OK, "health.models")


def _disk(workplace: Workplace) -> HealthCheck:
    folder = workplace.station.folder
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    health = Health.FAIL if free < FULL_DISK_BYTES else Health.WARN if free < LOW_DISK_BYTES else Health.OK
    code = "health.disk" if health is Health.OK else "health.disk_low"
    return HealthCheck("disk", health, code, {"free_mb": free >> 20})


def _clock(workplace: Workplace, session: Session | None) -> HealthCheck:
    now = workplace.clock.now()
    if now < EARLIEST_BELIEVABLE:
        return HealthCheck("clock", Health.FAIL, "health.clock_wrong", {"date": workplace.clock.today().isoformat()})
    if session is not None and is_behind(session, now):
        return HealthCheck("clock", Health.WARN, "health.clock_back", {"date": workplace.clock.today().isoformat()})
    return HealthCheck("clock", Health.OK, "health.clock", {"date": workplace.clock.today().isoformat()})


def _station(workplace: Workplace) -> HealthCheck:
    if not workplace.station.exists():
        return HealthCheck("station", Health.WARN, "health.no_station")
    return HealthCheck("station", Health.OK, "health.station", {"name": workplace.station.identity().name})


def _keys(workplace: Workplace) -> HealthCheck:
    """Look at the key file itself; whether it opens the database is seen by logging in."""
    if not workplace.station.exists():
        return HealthCheck("keys", Health.WARN, "health.no_station")
    workplace.station.identity()
    return HealthCheck("keys", Health.OK, "health.keys")


def _database(session: Session) -> HealthCheck:
    findings = session.store.check_integrity()
    if findings:
        return HealthCheck("database", Health.FAIL, "health.database_damaged", {"count": len(findings)})
    return HealthCheck("database", Health.OK, "health.database")


def _backup(workplace: Workplace, session: Session) -> HealthCheck:
    state = Backups(session, workplace.station).state()
    now = session.clock.now()
    if state.last_at is None or now - state.last_at > BACKUP_TOO_OLD:
        return HealthCheck("backup", Health.WARN, "health.backup_old")
    if state.proved_at is None or now - state.proved_at > PROOF_TOO_OLD:
        return HealthCheck("backup", Health.WARN, "health.backup_unproved")
    if state.second is None:
        return HealthCheck("backup", Health.WARN, "health.backup_one_place")
    return HealthCheck("backup", Health.OK, "health.backup", {"date": state.last_at.date().isoformat()})
