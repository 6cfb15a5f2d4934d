# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Consent, Move, Status, Step
from sscard_desktop.domain.remarks import Point, Remark, RemarkSource
from sscard_desktop.domain.retention import Cause, Tombstone
from sscard_desktop.storage.recordcopies import STAYS
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import NOON, a_record

TRAVELS = {"record_values", "name_ending", "consent", "step", "picture", "reading", "remark", "card"}
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


def test_a_destroyed_record_leaves_nothing_in_any_of_its_tables(station: StationFolder) -> None:
    """Whoever adds a table: what it holds of a person goes with the record."""
    store, _ = station.unlock("zhou", "three blue teapots")
    assert isinstance(store, EncryptedStore)
    record = a_record(1, consents=(Consent("notice", "1", NOON, "li"),))
    with store.transaction():
        store.add_record(record)
        store.put_picture(record.id, PictureRole.PHOTO, b"x", report="", at=NOON)
        store.put_readings(record.id, Source.CHIP, {"name": "张伟国"}, at=NOON)
        store.add_remarks(record.id, [Remark(Point("张伟国的照片", "photo"), RemarkSource.SUPERVISOR, NOON, "zhou")])
        store.put_card_issue(CardIssue(record.id, "A1234567", "张伟国家", NOON))
        store.add_step(record.id, Step(NOON, "li", Move.VOID, Status.DRAFT, Status.VOID, "张伟国"))
    copy = store.copy_of(record.id)
    assert copy is not None
    with store.transaction():
        seq = store.add_merge((), at=NOON, operator="zhou")
        store.keep_before(seq, copy, {PictureRole.PHOTO: b"x"})
        stone = Tombstone(record.id, "void", NOON, None, NOON, "zhou", Cause.REQUEST, "1", 1, "0" * 64)
        store.destroy(stone)
    left = {
        table: store.database.rows(f'SELECT * FROM "{table}"')
        for table in (*TRAVELS - {"record_values", "step"}, "merge_before", "merge_picture")
    }
    assert not any(left.values()), left
    rest = repr([store.database.rows(f"SELECT * FROM {table}") for table in ("record", "record_values", "step")])
    store.close()
    assert "张伟国" not in rest
    assert record.value("number") not in rest
