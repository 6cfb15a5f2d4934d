# SPDX-License-Identifier: Apache-2.0
"""Lists as units send them: every accepted cell is right, every refused cell has the right reason."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from sscard_desktop.domain.checkedroster import Skipped
from sscard_desktop.domain.errors import CancelledError, InvalidInputError
from sscard_desktop.exchange.rostertemplate import TemplateWorkbooks
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services.mergedcells import merged_over
from sscard_desktop.services.ports import Cell, TableRow, TableSheet
from sscard_desktop.services.rosterchecking import check_roster
from sscard_desktop.services.rostertemplates import template_of
from tests.helpers.messyrosters import messy, mistakes
from tests.helpers.rosters import checked, city, codes, context, number
from tests.helpers.tables import as_xls, as_xlsx

WANG = number(date(1990, 3, 7), 1)
LI = number(date(1985, 12, 24), 2)
AYIGULI = number(date(2001, 1, 31), 4, "653101")
HEAD = ("序号", "姓名", "性别", "身份证号", "民族", "出生日期", "手机号", "工龄")
PEOPLE = (
    (1, "王小明", "男", WANG, "汉族", "1990-03-07", "13800138000", 3),
    (2, "李娜", "女", LI, "汉", date(1985, 12, 24), 13800138001, 5),
    (3, "阿依古丽•买买提", "女性", AYIGULI.lower(), "05", "2001年1月31日", "138-0013-8002", 1),
)
WANTED = [
    {"name": "王小明", "sex": "1", "number": WANG, "nation": "01", "birth_date": "1990-03-07", "mobile": "13800138000"},
    {"name": "李娜", "sex": "2", "number": LI, "nation": "01", "birth_date": "1985-12-24", "mobile": "13800138001"},
    {
        "name": "阿依古丽·买买提",
        "sex": "2",
        "number": AYIGULI,
        "nation": "05",
        "birth_date": "2001-01-31",
        "mobile": "13800138002",
    },
]


def test_a_plain_list_is_read_cell_by_cell(tmp_path: Path) -> None:
    roster = checked(tmp_path, (HEAD, *PEOPLE))
    assert [row.values for row in roster.rows] == WANTED
    assert (roster.good, roster.bad, roster.header_row, roster.sheet, roster.usable) == (3, 0, 1, "名单", True)
    assert [column.header for column in roster.unknown] == ["序号", "工龄"]
    assert [problem.code for problem in roster.problems] == ["rosters.column_unknown"]
    assert [row.name for row in roster.rows] == ["王小明", "李娜", "阿依古丽•买买提"]


def test_titles_above_and_feet_below_are_nobody(tmp_path: Path) -> None:
    rows = (
        ("成都某某有限公司社保卡花名册",),
        ("单位：成都某某有限公司", "", "", "联系电话：028-86245818"),
        (),
        HEAD,
        ("", "必填", "男/女", "18位身份证号码", "", "如1990-01-01", "11位手机号", ""),
        PEOPLE[0],
        ("一车间",),
        HEAD,
        *PEOPLE[1:],
        (4,),
        ("合计", "", "3人"),
        ("填表人：", "张三", "", "审核人：", "李四"),
        ("备注：本表一式两份",),
    )
    roster = checked(tmp_path, rows)
    assert [row.values for row in roster.rows] == WANTED
    assert {each.number: each.reason for each in roster.skipped} == {
        1: Skipped.ABOVE,
        2: Skipped.ABOVE,
        4: Skipped.HEADER,
        5: Skipped.GUIDE,
        7: Skipped.SECTION,
        8: Skipped.HEADER,
        11: Skipped.NUMBER_ONLY,
        12: Skipped.FOOTER,
        13: Skipped.FOOTER,
        14: Skipped.FOOTER,
    }


def test_a_header_in_two_rows_is_read_with_its_headings(tmp_path: Path) -> None:
    rows = (
        ("员工信息登记表",),
        ("序号", "姓名", "证件信息", "", "监护人", "", "联系方式", "户籍信息"),
        ("", "", "类型", "号码", "姓名", "电话", "手机", "地址"),
        (1, "王小明", "", "", "王大明", "13800138009", "13800138000", "四川省成都市武侯区一环路1号"),
    )
    roster = checked(tmp_path, (*rows[:1], *rows[1:3], rows[3]))
    keys = {column.letters: column.key for column in roster.columns}
    assert keys["B"] == "name"
    assert keys["E"] == "agent_name"
    assert keys["F"] == "agent_mobile"
    assert keys["G"] == "mobile"
    assert keys["H"] == "household_address"


def test_columns_may_stand_in_any_order_and_another_header_changes_it(tmp_path: Path) -> None:
    rows = (("身份证号码", "姓名"), (WANG, "王小明"), ("姓名", "公民身份号码"), ("李娜", LI))
    roster = checked(tmp_path, rows)
    assert [row.values for row in roster.rows] == [{"name": "王小明", "number": WANG}, {"name": "李娜", "number": LI}]


def test_two_columns_of_one_field_are_read_where_they_agree(tmp_path: Path) -> None:
    rows = (
        ("姓名", "身份证号", "公民身份号码", "手机号码", "联系电话"),
        ("王小明", WANG, WANG, "13800138000", "02886245818"),
        ("李娜", LI, WANG, "13800138001", ""),
    )
    roster = checked(tmp_path, rows)
    assert [row.good for row in roster.rows] == [True, False]
    assert roster.rows[0].values == {"name": "王小明", "number": WANG, "mobile": "13800138000"}
    assert codes(roster) == [(3, "B", "rosters.columns_disagree")]
    assert {problem.code for problem in roster.problems} == {"rosters.column_twice", "rosters.column_passed"}


def test_two_people_side_by_side_are_told_as_that(tmp_path: Path) -> None:
    rows = [
        ("姓名", "身份证号", "", "姓名", "身份证号"),
        ("王小明", WANG, "", "李娜", LI),
        ("阿依古丽·买买提", AYIGULI),
    ]
    roster = checked(tmp_path, rows)
    assert codes(roster) == [(2, "A", "rosters.two_in_a_row")]
    assert [row.good for row in roster.rows] == [False, True]


def test_a_second_list_of_relatives_below_takes_no_number_for_the_employees(tmp_path: Path) -> None:
    rows = [("姓名", "身份证号"), ("王小明", WANG), ("家属姓名", "身份证号", "职工姓名"), ("王小小", AYIGULI, "王小明")]
    roster = checked(tmp_path, rows)
    assert [dict(row.values) for row in roster.rows] == [{"name": "王小明", "number": WANG}]
    assert not roster.usable
    assert [each.code for each in roster.problems if each.blocking] == ["rosters.column_missing"]


def test_ditto_marks_and_answers_put_off_are_no_answers(tmp_path: Path) -> None:
    rows = [
        ("姓名", "身份证号", "单位", "现住址"),
        ("王小明", WANG, "甲公司", "同户籍地址"),
        ("待定", LI, "〃", "同上"),
    ]
    assert {code for _, _, code in codes(checked(tmp_path, rows))} == {"rosters.unsaid"}
    assert [row.values.keys() for row in checked(tmp_path, rows).rows] == [{"name", "number", "unit"}, {"number"}]


def test_a_sample_with_a_whole_number_and_a_count_of_people_are_nobody(tmp_path: Path) -> None:
    rows = [("姓名", "身份证号"), ("示例：张三", LI), ("王小明", WANG), ("", "共1人")]
    roster = checked(tmp_path, rows)
    assert [row.number for row in roster.rows] == [3]
    assert [each.reason for each in roster.skipped] == [Skipped.HEADER, Skipped.SAMPLE, Skipped.FOOTER]


def test_a_cell_merged_over_people_holds_for_each(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("单位名册",),
        ("姓名", "身份证号", "工作单位"),
        ("王小明", WANG, "甲公司"),
        ("李娜", LI),
        ("阿依古丽·买买提", AYIGULI),
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("C3:C4")
    kept = io.BytesIO()
    book.save(kept)
    roster = checked(tmp_path, kept.getvalue())
    assert [row.values.get("unit") for row in roster.rows] == ["甲公司", "甲公司", None]


def test_cells_merged_over_each_other_take_no_longer(tmp_path: Path) -> None:
    rows = tuple(TableRow(number, (Cell("甲"), Cell("乙"))[: 2 if number == 1 else 1]) for number in range(1, 20_001))
    sheet = TableSheet("", rows, merged=((1, 20_000, 1), *((2, 20_000, 1),) * 200_000))
    assert {cells[1].text for cells in merged_over(sheet).values()} == {"乙"}


def test_the_sheet_with_people_is_the_list(tmp_path: Path) -> None:
    content = as_xlsx((("说明",), ("请填写",)), "填写说明", ("在职", (HEAD, *PEOPLE)), ("空表", (HEAD,)))
    assert checked(tmp_path, content).sheet == "在职"
    content = as_xlsx((HEAD, *PEOPLE[:1]), "一部", ("二部", (HEAD, *PEOPLE[1:])))
    with pytest.raises(InvalidInputError) as caught:
        checked(tmp_path, content)
    assert (caught.value.code, caught.value.params["sheets"]) == ("rosters.several_sheets", "一部、二部")
    assert [row.values for row in checked(tmp_path, content, sheet="二部").rows] == WANTED[1:]
    with pytest.raises(InvalidInputError) as caught:
        checked(tmp_path, content, sheet="三部")
    assert caught.value.code == "rosters.no_such_sheet"


def test_a_list_without_names_or_numbers_is_told_and_has_nobody(tmp_path: Path) -> None:
    roster = checked(tmp_path, (("姓名", "性别"), ("王小明", "男")))
    assert (roster.rows, roster.usable) == ((), False)
    assert [(each.code, each.key) for each in roster.problems] == [("rosters.column_missing", "number")]
    with pytest.raises(InvalidInputError) as caught:
        checked(tmp_path, (("甲", "乙"), (1, 2)))
    assert caught.value.code == "rosters.no_header"


def test_what_is_wrong_with_a_row_stands_at_its_cell(tmp_path: Path) -> None:
    lost = 510107199003070014
    rows = (
        HEAD,
        (1, "王小明", "女", WANG, "汉族", "1990-03-08", "1380013800", ""),
        (2, WANG, "女", "李娜", "火星", "03/04/1990", "13800138001", ""),
        (3, "张三", "女", lost, "01 回族", "1990-02-30", "", ""),
        (4, "", "男", LI, "", "", "", ""),
        (5, "赵六", "", "110105491231002", "", "", "", ""),
        (6, "钱七", "", WANG[:-1] + ("0" if WANG[-1] != "0" else "1"), "", "", "", ""),
        (7, "阿依古丽.买买提", "", AYIGULI, "", "", "", ""),
    )
    assert codes(checked(tmp_path, rows)) == [
        (2, "C", "rules.sex_differs"),
        (2, "F", "rules.birth_date_differs"),
        (2, "G", "rules.mobile_length"),
        (3, "B", "rosters.swapped"),
        (3, "E", "rules.code_unknown"),
        (3, "F", "rosters.date_ambiguous"),
        (4, "D", "rosters.digits_lost"),
        (4, "E", "rosters.code_and_label_differ"),
        (4, "F", "rules.date_unreadable"),
        (5, "B", "rosters.required"),
        (5, "C", "rules.sex_differs"),
        (6, "D", "idnumber.fifteen_places"),
        (7, "D", "idnumber.check_character"),
        (8, "B", "rosters.name_mark"),
    ]


def test_somebody_who_stands_there_twice(tmp_path: Path) -> None:
    rows = (
        ("姓名", "证件号码", "手机号码"),
        ("王小明", WANG, "13800138000"),
        ("李娜", LI, "13800138001"),
        ("王小明", WANG, "13800138000"),
        ("李娜", LI, "13800138002"),
        ("阿依古丽", AYIGULI, "13800138000"),
    )
    roster = checked(tmp_path, rows)
    assert codes(roster) == [
        (3, "B", "rosters.person_twice_differently"),
        (4, "B", "rosters.person_twice"),
        (5, "B", "rosters.person_twice_differently"),
    ]
    assert (6, "C", "rosters.mobile_shared") in codes(roster, blocking=False)


def test_a_number_that_may_have_lost_its_noughts_is_asked_about(tmp_path: Path) -> None:
    rows = (
        ("姓名", "证件号码", "个人编号"),
        ("王小明", WANG, "0012345"),
        ("李娜", LI, 12346),
        ("阿依古丽", AYIGULI, "1234567"),
    )
    roster = checked(tmp_path, rows)
    assert codes(roster) == [(3, "C", "rosters.leading_zero")]
    assert roster.rows[1].problems[0].proposal == "0012346"
    # Where no number begins with one, nothing tells that any was lost.
    assert codes(checked(tmp_path, (*rows[:1], *rows[2:]))) == []


def test_what_stands_beside_a_list_is_nobody(tmp_path: Path) -> None:
    rows = (
        ("姓名", "证件号码", "考勤", "", "", "备注"),
        ("", "", "迟到", "早退", "", ""),
        ("王小明", WANG, 1, 0, "", "1、一式两份"),
        ("", "", "", "", "", "2、月底前交"),
    )
    roster = checked(tmp_path, rows)
    assert [row.number for row in roster.rows] == [3]
    assert [(each.number, each.reason) for each in roster.skipped] == [
        (1, Skipped.HEADER),
        (2, Skipped.GUIDE),
        (4, Skipped.FOOTER),
    ]


def test_somebody_above_the_header_is_not_passed_over(tmp_path: Path) -> None:
    roster = checked(tmp_path, (("王小明", WANG), ("姓名", "证件号码"), ("李娜", LI)))
    assert (roster.usable, [(each.row, each.code) for each in roster.problems]) == (
        False,
        [(1, "rosters.person_above")],
    )


def test_the_template_that_is_handed_out_comes_back_as_it_was_filled_in(tmp_path: Path) -> None:
    for name in ("chengdu", "weifang", "shanxi"):
        people = [{**values, "personal_number": "0012345", "personnel_category": "在职"} for values in WANTED[:1]]
        profile = city(name)
        template = template_of(profile, lambda kind, value: value, "zh_CN", people=people)
        path = tmp_path / f"{name}.xlsx"
        TemplateWorkbooks().write(path, template, created_at=datetime(2026, 3, 2, tzinfo=UTC))
        roster = check_roster(TableFiles().read(path), profile, context())
        asked = {column.key for column in profile.roster.columns}
        assert [row.values for row in roster.rows] == [{key: value for key, value in people[0].items() if key in asked}]
        assert codes(roster) == []
        empty = template_of(profile, lambda kind, value: value, "zh_CN")
        TemplateWorkbooks().write(path, empty, created_at=datetime(2026, 3, 2, tzinfo=UTC))
        roster = check_roster(TableFiles().read(path), profile, context())
        assert (roster.rows, [each.code for each in roster.problems]) == ((), ["rosters.nobody"])
        assert Skipped.SAMPLE in {each.reason for each in roster.skipped}


def test_long_texts_are_not_looked_through_and_a_telephone_of_everybody_names_a_few(tmp_path: Path) -> None:
    blanks = "a" + " " * 30_000 + "b"
    rows = [(*HEAD[:6], "手机号码"), (blanks,) * 7, (1, "王小明", blanks, WANG, blanks, blanks, blanks)]
    rows += [(1, "王小明", "男", number(date(1990, 3, 7), place), "", "", "13800138000") for place in range(3, 999, 2)]
    roster = checked(tmp_path, rows)
    assert {each.code for each in roster.rows[1].problems} == {"rosters.cell_too_long"}
    assert len(roster.rows) == 500
    assert all(len(problem.rows) <= 5 for row in roster.rows for problem in row.problems)


def test_errors_and_formulas_without_result_are_told(tmp_path: Path) -> None:
    rows = (("姓名", "证件号码", "手机号码"), ("王小明", WANG, "=1+1"), ("李娜", LI, "#N/A"))
    assert codes(checked(tmp_path, rows)) == [
        (2, "C", "rosters.formula_without_result"),
        (3, "C", "rosters.cell_fault"),
    ]
    assert codes(checked(tmp_path, as_xls(rows[:1] + rows[2:]), "a.xls")) == [(2, "C", "rosters.cell_fault")]


def test_a_check_says_how_far_it_is_and_may_be_cancelled(tmp_path: Path) -> None:
    class Stops:
        def __init__(self) -> None:
            self.told: list[tuple[int, int]] = []

        def report(self, done: int, total: int) -> None:
            self.told.append((done, total))
            if done:
                raise CancelledError

    path = tmp_path / "a.xlsx"
    path.write_bytes(as_xlsx((HEAD, *PEOPLE)))
    stops = Stops()
    with pytest.raises(CancelledError):
        check_roster(TableFiles().read(path), city(), context(), stops)
    assert stops.told == [(0, 3), (3, 3)]


@pytest.mark.parametrize("seed", range(12))
def test_lists_of_known_people_are_read_without_a_wrong_value(tmp_path: Path, seed: int) -> None:
    made = messy(seed)
    assert mistakes(made, checked(tmp_path, made.content, made.name, profile=made.profile)) == []


@pytest.mark.long
def test_many_lists_of_known_people_are_read_without_a_wrong_value(tmp_path: Path) -> None:
    for seed in range(12, 600):
        made = messy(seed)
        assert mistakes(made, checked(tmp_path, made.content, made.name, profile=made.profile)) == [], seed
