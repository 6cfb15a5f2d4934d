# SPDX-License-Identifier: Apache-2.0
"""Finding records: every way that the port promises, and that both query plans find the same."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscard_desktop.domain.record import Status
from sscard_desktop.services.ports import Store
from sscard_desktop.storage import searching
from tests.storage.stations import NOON, a_record


@pytest.fixture
def people(store: Store) -> Store:
    with store.transaction():
        store.add_record(
            a_record(
                1,
                values={
                    "name": "张伟国",
                    "name_pinyin": "ZHANG WEIGUO",
                    "number": "51010719900101123X",
                    "mobile": "13800138001",
                },
                receipt_number="00122026030200018",
                status=Status.SUBMITTED,
                submitted_at=NOON,
            )
        )
        store.add_record(
            a_record(
                2,
                values={"name": "李娜", "number": "110101198506150024", "mobile": "13900001238"},
                updated_at=NOON + timedelta(hours=1),
                created_by="wang",
            )
        )
        store.add_record(
            a_record(
                3,
                values={"name": "Smith John", "number": "E12345678", "mobile": ""},
                updated_at=NOON + timedelta(hours=2),
                parked=True,
            )
        )
    return store


def found(store: Store, text: str, **options: object) -> list[int]:
    return [int(summary.id, 16) for summary in store.search(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", [3, 2, 1]),
        ("5101", [1]),
        ("51010719900101123X", [1]),
        ("51010719900101123x", [1]),
        ("510107 1990", [1]),
        ("５１０１", [1]),
        ("123x", [1]),
        ("1238", [2]),
        ("0024", [2]),
        ("024", []),
        ("张", [1]),
        ("伟国", [1]),
        ("国", [1]),
        ("张国", []),
        ("zwg", [1]),
        ("ZW", [1]),
        ("zhangwei", [1]),
        ("138 0013", [1]),
        ("138-0013-8001", [1]),
        ("8001", [1]),
        ("e123", [3]),
        ("smith", [3]),
        ("john", [3]),
        ("SMITH  J", [3]),
        ("0012-20260302", [1]),
        ("0012-20260302-0001-8", [1]),
        ("%", []),
        ("'; DROP TABLE record; --", []),
        ("\x00", []),
        ("\ud800", [3, 2, 1]),
        ("x" * 100_000, []),
    ],
)
def test_each_way_to_search_finds_who_is_meant(people: Store, text: str, numbers: list[int]) -> None:
    assert found(people, text) == numbers


def test_filters_narrow_and_pages_follow(people: Store) -> None:
    assert found(people, "", statuses=(Status.DRAFT,)) == [3, 2]
    assert found(people, "", statuses=(Status.DRAFT, Status.SUBMITTED, Status.DRAFT)) == [3, 2, 1]
    assert found(people, "", created_by="wang") == [2]
    assert found(people, "", parked=True) == [3]
    assert found(people, "", parked=False, statuses=(Status.DRAFT,)) == [2]
    assert found(people, "张", statuses=(Status.DRAFT,)) == []
    assert found(people, "1", created_by="wang", statuses=(Status.DRAFT, Status.RETURNED)) == [2]
    assert found(people, "", limit=1, offset=1) == [2]


def test_a_summary_shows_what_the_record_holds(people: Store) -> None:
    (summary,) = people.search("张伟国")
    record = people.record(summary.id)
    assert (summary.name, summary.number, summary.mobile) == ("张伟国", "51010719900101123X", "13800138001")
    assert summary.status is record.status
    assert summary.updated_at == record.updated_at
    assert summary.submitted_at == record.submitted_at
    assert summary.receipt_number == record.receipt_number
    assert (summary.parked, summary.prints, summary.batch, summary.created_by) == (False, 0, "", "li")


def test_what_was_changed_is_found_by_the_new_and_not_by_the_old(people: Store) -> None:
    changes = {"name": "王芳", "number": "310101199001010018", "mobile": "15000000000"}
    with people.transaction():
        people.save_values(a_record(1).id, changes, at=NOON + timedelta(hours=3))
    for old in ("张", "5101", "zwg", "1380", "8001"):
        assert found(people, old) == []
    for new in ("王芳", "芳", "wf", "3101", "1500", "0018"):
        assert found(people, new) == [1]
    assert found(people, "") == [1, 3, 2]


def test_duplicates_are_found_in_the_campaign_and_void_records_don_t_count(store: Store) -> None:
    number, mobile = "51010719900101123X", "13800138001"
    values = {"number": number, "mobile": mobile}
    with store.transaction():
        store.add_record(a_record(1, values=values))
        store.add_record(a_record(2, values=values, created_at=NOON + timedelta(days=1)))
        store.add_record(a_record(3, values=values, status=Status.VOID))
        store.add_record(a_record(4, values=values, campaign="2027"))
        store.add_record(a_record(5, values={}))
    for spelled in (number, number.lower(), f" {number[:6]} {number[6:]}"):
        assert [int(summary.id, 16) for summary in store.with_number(spelled, campaign="2026")] == [2, 1]
    assert [int(summary.id, 16) for summary in store.with_mobile("138 0013 8001", campaign="2026")] == [2, 1]
    assert store.with_number("", campaign="2026") == []
    assert store.with_mobile(" ", campaign="2026") == []


NAMES = st.text("张伟国李娜王芳 ab·", max_size=4)
DIGITS = st.text("0123X", max_size=6)
TEXTS = st.one_of(NAMES, DIGITS, st.text(max_size=3))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=st.lists(st.tuples(NAMES, DIGITS, DIGITS), max_size=8), text=TEXTS)
def test_taking_the_few_and_walking_the_many_find_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch, people: list[tuple[str, str, str]], text: str
) -> None:
    class UndoneError(Exception):
        pass

    def compare() -> None:
        with store.transaction():
            for index, (name, number, mobile) in enumerate(people):
                values = {"name": name, "number": number, "mobile": mobile}
                at = NOON + timedelta(seconds=index)
                store.add_record(a_record(index, values=values, updated_at=at))
            few = found(store, text)
            monkeypatch.setattr(searching, "_FEW", -1)
            assert found(store, text) == few
            raise UndoneError

    with monkeypatch.context(), pytest.raises(UndoneError):
        compare()
    monkeypatch.setattr(searching, "_FEW", 3000)


def test_no_search_scans_the_table(people: Store) -> None:
    """Every query that a search makes is planned over an index; a scan would show at 100,000 records only."""
    database = people._database  # type: ignore[attr-defined]
    plans = []
    for text in ("张", "5101", "zwg", "1234"):
        for way in searching._ways(text):
            plans += database.rows(f"EXPLAIN QUERY PLAN {way.query} LIMIT 10", *way.parameters)
    details = [row[3] for row in plans]
    assert len(details) >= 15
    assert all((detail.startswith("SEARCH") and "INDEX" in detail) or "PRIMARY KEY" in detail for detail in details)
