# SPDX-License-Identifier: Apache-2.0
"""Walks through Shantou's notice (完善采集社保卡制卡相关事项), item by item: fourteen required, nine optional."""

from __future__ import annotations

from datetime import date

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.fields import LONG_TERM
from sscard_desktop.domain.kindspelling import normalised
from sscard_desktop.domain.photo import PictureRole, Span
from tests.helpers.applicants import TODAY, bilingual, city, words
from tests.helpers.cities import profiles
from tests.helpers.seedwalks import came_out, citizen_number, required, told

SHANTOU = city("guangdong-shantou")
BORN = date(1981, 7, 17)
PERSON = {
    "name": "林样本",
    "name_pinyin": "LIN YANGBEN",
    "sex": "1",
    "nation": "01",
    "country": "CHN",
    "document_type": "resident",
    "number": citizen_number(BORN, division="440507"),
    "authority": "汕头市公安局龙湖分局",
    "valid_to": "2035-07-17",
    "mobile": "13800000000",
    "address": "广东省汕头市龙湖区样例路1号",
    "occupation": "3",
    "photo_receipt": "4405202603020001",
    "card_class": "urban",
}
AGENT = {
    "agent_name": "陈样例",
    "agent_document_type": "id_card",
    "agent_number": citizen_number(date(1975, 5, 5), division="440507", sex="2"),
    "agent_mobile": "13900000000",
}

# 必填项 in the notice's order: term → field, when it is required, what the sheet shows of the person above.
REQUIRED = {
    "姓名": ("name", "always", "林样本"),
    "姓名拼音": ("name_pinyin", "always", "LIN YANGBEN"),
    "性别": ("sex", "always", "男"),
    "民族": ("nation", "resident_document", "汉"),
    "国籍": ("country", "always", "中国"),
    "证件类型": ("document_type", "always", "居民身份证（户口簿）"),
    "证件号码": ("number", "always", PERSON["number"]),
    "发证机关": ("authority", "always", "汕头市公安局龙湖分局"),
    "证件有效期": ("valid_to", "always", "20350717"),
    "手机号码": ("mobile", "always", "13800000000"),
    "常住地址": ("address", "always", "广东省汕头市龙湖区样例路1号"),
    "职业": ("occupation", "always", "办事人员和有关人员"),
    "照片回执编号": ("photo_receipt", "adult", "4405202603020001"),
    "卡类别": ("card_class", "always", "城镇居民"),
}
# 选填项 in the notice's order.
OPTIONAL = {
    "户籍地": "household_place",
    "户籍地址": "household_address",
    "户籍性质": "household_kind",
    "代办人姓名": "agent_name",
    "代办人证件类型": "agent_document_type",
    "代办人证件号码": "agent_number",
    "代办人联系电话": "agent_mobile",
    "社保登记号": "social_registration_number",
    "单位名称": "unit",
}
NINE = [
    "国家机关、党群组织、企业、事业单位",
    "专业技术人员",
    "办事人员和有关人员",
    "商业、服务业人员",
    "农、林、牧、渔、水利业生产人员",
    "生产、运输设备操作人员及有关人员",
    "军人",
    "不便分类的其他从业人员",
    "无职业活动人员",
]


def child(age: int) -> dict[str, str]:
    born = date(TODAY.year - age, TODAY.month, TODAY.day)
    return {**PERSON, "number": citizen_number(born, division="440507")}


def test_nothing_is_wrong_with_it() -> None:
    assert profiles().check(paths.forms() / "guangdong-shantou") == []
    assert bilingual(SHANTOU)


def test_the_fields_are_the_notices_in_its_order_and_no_others() -> None:
    assert [spec.label("zh_CN") for spec in SHANTOU.fields.values()] == [*REQUIRED, *OPTIONAL]
    assert list(SHANTOU.fields) == [*(key for key, _, _ in REQUIRED.values()), *OPTIONAL.values()]


def test_the_sheets_columns_are_the_notices_in_its_order() -> None:
    assert [column.header for column in SHANTOU.workbook.columns] == ["序号", *REQUIRED, *OPTIONAL]
    assert SHANTOU.workbook.sheet == "汕头市社保卡申领登记表（单位）"


@pytest.mark.parametrize(("term", "item"), REQUIRED.items())
def test_each_required_item_is_required_and_goes_out(term: str, item: tuple[str, str, str]) -> None:
    key, when, cell = item
    assert (SHANTOU.fields[key].label("zh_CN"), required(SHANTOU, key)) == (term, when)
    assert SHANTOU.fields[key].shown == "always"
    assert came_out(SHANTOU, PERSON)[0][term] == cell
    # Without the document's type nobody knows whose nation and number it would be: it has its own test below.
    if key != "document_type":
        assert told(SHANTOU, {**PERSON, key: ""}) == {key: "rules.required"}


def test_without_a_document_type_nothing_goes() -> None:
    assert told(SHANTOU, {**PERSON, "document_type": ""})["document_type"] == "rules.required"


@pytest.mark.parametrize(("term", "key"), OPTIONAL.items())
def test_each_optional_item_may_stay_empty(term: str, key: str) -> None:
    assert SHANTOU.fields[key].label("zh_CN") == term
    assert key not in PERSON
    assert told(SHANTOU, PERSON) == {}
    assert term in came_out(SHANTOU, PERSON)[0]


@pytest.mark.parametrize("key", AGENT)
def test_an_agent_is_optional_even_for_a_child_but_completed_once_begun(key: str) -> None:
    assert told(SHANTOU, child(5)) == {}
    assert told(SHANTOU, {**child(5), **AGENT}) == {}
    assert told(SHANTOU, {**child(5), **AGENT, key: ""}) == {key: "rules.required_agent"}
    assert told(SHANTOU, {**PERSON, **AGENT, key: ""}) == {key: "rules.required_agent"}


@pytest.mark.parametrize(("age", "needed"), [(0, False), (15, False), (16, True), (70, True)])
def test_the_photo_receipt_isnt_asked_of_children_under_16(age: int, needed: bool) -> None:
    assert told(SHANTOU, {**child(age), "photo_receipt": ""}) == ({"photo_receipt": "rules.required"} if needed else {})


def test_the_day_before_the_sixteenth_birthday_is_still_without() -> None:
    tomorrow = date(TODAY.year - 16, TODAY.month, TODAY.day + 1)
    person = {**PERSON, "number": citizen_number(tomorrow, division="440507"), "photo_receipt": ""}
    assert told(SHANTOU, person) == {}


def test_the_pinyin_is_upper_case() -> None:
    assert normalised(SHANTOU.fields["name_pinyin"], "lin yangben", PERSON) == "LIN YANGBEN"
    assert told(SHANTOU, {**PERSON, "name_pinyin": "Lin Yangben"}) == {"name_pinyin": "rules.pinyin_shape"}


def test_the_issuing_authority_may_be_a_police_station() -> None:
    assert "户口簿里的派出所" in SHANTOU.fields["authority"].hints["zh_CN"]


def test_an_id_card_for_ever_is_told_as_such() -> None:
    assert told(SHANTOU, {**PERSON, "valid_to": LONG_TERM}) == {}
    assert came_out(SHANTOU, {**PERSON, "valid_to": LONG_TERM})[0]["证件有效期"] == "长期"
    assert told(SHANTOU, {**PERSON, "valid_to": "2026-03-01"}) == {"valid_to": "rules.identity_expired"}


def test_children_and_the_old_give_a_relatives_telephone() -> None:
    assert "直系亲属" in SHANTOU.fields["mobile"].hints["zh_CN"]


def test_the_occupations_are_the_notices_nine() -> None:
    assert words(SHANTOU, "occupations") == NINE
    assert [entry.code for entry in SHANTOU.code_lists["occupations"].entries] == list("123456789")
    assert told(SHANTOU, {**PERSON, "occupation": "10"}) == {"occupation": "rules.code_unknown"}


def test_card_classes_and_household_kinds_are_the_notices() -> None:
    assert words(SHANTOU, "card_classes") == ["城镇居民", "农村居民"]
    assert words(SHANTOU, "household_kinds") == ["城镇", "农村"]


def test_both_sides_of_the_id_card_are_copied() -> None:
    assert told(SHANTOU, PERSON, pictures=frozenset({PictureRole.PHOTO})) == {
        "id_front": "rules.id_front_missing", "id_back": "rules.id_back_missing",
    }  # fmt: skip


def test_a_foreigner_has_no_nation() -> None:
    foreigner = {
        **PERSON, "document_type": "passport", "number": "E12345678", "country": "FRA", "nation": "",
        "name": "MARTIN SAMPLE", "name_pinyin": "MARTIN SAMPLE",
    }  # fmt: skip
    assert told(SHANTOU, foreigner) == {}
    assert told(SHANTOU, {**foreigner, "country": "CHN"}) == {"country": "rules.country_of_foreigner"}


def test_sex_agrees_with_the_number_though_no_birth_date_is_asked() -> None:
    assert told(SHANTOU, {**PERSON, "sex": "2"}) == {"sex": "rules.sex_differs"}


def test_the_photo_is_the_national_one() -> None:
    photo = SHANTOU.photo
    assert (photo.width, photo.height, photo.dpi, photo.quality) == (358, 441, 350, 70)
    assert (photo.face_width, photo.file_bytes) == (Span(179, 255), Span(14336, 40000))


def test_pictures_are_named_by_number() -> None:
    number = PERSON["number"]
    assert came_out(SHANTOU, PERSON)[1] == [
        f"photos/{number}.jpg", f"id_front/{number}.jpg", f"id_back/{number}.jpg",
    ]  # fmt: skip


def test_both_sheets_of_the_notice_are_printed() -> None:
    titles = [form.labels["zh_CN"] for form in SHANTOU.forms]
    assert {"汕头市社保卡申领登记表（个人）", "汕头市社保卡申领登记表（单位）"} <= set(titles)
