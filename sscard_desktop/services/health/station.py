# SPDX-License-Identifier: Apache-2.0
"""The open station: its file, its trail, and how its backups stand. Read over a connection of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

from sscard_desktop.domain.health import HealthCheck, Part
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.health.look import Look, fail, ok, warn

GLANCE_S = 5.0
"""A station of years isn't read through in the morning; what was not reached is told."""
BACKUP_TOO_OLD = timedelta(days=3)
PROOF_TOO_OLD = timedelta(days=30)


def database(look: Look) -> Iterator[HealthCheck]:
    """Read the station at a glance, or whole."""
    with look.station() as session:
        if session is None:
            return
        if look.full:
            found, complete, lines = session.store.check_integrity(), True, session.store.audit_head().entries
        else:
            until = time.monotonic() + GLANCE_S
            seen = session.store.glance(lambda: look.stop() or time.monotonic() >= until)
            found, complete, lines = list(seen.findings), seen.complete, seen.lines
    if found:
        yield fail(Part.DATABASE, "health.database_damaged", count=len(found))
    elif not complete:
        yield ok(Part.DATABASE, "health.database_partly", lines=lines)
    elif look.full:
        yield ok(Part.DATABASE, "health.database", lines=lines)
    else:
        yield ok(Part.DATABASE, "health.database_glance", lines=lines)


def backups(look: Look) -> Iterator[HealthCheck]:
    """Tell how old the last backup is, whether it was ever proved, whether it still lies there, and where else."""
    with look.station() as session:
        if session is None:
            return
        service = Backups(session, look.workplace.station)
        state, now = service.state(), session.clock.now()
        fine = True
        if state.last_at is None or now - state.last_at > BACKUP_TOO_OLD:
            fine = False
            yield warn(Part.BACKUP, "health.backup_old")
        elif not service.kept():
            fine = False
            yield fail(Part.BACKUP, "health.backup_gone")
        if state.last_at is not None and (state.proved_at is None or now - state.proved_at > PROOF_TOO_OLD):
            fine = False
            yield warn(Part.BACKUP, "health.backup_unproved")
        if state.second is None:
            fine = False
            yield warn(Part.BACKUP, "health.backup_one_place")
        if fine and state.last_at is not None:
            yield ok(Part.BACKUP, "health.backup", date=state.last_at.date().isoformat())
