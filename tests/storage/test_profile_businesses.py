# SPDX-License-Identifier: Apache-2.0
"""Kinds of business as a profile declares them: what is their own, what is the city's, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import CellForm, Profile, ProfileProblem
from tests.helpers.cities import YANGLI, make_city, profiles
from tests.storage.test_profiles import assert_told

MOVING = """
[businesses]
taken = ["new", "replacement", "moving"]

[businesses.replacement]
fee = 20

[businesses.moving]
labels = { zh_CN = "迁出", en = "Moving away" }
pictures = {}
consents = []
forms = ["slip"]
sections = [
    { key = "person", labels = { zh_CN = "本人", en = "Person" }, fields = ["document_type", "number", "name"] },
    { key = "changes", labels = { zh_CN = "卡", en = "Card" }, fields = ["card_number", "mobile"] },
]
rules = [{ name = "something_changes" }, { name = "card_number_shape" }]

[businesses.moving.fields.mobile]
required = "never"
hints = { zh_CN = "可不填", en = "May stay empty" }

[businesses.moving.workbook]
sheet = "迁出"
columns = [{ header = "卡号", value = "card_number" }, { header = "工本费", value = "fee" }]
"""


def load(tmp_path: Path, extra: str = MOVING) -> Profile:
    make_city(tmp_path, YANGLI + extra)
    return profiles(tmp_path).load("yangli")


def problems(tmp_path: Path, old: str, new: str) -> set[tuple[str, str]]:
    assert old in MOVING
    found = profiles(tmp_path).check(make_city(tmp_path, YANGLI + MOVING.replace(old, new, 1)))
    for problem in found:
        assert_told(problem)
        assert_in_own_file(problem, YANGLI + MOVING.replace(old, new, 1))
    return {(problem.code.removeprefix("profile."), problem.key) for problem in found}


def assert_in_own_file(problem: ProfileProblem, text: str) -> None:
    assert problem.file == "yangli/profile.toml"
    assert 1 <= problem.line <= len(text.splitlines())


def test_a_kind_of_the_citys_own_has_its_own_form_rules_forms_and_sheet(tmp_path: Path) -> None:
    city = load(tmp_path)
    assert [entry.code for entry in city.businesses.entries] == ["new", "replacement", "moving"]
    view = city.of("moving")
    assert list(view.fields) == ["document_type", "number", "name", "card_number", "mobile"]
    assert view.fields["mobile"].required == "never"
    assert view.fields["mobile"].hints["zh_CN"] == "可不填"
    assert [use.name for use in view.rules] == ["something_changes", "card_number_shape"]
    assert view.pictures == {}
    assert view.consents == ()
    assert [form.key for form in view.forms] == ["slip"]
    assert view.workbook.sheet == "迁出"
    assert [column.header for column in view.workbook.columns] == ["卡号", "工本费"]
    assert (view.name, view.version, view.sha256) == (city.name, city.version, city.sha256)
    assert view.business == "moving"


def test_what_a_kind_doesnt_say_is_the_citys_own(tmp_path: Path) -> None:
    city = load(tmp_path)
    new, replacement = city.of("new"), city.of("replacement")
    assert (new.fields, new.pictures, new.workbook) == (city.fields, city.pictures, city.workbook)
    assert city.pictures == {PictureRole.PHOTO: "always"}
    assert new.consents == city.consents
    assert replacement.fee_yuan == 20
    assert new.fee_yuan == 0
    assert replacement.workbook.sheet == "补卡"
    assert set(replacement.fields) <= {column.value for column in replacement.workbook.columns}


def test_a_sheet_made_for_a_kind_tells_its_receipt_number_though_the_citys_own_has_none(tmp_path: Path) -> None:
    city = load(tmp_path)
    telling = {"receipt_number", "business_label"}
    assert telling.isdisjoint(column.value for column in city.of("new").workbook.columns)
    made = city.of("replacement").workbook.columns
    assert [column.value for column in made if column.value in telling] == ["receipt_number", "business_label"]
    assert {"受理编号", "业务类型"} <= {column.header for column in made}
    assert len({column.header for column in made}) == len(made)
    assert telling.isdisjoint(column.value for column in city.of("moving").workbook.columns)


def test_dates_of_a_kind_are_written_as_in_the_citys_own_sheet(tmp_path: Path) -> None:
    text = YANGLI + '\n[businesses]\ntaken = ["new", "replacement"]\n'
    make_city(tmp_path, text)
    columns = profiles(tmp_path).load("yangli").of("replacement").workbook.columns
    forms = {column.value: column.form for column in columns}
    assert (forms["verified_on"], forms["birth_date"]) == (CellForm.COMPACT_DATE, CellForm.COMPACT_DATE)


def test_a_view_leads_to_every_other_and_to_itself(tmp_path: Path) -> None:
    city = load(tmp_path)
    assert city.of("moving").of("replacement") == city.of("replacement")
    assert city.of("moving").of("moving") is not city
    assert city.of("new").of("moving").fields == city.of("moving").fields


def test_a_kind_that_is_taken_no_more_is_seen_as_the_usual_one(tmp_path: Path) -> None:
    city = load(tmp_path)
    assert city.of("loss").fields == city.of("new").fields


def test_a_city_that_lists_none_takes_new_cards_only(tmp_path: Path) -> None:
    city = load(tmp_path, "")
    assert [entry.code for entry in city.businesses.entries] == ["new"]
    assert city.of("new").workbook == city.workbook


def test_a_city_takes_a_field_out_of_a_common_kind_and_the_common_rules_over_it_fall_silent(tmp_path: Path) -> None:
    city = load(
        tmp_path,
        """
[businesses]
taken = ["loss"]

[businesses.loss]
sections = [
    { key = "p", labels = { zh_CN = "本人", en = "You" }, fields = ["document_type", "number", "name", "mobile"] },
]
""",
    )
    assert city.usual_business == "loss"
    assert [use.name for use in city.of("loss").rules] == ["one_at_a_time", "mobile_shared"]


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('"moving"]', '"moving", "nothing"]', "business_unknown", "businesses.taken[4]"),
        ('"moving"]', '"moving", "moving"]', "name_twice", "businesses.taken[4]"),
        ('"moving"]', '"moving", 7]', "wrong_type", "businesses.taken[4]"),
        (', "moving"]', "]", "business_not_taken", "businesses.moving"),
        ('taken = ["new", "replacement", "moving"]', "taken = []", "empty", "businesses.taken"),
        ('taken = ["new", "replacement", "moving"]', 'taken = "new"', "wrong_type", "businesses.taken"),
        ("fee = 20", "fee = -1", "out_of_range", "businesses.replacement.fee"),
        ("fee = 20", 'fee = "20"', "wrong_type", "businesses.replacement.fee"),
        ("fee = 20", "fees = 20", "unknown_key", "businesses.replacement.fees"),
        ('labels = { zh_CN = "迁出", en = "Moving away" }', "", "missing_key", "businesses.moving.labels"),
        ('"card_number", "mobile"]', '"card_number", "pin_code"]', "field_unknown",
         "businesses.moving.sections[2].fields[2]"),
        ('"card_number", "mobile"]', '"card_number", "name"]', "field_twice",
         "businesses.moving.sections[2].fields[2]"),
        ('"document_type", "number", "name"]', '"document_type", "number"]', "field_needed", "businesses.moving"),
        ('key = "changes"', 'key = "person"', "name_twice", "businesses.moving.sections[2].key"),
        ('key = "changes"', 'key = "card"', "rule_without_section", "businesses.moving.rules[1].name"),
        ('"card_number", "mobile"]', '"mobile"]', "rule_without_field", "businesses.moving.rules[2].name"),
        ('"something_changes"', '"anything"', "unknown_choice", "businesses.moving.rules[1].name"),
        ('forms = ["slip"]', 'forms = ["leaf"]', "business_form", "businesses.moving.forms[1]"),
        ("consents = []", 'consents = ["oath"]', "business_consent", "businesses.moving.consents[1]"),
        ("pictures = {}", 'pictures = { selfie = "always" }', "unknown_key", "businesses.moving.pictures.selfie"),
        ("pictures = {}", 'pictures = { photo = "maybe" }', "unknown_choice", "businesses.moving.pictures.photo"),
        ("pictures = {}", "pictures = 1", "wrong_type", "businesses.moving.pictures"),
        ("[businesses.moving.fields.mobile]", "[businesses.moving.fields.phone]", "field_unplaced",
         "businesses.moving.fields.phone"),
        ('required = "never"', 'kind = "text"', "unknown_key", "businesses.moving.fields.mobile.kind"),
        ('required = "never"', 'required = "perhaps"', "unknown_choice", "businesses.moving.fields.mobile.required"),
        ('required = "never"', 'default = "13800138000"', "default_no_answer",
         "businesses.moving.fields.mobile.default"),
        ('required = "never"', 'labels = { zh_CN = "新 密码", en = "x" }', "field_password",
         "businesses.moving.fields.mobile"),
        ('sheet = "迁出"', 'sheet = "样例"', "sheet_twice", "businesses.moving"),
        ('sheet = "迁出"', 'sheet = "a/b"', "sheet_name", "businesses.moving.workbook.sheet"),
        (
            'value = "fee" }', 'value = "address" }', "column_without_field",
            "businesses.moving.workbook.columns[2].value",
        ),
        ('header = "工本费"', 'header = "卡号"', "header_twice", "businesses.moving.workbook.columns[2].header"),
        ('[businesses.replacement]', '[businesses."Bad Code"]', "bad_name", "businesses.Bad Code"),
    ],
)  # fmt: skip
def test_it_is_refused_with_its_key(tmp_path: Path, old: str, new: str, code: str, key: str) -> None:
    assert (code, key) in problems(tmp_path, old, new)


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("password", "新码"), ("new_password", "新码"), ("pass_word", "新码"), ("pwd", "新码"), ("passcode", "新码"),
        ("secret", "服务密码"), ("secret", "服务 密·码"), ("secret", "原密碼"), ("secret", "口令"),
        ("secret", "ＰＡＳＳＷＯＲＤ"), ("secret", "Pass-word"),
        ("card_pin", "新码"), ("secret", "PIN码"), ("secret", "卡密"),
    ],
)  # fmt: skip
def test_no_profile_may_ask_for_a_password(tmp_path: Path, key: str, label: str) -> None:
    text = YANGLI.replace("photo_receipt", key).replace("照片回执编号", label)
    found = profiles(tmp_path).check(make_city(tmp_path, text))
    assert ("profile.field_password", f"fields.{key}") in {(problem.code, problem.key) for problem in found}


def test_pinyin_and_passports_are_no_passwords(tmp_path: Path) -> None:
    text = YANGLI.replace("photo_receipt", "passport_pinyin").replace("照片回执编号", "护照签发地 Pinyin")
    assert profiles(tmp_path).check(make_city(tmp_path, text)) == []


def test_too_many_kinds_are_refused(tmp_path: Path) -> None:
    many = "[businesses]\ntaken = [" + ", ".join(f'"k{n}"' for n in range(500)) + "]\n"
    many += "".join(f'[businesses.k{n}]\nlabels = {{ zh_CN = "{n}", en = "{n}" }}\n' for n in range(500))
    found = profiles(tmp_path).check(make_city(tmp_path, YANGLI + many))
    assert "profile.too_many" in {problem.code for problem in found}


@pytest.mark.parametrize("text", ["businesses = 3", "businesses = []", "[[businesses]]\ncode = 'new'"])
def test_what_isnt_a_table_of_kinds_is_refused(tmp_path: Path, text: str) -> None:
    found = profiles(tmp_path).check(make_city(tmp_path, f"{text}\n{YANGLI}" if "[[" not in text else YANGLI + text))
    assert ("profile.wrong_type", "businesses") in {(problem.code, problem.key) for problem in found}
