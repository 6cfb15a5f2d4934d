# SPDX-License-Identifier: Apache-2.0
"""Walks through Weifang's notice, its annexes and Zhucheng's own sheet, item by item."""

from __future__ import annotations

from datetime import date

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.domain.filenames import NamesTaken
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.photo import PictureRole, Span
from sscard_desktop.domain.profile import Profile
from tests.helpers.applicants import bilingual, city, words
from tests.helpers.cities import profiles
from tests.helpers.seedwalks import came_out, citizen_number, required, told

WEIFANG, ZHUCHENG = city("weifang"), city("weifang-zhucheng")
BORN = date(1981, 7, 17)
PERSON = {
    "unit": "诸城样例公司",
    "insured_unit_number": "3707820001",
    "personal_number": "37078200012",
    "personnel_category": "在职",
    "document_type": "resident",
    "number": citizen_number(BORN, division="370782"),
    "name": "张三",
    "sex": "1",
    "birth_date": BORN.isoformat(),
    "nation": "01",
    "mobile": "13800000000",
    "postcode": "262200",
    "address": "山东省诸城市样例街道东关大街12号",
    "retrieval_code": "00012",
}

# Annex 1: the columns of the list that the units fill in, in the notice's order.
LIST = {
    "个人编号": ("personal_number", "37078200012"),
    "人员类别": ("personnel_category", "在职"),
    "姓名": ("name", "张三"),
    "公民身份号码": ("number", PERSON["number"]),
    "性别": ("sex", "男"),
    "出生日期": ("birth_date", "19810717"),
    "联系电话": ("mobile", "13800000000"),
    "邮政编码": ("postcode", "262200"),
    "常住地址": ("address", "山东省诸城市样例街道东关大街12号"),
    "民族": ("nation", "01"),
}
SUMMARY = {"单位名称": "unit", "单位编号": "insured_unit_number", "人员类别": "personnel_category"}


@pytest.mark.parametrize("name", ["weifang", "weifang-zhucheng"])
def test_nothing_is_wrong_with_it(name: str) -> None:
    assert profiles().check(paths.forms() / name) == []
    assert bilingual(city(name))


@pytest.mark.parametrize("profile", [WEIFANG, ZHUCHENG], ids=lambda profile: profile.name)
@pytest.mark.parametrize(("term", "place"), LIST.items())
def test_each_column_of_the_list_is_asked_for_and_goes_out(profile: Profile, term: str, place: tuple[str, str]) -> None:
    key, cell = place
    assert (profile.fields[key].label("zh_CN"), required(profile, key)) == (term, "always")
    assert came_out(profile, PERSON)[0][term] == cell
    assert told(profile, {**PERSON, key: ""}) == {key: "rules.required"}


def test_the_lists_columns_stand_first_and_in_the_notices_order() -> None:
    assert [column.header for column in WEIFANG.workbook.columns][: len(LIST)] == list(LIST)
    assert WEIFANG.workbook.sheet == "社保卡信息采集"
    assert WEIFANG.package.workbook == "社保卡信息采集.xlsx"


@pytest.mark.parametrize(("term", "key"), SUMMARY.items())
def test_the_head_of_the_summary_sheet_is_known(term: str, key: str) -> None:
    assert (WEIFANG.fields[key].label("zh_CN"), required(WEIFANG, key)) == (term, "always")


def test_a_missing_unit_isnt_said_to_cost_a_bank_where_none_is_asked_for() -> None:
    assert told(WEIFANG, {**PERSON, "unit": ""}) == {"unit": "rules.required"}
    assert told(city("chengdu"), {"document_type": "resident"})["unit"] == "rules.required_unit"


def test_everything_that_is_asked_goes_out() -> None:
    for profile in (WEIFANG, ZHUCHENG):
        assert set(profile.fields) <= {column.value for column in profile.workbook.columns}


def test_a_typical_person_passes_all_rules() -> None:
    assert told(WEIFANG, PERSON) == {}
    assert told(ZHUCHENG, {key: value for key, value in PERSON.items() if key != "retrieval_code"}) == {}


@pytest.mark.parametrize("key", ["personal_number", "personnel_category"])
def test_personal_number_and_category_cant_be_altered(key: str) -> None:
    roster = {"personal_number": PERSON["personal_number"], "personnel_category": PERSON["personnel_category"]}
    assert told(WEIFANG, PERSON, roster=roster) == {}
    assert told(WEIFANG, {**PERSON, key: "退休"}, roster=roster) == {key: "rules.roster_fixed"}


def test_name_and_number_cant_both_be_altered() -> None:
    roster = {"name": "张叁", "number": citizen_number(date(1981, 7, 18), division="370782")}
    assert told(WEIFANG, PERSON, roster=roster) == {"name": "rules.roster_both_changed"}
    assert told(WEIFANG, PERSON, roster={**roster, "name": "张三"}) == {}
    assert told(WEIFANG, PERSON, roster={**roster, "number": PERSON["number"]}) == {}


def test_only_a_citizen_number_of_eighteen_places_is_taken() -> None:
    assert words(WEIFANG, "document_types") == ["居民身份证"]
    assert told(WEIFANG, {**PERSON, "document_type": "passport"})["document_type"] == "rules.identity_not_taken"
    assert told(WEIFANG, {**PERSON, "document_type": "library card"})["document_type"] == "rules.code_unknown"
    assert told(WEIFANG, {**PERSON, "number": PERSON["number"][:17]})["number"].startswith("idnumber.")
    assert told(WEIFANG, {**PERSON, "number": "370782810717001"})["number"].startswith("idnumber.")


def test_a_last_x_is_upper_case() -> None:
    spec = WEIFANG.fields["number"]
    assert normalised(spec, "37078219810717002x", PERSON) == "37078219810717002X"


def test_the_birth_date_agrees_with_the_number() -> None:
    assert told(WEIFANG, {**PERSON, "birth_date": "1981-07-18"}) == {"birth_date": "rules.birth_date_differs"}


@pytest.mark.parametrize("phone", ["13800000000", "0536-6072967"])
def test_the_telephone_is_the_persons_mobile_or_landline(phone: str) -> None:
    assert told(WEIFANG, {**PERSON, "mobile": phone}) == {}
    assert told(WEIFANG, {**PERSON, "mobile": "6072967"}) == {"mobile": "rules.phone_shape"}


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("山东省诸城市样例街道样例社区东关大街样例小区六号楼", False),  # 25 汉字
        ("山东省诸城市样例街道样例社区东关大街样例小区六号", True),  # 24
        ("山东省诸城市样例街道样例社区东关大街六号楼501室", True),  # 22, and three places that count half
        ("山东省诸城市样例街道样例社区东关大街六号楼1501室", True),
        ("山东省诸城市样例街道样例社区东关大街六号楼1-501室", False),
    ],
)
def test_an_address_has_at_most_24_chinese_characters(address: str, fits: bool) -> None:
    assert told(WEIFANG, {**PERSON, "address": address}) == ({} if fits else {"address": "rules.too_many_han"})


def test_the_nation_goes_out_by_its_number() -> None:
    assert len(words(WEIFANG, "nations")) == 58
    assert came_out(WEIFANG, {**PERSON, "nation": "11"})[0]["民族"] == "11"
    assert told(WEIFANG, {**PERSON, "nation": "满族"})["nation"] == "rules.code_unknown"


def test_the_units_number_has_ten_places() -> None:
    spec = WEIFANG.fields["insured_unit_number"]
    assert (spec.kind, spec.min_chars, spec.max_chars) == (FieldKind.DIGITS, 10, 10)
    assert told(WEIFANG, {**PERSON, "insured_unit_number": "370782001"}) == {
        "insured_unit_number": "rules.too_few_digits"
    }


# ── annexes 1 to 3: the papers ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("collection", "社保卡信息采集表"),
        ("registration", "潍坊市社会保障卡申领表"),
        ("summary", "社保卡信息采集汇总表"),
    ],
)
def test_each_paper_of_the_annexes_is_printed(key: str, title: str) -> None:
    assert WEIFANG.form(key).labels["zh_CN"] == title


@pytest.mark.parametrize(
    "words",
    [
        *(word for word in LIST),
        "与二代居民身份证上的姓名一致", "姓名与公民身份号码不能同时修改", "18 位号码", "一律用大写", "与身份证号码一致",
        "本人的电话号码", "现常住地址所在行政区域的邮政编码", "最多 24 个汉字", "民族的编号", "由单位收存",
    ],
)  # fmt: skip
def test_the_personal_sheet_tells_what_the_annex_requires(words: str) -> None:
    assert words in WEIFANG.form("collection").template.read_text(encoding="utf-8")


# ── annex 5: the photo ────────────────────────────────────────────────────────────────────────────────────────


def test_the_photo_is_that_of_annex_5() -> None:
    photo = WEIFANG.photo
    assert (photo.width, photo.height, photo.dpi) == (358, 441, 350)  # 26mm(宽)x32mm(高), 350dpi
    assert photo.face_width == Span(207 - 14, 207 + 14)
    assert photo.aim_face_width == 207
    assert photo.top_margin == Span(7, 21)
    assert photo.eye_above_bottom == Span(207, None)
    assert photo.eye_x == Span(162, 196)  # 水平居中
    assert (photo.file_bytes.low, photo.file_bytes.high) == (60 * 1024, 80 * 1000)


def test_only_the_photo_is_a_file_the_copy_of_the_id_card_is_paper() -> None:
    assert WEIFANG.pictures[PictureRole.PHOTO] == "always"
    assert told(WEIFANG, PERSON, pictures=frozenset({PictureRole.PHOTO})) == {}
    assert told(WEIFANG, PERSON, pictures=frozenset()) == {"photo": "rules.photo_missing"}


@pytest.mark.parametrize("code", ["00012", "12"])
def test_photos_are_named_by_name_and_retrieval_code(code: str) -> None:
    assert came_out(WEIFANG, {**PERSON, "retrieval_code": code})[1][0] == "photos/张三00012.jpg"


def test_two_people_of_one_name_have_two_photos_and_one_code_is_refused() -> None:
    names = NamesTaken()
    assert came_out(WEIFANG, PERSON, names=names)[1][0] == "photos/张三00012.jpg"
    second = {**PERSON, "retrieval_code": "00013"}
    assert came_out(WEIFANG, second, names=names, running=2)[1][0] == "photos/张三00013.jpg"
    with pytest.raises(InvalidInputError, match=r"filename\.twice"):
        came_out(WEIFANG, {**PERSON, "retrieval_code": "12"}, names=names, running=3)


def test_the_person_signs_that_photo_and_text_are_right() -> None:
    (text,) = WEIFANG.consents
    assert "本人已核对照片和文字信息" in text.texts["zh_CN"]


# ── Zhucheng ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_zhucheng_takes_smaller_files_and_a_wider_face() -> None:
    photo = ZHUCHENG.photo
    assert (photo.width, photo.height, photo.dpi) == (358, 441, 350)
    assert photo.file_bytes.high == 100_000
    assert not photo.file_bytes.low
    assert photo.face_width == Span(179, 255)  # 脸的宽度，不用那么精确
    assert photo.aim_face_width in photo.face_width


def test_zhucheng_names_photos_by_the_eighteen_places_and_nothing_else() -> None:
    assert "retrieval_code" not in ZHUCHENG.fields
    assert came_out(ZHUCHENG, PERSON)[1][0] == f"photos/{PERSON['number']}.jpg"


def test_zhucheng_hands_in_the_units_confirmation_sheet() -> None:
    assert ZHUCHENG.workbook.sheet == "单位人员基本信息确认表"
