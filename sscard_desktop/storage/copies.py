# SPDX-License-Identifier: Apache-2.0
"""Whole copies of a station's database, under its own key or another, and the proof that one is whole.

Made by SQLite's online backup: an exact copy, schema number and all, that can tell how far it is, be cancelled, and go
on while the counter writes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.services.ports import AuditHead
from sscard_desktop.storage.audit import Audit
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.integrity import damage
from sscard_desktop.storage.migrations import CURRENT, version_of


def make_copy(source: Database, path: Path, key: bytes, report: Callable[[int, int], None]) -> Mapping[str, int]:
    """Write a copy of ``source`` under ``key`` to ``path``, durably; return how many rows each table has.

    Raises:
        EnvironmentFailedError: the disk's failures; nothing is left at ``path``.
    """
    try:
        target = Database(path, key, create=True)
        try:
            census = source.copy_into(target, report)
            target.fold_log()
        finally:
            target.close()
        with converted(path.name):
            descriptor = os.open(path, os.O_RDWR)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    except BaseException:
        discard(path)
        raise
    return census


def prove_copy(path: Path, key: bytes, census: Mapping[str, int]) -> AuditHead:
    """Open a copy and read all of it; return the end of its audit trail.

    Raises:
        EnvironmentFailedError: ``storage.copy_wrong``, it isn't what was copied.
    """
    database = Database(path, key)
    try:
        if damage(database) or database.census() != census or _broken_audit(database):
            raise EnvironmentFailedError("storage.copy_wrong", file=path.name)
        return Audit(database).audit_head()
    finally:
        database.close()


def _broken_audit(database: Database) -> bool:
    # Of an older schema, which is copied before it is migrated, the trail can't be read by today's program.
    current = version_of(database) == CURRENT
    return current and Audit(database).first_broken_entry() is not None


def discard(path: Path) -> None:
    """Delete a database file with what lies beside it."""
    for name in (path.name, path.name + "-wal", path.name + "-shm", path.name + "-journal"):
        path.with_name(name).unlink(missing_ok=True)
