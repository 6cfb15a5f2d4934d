# SPDX-License-Identifier: Apache-2.0
"""The second collection's marks: two spellings of one thing are the same, nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import paths
from sscard_desktop.domain.comparison import ITEMS, Mark, Reading, Source, compared
from sscard_desktop.domain.record import RecordId
from sscard_desktop.storage.codetables import CodeTables

TABLES = CodeTables(paths.resources() / "codes")
LISTS = {name: TABLES.code_list(name) for name in ("nations", "sexes")}
OURS = {
    "document_type": "resident",
    "number": "11010519491231002X",
    "name": "买买提·吐尔逊",
    "sex": "1",
    "nation": "01",
    "birth_date": "1949-12-31",
    "photo": "here",
}


def marks(told: dict[str, str], *, photos_same: bool | None = True, **ours: str) -> dict[str, Mark | None]:
    found = compared({**OURS, **ours}, {**OURS, **told}, code_lists=LISTS, photos_same=photos_same)
    assert tuple(each.item for each in found) == ITEMS
    return {each.item: each.mark for each in found}


def test_the_six_items_of_one_person_are_all_the_same() -> None:
    assert set(marks({}).values()) == {Mark.SAME}


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("number", "11010519491231002x"),
        ("number", "１１０１０５１９４９１２３１００２Ｘ"),
        ("number", " 110105 19491231 002X "),
        ("name", "买买提•吐尔逊"),
        ("name", "买买提・吐尔逊 "),
        ("sex", "男"),
        ("sex", "男性"),
        ("nation", "汉"),
        ("nation", "汉族"),
        ("birth_date", "19491231"),
        ("birth_date", "1949年12月31日"),
        ("birth_date", "１９４９-１２-３１"),
    ],
)
def test_two_ways_to_write_one_thing_are_the_same(item: str, told: str) -> None:
    assert marks({item: told})[item] is Mark.SAME


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ("number", "110105194912310020"),
        ("name", "买买提吐尔逊"),
        ("name", "买卖提·吐尔逊"),
        ("sex", "女"),
        ("nation", "回族"),
        ("nation", "汉人"),
        ("birth_date", "1949-12-30"),
    ],
)
def test_what_says_something_else_is_different(item: str, told: str) -> None:
    found = marks({item: told})
    assert found[item] is Mark.DIFFERENT
    assert {mark for other, mark in found.items() if other != item} == {Mark.SAME}


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("blank", ["", "  "])
def test_what_one_side_lacks_is_missing(item: str, blank: str) -> None:
    assert marks({item: blank})[item] is Mark.MISSING
    assert marks({}, **{item: blank})[item] is Mark.MISSING
    assert marks({item: blank}, **{item: blank})[item] is Mark.MISSING


def test_photos_are_judged_by_people_only() -> None:
    assert marks({}, photos_same=None)["photo"] is None
    assert marks({}, photos_same=False)["photo"] is Mark.DIFFERENT
    assert marks({"photo": ""}, photos_same=True)["photo"] is Mark.MISSING


def test_latin_names_differ_neither_in_case_nor_in_blanks() -> None:
    assert marks({"name": "Anna  maria"}, name="ANNA MARIA")["name"] is Mark.SAME


def test_a_number_of_an_unknown_kind_is_compared_to_the_letter() -> None:
    told = {"document_type": "other", "number": "ab-1"}
    assert marks(told, document_type="other", number="AB-1")["number"] is Mark.DIFFERENT
    assert marks(told, document_type="other", number="ab-1")["number"] is Mark.SAME


@given(st.fixed_dictionaries({item: st.text(max_size=12) for item in ITEMS}), st.booleans())
def test_comparing_is_fair_to_both_sides(values: dict[str, str], same: bool) -> None:
    there = compared(OURS, values, code_lists=LISTS, photos_same=same)
    back = compared(values, OURS, code_lists=LISTS, photos_same=same)
    assert [each.mark for each in there] == [each.mark for each in back]


def test_nothing_of_the_person_shows_in_a_repr() -> None:
    reading = Reading(RecordId("r1"), Source.CHIP, "name", "陈样本", datetime(2026, 3, 2, tzinfo=UTC))
    (*_, name) = (each for each in compared(OURS, {"name": "陈样本"}, code_lists=LISTS) if each.item == "name")
    assert "陈样本" not in repr(reading)
    assert "陈样本" not in repr(name)
    assert "买买提" not in repr(name)
