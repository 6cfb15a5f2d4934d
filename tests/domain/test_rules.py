# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import inspect
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import messages
from sscard_desktop.domain import kinds, namedrules, names, rules
from sscard_desktop.domain.fields import LONG_TERM, FieldKind, FieldSpec
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Severity, blocking
from sscard_desktop.domain.rules import check_field
from sscard_desktop.domain.unsettled import Doubt
from sscard_desktop.storage.profile_pictures import EXPORTED_ROLES
from tests.helpers.chengdu import PICTURES, chengdu, citizen_number, complete_values, consents
from tests.helpers.ruling import AGENT, BORN, context, found, minor, problems


def test_a_complete_record_has_no_problems() -> None:
    assert problems() == []


# ── required, and why ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_record_lacks_what_the_profile_requires_in_the_forms_order() -> None:
    keys = [problem.key for problem in problems({}, pictures=frozenset(), agreed={})]
    asked = [key for key in keys if key in chengdu().fields]
    assert asked == sorted(asked, key=list(chengdu().fields).index)
    assert keys[len(asked) :] == ["photo", "id_front", "id_back", "consent", "consent"]


@pytest.mark.parametrize("key", ["name", "number", "mobile", "address", "education", "bank"])
def test_blanks_are_not_an_answer(key: str) -> None:
    assert found({**complete_values(), key: " \u3000"}) == {key: "required"}


def test_a_missing_unit_speaks_of_the_bank() -> None:
    assert found(complete_values(unit="")) == {"unit": "required_unit"}


def test_a_student_needs_no_unit() -> None:
    values = complete_values(unit="", insured_unit_name="", insured_unit_number="", college="样例大学")
    assert found(values) == {}


def test_a_delivery_address_is_complete_before_the_record_is() -> None:
    post = {key: "required_post" for key in chengdu().fields if key.startswith("post_")}
    assert found(complete_values(pickup_way="post")) == post
    assert len(post) == 5
    full = complete_values(
        pickup_way="post", post_recipient="王样本", post_phone="028-86245818", post_district="武侯区",
        post_postcode="610041", post_address="成都市武侯区样本路2号",
    )  # fmt: skip
    assert found(full) == {}
    assert found({**full, "post_address": "2"}) == {"post_address": "address_without_words"}


@pytest.mark.parametrize("way", ["office", "own_office"])
def test_collecting_at_an_office_says_which(way: str) -> None:
    assert found(complete_values(pickup_way=way)) == {
        "pickup_district": "required_office",
        "pickup_office": "required_office",
    }


def test_what_isnt_asked_for_now_isnt_checked() -> None:
    assert found(complete_values(post_postcode="x", pickup_office="\x00")) == {}


def test_a_foreigner_needs_neither_nation_nor_household() -> None:
    values = complete_values(
        document_type="passport", country="CAN", number="AB123456", nation="", household_address=""
    )
    assert found(values, pictures=PICTURES - {PictureRole.ID_BACK}) == {}


# ── minors, guardians, agents ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("born", "day", "child"),
    [
        ("2010-03-02", "2026-03-01", True),
        ("2010-03-02", "2026-03-02", False),
        ("2010-03-02", "2026-03-03", False),
        ("2012-02-29", "2028-02-28", True),
        ("2012-02-29", "2028-02-29", False),
        # born on a leap day, sixteen in a year that hasn't one: of age on 1 March
        ("2084-02-29", "2100-02-28", True),
        ("2084-02-29", "2100-03-01", False),
    ],
)
def test_the_sixteenth_birthday_ends_the_need_for_a_guardian(born: str, day: str, child: bool) -> None:
    values = complete_values(born=date.fromisoformat(born), valid_from="", valid_to=LONG_TERM)
    missing = found(values, today=date.fromisoformat(day))
    assert set(missing) == (set(AGENT) if child else set())
    assert set(missing.values()) <= {"required_guardian"}


def test_a_minor_with_a_guardian_is_complete() -> None:
    assert found(minor(date(2016, 5, 1), **AGENT)) == {}


def test_an_agent_that_was_begun_is_completed() -> None:
    missing = found(complete_values(agent_name="陈志强"))
    assert missing == dict.fromkeys(set(AGENT) - {"agent_name"}, "required_agent")


# ── the number ────────────────────────────────────────────────────────────────────────────────────────────────


def test_fifteen_places_are_a_question_with_a_proposal() -> None:
    (problem,) = problems(complete_values(number="510107810717001"))
    assert (problem.severity, problem.proposal) == (Severity.QUESTION, citizen_number(BORN))
    assert blocking([problem])


# ── pictures and consent ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", sorted(PICTURES))
def test_each_picture_is_asked_for(role: PictureRole) -> None:
    assert found(pictures=PICTURES - {role}) == {role.value: f"{role.value}_missing"}


def test_consent_is_given_to_every_text_in_its_present_version() -> None:
    assert [(p.key, p.code) for p in problems(agreed={"notice": consents()["notice"]})] == [
        ("consent", "rules.consent_missing")
    ]
    outdated = problems(agreed={**consents(), "promise": "2020.1"})
    assert [(p.code, p.params) for p in outdated] == [("rules.consent_outdated", {"text": "promise"})]


# ── names ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_that_paper_lacks_is_a_warning() -> None:
    (problem,) = problems(complete_values(name="赵𬭚"), unprintable=("𬭚",))
    assert (problem.key, problem.code, problem.severity) == ("name", "rules.name_unprintable", Severity.WARNING)


# ── the table ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_problem_has_its_sentence_and_every_sentence_its_problem() -> None:
    source = "".join(inspect.getsource(module) for module in (kinds, namedrules, names, rules))
    told = {code for code in messages.catalogue() if code.startswith("rules.")}
    assert set(re.findall(r'"(rules\.[a-z_]+)"', source)) <= told
    pictures = {f"rules.{role}_missing" for role in EXPORTED_ROLES}
    # One sentence a doubt; private use has its own of old, and a radical is no character of a name at all.
    doubts = {f"rules.name_{doubt}" for doubt in Doubt if doubt not in (Doubt.PRIVATE, Doubt.RADICAL)}
    assert pictures | doubts <= told
    for code in told - pictures - doubts:
        assert code in source or f'"{code.removeprefix("rules.")}"' in source, code


def test_a_field_by_itself_is_checked_as_in_the_record() -> None:
    values = complete_values(mobile="1380000000")
    (problem,) = check_field(chengdu(), "mobile", values, context())
    assert problems(values) == [problem]


@given(
    st.dictionaries(
        st.sampled_from(list(chengdu().fields)),
        st.text(max_size=30) | st.sampled_from(["resident", "passport", "post", "office", LONG_TERM, "2010-01-01"]),
    ),
    st.dates(date(1950, 1, 1), date(2120, 1, 1)),
)
def test_any_values_get_an_answer(values: dict[str, str], today: date) -> None:
    for problem in problems(values, today=today):
        assert problem.key in chengdu().fields
        assert problem.code in messages.catalogue()


def test_a_hidden_field_of_any_kind_stays_silent() -> None:
    profile = chengdu()
    extra = FieldSpec("extra", FieldKind.DIGITS, {}, shown="never", required="always")
    assert check_field(replace(profile, fields={**profile.fields, "extra": extra}), "extra", {}, context()) == []
