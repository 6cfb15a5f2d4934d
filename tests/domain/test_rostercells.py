# SPDX-License-Identifier: Apache-2.0
"""A hundred nasty cells: what each is read as, or why it can't be; and that reading twice changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.fields import FieldKind, FieldSpec
from sscard_desktop.domain.problems import Severity
from sscard_desktop.domain.rostercells import CellReader
from sscard_desktop.domain.rosterreading import NO_RESULT, BareCell, ReadCell
from sscard_desktop.domain.rostertext import bare, joined
from tests.helpers.rosters import TODAY, city

PROFILE = city("chengdu")
FIELDS = {**PROFILE.of("new").fields, "insured_number": FieldSpec("insured_number", FieldKind.DIGITS, {}, min_chars=10)}
READER = CellReader(PROFILE.code_lists, TODAY)
NUMBER = "510107199003070014"


def read(key: str, text: str, *, numeric: bool = False, lossy: bool = False, document: str = "resident") -> ReadCell:
    return READER.read(FIELDS[key], BareCell(text, lossy, numeric), {"document_type": document})


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("name", "张　三", "张三"),
        ("name", " 张三 ", "张三"),
        ("name", "张三\n", "张三"),
        ("name", "“张三”", "张三"),
        ("name", "诸 葛 亮", "诸葛亮"),
        ("name", "阿依古丽•买买提", "阿依古丽·买买提"),
        ("name", "阿依古丽．买买提", "阿依古丽·买买提"),
        ("name", "阿依古丽・买买提", "阿依古丽·买买提"),
        ("name", "Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith"),
        ("name", "J.Smith", "J.Smith"),
        ("name", "王\u200b小明", "王小明"),
        ("name", "𠅤某", "𠅤某"),
        ("name", "無名氏", "無名氏"),
        ("name", "-", ""),
        ("name_pinyin", "zhang san", "ZHANG SAN"),
        ("number", "510107 19900307 0014", NUMBER),
        ("number", "'510107199003070014", NUMBER),
        ("number", "’510107199003070014", NUMBER),
        ("number", '="510107199003070014"', NUMBER),
        ("number", "５１０１０７１９９００３０７００１４", NUMBER),
        ("number", "510107-19900307-0014", NUMBER),
        ("number", "\ufeff510107199003070014", NUMBER),
        ("number", "510107199003070014\u202c", NUMBER),
        ("number", "11010519491231002x", "11010519491231002X"),
        ("number", "11010519491231002ｘ", "11010519491231002X"),
        ("number", "110105491231002", "110105491231002"),
        ("number", "110105491231002.0", "110105491231002"),
        ("number", "E1234 5678", "E12345678"),
        ("sex", "男", "1"),
        ("sex", "男性", "1"),
        ("sex", "1", "1"),
        ("sex", "1.0", "1"),
        ("sex", "1-男", "1"),
        ("sex", "女(2)", "2"),
        ("sex", "f", "2"),
        ("nation", "汉", "01"),
        ("nation", "漢族", "01"),
        ("nation", "1", "01"),
        ("nation", "01", "01"),
        ("nation", "01 汉族", "01"),
        ("nation", "01汉族", "01"),
        ("nation", "1、汉族", "01"),
        ("nation", "汉族（01）", "01"),
        ("nation", "汉 族", "01"),
        ("nation", "维吾尔族", "05"),
        ("education", "本科", "20"),
        ("education", "20 大学本科教育", "20"),
        ("education", "大学本科教育/20", "20"),
        ("country", "中国", "CHN"),
        ("document_type", "居民身份证(户口簿)", "resident"),
        ("document_type", "居民身份证（户口簿）", "resident"),
        ("birth_date", "1990年3月7日", "1990-03-07"),
        ("birth_date", "7-Mar-90", "1990-03-07"),
        ("valid_to", "长期", "long_term"),
        ("valid_to", "长期有效", "long_term"),
        ("valid_to", "2015.07.17-2035.07.17", "2035-07-17"),
        ("valid_to", "2015.07.17-长期", "long_term"),
        ("valid_to", "2015年7月17日至2035年7月17日", "2035-07-17"),
        ("valid_to", "20150717-20350717", "2035-07-17"),
        ("valid_to", "5-Jan-35", "2035-01-05"),
        ("mobile", "13800138000.0", "13800138000"),
        ("mobile", "138 0013 8000", "13800138000"),
        ("mobile", "138-0013-8000", "13800138000"),
        ("mobile", "+86 138 0013 8000", "13800138000"),
        ("mobile", "１３８００１３８０００", "13800138000"),
        ("mobile", "无", ""),
        ("mobile", "/", ""),
        ("phone", "028 86245818", "028-86245818"),
        ("phone", "(028)86245818", "028-86245818"),
        ("postcode", "610041.0", "610041"),
        ("postcode", "610 041", "610041"),
        ("address", "成都市武侯区\n人民南路1号", "成都市武侯区人民南路1号"),
        ("address", "Room 5\nMain Street", "Room 5 Main Street"),
        ("address", "成都市  武侯区", "成都市 武侯区"),
        ("deduction_consent", "是", "yes"),
        ("deduction_consent", "√", "yes"),
        ("deduction_consent", "不同意", "no"),
        ("deduction_consent", "0", "no"),
        ("social_security_number", "12345678.0", "12345678"),
        ("social_security_number", "0012345678", "0012345678"),
        ("personnel_category", "N/A", ""),
        ("unit", " 成都公司　", "成都公司"),
    ],
)
def test_a_cell_is_read_as_what_it_can_only_mean(key: str, text: str, value: str) -> None:
    assert (read(key, text).value, read(key, text).code) == (value, "")


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("name", "阿依古丽.买买提", "rosters.name_mark"),
        ("name", "阿依古丽-买买提", "rosters.name_mark"),
        ("name", "王*明", "rosters.covered"),
        ("name", "#N/A", "rosters.cell_fault"),
        ("number", "5.10107E+17", "rosters.digits_lost"),
        ("number", "5.10107199003070E+17", "rosters.digits_lost"),
        ("number", "510107199003070014.0", "rosters.digits_lost"),
        ("number", "510107********0014", "rosters.covered"),
        ("number", "#REF!", "rosters.cell_fault"),
        ("number", "########", "rosters.cell_fault"),
        ("number", NO_RESULT, "rosters.formula_without_result"),
        ("mobile", "1.38E+10", "rosters.digits_lost"),
        ("mobile", "138****8000", "rosters.covered"),
        ("social_security_number", "1.23E+09", "rosters.digits_lost"),
        ("nation", "02 汉族", "rosters.code_and_label_differ"),
        ("sex", "男 2", "rosters.code_and_label_differ"),
        ("birth_date", "03/04/1990", "rosters.date_ambiguous"),
        ("birth_date", "1990-03", "rosters.date_without_day"),
        ("birth_date", "1990-03-06 23:00:00", "rosters.date_with_time"),
        ("valid_to", "2015.07.17", ""),
        ("valid_to", "二十年", "rules.expiry_unreadable"),
        ("valid_to", "2015.07.17-2035", "rules.expiry_unreadable"),
    ],
)
def test_a_cell_that_may_mean_more_is_not_read(key: str, text: str, code: str) -> None:
    assert read(key, text).code == code
    assert bool(read(key, text).value) == (not code)


def test_what_a_number_lost_is_asked_about_with_a_proposal() -> None:
    lost = read("postcode", "10010", numeric=True)
    assert (lost.code, lost.severity, lost.proposal) == ("rosters.leading_zero", Severity.QUESTION, "010010")
    assert read("insured_number", "12345678", numeric=True).proposal == "0012345678"
    assert read("postcode", "10010").code == ""
    assert read("number", NUMBER, numeric=True, lossy=True).code == "rosters.digits_lost"
    assert read("name", "阿依古丽.买买提").proposal == "阿依古丽·买买提"


def test_a_term_in_one_cell_says_when_it_begins() -> None:
    assert read("valid_to", "2015.07.17-2035.07.17").begins == "2015-07-17"
    assert read("valid_to", "2035.07.17").begins == ""


CELLS = st.builds(BareCell, st.text(max_size=30), st.booleans(), st.booleans())


@given(st.sampled_from(sorted(FIELDS)), CELLS)
def test_any_cell_is_read_or_refused_with_a_reason(key: str, cell: BareCell) -> None:
    found = READER.read(FIELDS[key], cell, {"document_type": "resident"})
    assert not (found.value and found.code)
    if found.value and FIELDS[key].kind not in (FieldKind.CODE, FieldKind.CODES):
        again = READER.read(FIELDS[key], BareCell(found.value), {"document_type": "resident"})
        assert (again.value or again.code) in (found.value, again.code)


@given(st.text(max_size=30))
def test_bare_and_joined_texts_stay_as_they_are(text: str) -> None:
    assert joined(joined(text)) == joined(text)
    assert bare(bare(text)) == bare(text)
