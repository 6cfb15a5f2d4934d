# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.fields import LONG_TERM, FieldKind, FieldSpec, flag_words, han_count, parse_date, shown

LISTS = {"sexes": CodeList("sexes", (Code("1", {"zh_CN": "男", "en": "Male"}),))}


def spec(kind: FieldKind) -> FieldSpec:
    return FieldSpec("it", kind, {"zh_CN": "它"}, code_list="sexes")


@pytest.mark.parametrize(
    ("kind", "value", "chinese", "english"),
    [
        (FieldKind.TEXT, "", "", ""),
        (FieldKind.CODE, "1", "男", "Male"),
        (FieldKind.CODE, "7", "7", "7"),
        (FieldKind.EXPIRY, LONG_TERM, "长期", "long-term"),
        (FieldKind.EXPIRY, "2035-07-17", "2035-07-17", "2035-07-17"),
        (FieldKind.FLAG, "yes", "是", "Yes"),
        (FieldKind.FLAG, "no", "否", "No"),
        (FieldKind.TEXT, "long_term", "long_term", "long_term"),
    ],
)
def test_values_are_shown_as_people_read_them(kind: FieldKind, value: str, chinese: str, english: str) -> None:
    assert shown(spec(kind), value, LISTS, "zh_CN") == chinese
    assert shown(spec(kind), value, LISTS, "en") == english


def test_a_code_without_its_list_is_shown_as_it_is() -> None:
    assert shown(spec(FieldKind.CODE), "1", {}, "zh_CN") == "1"


def test_a_label_falls_back_to_chinese_and_then_to_the_key() -> None:
    assert spec(FieldKind.TEXT).label("fr") == "它"
    assert FieldSpec("it", FieldKind.TEXT, {}).label("en") == "it"


@pytest.mark.parametrize(
    "text", ["", "2026-02-30", "20260302", "2026-W10-1", "2026-03-02T00", LONG_TERM, "２０２６-０３-０２"]
)
def test_what_isnt_a_stored_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates())
def test_a_stored_date_is_read_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_none(text: str) -> None:
    day = parse_date(text)
    assert day is None or day.isoformat() == text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("山东省诸城市", 6),
        ("东关大街12号", 6),
        ("3号楼2-501", 5),
        ("（东）", 3),
        ("A", 0.5),
        ("𠮷㐂", 2),
        ("１２", 2),
    ],
)
def test_letters_and_digits_are_half_a_chinese_character(text: str, count: float) -> None:
    assert han_count(text) == count


@given(st.text("东关大街12号-A（）·", max_size=60))
def test_what_fits_the_limit_fits_twice_as_many_bytes_of_gbk(text: str) -> None:
    assert han_count(text) * 2 == len(text.encode("gbk"))


def test_a_flag_with_words_of_its_own_says_them_and_another_says_yes_or_no() -> None:
    agreed = CodeList(
        "agreed", (Code("yes", {"zh_CN": "同意", "en": "Agreed"}), Code("no", {"zh_CN": "不同意", "en": "No"}))
    )
    asked = FieldSpec("it", FieldKind.FLAG, {"zh_CN": "它"}, code_list="agreed")
    assert [shown(asked, value, {"agreed": agreed}, "zh_CN") for value in ("yes", "no", "")] == ["同意", "不同意", ""]
    assert flag_words(asked, {"agreed": agreed}, "en") == ("Agreed", "No")
    assert flag_words(FieldSpec("it", FieldKind.FLAG, {}), {"agreed": agreed}, "zh_CN") == ("是", "否")
