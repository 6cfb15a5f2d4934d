# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from sscard_desktop.storage.recordcopies import STAYS
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.storage.store import EncryptedStore

TRAVELS = {"record_values", "name_ending", "consent", "step", "picture", "reading", "remark"}
"""``name_ending`` is made anew from the values."""


def test_each_table_of_a_record_travels_or_is_said_to_stay(station: StationFolder) -> None:
    """Whoever adds a table decides: it goes into the copy (``domain/recordcopy``), or it is the station's own."""
    store, _ = station.unlock("zhou", "three blue teapots")
    assert isinstance(store, EncryptedStore)
    tables = [name for (name,) in store.database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    of_records = {
        table
        for table in tables
        if any(row[2] == "record" for row in store.database.rows(f'PRAGMA foreign_key_list("{table}")'))
    }
    store.close()
    assert of_records == TRAVELS | STAYS


def test_what_is_read_together_is_of_one_instant(station: StationFolder) -> None:
    store, _ = station.unlock("zhou", "three blue teapots")
    other = store.another()
    with store.reading():
        with other.transaction():
            other.save_setting("a", "b")
        assert store.setting("a") == ""
    assert store.setting("a") == "b"
    other.close()
    store.close()
