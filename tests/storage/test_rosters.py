# SPDX-License-Identifier: Apache-2.0
"""Rosters: seen whole or not at all, found as people type, and each person's state asked of their record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from sscard_desktop.domain.errors import EnvironmentFailedError, RefusedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Status
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowId, RowState, state_of
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import NOON, PASSWORD, a_record

ROSTER = Roster(RosterId("r1"), "样例公司 一车间", "样例公司", "U1", "2026", "chengdu", "ab" * 32, NOON, "zhou")


def a_row(number: int, name: str = "张伟国", **changes: object) -> RosterRow:
    values = {"name": name, "number": f"51010719900101{number:04d}", "personal_number": f"P{number}", "unit": "一车间"}
    row = RosterRow(RowId(f"p{number}"), ROSTER.id, number, values, NOON)
    return replace(row, **changes)  # type: ignore[arg-type]


@pytest.fixture
def store(station: StationFolder) -> Iterator[EncryptedStore]:
    opened, _ = station.unlock("zhou", PASSWORD)
    assert isinstance(opened, EncryptedStore)
    with opened.transaction():
        opened.begin_roster(ROSTER)
        opened.add_roster_rows([a_row(1), a_row(2, "李娜"), a_row(3, "欧阳·买买提")])
    yield opened
    opened.close()


def finish(store: EncryptedStore) -> None:
    with store.transaction():
        store.finish_roster(ROSTER.id)


def test_a_roster_is_seen_once_it_is_finished_and_a_killed_import_leaves_nothing(store: EncryptedStore) -> None:
    assert (store.rosters(), store.rows_with_number("510107199001010001", campaign="2026")) == ([], [])
    with pytest.raises(RefusedError, match=r"roster\.row_unknown"):
        store.roster_row(RowId("p1"))
    with store.transaction():
        assert store.sweep_rosters() == 1
    finish(store)
    assert store.rosters() == []
    assert store._database.row("SELECT count(*) FROM roster_row") == (0,)


def test_people_are_found_by_number_name_initials_and_personal_number(store: EncryptedStore) -> None:
    finish(store)
    assert store.roster(ROSTER.id) == replace(ROSTER, rows=3)
    assert store.roster_rows(ROSTER.id) == [a_row(1), a_row(2, "李娜"), a_row(3, "欧阳·买买提")]
    for text, found in (("ln", ["p2"]), ("李", ["p2"]), ("0003", ["p3"]), ("P1", ["p1"]), ("", ["p1", "p2", "p3"])):
        assert [each.id for each in store.roster_glances(ROSTER.id, text)] == found, text
    assert [each.id for each in store.rows_with_number("51010719900101 0002", campaign="2026")] == ["p2"]
    assert store.rows_with_number("510107199001010002", campaign="2025") == []
    assert [each.id for each in store.rows_with_name("李娜", campaign="2026")] == ["p2"]


def test_those_without_a_unit_are_listed_by_themselves(store: EncryptedStore) -> None:
    with store.transaction():
        store.add_roster_rows([replace(a_row(4), values={"name": "无单位", "number": "x"})])
    finish(store)
    assert [each.id for each in store.roster_glances(ROSTER.id, unitless=True)] == ["p4"]
    assert [each.id for each in store.roster_glances(ROSTER.id, unit="一车间")] == ["p1", "p2", "p3"]


def test_a_closed_roster_calls_nobody_up_and_stays_to_be_read(store: EncryptedStore) -> None:
    finish(store)
    with store.transaction():
        store.save_roster(replace(ROSTER, closed_at=NOON))
    assert store.rows_with_number("510107199001010002", campaign="2026") == []
    assert (store.rosters(open_only=True), len(store.rosters())) == ([], 1)
    assert store.roster_row(RowId("p2")).value("name") == "李娜"


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("refused", ["", "已离职"])
def test_the_database_and_the_domain_agree_on_how_far_somebody_is(
    store: EncryptedStore, status: Status, refused: str
) -> None:
    finish(store)
    record = a_record(1, status=status)
    with store.transaction():
        store.add_record(record)
        store.save_roster_row(a_row(1, record=record.id, refused=refused))
    (glance,) = store.roster_glances(ROSTER.id, "P1")
    assert (glance.state, glance.status, glance.record) == (state_of(status, refused), status, record.id)
    assert store.roster_counts(ROSTER.id)["一车间"][glance.state] >= 1
    assert [each.id for each in store.roster_glances(ROSTER.id, states=[glance.state])][:1] == ["p1"]


def test_a_record_that_is_gone_leaves_its_person_missing(store: EncryptedStore) -> None:
    finish(store)
    with store.transaction():
        store.add_record(a_record(1))
        assert store.link_rows({RowId("p1"): a_record(1).id}) == 1
        assert store.link_rows({RowId("p1"): a_record(1).id}) == 0
    assert [each.id for each in store.rows_of_record(a_record(1).id)] == ["p1"]
    assert store.roster_counts(ROSTER.id) == {"一车间": {RowState.HALF: 1, RowState.MISSING: 2}}
    with store.transaction():
        store.delete_record(a_record(1).id)
    assert store.roster_counts(ROSTER.id) == {"一车间": {RowState.MISSING: 3}}


def test_queue_numbers_are_given_once(store: EncryptedStore) -> None:
    finish(store)
    with store.transaction():
        assert [store.next_queue(ROSTER.id) for _ in range(3)] == [1, 2, 3]


def test_a_prepared_photo_is_kept_with_its_report_until_it_is_taken_over(store: EncryptedStore) -> None:
    finish(store)
    with store.transaction():
        store.put_row_picture(RowId("p2"), PictureRole.PHOTO, b"one", report="{}", at=NOON)
        store.put_row_picture(RowId("p2"), PictureRole.PHOTO, b"two", report="{}", at=NOON + timedelta(1))
    picture = store.row_picture(RowId("p2"), PictureRole.PHOTO)
    assert picture is not None
    assert (picture.content, picture.report, picture.stored_at) == (b"two", "{}", NOON + timedelta(1))
    assert store.row_picture_digests(RowId("p2")) == {PictureRole.PHOTO: picture.sha256}
    assert store.roster_glances(ROSTER.id, "P2")[0].pictures == {PictureRole.PHOTO}
    with store.transaction():
        store._database.write("UPDATE roster_picture SET content = X'00'")
    with pytest.raises(EnvironmentFailedError, match=r"storage\.picture_damaged"):
        store.row_picture(RowId("p2"), PictureRole.PHOTO)
    with store.transaction():
        store.delete_row_pictures(RowId("p2"))
    assert store.row_picture(RowId("p2"), PictureRole.PHOTO) is None


def test_deleting_a_roster_takes_its_people_and_their_pictures_along(store: EncryptedStore) -> None:
    finish(store)
    with store.transaction():
        store.put_row_picture(RowId("p2"), PictureRole.PHOTO, b"one", report="", at=NOON)
        store.delete_roster_rows(ROSTER.id, [RowId("p1")])
    assert [each.id for each in store.roster_rows(ROSTER.id)] == ["p2", "p3"]
    with store.transaction():
        store.delete_roster(ROSTER.id)
    for table in ("roster", "roster_row", "roster_picture"):
        assert store._database.row(f"SELECT count(*) FROM {table}") == (0,), table
