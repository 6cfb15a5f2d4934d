# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.fields import LONG_TERM, FieldKind, FieldSpec
from sscard_desktop.domain.kinds import KindContext, check_kind
from sscard_desktop.domain.kindspelling import normalised
from tests.helpers.chengdu import DIVISIONS, TODAY

LISTS = {
    "nations": CodeList("nations", (Code("01", {"zh_CN": "汉"}, ("汉族",)), Code("05", {"zh_CN": "维吾尔"}))),
}


def field(kind: FieldKind, **changes: object) -> FieldSpec:
    attributes: dict[str, object] = {"key": "it", "labels": {}, "code_list": "nations"} | changes
    return FieldSpec(kind=kind, **attributes)  # type: ignore[arg-type]


def context(**values: str) -> KindContext:
    return KindContext({"document_type": "resident", **values}, LISTS, TODAY, DIVISIONS)


def codes_of(kind: FieldKind, value: str, **changes: object) -> list[str]:
    return [problem.code for problem in check_kind(field(kind, **changes), value, context())]


def stored(kind: FieldKind, text: str, **values: str) -> str:
    return normalised(field(kind), text, {"document_type": "resident", **values}, code_lists=LISTS)


SPELLINGS = [
    (FieldKind.NUMBER, "11010519491231002x", "11010519491231002X"),
    (FieldKind.NUMBER, "１１０１０５ 19491231 002ｘ", "11010519491231002X"),
    (FieldKind.DATE, "20350717", "2035-07-17"),
    (FieldKind.DATE, "2035.7.17", "2035-07-17"),
    (FieldKind.DATE, "2035．7．17", "2035-07-17"),
    (FieldKind.DATE, "2035/7/17", "2035-07-17"),
    (FieldKind.DATE, "2035-7-17", "2035-07-17"),
    (FieldKind.DATE, "2035 7 17", "2035-07-17"),
    (FieldKind.DATE, "２０３５年７月１７日", "2035-07-17"),
    (FieldKind.DATE, "2035年07月17", "2035-07-17"),
    (FieldKind.DATE, "2035.7-17", "2035.7-17"),
    (FieldKind.DATE, "20350230", "20350230"),
    (FieldKind.DATE, "长期", "长期"),
    (FieldKind.EXPIRY, "长期", LONG_TERM),
    (FieldKind.EXPIRY, " CQ ", LONG_TERM),
    (FieldKind.EXPIRY, "长期有效", LONG_TERM),
    (FieldKind.EXPIRY, "20350717", "2035-07-17"),
    (FieldKind.FLAG, "同意", "yes"),
    (FieldKind.FLAG, "否", "no"),
    (FieldKind.FLAG, "也许", "也许"),
    (FieldKind.MOBILE, "+86 138-0000-0000", "13800000000"),
    (FieldKind.MOBILE, "008613800000000", "13800000000"),
    (FieldKind.MOBILE, "１３８ ００００ ００００", "13800000000"),
    (FieldKind.MOBILE, "8613800", "8613800"),
    (FieldKind.PHONE, "(028)86245818", "028-86245818"),
    (FieldKind.PHONE, "02886245818", "028-86245818"),
    (FieldKind.PHONE, "08382345678", "0838-2345678"),
    (FieldKind.PHONE, "028－86245818－2090", "028-86245818-2090"),
    (FieldKind.PHONE, "138 0000 0000", "13800000000"),
    (FieldKind.POSTCODE, "６１ ００４１", "610041"),
    (FieldKind.DIGITS, " 0137 6 ", "01376"),
    (FieldKind.NAME, "　张三 ", "张三"),
    (FieldKind.NAME, "买买提•江", "买买提·江"),
    (FieldKind.NAME, "买买提．江", "买买提·江"),
    (FieldKind.NAME, "张\u200b三", "张三"),
    (FieldKind.NAME, "李\ue863", "李\ue863"),
    (FieldKind.NAME, "Ａｎｎａ", "Anna"),
    (FieldKind.PINYIN, "zhang　 san", "ZHANG SAN"),
    (FieldKind.PINYIN, "lü bu", "LÜ BU"),
    (FieldKind.ADDRESS, "样本路２号\n（东）", "样本路2号 （东）"),
    (FieldKind.TEXT, "  a \t b  ", "a b"),
    (FieldKind.CODE, "汉族", "01"),
    (FieldKind.CODE, " 维吾尔 ", "05"),
    (FieldKind.CODE, "05", "05"),
    (FieldKind.CODE, "火星族", "火星族"),
]


@pytest.mark.parametrize(("kind", "text", "value"), SPELLINGS)
def test_what_is_stored_from_what_was_typed(kind: FieldKind, text: str, value: str) -> None:
    assert stored(kind, text) == value


def test_other_documents_keep_their_spelling() -> None:
    assert stored(FieldKind.NUMBER, " 军字第１２-3号 ", document_type="other") == "军字第12-3号"


def test_without_code_lists_a_label_stays_a_label() -> None:
    assert normalised(field(FieldKind.CODE), "汉族", {}) == "汉族"


TYPED = st.text(max_size=40) | st.text("0123456789０１２３-/.年月日 +()（）xX·•张三长期\u3000\u200b", max_size=24)


@given(st.sampled_from(FieldKind), TYPED, st.sampled_from(["resident", "passport", "other", ""]))
def test_normalising_twice_changes_nothing_more(kind: FieldKind, text: str, document_type: str) -> None:
    once = stored(kind, text, document_type=document_type)
    assert stored(kind, once, document_type=document_type) == once


@given(st.sampled_from(FieldKind), TYPED)
def test_what_is_stored_never_holds_what_cant_be_seen(kind: FieldKind, text: str) -> None:
    assert not any(character in "\n\t\x00\u200b\u2028\ufeff" for character in stored(kind, text))


@given(st.dates(date(1850, 1, 1), date(2150, 12, 31)))
def test_every_spelling_of_a_day_is_stored_alike(day: date) -> None:
    spellings = {f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日",
                 f"{day.year}/{day.month:02}/{day.day:02}", day.isoformat()}  # fmt: skip
    assert {stored(FieldKind.EXPIRY, text) for text in spellings} == {day.isoformat()}
    assert codes_of(FieldKind.DATE, day.isoformat()) == []


@given(st.sampled_from(FieldKind), TYPED)
def test_any_text_gets_an_answer(kind: FieldKind, text: str) -> None:
    for problem in check_kind(field(kind, max_chars=30, min_chars=2), text, context()):
        assert problem.key == "it"
