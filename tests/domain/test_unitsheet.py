# SPDX-License-Identifier: Apache-2.0
"""Tables of units as offices keep them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.unitsheet import UnitSheet, find_units_in

SETTLED = {"pickup_way": ("领卡方式",), "bank": ("发卡行名称",)}


def read(*rows: tuple[str, ...]) -> UnitSheet:
    found = find_units_in("单位", list(enumerate(rows, start=1)), SETTLED)
    assert found is not None
    return found


def told(sheet: UnitSheet) -> dict[str, str]:
    return {"›".join(line.path): line.number for line in sheet.lines}


def codes(sheet: UnitSheet) -> list[tuple[int, int, str]]:
    return [(problem.row, problem.column, problem.code) for problem in sheet.problems]


def test_three_columns_are_three_levels_and_merged_cells_go_on() -> None:
    sheet = read(
        ("成都某集团单位名录", "", "", ""),
        ("序号", "单位名称", "二级单位", "三级单位"),
        ("1", "甲集团", "一分公司", "财务科"),
        ("2", "", "", "生产科"),
        ("3", "", "二分公司", ""),
        ("4", "乙公司", "", ""),
    )
    assert list(told(sheet)) == ["甲集团", "乙公司", "甲集团›一分公司", "甲集团›二分公司", "甲集团›一分公司›财务科",
                                 "甲集团›一分公司›生产科"]  # fmt: skip
    assert sheet.problems == ()
    assert sheet.header_row == 2
    assert sheet.unknown == ("序号",)


def test_a_column_for_the_unit_above_makes_the_same_tree_in_any_order() -> None:
    sheet = read(
        ("单位名称", "上级单位", "参保单位编号"),
        ("财务科", "一分公司", ""),
        ("一分公司", "甲集团", "002"),
        ("甲集团", "", "001"),
    )
    assert told(sheet) == {"甲集团": "001", "甲集团›一分公司": "002", "甲集团›一分公司›财务科": ""}


def test_units_that_stand_above_each_other_or_too_deep_are_told() -> None:
    sheet = read(("单位", "上级单位"), ("甲", "乙"), ("乙", "甲"), ("一", ""), ("二", "一"), ("三", "二"), ("四", "三"))
    assert {(row, code) for row, _, code in codes(sheet)} == {
        (2, "unit.import_too_deep"), (3, "unit.import_too_deep"), (7, "unit.import_too_deep")
    }  # fmt: skip
    twice = read(("单位", "上级单位"), ("甲", ""), ("乙", ""), ("财务", "甲"), ("财务", "乙"), ("出纳", "财务"))
    assert codes(twice) == [(6, 2, "unit.import_which_parent")]
    assert {"甲›财务", "乙›财务"} <= told(twice).keys()


def test_a_number_that_every_row_repeats_is_the_units_at_the_top() -> None:
    sheet = read(("单位名称", "部门", "单位编号"), ("甲", "财务", "001"), ("甲", "生产", "001"), ("乙", "分部", "7"),
                 ("乙", "总部", "8"))  # fmt: skip
    assert told(sheet) == {"甲": "001", "乙": "", "甲›财务": "", "甲›生产": "", "乙›分部": "7", "乙›总部": "8"}


def test_settings_stand_at_the_unit_with_their_columns() -> None:
    sheet = read(
        ("单位名称", "是否支持单位代领", "发卡行名称", "是否开通"),
        ("甲", "是", "样例银行", ""),
        ("乙", "否", "", ""),
        ("丙", "", "", "开通"),
        ("丁", "", "", "否"),
        ("戊", "也许", "", ""),
        ("己", "", "样例银行", "否"),
    )
    settings = {line.path[0]: line.settings for line in sheet.lines}
    assert settings["甲"] == {"pickup_way": "unit", "bank": "样例银行"}
    assert (settings["乙"], settings["丙"], settings["丁"]) == ({}, {}, None)
    assert codes(sheet) == [(6, 2, "unit.import_yes_or_no"), (7, 4, "unit.import_not_open")]


def test_what_contradicts_itself_is_told_at_the_later_row() -> None:
    sheet = read(("单位名称", "单位编号"), ("甲", "001"), ("甲", "001"), ("甲", "002"))
    assert codes(sheet) == [(4, 2, "unit.import_twice")]
    assert sheet.problems[0].params == {"other": 2}


@pytest.mark.parametrize("name", ["甲›乙", "甲" * 101, "甲\x07"])
def test_names_that_no_unit_may_have_are_told(name: str) -> None:
    assert codes(read(("单位名称", "单位编号"), (name, ""))) == [(2, 1, "unit.import_bad_name")]


def test_a_level_left_out_is_told_and_totals_are_nobody() -> None:
    sheet = read(("单位名称", "二级单位", "三级单位"), ("甲", "", "财务"), ("合计", "", ""))
    assert codes(sheet) == [(2, 1, "unit.import_no_name")]
    assert sheet.lines == ()


@given(st.lists(st.lists(st.text("甲乙丙›是否 123单位", max_size=4), max_size=5), max_size=8))
def test_whatever_stands_there_every_unit_has_all_above_it(rows: list[list[str]]) -> None:
    table = [("单位名称", "二级单位", "三级单位", "单位编号", "是否开通"), *(tuple(row) for row in rows)]
    sheet = find_units_in("", list(enumerate(table, start=1)), {})
    assert sheet is not None
    seen: set[tuple[str, ...]] = set()
    for line in sheet.lines:
        assert len(line.path) == 1 or line.path[:-1] in seen
        assert line.path not in seen
        seen.add(line.path)


def test_a_sheet_without_units_is_none() -> None:
    assert find_units_in("", [(1, ["姓名", "证件号码"]), (2, ["a", "b"])], SETTLED) is None
