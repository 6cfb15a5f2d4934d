# SPDX-License-Identifier: Apache-2.0
"""A station at a glance: whole ones pass, what a disk or a foreign hand broke is found, and nobody's data is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import CancelledError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.storage.database import Database
from sscard_desktop.storage.glance import LAST_LINES
from sscard_desktop.storage.migrations import MIGRATIONS
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, a_record, folder_at


def never() -> bool:
    return False


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EncryptedStore]:
    station = folder_at(tmp_path / "station")
    station.create(IDENTITY, CHIEF, PASSWORD)
    made, _ = station.unlock(CHIEF.name, PASSWORD)
    assert isinstance(made, EncryptedStore)
    record = a_record()
    with made.transaction():
        made.add_record(record)
        made.put_picture(record.id, PictureRole.PHOTO, b"\xff\xd8" * 500, report="", at=NOON)
        made.audit(at=NOON, monotonic_s=1.0, operator="zhou", action="record.start", subject=record.id, detail="{}")
    yield made
    made.close()


def database_of(store: EncryptedStore) -> Database:
    return store._database


def test_a_whole_station_has_no_findings(store: EncryptedStore) -> None:
    seen = store.glance(never)
    assert (seen.findings, seen.complete, seen.lines) == ((), True, store.audit_head().entries)


def test_a_picture_that_changed_beneath_is_found(store: EncryptedStore) -> None:
    with store.transaction():
        database_of(store).write("UPDATE picture SET content = ?", b"\xff\xd8 another")
    assert store.glance(never).findings == ("picture 1",)


def test_a_line_of_the_trail_that_was_rewritten_is_found_among_the_last(store: EncryptedStore) -> None:
    database = database_of(store)
    with store.transaction():
        database.write("DROP TRIGGER audit_unchanged")
        database.write("UPDATE audit SET operator = 'somebody' WHERE sequence = (SELECT max(sequence) FROM audit)")
    (changed, unguarded) = store.glance(never).findings
    assert changed.endswith("changed")
    assert unguarded.endswith("unguarded")


def test_only_the_trails_end_is_read(store: EncryptedStore) -> None:
    database = database_of(store)
    for _ in range(LAST_LINES + 5):
        with store.transaction():
            store.audit(at=NOON, monotonic_s=2.0, operator="zhou", action="record.show", subject="x", detail="{}")
    trigger = database.rows("SELECT sql FROM sqlite_master WHERE name = 'audit_unchanged'")[0][0]
    with store.transaction():
        database.write("DROP TRIGGER audit_unchanged")
        database.write("UPDATE audit SET operator = 'somebody' WHERE sequence = 1")
        database.write(trigger)
    assert store.glance(never).findings == ()
    assert store.check_integrity() == ["audit: entry 1 isn't what was written"]


def test_a_query_is_broken_off_when_nobody_waits(store: EncryptedStore) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) > 3

    database = database_of(store)
    with pytest.raises(CancelledError), database.until(stop):
        database.rows(endless)
    assert database.rows("SELECT 1") == [(1,)]


def test_a_glance_that_is_stopped_says_so(store: EncryptedStore) -> None:
    assert not store.glance(lambda: True).complete


def test_figures_are_numbers_and_nothing_of_anybody(store: EncryptedStore) -> None:
    figures = store.figures()
    assert figures.schema == figures.newest == len(MIGRATIONS)
    assert figures.rows["record"] == figures.rows["picture"] == 1
    assert figures.size_bytes >= figures.page_bytes
    told = json.dumps(asdict(figures), ensure_ascii=False)
    assert "张" not in told
    assert "51010719900101" not in told
