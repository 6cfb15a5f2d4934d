# SPDX-License-Identifier: Apache-2.0
"""Counting begins at an index over the time asked for, and believes no report from elsewhere beyond reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sscard_desktop.domain.counterpace import STEPS
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, a_record, folder_at

LATER = NOON + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EncryptedStore]:
    folder = folder_at(tmp_path / "station")
    folder.create(IDENTITY, CHIEF, PASSWORD)
    opened, _ = folder.unlock(CHIEF.name, PASSWORD)
    yield opened
    opened.close()


def test_every_question_is_answered_from_an_index_of_its_time(store: EncryptedStore) -> None:
    asked: list[str] = []
    store.database._connection.set_trace_callback(asked.append)
    try:
        store.taken_between(NOON, LATER)
        store.fates_between(NOON, LATER)
        store.noted_between(NOON, LATER)
        store.stays_between(NOON, LATER, limit=10)
        store.counter_lines(NOON, LATER, actions=tuple(STEPS), limit=10)
        store.standing(clerk="li")
    finally:
        store.database._connection.set_trace_callback(None)
    assert len(asked) == 6
    for question in asked:
        steps = [str(row[3]) for row in store.database.rows(f"EXPLAIN QUERY PLAN {question}")]
        walked = [step for step in steps if step.startswith("SCAN")]
        # The partial indexes hold few, and met is what was found through the time.
        few = ("picture_noted", "record_for_another", "SCAN met", "SCAN (subquery")
        assert all(any(name in step for name in few) for step in walked), (question, steps)
        units = [step for step in steps if "record_values" in step]
        assert all("COVERING INDEX values_unit" in step for step in units), "the form is read for its unit"


@pytest.mark.parametrize(
    "report",
    [
        '{"retaken": {"eyes": 1e99, "": true, "x": "many", "y": -1}, "overridden": {}}',
        '{"retaken": [1, 2], "overridden": "sharpness"}',
        '{"retaken": {"eyes": 99999999}, "overridden": {}}',
        '{"retaken": 7}',
        "no json",
        "",
    ],
)
def test_a_report_with_nonsense_in_it_counts_within_reason(store: EncryptedStore, report: str) -> None:
    with store.transaction():
        store.add_record(a_record(submitted_at=NOON, submitted_by="li"))
        store.put_picture(a_record().id, PictureRole.PHOTO, b"JPEG", report=report, at=NOON)
    found = store.noted_between(NOON, LATER)
    assert sum(times for each in found for times in each.retaken.values()) in (0, 1000)
    assert not any(each.overridden for each in found)


def test_a_person_submitted_for_somebody_else_stands_with_who_submitted(store: EncryptedStore) -> None:
    with store.transaction():
        store.add_record(a_record(1, created_by="li", submitted_by="wu", submitted_at=NOON))
        store.add_record(a_record(2, created_by="li"))
        store.add_record(a_record(3, created_by="wu"))
    assert sum(store.standing(clerk="li").values()) == 1
    assert sum(store.standing(clerk="wu").values()) == 2
    assert sum(store.standing().values()) == 3
    assert [(each.clerk, each.people, each.hour) for each in store.taken_between(NOON, LATER)] == [("wu", 1, 12)]
