# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.fields import LONG_TERM, FieldKind, FieldSpec
from sscard_desktop.domain.kinds import KINDS, KindContext, check_kind, document_type_of, normalised
from sscard_desktop.domain.problems import Severity
from tests.helpers.chengdu import DIVISIONS, TODAY, citizen_number

LISTS = {
    "nations": CodeList("nations", (Code("01", {"zh_CN": "汉"}, ("汉族",)), Code("05", {"zh_CN": "维吾尔"}))),
}
NUMBER = citizen_number(date(1981, 7, 17))


def field(kind: FieldKind, **changes: object) -> FieldSpec:
    attributes: dict[str, object] = {"key": "it", "labels": {}, "code_list": "nations"} | changes
    return FieldSpec(kind=kind, **attributes)  # type: ignore[arg-type]


def context(**values: str) -> KindContext:
    return KindContext({"document_type": "resident", **values}, LISTS, TODAY, DIVISIONS)


def codes_of(kind: FieldKind, value: str, **changes: object) -> list[str]:
    return [problem.code for problem in check_kind(field(kind, **changes), value, context())]


def stored(kind: FieldKind, text: str, **values: str) -> str:
    return normalised(field(kind), text, {"document_type": "resident", **values}, code_lists=LISTS)


def test_every_kind_has_its_check() -> None:
    assert set(KINDS) == set(FieldKind)


@pytest.mark.parametrize("kind", FieldKind)
def test_an_empty_value_has_no_problems_of_its_own(kind: FieldKind) -> None:
    assert codes_of(kind, "") == []


ACCEPTED = [
    (FieldKind.TEXT, "成都市公安局武侯区分局"),
    (FieldKind.NAME, "阿依古丽·买买提江"),
    (FieldKind.PINYIN, "CHEN YANGBEN"),
    (FieldKind.NUMBER, NUMBER),
    (FieldKind.DATE, "1981-07-17"),
    (FieldKind.DATE, "1850-01-01"),
    (FieldKind.DATE, "2150-12-31"),
    (FieldKind.EXPIRY, "2035-07-17"),
    (FieldKind.EXPIRY, LONG_TERM),
    (FieldKind.CODE, "05"),
    (FieldKind.FLAG, "yes"),
    (FieldKind.FLAG, "no"),
    (FieldKind.MOBILE, "13800000000"),
    (FieldKind.MOBILE, "19900000000"),
    (FieldKind.PHONE, "028-86245818"),
    (FieldKind.PHONE, "028-86245818-2090"),
    (FieldKind.PHONE, "0838-2345678"),
    (FieldKind.PHONE, "010-65001234"),
    (FieldKind.PHONE, "13800000000"),
    (FieldKind.POSTCODE, "610041"),
    (FieldKind.ADDRESS, "成都市武侯区样本路2号"),
    (FieldKind.ADDRESS, "\ue863"),
    (FieldKind.DIGITS, "0137600"),
    (FieldKind.UNIT, "成都样例科技有限公司"),
]
REFUSED = [
    (FieldKind.TEXT, " 成都", "rules.outer_blanks"),
    (FieldKind.TEXT, "成都\n武侯", "rules.control_character"),
    (FieldKind.NAME, "张3", "rules.name_digit"),
    (FieldKind.NAME, "张\ud800", "rules.control_character"),
    (FieldKind.PINYIN, "Chen", "rules.pinyin_shape"),
    (FieldKind.NUMBER, NUMBER[:17], "idnumber.length"),
    (FieldKind.DATE, "19810717", "rules.date_unreadable"),
    (FieldKind.DATE, "1981-02-30", "rules.date_unreadable"),
    (FieldKind.DATE, LONG_TERM, "rules.date_unreadable"),
    (FieldKind.DATE, "1849-12-31", "rules.date_implausible"),
    (FieldKind.DATE, "2151-01-01", "rules.date_implausible"),
    (FieldKind.EXPIRY, "永远", "rules.expiry_unreadable"),
    (FieldKind.EXPIRY, "9999-12-31", "rules.date_implausible"),
    (FieldKind.CODE, "99", "rules.code_unknown"),
    (FieldKind.FLAG, "是", "rules.flag_unknown"),
    (FieldKind.MOBILE, "1380000000", "rules.mobile_length"),
    (FieldKind.MOBILE, "138000000000", "rules.mobile_length"),
    (FieldKind.MOBILE, "12800000000", "rules.mobile_shape"),
    (FieldKind.MOBILE, "1380000000x", "rules.mobile_shape"),
    (FieldKind.MOBILE, "１３８００００００００", "rules.mobile_shape"),
    (FieldKind.PHONE, "86245818", "rules.phone_shape"),
    (FieldKind.PHONE, "0286245818", "rules.phone_shape"),
    (FieldKind.POSTCODE, "61004", "rules.postcode_shape"),
    (FieldKind.POSTCODE, "000000", "rules.postcode_shape"),
    (FieldKind.POSTCODE, "６１００４１", "rules.postcode_shape"),
    (FieldKind.ADDRESS, "12-3", "rules.address_without_words"),
    (FieldKind.DIGITS, "12a", "rules.digits_only"),
    (FieldKind.DIGITS, "１２", "rules.digits_only"),
]


@pytest.mark.parametrize(("kind", "value"), ACCEPTED)
def test_good_values_pass(kind: FieldKind, value: str) -> None:
    assert [code for code in codes_of(kind, value) if code != "rules.private_use"] == []


@pytest.mark.parametrize(("kind", "value", "code"), REFUSED)
def test_bad_values_say_what_is_wrong(kind: FieldKind, value: str, code: str) -> None:
    assert codes_of(kind, value) == [code]


def test_a_private_character_in_an_address_is_worth_a_look() -> None:
    (problem,) = check_kind(field(FieldKind.ADDRESS), "样本路\ue863号", context())
    assert (problem.code, problem.severity) == ("rules.private_use", Severity.WARNING)


def test_limits_are_counted_in_characters() -> None:
    assert codes_of(FieldKind.TEXT, "𠮷" * 24, max_chars=24) == []
    assert codes_of(FieldKind.TEXT, "𠮷" * 25, max_chars=24) == ["rules.too_long"]
    assert codes_of(FieldKind.DIGITS, "123", min_chars=4) == ["rules.too_few_digits"]
    assert codes_of(FieldKind.DIGITS, "12345", max_chars=4) == ["rules.too_many_digits"]
    assert codes_of(FieldKind.DIGITS, "12a45", max_chars=4) == ["rules.too_long"]
    assert codes_of(FieldKind.ADDRESS, "路" * 22 + "1234", max_han=24) == []
    assert codes_of(FieldKind.ADDRESS, "路" * 22 + "12345", max_han=24) == ["rules.too_many_han"]
    assert codes_of(FieldKind.ADDRESS, "样本路2号", min_chars=6) == ["rules.too_short"]
    assert codes_of(FieldKind.ADDRESS, "样本路12号", min_chars=6) == []
    # what is wrong in itself isn't called too short
    assert codes_of(FieldKind.ADDRESS, "12", min_chars=6) == ["rules.address_without_words"]


def test_a_label_in_place_of_its_code_is_recognised() -> None:
    (problem,) = check_kind(field(FieldKind.CODE), "汉族", context())
    assert (problem.code, problem.proposal) == ("rules.code_unknown", "01")


def test_a_control_character_comes_with_a_clean_proposal() -> None:
    (problem,) = check_kind(field(FieldKind.TEXT), "成都\x00市", context())
    assert problem.proposal == "成都 市"
    (problem,) = check_kind(field(FieldKind.TEXT), "\x00", context())
    assert problem.proposal is None


def test_an_agents_number_follows_the_agents_document() -> None:
    agent = field(FieldKind.NUMBER, document="agent")
    assert document_type_of(agent, {"agent_document_type": "household_register"}) == "resident"
    assert document_type_of(agent, {"agent_document_type": "passport"}) == "passport"
    assert document_type_of(agent, {"document_type": "resident"}) == "other"
    (problem,) = check_kind(agent, "123", context(agent_document_type="id_card"))
    assert (problem.key, problem.code) == ("it", "idnumber.length")


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
def test_any_text_gets_an_answer(kind: FieldKind, text: str) -> None:
    for problem in check_kind(field(kind, max_chars=30, min_chars=2), text, context()):
        assert problem.key == "it"


@given(st.sampled_from(FieldKind), TYPED)
def test_what_is_stored_never_holds_what_cant_be_seen(kind: FieldKind, text: str) -> None:
    assert not any(character in "\n\t\x00\u200b\u2028\ufeff" for character in stored(kind, text))


@given(st.dates(date(1850, 1, 1), date(2150, 12, 31)))
def test_every_spelling_of_a_day_is_stored_alike(day: date) -> None:
    spellings = {f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日",
                 f"{day.year}/{day.month:02}/{day.day:02}", day.isoformat()}  # fmt: skip
    assert {stored(FieldKind.EXPIRY, text) for text in spellings} == {day.isoformat()}
    assert codes_of(FieldKind.DATE, day.isoformat()) == []
