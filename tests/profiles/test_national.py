# SPDX-License-Identifier: Apache-2.0
"""Walks through the smart HRSS card process (智慧人社办卡) and the national photo standards, item by item."""

from __future__ import annotations

from datetime import date

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.photo import PictureRole, Span
from tests.helpers.applicants import bilingual, city, complaints, typical, words
from tests.helpers.cities import profiles

NATIONAL = city("national")

# The process's word → field, its label, when it must be filled.
ITEMS = {
    "姓名": ("name", "姓名", "always"),
    "身份证号": ("number", "证件号码", "always"),
    "户籍地址": ("household_address", "户籍地址", "resident_document"),
    "居住地址": ("address", "居住地址", "always"),
    "手机号码（用于接收验证码和领卡通知）": ("mobile", "手机号码", "always"),
    "银行网点": ("bank_office", "银行网点", "never"),
    "合作银行": ("bank", "合作银行", "always"),
    "领卡方式": ("pickup_way", "领卡方式", "always"),
    "网点自取：到申请时选择的网点": ("pickup_office", "领卡网点", "at_office"),
    "邮寄：收件人": ("post_recipient", "收件人", "by_post"),
    "邮寄：收件地址": ("post_address", "收件详细地址", "by_post"),
    "邮寄费用默认到付,可选择自付": ("post_payment", "邮寄付费方式", "by_post"),
    "社会保障号码": ("social_security_number", "社会保障号码", "never"),
    "代领人": ("agent_name", "监护人/代领人姓名", "agent"),
    "代领人身份证": ("agent_number", "监护人/代领人证件号码", "agent"),
    "代领原因": ("agent_reason", "代领原因", "never"),
    "双方关系": ("agent_relation", "双方关系", "agent"),
}


@pytest.mark.parametrize("name", ["national", "national-2011"])
def test_nothing_is_wrong_with_it(name: str) -> None:
    assert profiles().check(paths.forms() / name) == []


@pytest.mark.parametrize(("term", "place"), ITEMS.items())
def test_each_item_of_the_process_is_asked_for(term: str, place: tuple[str, str, str]) -> None:
    key, label, required = place
    assert (NATIONAL.fields[key].label("zh_CN"), NATIONAL.fields[key].required) == (label, required), term


# 办理类型 and what the guides beside it call the same
BUSINESS = {
    "新办卡": ["new"],
    "补换卡": ["replacement", "exchange"],
    "激活": ["activation"],
    "挂失": ["loss"],
    "解挂": ["loss_cancel"],
    "非卡面个人信息变更": ["change"],
    "社保账户密码重置": ["service_password"],
}


@pytest.mark.parametrize(("term", "codes"), BUSINESS.items())
def test_each_kind_of_business_is_taken(term: str, codes: list[str]) -> None:
    assert set(codes) <= {entry.code for entry in NATIONAL.businesses.entries}, term
    assert NATIONAL.businesses.label("new", "zh_CN") == "新办卡"


def test_no_other_kind_is_taken() -> None:
    assert sorted(entry.code for entry in NATIONAL.businesses.entries) == sorted(
        code for codes in BUSINESS.values() for code in codes
    )


def test_the_first_card_is_free_and_another_costs_20_yuan() -> None:
    assert NATIONAL.of("new").fee_yuan == 0
    assert NATIONAL.of("replacement").fee_yuan == NATIONAL.of("exchange").fee_yuan == 20


def test_both_accounts_of_the_card_are_activated_one_by_one() -> None:
    activation = NATIONAL.of("activation")
    assert words(NATIONAL, "card_accounts") == ["社保账户", "银行账户"]
    assert activation.fields["activated_accounts"].required == "always"
    one = typical(activation, activated_accounts="银行账户")
    assert one["activated_accounts"] == "bank"
    assert complaints(activation, one) == set()
    assert complaints(activation, one, activated_accounts="") == {("activated_accounts", "rules.required")}
    assert complaints(activation, one, activated_accounts="social_security,bank") == set()


@pytest.mark.parametrize(("word", "code"), [("自助机核验", "kiosk"), ("人工窗口核验", "counter"), ("上门核验", "home")])
def test_each_way_of_verification_is_known(word: str, code: str) -> None:
    found = NATIONAL.code_lists["verified_ways"].find(word)
    assert found is not None
    assert found.code == code


def test_who_verified_and_when_is_told_with_the_way() -> None:
    verified = {"verified_way": "home", "verified_by": "样本乙", "verified_on": "2026-03-01"}
    person = typical(NATIONAL, **verified)
    assert complaints(NATIONAL, person) == set()
    assert complaints(NATIONAL, person, verified_by="") == {("verified_by", "rules.required")}


@pytest.mark.parametrize(
    ("born", "proof"), [(date(1990, 3, 7), "authorisation"), (date(2016, 5, 1), "household_register")]
)
def test_an_agent_shows_the_authorisation_and_a_guardian_the_household_register(born: date, proof: str) -> None:
    collected = typical(NATIONAL, born=born, agent_name="样本乙")
    assert collected["agent_proof"] == proof


@pytest.mark.parametrize("bank", ["工商银行", "建设银行", "农业银行"])
def test_each_bank_that_is_named_can_be_chosen(bank: str) -> None:
    assert bank in words(NATIONAL, "banks")


def test_no_other_bank_is_made_up() -> None:
    assert words(NATIONAL, "banks")[3:] == ["其他合作银行"]


@pytest.mark.parametrize(("word", "code"), [("网点自取", "own_office"), ("邮寄到家", "post"), ("邮寄", "post")])
def test_the_card_is_collected_or_posted(word: str, code: str) -> None:
    found = NATIONAL.code_lists["pickup_ways"].find(word)
    assert found is not None
    assert found.code == code
    assert len(NATIONAL.code_lists["pickup_ways"]) == 2


def test_postage_is_paid_on_delivery_unless_the_applicant_pays() -> None:
    assert words(NATIONAL, "post_payments") == ["到付", "自付"]
    assert NATIONAL.fields["post_payment"].default == "on_delivery"


def test_photo_and_both_sides_of_the_id_card_are_needed() -> None:
    assert NATIONAL.pictures[PictureRole.PHOTO] == NATIONAL.pictures[PictureRole.ID_FRONT] == "always"
    assert NATIONAL.pictures[PictureRole.ID_BACK] == "two_sided_document"


def test_the_photo_is_the_national_standards() -> None:
    photo = NATIONAL.photo
    assert (photo.width, photo.height, photo.dpi, photo.quality) == (358, 441, 350, 70)
    assert (photo.face_width, photo.top_margin, photo.eye_x) == (Span(179, 255), Span(7, 21), Span(162, 196))
    assert photo.eye_above_bottom == Span(207, None)


@pytest.mark.parametrize("kilobyte", [1000, 1024])
def test_a_file_in_the_window_has_14_to_40_kilobytes_by_either_reading(kilobyte: int) -> None:
    window = NATIONAL.photo.file_bytes
    assert 14 * kilobyte <= (window.low or 0) <= 14 * 1024
    assert 40 * 1000 <= (window.high or 0) <= 40 * kilobyte


def test_the_standard_of_2011_scales_the_limits_to_its_smaller_picture() -> None:
    photo, national = city("national-2011").photo, NATIONAL.photo
    assert (photo.width, photo.height, photo.dpi, photo.quality) == (236, 295, 300, 70)
    assert (photo.file_bytes.low, photo.file_bytes.high) == (20 * 1024, 100 * 1000)
    across, down = 236 / 358, 295 / 441
    for own, whole, scale in (
        (photo.face_width, national.face_width, across),
        (photo.eye_x, national.eye_x, across),
        (photo.top_margin, national.top_margin, down),
        (photo.eye_above_bottom, national.eye_above_bottom, down),
    ):
        assert 0 <= (own.low or 0) - (whole.low or 0) * scale < 1
        if whole.high is not None:
            assert 0 <= whole.high * scale - (own.high or 0) < 1
    assert photo.aim_face_width in photo.face_width
    assert photo.aim_top_margin in photo.top_margin


def test_all_but_the_photo_of_2011_is_the_national_profiles() -> None:
    old = city("national-2011")
    for part in ("fields", "sections", "rules", "pictures", "consents", "workbook", "package", "code_lists"):
        assert getattr(old, part) == getattr(NATIONAL, part), part


@pytest.mark.parametrize(
    "words_of_the_guide",
    [
        "白底、免冠",
        "露耳露眉",
        "7 至 15 个工作日",
        "受理编号",
        "首次申领免费",
        "补换卡的工本费",
        "委托书",
        "户口簿",
        "激活",
        "挂失",
    ],
)
def test_the_notice_tells_what_the_guide_warns_of(words_of_the_guide: str) -> None:
    assert words_of_the_guide in NATIONAL.consents[0].texts["zh_CN"]


def test_everything_has_both_languages() -> None:
    assert bilingual(NATIONAL)
    assert bilingual(city("national-2011"))


def test_a_typical_person_passes_all_rules() -> None:
    assert complaints(NATIONAL, typical(NATIONAL)) == set()


def test_a_childs_guardian_collects_the_card() -> None:
    child = typical(NATIONAL, born=date(2016, 5, 1))
    assert complaints(NATIONAL, child) == set()
    assert complaints(NATIONAL, child, agent_name="") == {("agent_name", "rules.required_guardian")}


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("name", "", "rules.required"),
        ("household_address", "", "rules.required"),
        ("address", "", "rules.required"),
        ("mobile", "", "rules.required"),
        ("social_security_number", "110105199003070011", "rules.social_security_differs"),
        ("valid_to", "2026-07-02", "rules.identity_expires_soon"),
        ("valid_to", "2026-03-01", "rules.identity_expired"),
        ("pickup_way", "unit", "rules.code_unknown"),
        ("bank", "bocd", "rules.code_unknown"),
        ("pickup_office", "", "rules.required_office"),
    ],
)
def test_what_the_process_doesnt_take_is_told(key: str, value: str, code: str) -> None:
    assert complaints(NATIONAL, typical(NATIONAL), **{key: value}) == {(key, code)}


def test_a_citizens_social_security_number_is_the_id_number() -> None:
    person = typical(NATIONAL)
    assert complaints(NATIONAL, person, social_security_number=person["number"]) == set()


def test_everything_that_is_asked_goes_out_in_a_column() -> None:
    assert set(NATIONAL.fields) <= {column.value for column in NATIONAL.workbook.columns}


def test_pictures_are_named_by_number() -> None:
    assert NATIONAL.package.pictures[PictureRole.PHOTO] == "photos/{number}.jpg"


@pytest.mark.parametrize(
    ("key", "label"), [("registration", "社会保障卡申领登记表"), ("receipt", "受理回执"), ("authorisation", "委托书")]
)
def test_form_receipt_and_the_agents_authorisation_are_printed(key: str, label: str) -> None:
    assert NATIONAL.form(key).labels["zh_CN"] == label


def test_every_request_at_the_counter_has_a_slip() -> None:
    kinds = [entry.code for entry in NATIONAL.businesses.entries if entry.code != "new"]
    assert [NATIONAL.of(kind).forms[0].key for kind in kinds] == ["slip"] * len(kinds)
