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
from sscard_desktop.storage.audit import Audit
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.integrity import damage


def make_copy(source: Database, path: Path, key: bytes, report: Callable[[int, int], None]) -> Mapping[str, int]:
    """Write a copy of ``source`` under ``key`` to ``path``, durably; return how many rows each table has.

    Raises:
        EnvironmentFailedError: the disk's failures; nothing is left at ``path``.
    """
    try:
        target = Database(path, key, create=True)
        try:
            census = source.copy_into(target, report)
        finally:
            # Folds the write-ahead log in, so that the file alone is the database.
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


def prove_copy(path: Path, key: bytes, census: Mapping[str, int]) -> str:
    """Open a copy and read all of it; return the last digest of its audit trail.

    Raises:
        EnvironmentFailedError: ``storage.copy_wrong``, it isn't what was copied.
    """
    database = Database(path, key)
    try:
        audit = Audit(database)
        if damage(database) or database.census() != census or audit.first_broken_entry() is not None:
            raise EnvironmentFailedError("storage.copy_wrong", file=path.name)
        last = database.row("SELECT digest FROM audit ORDER BY sequence DESC LIMIT 1")
        return str(last[0]) if last else ""
    finally:
        database.close()


def discard(path: Path) -> None:
    """Delete a database file with what lies beside it."""
    for name in (path.name, path.name + "-wal", path.name + "-shm", path.name + "-journal"):
        path.with_name(name).unlink(missing_ok=True)
