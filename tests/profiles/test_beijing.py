# SPDX-License-Identifier: Apache-2.0
"""Walks through Beijing's guide to collective applications by units (单位线上集体申领), item by item."""

from __future__ import annotations

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Move, Status, target_of
from sscard_desktop.storage.codetables import CodeTables
from tests.helpers.applicants import DIVISIONS, TODAY, bilingual, city, complaints, typical, words
from tests.helpers.cities import profiles

BEIJING = city("beijing")

# The guide's words, Chinese and English → field, and when it must be filled.
BASIC = {
    ("姓名", "name"): ("name", "always"),
    ("证件类型", "ID type"): ("document_type", "always"),
    ("证件号码", "ID number"): ("number", "always"),
    ("证件有效期限开始日期", "starting date of the ID validity"): ("valid_from", "always"),
    ("性别", "gender"): ("sex", "always"),
    ("出生日期", "date of birth"): ("birth_date", "always"),
    ("国籍", "nationality"): ("country", "always"),
    ("常住所在地地址", "permanent residence address"): ("address", "always"),
    ("卡预留手机号", "reserved mobile number for the card"): ("mobile", "always"),
}
RESERVED = {
    ("民族", "ethnicity"): ("nation", "resident_document"),
    ("职业", "occupation"): ("occupation", "always"),
    ("常住地所在区", "district of the permanent residence"): ("residence_district", "always"),
}
ACCOUNT = {
    ("发卡行名称", "card issuing bank"): ("bank", "always"),
    ("办卡网点", "card application branch"): ("bank_office", "always"),
}
POST = {
    ("收件人姓名", "recipient's name"): ("post_recipient", "by_post"),
    ("收件人联系电话", "recipient's contact number"): ("post_phone", "by_post"),
    ("收件地所在区", "recipient's district"): ("post_district", "by_post"),
    ("邮政编码", "postal code"): ("post_postcode", "by_post"),
    ("收件详细地址", "recipient's detailed address"): ("post_address", "by_post"),
}
ITEMS = {**BASIC, **RESERVED, **ACCOUNT, **POST}


def test_nothing_is_wrong_with_it() -> None:
    assert profiles().check(paths.forms() / "beijing") == []


@pytest.mark.parametrize(("terms", "place"), ITEMS.items())
def test_each_item_of_the_guide_is_asked_for_by_its_name(terms: tuple[str, str], place: tuple[str, str]) -> None:
    spec = BEIJING.fields[place[0]]
    assert (spec.label("zh_CN"), spec.label("en").casefold(), spec.required) == (
        terms[0], terms[1].casefold(), place[1],
    )  # fmt: skip


def test_the_validity_that_is_read_off_the_id_card_has_both_ends() -> None:
    labels = [BEIJING.fields[key].label("zh_CN") for key in ("valid_from", "valid_to")]
    assert all(label.startswith("证件有效期限") for label in labels)


def test_the_items_stand_in_the_guides_order() -> None:
    told = [key for key, _ in ITEMS.values()]
    keys = [key for key in BEIJING.fields if key in told]
    basic, reserved = ([key for key, _ in part.values()] for part in (BASIC, RESERVED))
    assert keys == [*basic, *reserved, *(key for key, _ in POST.values()), *(key for key, _ in ACCOUNT.values())]


def test_the_pages_are_the_parts_of_the_form() -> None:
    assert [section.label("zh_CN") for section in BEIJING.sections] == [
        "单位", "个人基本信息", "社保卡预留信息", "领卡方式", "金融开户",
    ]  # fmt: skip


def test_its_business_is_the_collective_application() -> None:
    assert [entry.labels for entry in BEIJING.businesses.entries] == [
        {"zh_CN": "单位集体申领", "en": "Collective application"}
    ]


def test_an_employee_is_applied_for_by_a_unit() -> None:
    assert BEIJING.fields["unit"].required == "always"
    assert complaints(BEIJING, typical(BEIJING), unit="") == {("unit", "rules.required_unit")}


@pytest.mark.parametrize(
    ("word", "code"),
    [("单位代领", "unit"), ("本人网点领取", "own_office"), ("个人网点领卡", "own_office"), ("网点自取", "own_office"),
     ("银行网点邮寄", "post"), ("银行邮寄", "post")],
)  # fmt: skip
def test_each_way_to_get_the_card_is_known_by_each_of_its_names(word: str, code: str) -> None:
    found = BEIJING.code_lists["pickup_ways"].find(word)
    assert found is not None
    assert found.code == code


def test_there_are_three_ways_to_get_the_card() -> None:
    assert words(BEIJING, "pickup_ways") == ["单位代领", "本人网点领取", "银行邮寄"]


@pytest.mark.parametrize("key", [key for key, _ in POST.values()])
def test_what_the_bank_needs_for_the_post_is_asked_for_by_post_only(key: str) -> None:
    assert (BEIJING.fields[key].shown, BEIJING.fields[key].required) == ("by_post", "by_post")
    posted = typical(BEIJING, pickup_way="post")
    assert complaints(BEIJING, posted) == set()
    assert complaints(BEIJING, posted, **{key: ""}) == {(key, "rules.required_post")}
    assert not posted.keys() <= typical(BEIJING, pickup_way="own_office").keys()


def test_the_districts_are_beijings_and_a_word_for_those_beyond() -> None:
    divisions = CodeTables(paths.resources() / "codes").divisions()
    codes = {entry.code: entry.labels["zh_CN"] for entry in BEIJING.code_lists["districts"].entries}
    assert {code for code in codes if not code.isdigit()} == {"outside"}
    assert len(codes) == 16 + 1
    for code, name in codes.items():
        if code.isdigit():
            assert divisions.in_use(code)
            assert divisions.name(code).startswith("北京市")
            assert divisions.name(code).endswith(name)


def test_no_bank_is_made_up() -> None:
    assert BEIJING.fields["bank"].code_list == ""
    assert "banks" not in BEIJING.code_lists


def test_the_photo_is_358_by_441_from_20_kb_to_8_75_mb() -> None:
    photo = BEIJING.photo
    assert (photo.width, photo.height, photo.dpi) == (358, 441, None)
    assert 20_000 <= (photo.file_bytes.low or 0) <= 20 * 1024
    assert (photo.file_bytes.high or 0) == 8.75 * 1000 * 1000
    assert all(size in photo.file_bytes for size in (20 * 1024, 500_000, 8_750_000))
    assert all(size not in photo.file_bytes for size in (19_999, 9_200_000))


@pytest.mark.parametrize("role", [PictureRole.PHOTO, PictureRole.ID_FRONT])
def test_photo_and_id_pictures_are_uploaded(role: PictureRole) -> None:
    assert BEIJING.pictures[role] == "always"
    assert BEIJING.pictures[PictureRole.ID_BACK] == "two_sided_document"


def test_disclaimer_and_promise_are_agreed_to_in_both_languages() -> None:
    disclaimer, promise = BEIJING.consents
    assert (disclaimer.titles["zh_CN"], disclaimer.titles["en"]) == ("免责声明", "Disclaimer")
    assert disclaimer.texts["zh_CN"].rstrip().endswith("我同意。")
    assert disclaimer.texts["en"].rstrip().endswith("I agree.")
    assert (promise.titles["zh_CN"], promise.titles["en"]) == ("申请人郑重承诺", "Applicant Promises")
    assert "我已阅读并同意" in promise.texts["zh_CN"]
    assert "I have read the Promises and agree to it" in promise.texts["en"]


def test_everything_has_both_languages() -> None:
    assert bilingual(BEIJING)


def test_no_english_label_is_left_in_chinese() -> None:
    lists: list[CodeList] = [BEIJING.code_lists[spec.code_list] for spec in BEIJING.fields.values() if spec.code_list]
    texts = [spec.labels["en"] for spec in BEIJING.fields.values()]
    texts += [spec.hints["en"] for spec in BEIJING.fields.values() if spec.hints]
    texts += [entry.labels["en"] for each in lists for entry in each.entries]
    texts += [text for consent in BEIJING.consents for text in (consent.titles["en"], consent.texts["en"])]
    assert [text for text in texts if any("一" <= character <= "鿿" for character in text)] == []


def test_a_typical_employee_passes_all_rules() -> None:
    assert complaints(BEIJING, typical(BEIJING)) == set()


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("valid_from", "", "rules.required"),
        ("valid_to", TODAY.replace(month=7).isoformat(), "rules.identity_expires_soon"),
        ("mobile", "1380000000", "rules.mobile_length"),
        ("nation", "", "rules.required"),
        ("residence_district", "锦江区", "rules.code_unknown"),
        ("bank", "", "rules.required"),
        ("bank_office", "", "rules.required"),
        ("pickup_way", "office", "rules.code_unknown"),
        ("country", "USA", "rules.country_of_citizen"),
        ("sex", "2", "rules.sex_differs"),
    ],
)
def test_what_the_guide_doesnt_take_is_told(key: str, value: str, code: str) -> None:
    assert complaints(BEIJING, typical(BEIJING), **{key: value}) == {(key, code)}


def test_everything_that_is_asked_goes_out_in_a_column_under_its_name() -> None:
    columns = {column.value: column.header for column in BEIJING.workbook.columns if column.form != "text"}
    columns |= {column.value: column.header for column in BEIJING.workbook.columns if column.value not in columns}
    assert {key: columns[key] for key in BEIJING.fields} == {
        key: spec.label("zh_CN") for key, spec in BEIJING.fields.items()
    }


def test_pictures_are_named_by_number() -> None:
    assert BEIJING.package.pictures == {
        PictureRole.PHOTO: "photos/{number}.jpg",
        PictureRole.ID_FRONT: "id_front/{number}.jpg",
        PictureRole.ID_BACK: "id_back/{number}.jpg",
        PictureRole.SIGNED_FORM: "signed_forms/{number}.jpg",
    }


def test_the_divisions_of_the_tests_exist() -> None:
    divisions = CodeTables(paths.resources() / "codes").divisions()
    assert all(divisions.in_use(code) for code in DIVISIONS)


def test_the_second_collection_has_its_comparison_sheet() -> None:
    assert [form.key for form in BEIJING.forms] == [
        *("registration", "receipt", "comparison", "authorisation", "photocopy", "summary")
    ]
    assert BEIJING.form("comparison").labels["zh_CN"] == "二次采集比对表"


@pytest.mark.parametrize("key", ["number", "name", "sex", "nation", "birth_date"])
def test_the_second_collections_six_items_are_asked_for(key: str) -> None:
    assert key in BEIJING.fields
    assert PictureRole.PHOTO in BEIJING.pictures


def test_unit_and_branch_and_who_collects_are_the_units_to_settle() -> None:
    assert [key for key, spec in BEIJING.fields.items() if spec.of_unit] == ["pickup_way", "bank", "bank_office"]
    assert "unit_settings" in {use.name for use in BEIJING.rules}


def test_what_the_employee_confirmed_stands_as_the_guide_calls_it_until_the_unit_submits() -> None:
    words_of_states = (paths.resources() / "i18n" / "words.toml").read_text(encoding="utf-8")
    assert 'confirmed = { zh_CN = "信息已确认"' in words_of_states
    assert target_of(Status.DRAFT, Move.CONFIRM) is Status.CONFIRMED
    assert target_of(Status.CONFIRMED, Move.SUBMIT) is Status.SUBMITTED
