# SPDX-License-Identifier: Apache-2.0
"""What is wrong with an open station file, for the health check; reads all of it, so not for every start."""

from __future__ import annotations

from collections.abc import Callable

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.storage.audit import Audit
from sscard_desktop.storage.database import Database, Row

_AT_MOST = 20


_Checks = tuple[tuple[str, Callable[[], list[str]]], ...]


def findings(database: Database, audit: Audit) -> list[str]:
    """Return what is wrong, empty if nothing; technical sentences without personal data."""
    return damage(database) + _found(
        (("tally", lambda: _differing_tally(database)), ("audit", lambda: _broken_audit(audit)))
    )


def damage(database: Database) -> list[str]:
    """Return what is wrong with the file itself, whatever its schema."""
    return _found(
        (
            ("pages", database.damaged_pages),
            ("structure", lambda: _unless_ok(database.rows(f"PRAGMA integrity_check({_AT_MOST})"))),
            ("references", lambda: [f"{row[0]} row {row[1]}" for row in database.rows("PRAGMA foreign_key_check")]),
        )
    )


def _found(checks: _Checks) -> list[str]:
    found: list[str] = []
    for name, check in checks:
        try:
            found += [f"{name}: {finding}" for finding in check()[:_AT_MOST]]
        except EnvironmentFailedError as error:
            found.append(f"{name}: {error.code}")
    return found


def _unless_ok(rows: list[Row]) -> list[str]:
    return [str(row[0]) for row in rows if row[0] != "ok"]


def _differing_tally(database: Database) -> list[str]:
    rows = database.rows(
        "SELECT coalesce(t.status, r.status) FROM (SELECT * FROM tally WHERE records <> 0) t FULL JOIN "
        "(SELECT created_by, status, count(*) AS records FROM record GROUP BY created_by, status) r "
        "USING (created_by, status) WHERE t.records IS NOT r.records"
    )
    return [f"{status} records are counted wrong" for (status,) in rows]


def _broken_audit(audit: Audit) -> list[str]:
    broken = audit.first_broken_entry()
    return [] if broken is None else [f"entry {broken} isn't what was written"]
