# SPDX-License-Identifier: Apache-2.0
"""Walks through Shanxi's guide to its collection tool (社保卡信息采集工具操作说明), item by item."""

from __future__ import annotations

from datetime import date

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.filenames import render
from sscard_desktop.domain.photo import PictureRole
from tests.helpers.applicants import bilingual, city, complaints, typical
from tests.helpers.cities import profiles

SHANXI = city("shanxi")

# The tool's word → field and its label; all are required.
UNIT = {
    "单位编号": "insured_unit_number",
    "单位名称": "unit",
    "联系人": "unit_contact",
    "联系人电话": "unit_contact_phone",
}
PERSON = {"公民身份证号码": "number", "班级": "class_name"}


def test_nothing_is_wrong_with_it() -> None:
    assert profiles().check(paths.forms() / "shanxi") == []


@pytest.mark.parametrize(("term", "key"), [*UNIT.items(), *PERSON.items()])
def test_each_item_that_the_guide_names_is_asked_for_and_required(term: str, key: str) -> None:
    assert (SHANXI.fields[key].label("zh_CN"), SHANXI.fields[key].required) == (term, "always")


def test_the_unit_comes_first() -> None:
    assert [section.label("zh_CN") for section in SHANXI.sections][:2] == ["单位信息", "人员信息"]
    assert set(SHANXI.sections[0].fields) == set(UNIT.values())


@pytest.mark.parametrize("key", UNIT.values())
@pytest.mark.parametrize("symbol", ["\t", "\r", "\n"])
def test_no_item_of_the_unit_may_hold_a_tab_or_a_line_end(key: str, symbol: str) -> None:
    person = typical(SHANXI)
    assert complaints(SHANXI, person, **{key: f"样{symbol}例"}) == {(key, "rules.control_character")}


@pytest.mark.parametrize(("phone", "right"), [("0358-7621234", True), ("13800000000", True), ("03587621234", False)])
def test_area_code_and_number_are_joined_with_a_hyphen(phone: str, right: bool) -> None:
    wrong = set() if right else {("unit_contact_phone", "rules.phone_shape")}
    assert complaints(SHANXI, typical(SHANXI), unit_contact_phone=phone) == wrong


def test_nobody_is_reported_without_a_photo() -> None:
    assert SHANXI.pictures[PictureRole.PHOTO] == "always"
    assert {SHANXI.pictures[role] for role in (PictureRole.ID_FRONT, PictureRole.ID_BACK)} == {"never"}


@pytest.mark.parametrize("kilobyte", [1000, 1024])
def test_a_photo_in_the_window_has_10_to_120_kilobytes_by_either_reading(kilobyte: int) -> None:
    window = SHANXI.photo.file_bytes
    assert 10 * kilobyte <= (window.low or 0) <= 10 * 1024
    assert 120 * 1000 <= (window.high or 0) <= 120 * kilobyte
    assert (SHANXI.photo.width, SHANXI.photo.height, SHANXI.photo.dpi) == (358, 441, 350)


@pytest.mark.parametrize("said", ["尚未制卡", "已经制卡或正在制卡的，不用采集", "彩色、正面、免冠、白底", "核对表"])
def test_the_notice_says_who_is_collected_and_how(said: str) -> None:
    assert said in SHANXI.consents[0].texts["zh_CN"]


def test_pictures_lie_in_the_schools_folder_by_class() -> None:
    values = {"unit": "孝义样例小学", "grade": "三年级", "class_name": "2班", "number": "140181201601010012"}
    assert render(SHANXI.package.pictures[PictureRole.PHOTO], values, record="r") == (
        "孝义样例小学/三年级2班/140181201601010012.jpg"
    )


def test_everything_has_both_languages() -> None:
    assert bilingual(SHANXI)


@pytest.mark.parametrize("born", [date(2016, 5, 1), date(2006, 5, 1)])
def test_a_pupil_and_a_student_pass_all_rules(born: date) -> None:
    assert complaints(SHANXI, typical(SHANXI, born=born)) == set()


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("insured_unit_number", "", "rules.required"),
        ("unit", "", "rules.required"),
        ("unit_contact", "", "rules.required"),
        ("class_name", "", "rules.required"),
        ("number", "140181201605010019", "idnumber.check_character"),
        ("agent_name", "", "rules.required_guardian"),
    ],
)
def test_what_the_tool_doesnt_take_is_told(key: str, value: str, code: str) -> None:
    assert complaints(SHANXI, typical(SHANXI, born=date(2016, 5, 1)), **{key: value}) == {(key, code)}


def test_everything_that_is_asked_goes_out_in_a_column() -> None:
    assert set(SHANXI.fields) <= {column.value for column in SHANXI.workbook.columns}


def test_the_checking_form_is_printed_for_the_bureaus_file() -> None:
    assert SHANXI.forms[0].labels["zh_CN"] == "社会保障卡个人信息采集核对表"


def test_the_class_keeper_gives_the_contact_once_for_all() -> None:
    assert [key for key, spec in SHANXI.fields.items() if spec.of_unit] == ["unit_contact", "unit_contact_phone"]
    assert "unit_settings" in {use.name for use in SHANXI.rules}
