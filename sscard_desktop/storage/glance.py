# SPDX-License-Identifier: Apache-2.0
"""A station's file at a glance, in seconds however large it is, and in numbers.

Answers for what a failing disk or a foreign hand breaks first: the pages of every table but the pictures', the newest
pictures against their digests, the last lines of the audit trail. The whole file is :mod:`.integrity`'s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from sscard_desktop.domain.errors import CancelledError, EnvironmentFailedError
from sscard_desktop.services.ports import StoreFigures, StoreGlance
from sscard_desktop.storage.audit import Audit
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.migrations import MIGRATIONS, version_of

NEWEST_PICTURES = 20
LAST_LINES = 500
_TOO_LARGE = ("picture", "audit_detail")
"""Tables whose pages are gigabytes after a year."""
_AT_MOST = 20


def glance(database: Database, audit: Audit, stop: Callable[[], bool]) -> StoreGlance:
    """Look until all of it was seen or ``stop`` says so."""
    found: list[str] = []
    lines, complete = 0, True
    try:
        with database.until(stop):
            lines = audit.audit_head().entries
            for look in (_broken_trail, _broken_pictures):
                found += look(database, audit)
            for (table,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
                if stop():
                    raise CancelledError
                if table not in _TOO_LARGE:
                    found += _broken_table(database, str(table))
    except CancelledError:
        complete = False
    except EnvironmentFailedError as error:
        found.append(error.code)
    return StoreGlance(tuple(found[:_AT_MOST]), complete, lines)


def figures(database: Database) -> StoreFigures:
    """Return the station in numbers."""
    log = database.path.with_name(f"{database.path.name}-wal")
    free, pages, page_bytes = (
        int(database.rows(f"PRAGMA {name}")[0][0]) for name in ("freelist_count", "page_count", "page_size")
    )
    return StoreFigures(
        schema=version_of(database),
        newest=len(MIGRATIONS),
        rows=database.census(),
        size_bytes=database.path.stat().st_size,
        log_bytes=log.stat().st_size if log.exists() else 0,
        free_pages=free,
        pages=pages,
        page_bytes=page_bytes,
        cipher=str(database.rows("PRAGMA cipher_version")[0][0]),
    )


def _broken_trail(database: Database, audit: Audit) -> list[str]:
    begin = max(audit.audit_head().entries - LAST_LINES, 0)
    return [f"audit: line {each.first} {each.fault.value}" for each in audit.audit_findings(after=begin)]


def _broken_pictures(database: Database, audit: Audit) -> list[str]:
    newest = database.rows("SELECT seq, sha256, content FROM picture ORDER BY seq DESC LIMIT ?", NEWEST_PICTURES)
    return [f"picture {seq}" for seq, sha256, content in newest if hashlib.sha256(content).hexdigest() != sha256]


def _broken_table(database: Database, table: str) -> list[str]:
    told = database.rows(f'PRAGMA quick_check("{table}")')
    return [f"{table}: {row[0]}" for row in told if row[0] != "ok"]
