# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest

from sscard_desktop.domain.codes import Code, CodeList
from sscard_desktop.domain.fields import LONG_TERM, FieldKind, FieldSpec
from sscard_desktop.domain.kinds import KINDS, KindContext, check_kind
from sscard_desktop.domain.kindspelling import document_type_of
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
