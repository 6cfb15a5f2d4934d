# SPDX-License-Identifier: Apache-2.0
"""Headers mean the same however they are written; remarks that change the meaning aren't passed over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain import rosterwords
from sscard_desktop.domain.rosterwords import (
    folded,
    is_foot,
    is_guide,
    is_serial,
    parts_of,
    speaks_of_others,
    spellings,
)


@pytest.mark.parametrize(
    "header",
    [
        "姓名", " 姓 名 ", "姓　名", "*姓名", "姓名*", "＊姓名：", "姓名（必填）", "姓名(与身份证一致)",
        "【必填】姓名", "1.姓名", "姓名\n（必填）",
        "姓名（例如：张三）", "姓\u200b名",
    ],
)  # fmt: skip
def test_a_name_is_a_name_however_it_is_written(header: str) -> None:
    assert "姓名" in spellings(header)


@pytest.mark.parametrize(
    "header", ["姓名（拼音）", "姓名(监护人)", "姓名（曾用名）", "姓名（甲）", "父亲姓名", "姓名缩写"]
)
def test_what_changes_the_meaning_is_not_passed_over(header: str) -> None:
    assert "姓名" not in spellings(header)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("身分證號碼", "身分证号码"), ("ＩＤ　Ｎｏ．", "idno"), ("Date_of-Birth", "dateofbirth"),
        ("聯繫電話", "联系电话"),
        ("２、性别", "性别"), ("2025年编号", "2025年编号"),
    ],
)  # fmt: skip
def test_width_case_marks_and_traditional_forms_do_not_matter(header: str, words: str) -> None:
    assert folded(header) == words


def test_a_bracket_of_the_name_stays_where_a_remark_goes() -> None:
    assert "单位学校编号" in spellings("单位（学校）编号【必填】")


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_and_any_text_may_be_asked_about(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    for asks in (spellings, parts_of, is_serial, is_foot, is_guide, speaks_of_others, rosterwords.is_sample_mark):
        asks(text)


def test_a_header_in_two_languages_has_two_parts() -> None:
    assert parts_of("姓名/Name") == ("姓名", "Name")
    assert [folded(part) for part in parts_of("姓名 Name")] == ["姓名", "name"]
    assert parts_of("姓名") == parts_of("ID") == ()


@pytest.mark.parametrize(
    "text",
    [
        "合计", "合 计：", "总计 50 人", "共计", "填表人：", "填表人：王五", "制表人(签字)：", "审核：",
        "填报单位（盖章）：", "单位负责人：", "备注：一式两份",
        "注：以上人员均在职", "1、姓名须与身份证一致", "（盖章）", "2026年3月2日", "    年  月  日",
        "填报日期：2026-03-02", "说明:",
    ],
)  # fmt: skip
def test_what_stands_below_a_list_is_known(text: str) -> None:
    assert is_foot(text)


@pytest.mark.parametrize(
    "text", ["王小明", "合卫国", "注大明", "单位", "1", "阿依古丽·买买提", "日期", "510107199003070014", "备", "总"]
)
def test_people_are_not_taken_for_it(text: str) -> None:
    assert not is_foot(text)
