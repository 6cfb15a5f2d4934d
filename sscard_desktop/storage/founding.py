# SPDX-License-Identifier: Apache-2.0
"""A new station's database: made, and furnished, beside where it will count.

Nothing here is in force: it lies as ``station.db.new`` until a key file names it (:mod:`.folder`). It is loaded when a
station is founded, and at no other time.
"""

from __future__ import annotations

from collections.abc import Callable

from sscard_desktop.domain.operators import Operator
from sscard_desktop.services.ports import Store
from sscard_desktop.storage import migrations
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.directory import Directory
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import StationLock
from sscard_desktop.storage.folder import StationFiles
from sscard_desktop.storage.store import EncryptedStore
from sscard_desktop.storage.syncing import sync_folder


def create_database(
    files: StationFiles, data_key: bytes, operator: Operator, *, initials: Callable[[str], str]
) -> None:
    """Make the pending database with its schema and first person, on the disk when this returns."""
    files.clear_pending()
    database = Database(files.pending, data_key, create=True)
    try:
        migrations.create_schema(database)
        with database.transaction():
            Directory(database, initials).save_operator(operator)
        database.fold_log()
    finally:
        database.close()
    with converted(files.folder.name):
        sync_folder(files.folder)


def furnish(
    files: StationFiles,
    data_key: bytes,
    put_in: Callable[[Store], None],
    *,
    initials: Callable[[str], str],
    lock: StationLock,
) -> None:
    """Put into the pending database what shall be there from the beginning; what that raises leaves none."""
    store = EncryptedStore(files.pending, data_key, initials=initials, lock=lock)
    try:
        put_in(store)
        store.database.fold_log()
    except BaseException:
        store.close()
        files.clear_pending()
        raise
    store.close()
    with converted(files.folder.name):
        sync_folder(files.folder)
