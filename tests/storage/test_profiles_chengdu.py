# SPDX-License-Identifier: Apache-2.0
"""Walks through the two Chengdu seeds, item by item, and looks each up in the profile."""

from __future__ import annotations

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.fields import FieldKind
from sscard_desktop.domain.photo import PictureRole, Span
from sscard_desktop.domain.profile import CellForm, Profile
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.profiles import ProfileFolders

# What the collection platform asks for, as its pages name it; * is the platform's own mark.
PLATFORM = {
    "证件类型*": "document_type",
    "国家和地区*": "country",
    "证件号码*": "number",
    "姓名*": "name",
    "手机号码*": "mobile",
    "现今工作二级单位": "unit_2",
    "现今工作三级单位": "unit_3",
    "证件发证机关*": "authority",
    "证件有效期至*": "valid_to",
    "出生日期*": "birth_date",
    "性别*": "sex",
    "人员参保所属分中心*": "subcentre",
    "常住地址（邮寄地址）*": "address",
    "邮政编码*": "postcode",
    "是否同意社保代扣*": "deduction_consent",
    "职业*": "occupation",
    "学历*": "education",
}
# Required of some only: a foreigner has no household and no nation, a child has no unit.
PLATFORM_SOME = {
    "参保单位编号": ("insured_unit_number", "employed"),
    "参保单位名称": ("insured_unit_name", "employed"),
    "现今工作单位": ("unit", "employed"),
    "民族": ("nation", "resident_document"),
    "户口所在地址": ("household_address", "resident_document"),
}
PRINTED_FORM = {
    "社保编码": "social_security_number",
    "开户银行": "bank",
    "支行": "bank_branch",
    "分理处（储蓄所）": "bank_office",
    "院系": "college",
    "专业": "major",
    "年级": "grade",
    "班级": "class_name",
    "监护人/代办人证件类型": "agent_document_type",
    "监护人/代办人姓名": "agent_name",
    "监护人/代办人手机号码": "agent_mobile",
    "监护人/代办人证件号码": "agent_number",
    "与申请人关系": "agent_relation",
}
ONLINE = {"开户银行": "bank", "领卡方式": "pickup_way", "领卡区县": "pickup_district", "领卡网点": "pickup_office"}
POST = {"收件人": "post_recipient", "收件电话": "post_phone", "收件地所在区": "post_district",
        "收件邮政编码": "post_postcode", "收件详细地址": "post_address"}  # fmt: skip


@pytest.fixture(scope="module")
def profiles() -> ProfileFolders:
    return ProfileFolders([paths.forms()], CodeTables(paths.resources() / "codes"))


@pytest.fixture(scope="module")
def chengdu(profiles: ProfileFolders) -> Profile:
    return profiles.load("chengdu")


def labels_of(profile: Profile, code_list: str) -> list[str]:
    return [entry.labels["zh_CN"] for entry in profile.code_lists[code_list].entries]


def test_nothing_is_wrong_with_it(profiles: ProfileFolders) -> None:
    assert profiles.check(paths.forms() / "chengdu") == []


@pytest.mark.parametrize(("term", "key"), PLATFORM.items())
def test_each_item_of_the_platform_is_asked_for(chengdu: Profile, term: str, key: str) -> None:
    assert chengdu.fields[key].label("zh_CN") == term.rstrip("*")
    assert chengdu.fields[key].required == ("always" if term.endswith("*") else "never")


@pytest.mark.parametrize(("term", "place"), PLATFORM_SOME.items())
def test_items_that_only_some_have_are_required_of_them(chengdu: Profile, term: str, place: tuple[str, str]) -> None:
    key, condition = place
    assert (chengdu.fields[key].label("zh_CN"), chengdu.fields[key].required) == (term, condition)


@pytest.mark.parametrize(("term", "key"), [*PRINTED_FORM.items(), *ONLINE.items(), *POST.items()])
def test_each_item_of_the_printed_form_and_the_online_application_is_asked_for(
    chengdu: Profile, term: str, key: str
) -> None:
    assert chengdu.fields[key].label("zh_CN") == term


@pytest.mark.parametrize("key", POST.values())
def test_post_is_asked_for_and_required_by_post_only(chengdu: Profile, key: str) -> None:
    assert (chengdu.fields[key].shown, chengdu.fields[key].required) == ("by_post", "by_post")


@pytest.mark.parametrize("key", [key for key in PRINTED_FORM.values() if key.startswith("agent_")])
def test_the_guardian_is_required_where_one_acts(chengdu: Profile, key: str) -> None:
    assert chengdu.fields[key].required == "agent"


def test_the_sections_stand_in_the_counters_order(chengdu: Profile) -> None:
    assert [section.label("zh_CN") for section in chengdu.sections] == [
        "证件", "单位", "联系", "职业学历", "银行与领卡", "大学生/学生儿童", "监护人/代办人",
    ]  # fmt: skip


def test_the_code_lists_are_the_printed_ones(chengdu: Profile) -> None:
    assert labels_of(chengdu, "banks") == [
        "工商银行", "农业银行", "建设银行", "邮政储蓄银行", "成都银行", "成都农村商业银行",
    ]  # fmt: skip
    assert labels_of(chengdu, "occupations") == [
        "单位负责人", "专业、技术人员", "办事人员", "商业、服务业人员", "农林牧渔水利生产人员", "生产运输工人", "其他",
    ]  # fmt: skip
    assert [(entry.code, entry.labels["zh_CN"]) for entry in chengdu.code_lists["education_levels"].entries] == [
        ("10", "研究生教育"), ("20", "大学本科教育"), ("30", "大学专科教育"), ("40", "中等职业教育"),
        ("50", "高中以下"), ("60", "普通高级中学教育"), ("90", "其他"),
    ]  # fmt: skip
    assert [entry.code for entry in chengdu.code_lists["occupations"].entries] == list("1234567")
    assert labels_of(chengdu, "agent_document_types") == ["身份证", "户口簿", "护照", "其他"]
    assert labels_of(chengdu, "pickup_ways") == ["服务网点", "单位代领", "本人网点领取", "银行邮寄"]
    assert labels_of(chengdu, "document_types")[:2] == ["居民身份证（户口簿）", "护照"]
    assert len(chengdu.code_lists["nations"]) == 58
    assert len(chengdu.code_lists["countries"]) > 240


def test_the_pickup_districts_are_chengdus_divisions_and_zones(chengdu: Profile) -> None:
    divisions = CodeTables(paths.resources() / "codes").divisions()
    codes = {entry.code: entry.labels["zh_CN"] for entry in chengdu.code_lists["districts"].entries}
    assert {code: divisions.name(code) for code in codes if code.isdigit()} == {
        code: f"四川省成都市{name}" for code, name in codes.items() if code.isdigit()
    }
    assert all(divisions.in_use(code) for code in codes if code.isdigit())
    assert len([code for code in codes if code.isdigit()]) == 20
    assert chengdu.code_lists["districts"].find("武侯") == chengdu.code_lists["districts"].get("510107")


def test_what_the_platform_fills_in_beforehand_is_the_default(chengdu: Profile) -> None:
    assert {key: spec.default for key, spec in chengdu.fields.items() if spec.default} == {
        "document_type": "resident",
        "country": "CHN",
        "subcentre": "成都市",
        "deduction_consent": "no",
        "pickup_way": "office",
    }


def test_the_card_fills_what_the_id_card_holds(chengdu: Profile) -> None:
    assert {spec.card for spec in chengdu.fields.values() if spec.card} == {
        "document_type", "country", "number", "name", "sex", "nation", "birth_date", "address", "authority",
        "valid_from", "valid_to",
    }  # fmt: skip
    assert chengdu.fields["household_address"].card == "address"


def test_the_photo_is_the_platforms_in_the_national_geometry(chengdu: Profile) -> None:
    photo = chengdu.photo
    assert (photo.width, photo.height, photo.dpi, photo.file_bytes.high) == (358, 441, 350, 1024 * 1024)
    assert (photo.face_width, photo.eye_x, photo.top_margin) == (Span(179, 255), Span(162, 196), Span(7, 21))
    assert photo.eye_above_bottom == Span(207, None)


def test_id_pictures_are_asked_for_up_to_one_megabyte(chengdu: Profile) -> None:
    assert chengdu.id_picture.max_bytes == 1024 * 1024
    assert chengdu.pictures[PictureRole.PHOTO] == chengdu.pictures[PictureRole.ID_FRONT] == "always"
    assert chengdu.pictures[PictureRole.ID_BACK] == "two_sided_document"


def test_time_limits_are_the_guides(chengdu: Profile) -> None:
    assert {use.name: use.params for use in chengdu.rules}["identity_validity"] == {"months": 4}
    assert (chengdu.edit_hours, chengdu.adult_age) == (24, 16)


def test_the_local_social_security_number_isnt_taken_for_the_citizens(chengdu: Profile) -> None:
    assert "social_security_is_number" not in {use.name for use in chengdu.rules}


def test_notice_and_promise_are_agreed_to(chengdu: Profile) -> None:
    notice, promise = chengdu.consents
    assert (notice.key, promise.key) == ("notice", "promise")
    assert notice.titles["zh_CN"] == "阅读说明"
    assert "我已阅读并同意" in notice.texts["zh_CN"]
    assert promise.titles["zh_CN"] == "申请人郑重承诺"
    assert "该账户将成为领取各项社会保险待遇的唯一账户" in promise.texts["zh_CN"]
    assert "真实、准确、有效，如有虚假由本人负责" in promise.texts["zh_CN"]


def test_everything_that_is_asked_goes_out_in_a_column(chengdu: Profile) -> None:
    assert set(chengdu.fields) <= {column.value for column in chengdu.workbook.columns}


def test_bureau_codes_stand_in_columns(chengdu: Profile) -> None:
    columns = {column.header: column for column in chengdu.workbook.columns}
    assert columns["职业代码"].form is columns["学历代码"].form is CellForm.TEXT
    assert columns["开户银行行别代码"].codes["bocd"] == "313"
    assert columns["证件有效期至"].form is CellForm.COMPACT_DATE


def test_pictures_are_named_by_number(chengdu: Profile) -> None:
    assert chengdu.package.pictures[PictureRole.PHOTO] == "photos/{number}.jpg"
    assert chengdu.package.package == "{batch_number}.zip"


def test_the_registration_form_is_printed(chengdu: Profile) -> None:
    form = chengdu.form("registration")
    assert form.labels["zh_CN"] == "成都市社会保障卡申办登记表"
    assert form.template == (paths.forms() / "chengdu" / "registration.toml").resolve()


def test_everything_has_both_languages(chengdu: Profile) -> None:
    labelled = [chengdu, *chengdu.fields.values(), *chengdu.sections, *chengdu.forms]
    assert all(set(thing.labels) == {"zh_CN", "en"} for thing in labelled)
    for text in chengdu.consents:
        assert set(text.titles) == set(text.texts) == {"zh_CN", "en"}


def test_every_kind_of_field_is_used_by_a_declared_field(chengdu: Profile) -> None:
    views = [chengdu.of(entry.code).fields.values() for entry in chengdu.businesses.entries]
    assert {spec.kind for fields in views for spec in fields} == set(FieldKind)


# The ten of the online guide but for its two enquiries, which make no record; 换卡 is the other seed's.
GUIDE = {
    "new": "申办",
    "replacement": "补卡",
    "exchange": "换卡",
    "change": "信息变更",
    "activation": "激活",
    "loss": "挂失",
    "loss_cancel": "解挂",
    "service_password": "服务密码变更",
    "transfer_in": "卡归属地转入",
}
# What the guide's pages ask for beside the holder, whom the online page knows by the login.
ASKED = {
    "replacement": ("pickup_way", "pickup_district", "pickup_office", "mobile"),
    "change": ("mobile", "phone", "household_address", "address", "postcode"),
    "activation": ("mobile", "card_number"),
    "loss": ("name", "card_number", "mobile"),
    "loss_cancel": ("mobile", "card_number"),
    "transfer_in": ("card_number", "insurance_kinds", "mobile"),
}


def test_it_takes_every_kind_of_business_of_the_guide(chengdu: Profile) -> None:
    assert {entry.code: entry.label("zh_CN") for entry in chengdu.businesses.entries} == GUIDE
    assert chengdu.usual_business == "new"


@pytest.mark.parametrize("business", ASKED)
def test_each_kind_asks_for_what_its_page_asks_for(chengdu: Profile, business: str) -> None:
    fields = chengdu.of(business).fields
    assert set(ASKED[business]) <= set(fields)
    assert {"document_type", "number", "name"} <= set(fields)
    assert len(fields) < 25


def test_a_change_needs_nothing_but_the_person(chengdu: Profile) -> None:
    view = chengdu.of("change")
    assert {view.fields[key].required for key in ASKED["change"]} == {"never"}
    assert "something_changes" in {use.name for use in view.rules}


def test_the_transfer_page_lists_five_kinds_of_insurance(chengdu: Profile) -> None:
    listed = chengdu.code_lists[chengdu.of("transfer_in").fields["insurance_kinds"].code_list]
    assert [entry.label("zh_CN") for entry in listed.entries] == [
        "养老保险", "医疗保险", "失业保险", "工伤保险", "生育保险",
    ]  # fmt: skip


def test_each_kind_has_a_sheet_of_its_own_that_leaves_nothing_out(chengdu: Profile) -> None:
    views = [chengdu.of(business) for business in GUIDE]
    assert len({view.workbook.sheet for view in views}) == len(GUIDE)
    for view in views:
        told = {column.value for column in view.workbook.columns}
        assert set(view.fields) <= told
        assert {"receipt_number", "business_label", "submitted_at"} <= told
        headers = [column.header for column in view.workbook.columns]
        assert len(set(headers)) == len(headers)


def test_a_new_card_is_the_profile_itself(chengdu: Profile) -> None:
    view = chengdu.of("new")
    assert (view.fields, view.sections, view.rules, view.workbook) == (
        chengdu.fields, chengdu.sections, chengdu.rules, chengdu.workbook,
    )  # fmt: skip


def test_only_what_makes_a_card_needs_pictures(chengdu: Profile) -> None:
    assert {business for business in GUIDE if chengdu.of(business).pictures} == {"new", "exchange"}


def test_no_kind_asks_for_a_password(chengdu: Profile) -> None:
    for business in GUIDE:
        for key, spec in chengdu.of(business).fields.items():
            assert "密码" not in spec.label("zh_CN")
            assert "password" not in key
