# SPDX-License-Identifier: Apache-2.0
"""Walks through Nanning's guide for newly insured people (新参保人员最快速办理社保卡的方法), item by item."""

from __future__ import annotations

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.photo import PictureRole, Span
from tests.helpers.applicants import bilingual, city, complaints, typical, words
from tests.helpers.cities import profiles

NANNING = city("nanning")

# The guide's word → field and its label, when it must be filled.
ITEMS = {
    "参保单位（学校）申办": ("unit", "参保单位（学校）", "applicant_kind=unit|school"),
    "47个银行网点及社保卡服务大厅": ("bank_office", "申办网点", "never"),
    "通过短信形式通知领卡": ("mobile", "手机号码", "always"),
    "本人有效身份证件": ("document_type", "证件类型", "always"),
    "新参保人员": ("applicant_kind", "申办对象", "always"),
}


def test_nothing_is_wrong_with_it() -> None:
    assert profiles().check(paths.forms() / "nanning") == []


@pytest.mark.parametrize(("term", "place"), ITEMS.items())
def test_each_item_of_the_guide_is_asked_for(term: str, place: tuple[str, str, str]) -> None:
    key, label, required = place
    assert (NANNING.fields[key].label("zh_CN"), NANNING.fields[key].required) == (label, required), term


def test_cards_are_applied_for_and_activated() -> None:
    assert [entry.labels["zh_CN"] for entry in NANNING.businesses.entries] == ["申办", "激活"]


@pytest.mark.parametrize("word", ["参保单位", "参保学校", "灵活就业人员", "社区居民"])
def test_each_kind_of_applicant_can_be_chosen(word: str) -> None:
    assert NANNING.code_lists["applicant_kinds"].find(word) is not None
    assert len(words(NANNING, "applicant_kinds")) == 4


def test_the_47_outlets_arent_made_up() -> None:
    assert NANNING.fields["bank_office"].code_list == ""
    assert "47" in NANNING.fields["bank_office"].hints["zh_CN"]
    assert "47" in NANNING.fields["bank_office"].hints["en"]


@pytest.mark.parametrize(
    ("word", "code"),
    [("居民身份证", "resident"), ("户口簿", "resident"), ("港澳台居民居住证", "hmt_residence"), ("护照", "passport")],
)
def test_each_document_that_the_guide_names_is_taken(word: str, code: str) -> None:
    found = NANNING.code_lists["document_types"].find(word)
    assert found is not None
    assert found.code == code


def test_the_outlet_comes_by_message_and_isnt_chosen() -> None:
    assert not {"pickup_way", "pickup_office", "post_address"} & set(NANNING.fields)


@pytest.mark.parametrize(
    "said",
    [
        "已办理新参保登记",
        "从未在南宁市或广西区内其他城市申办过社会保障卡",
        "二代居民身份证证件照标准",
        "短信通知领卡",
        "激活",
    ],
)
def test_the_notice_names_each_condition(said: str) -> None:
    assert said in NANNING.consents[0].texts["zh_CN"]


def test_the_promise_is_agreed_to() -> None:
    assert NANNING.consents[1].titles["zh_CN"] == "承诺"


def test_the_photo_is_that_of_the_second_generation_id_card() -> None:
    photo = NANNING.photo
    assert (photo.width, photo.height, photo.dpi, photo.quality) == (358, 441, 350, 70)
    assert photo.file_bytes == Span(0, 30_000)
    assert (photo.face_width, photo.top_margin, photo.eye_x) == (Span(179, 255), Span(7, 21), Span(162, 196))


def test_everything_has_both_languages() -> None:
    assert bilingual(NANNING)


@pytest.mark.parametrize("kind", ["unit", "school", "flexible", "community"])
def test_a_typical_person_of_each_kind_passes_all_rules(kind: str) -> None:
    assert complaints(NANNING, typical(NANNING, applicant_kind=kind, unit="南宁样例学校")) == set()


@pytest.mark.parametrize(
    ("kind", "needed"), [("unit", True), ("school", True), ("flexible", False), ("community", False)]
)
def test_unit_and_school_apply_for_their_people_and_others_for_themselves(kind: str, needed: bool) -> None:
    wrong = {("unit", "rules.required")} if needed else set()
    assert complaints(NANNING, typical(NANNING, applicant_kind=kind), unit="") == wrong


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("mobile", "", "rules.required"),
        ("applicant_kind", "retired", "rules.code_unknown"),
        ("social_security_number", "450102199003070011", "rules.social_security_differs"),
        ("valid_to", "2026-03-01", "rules.identity_expired"),
    ],
)
def test_what_the_guide_doesnt_take_is_told(key: str, value: str, code: str) -> None:
    assert complaints(NANNING, typical(NANNING), **{key: value}) == {(key, code)}


def test_everything_that_is_asked_goes_out_in_a_column_of_the_collection_table() -> None:
    assert NANNING.workbook.sheet == "社会保障卡制卡数据采集表"
    assert set(NANNING.fields) <= {column.value for column in NANNING.workbook.columns}


def test_pictures_are_named_by_number() -> None:
    assert NANNING.package.pictures[PictureRole.PHOTO] == "photos/{number}.jpg"


@pytest.mark.parametrize(
    ("key", "label"), [("unit_table", "社会保障卡制卡数据采集表（单位）"), ("commitment", "承诺书")]
)
def test_what_a_unit_hands_in_is_printed_for_all_its_people(key: str, label: str) -> None:
    form = NANNING.form(key)
    assert (form.labels["zh_CN"], form.scope) == (label, "people")
