# SPDX-License-Identifier: Apache-2.0
"""Walks through Chengdu's two guides page by page, in their own words, from the question to the column it leaves in.

``tests/storage/test_profiles_chengdu.py`` asks how the profile is made; this asks whether anything of the guides is
missing, and lets people through its rules.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sscard_desktop.documents.formfill import render
from sscard_desktop.domain.fields import LONG_TERM
from sscard_desktop.domain.photo import PictureRole
from tests.helpers import forms
from tests.helpers.applicants import TODAY, city
from tests.helpers.chengdu import complete_values
from tests.helpers.seedwalks import came_out, citizen_number, told

CHENGDU = city("chengdu")
BORN = date(1981, 7, 17)
PERSON = {
    **complete_values(born=BORN),
    "social_security_number": "01376000001",
    "unit_2": "技术中心",
    "unit_3": "平台研发部",
    "bank_branch": "金牛",
    "bank_office": "样例分理处",
    "pickup_way": "office",
    "pickup_district": "510107",
    "pickup_office": "武侯服务网点",
}
AGENT = {
    "agent_document_type": "id_card",
    "agent_name": "陈样例",
    "agent_mobile": "13900000000",
    "agent_number": citizen_number(date(1979, 1, 1), division="510107", order=3),
    "agent_relation": "father",
}
STUDENT = {"college": "样例学院", "major": "软件工程", "grade": "2023级", "class_name": "2班"}

# The platform's pages, in their order: its word → field, column, what the column shows of the person above.
PLATFORM = [
    ("证件类型", "document_type", "证件类型", "居民身份证（户口簿）"),
    ("国家和地区", "country", "国家和地区", "中国"),
    ("证件号码", "number", "证件号码", PERSON["number"]),
    ("社保号码", "social_security_number", "社保编码", "01376000001"),
    ("姓名", "name", "姓名", "陈样本"),
    ("手机号", "mobile", "手机号码", "13800000000"),
    ("参保单位编号", "insured_unit_number", "参保单位编号", "100001"),
    ("参保单位名称", "insured_unit_name", "参保单位名称", "成都样例科技有限公司"),
    ("现今工作单位", "unit", "现今工作单位", "成都样例科技有限公司"),
    ("现今工作二级单位", "unit_2", "现今工作二级单位", "技术中心"),
    ("现今工作三级单位", "unit_3", "现今工作三级单位", "平台研发部"),
    ("国籍", "country", "国家和地区代码", "CHN"),
    ("证件发证机关", "authority", "证件发证机关", "成都市公安局武侯区分局"),
    ("证件有效期至", "valid_to", "证件有效期至", "20350717"),
    ("出生日期", "birth_date", "出生日期", "19810717"),
    ("民族", "nation", "民族代码", "01"),
    ("性别", "sex", "性别", "男"),
    ("人员参保所属分中心", "subcentre", "人员参保所属分中心", "成都市"),
    ("户口所在地址", "household_address", "户口所在地址", "成都市武侯区样本街1号"),
    ("常住地址", "address", "常住地址", "成都市武侯区样本路2号"),
    ("邮政编码", "postcode", "邮政编码", "610041"),
    ("是否同意社保代扣", "deduction_consent", "是否同意社保代扣", "不同意"),
    ("职业", "occupation", "职业", "办事人员"),
    ("学历", "education", "学历", "大学本科教育"),
]
# 数据采集项 of the online application: its word → field, column, cell.
ONLINE = [
    ("邮政编码", "postcode", "邮政编码", "610041"),
    ("社保编号", "social_security_number", "社保编码", "01376000001"),
    ("学历", "education", "学历代码", "20"),
    ("国籍/地区代码", "country", "国家和地区代码", "CHN"),
    ("职业/工种", "occupation", "职业代码", "3"),
    ("证件类型", "document_type", "证件类型", "居民身份证（户口簿）"),
    ("开户银行", "bank", "开户银行", "成都银行"),
    ("证件发证机关", "authority", "证件发证机关", "成都市公安局武侯区分局"),
    ("是否使用金融代扣", "deduction_consent", "是否同意社保代扣", "不同意"),
    ("证件号码", "number", "证件号码", PERSON["number"]),
    ("领卡方式", "pickup_way", "领卡方式", "服务网点"),
    ("证件截止有效期", "valid_to", "证件有效期至", "20350717"),
    ("领卡区县", "pickup_district", "领卡区县", "武侯区"),
    ("姓名", "name", "姓名", "陈样本"),
    ("领卡网点", "pickup_office", "领卡网点", "武侯服务网点"),
    ("性别", "sex", "性别", "男"),
    ("手机号码", "mobile", "手机号码", "13800000000"),
    ("民族", "nation", "民族", "汉"),
    ("出生日期", "birth_date", "出生日期", "19810717"),
]
# The two blocks of the printed form that not everybody has.
BLOCKS = [
    ("支行", "bank_branch", "支行", "金牛"),
    ("分理处(储蓄所)", "bank_office", "分理处（储蓄所）", "样例分理处"),
    ("院系", "college", "院系", "样例学院"),
    ("专业", "major", "专业", "软件工程"),
    ("年级", "grade", "年级", "2023级"),
    ("班级", "class_name", "班级", "2班"),
    ("监护人/代办人 证件类型", "agent_document_type", "监护人/代办人证件类型", "身份证"),
    ("监护人/代办人 姓名", "agent_name", "监护人/代办人姓名", "陈样例"),
    ("监护人/代办人 手机号码", "agent_mobile", "监护人/代办人手机号码", "13900000000"),
    ("监护人/代办人 证件号码", "agent_number", "监护人/代办人证件号码", AGENT["agent_number"]),
    ("与申请人关系", "agent_relation", "与申请人关系", "父亲"),
]
# What stands on the paper besides the answers.
PAPER = [
    "成都市社会保障卡申办登记表",
    "邮寄地址", "开户银行", "工商银行", "农业银行", "建设银行", "邮政储蓄银行", "成都银行",
    "成都农村商业银行", "在银行激活社保卡金融账号后，使用该账户缴纳", "大学生/", "院系", "专业", "年级", "班级",
    "监护人/", "与申请人关系", "社保编码", "个人识别码", "本人在银行激活社保卡金融账户后", "如有虚假由本人负责",
    "经审核，以上资料真实、准确、有效", "审核人", "审核单位", "回收序号", "职业代码",
    "1、单位负责人", "7、其他", "学历代码",
    "10、研究生教育", "90、其他", "1/1", "12333", "请勿涂改、折叠、裁剪",
]  # fmt: skip


@pytest.mark.parametrize(("term", "key", "column", "cell"), [*PLATFORM, *ONLINE, *BLOCKS])
def test_each_item_of_the_guides_is_asked_for_and_goes_out(term: str, key: str, column: str, cell: str) -> None:
    assert key in CHENGDU.fields, term
    assert came_out(CHENGDU, {**PERSON, **STUDENT, **AGENT})[0][column] == cell


@pytest.mark.parametrize("words", ["验证码", "密码"])
def test_what_only_a_network_could_send_or_nobody_may_hear_is_not_asked(words: str) -> None:
    assert not [key for key, spec in CHENGDU.fields.items() if words in spec.label("zh_CN")]


@pytest.mark.parametrize("words", PAPER)
def test_each_part_of_the_printed_form_is_on_the_paper(words: str) -> None:
    assert words in printed()


def test_a_typical_employee_passes_all_rules() -> None:
    assert told(CHENGDU, PERSON) == {}


def test_a_child_with_a_guardian_passes_all_rules() -> None:
    child = complete_values(born=date(2016, 5, 1), unit="", insured_unit_name="", insured_unit_number="")
    assert told(CHENGDU, {**child, **STUDENT, **AGENT}) == {}
    assert set(told(CHENGDU, {**child, **STUDENT})) == set(AGENT)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"unit": ""}, {"unit": "rules.required_unit"}),  # 必须填写，否则无法制卡
        ({"valid_to": "2026-07-02"}, {"valid_to": "rules.identity_expires_soon"}),  # 有效期在四个月以内
        ({"valid_to": "2026-07-03"}, {}),
        ({"valid_to": LONG_TERM}, {}),
        ({"document_type": "passport", "number": "E12345678"}, {"country": "rules.country_of_foreigner"}),
        ({"mobile": "1388227324"}, {"mobile": "rules.mobile_length"}),
        ({"pickup_way": "post", "pickup_district": "", "pickup_office": ""}, {"post_address": "rules.required_post"}),
        ({"pickup_district": ""}, {"pickup_district": "rules.required_office"}),
        ({"occupation": "8"}, {"occupation": "rules.code_unknown"}),
        ({"education": "70"}, {"education": "rules.code_unknown"}),
        ({"bank": "boc"}, {"bank": "rules.code_unknown"}),
    ],
)
def test_what_the_guides_warn_of_is_refused(changes: dict[str, str], expected: dict[str, str]) -> None:
    assert date(2026, 3, 2) == TODAY
    found = told(CHENGDU, {**PERSON, **changes})
    assert expected.items() <= found.items()
    assert bool(found) is bool(expected)


def test_photo_and_both_sides_of_the_id_card_are_needed() -> None:
    assert told(CHENGDU, PERSON, pictures=frozenset()) == {
        role: f"rules.{role}_missing" for role in ("photo", "id_front", "id_back")
    }
    passport = {**PERSON, "document_type": "passport", "number": "E12345678", "country": "FRA"}
    assert told(CHENGDU, passport, pictures=frozenset({PictureRole.PHOTO, PictureRole.ID_FRONT})) == {}


def test_pictures_are_named_by_number() -> None:
    number = PERSON["number"]
    assert came_out(CHENGDU, PERSON)[1] == [f"{folder}/{number}.jpg" for folder in ("photos", "id_front", "id_back")]


@cache
def printed() -> str:
    """Return the text of a filled form, without blanks."""
    pdf = render(forms.registration(), forms.content(), fonts=forms.FONTS)
    return "".join(forms.pypdf_text(pdf).split())
