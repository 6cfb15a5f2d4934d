# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import inspect
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import messages
from sscard_desktop.domain import kinds, names, rules
from sscard_desktop.domain.fields import LONG_TERM, FieldKind, FieldSpec
from sscard_desktop.domain.months import add_months
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.problems import Problem, Severity, blocking
from sscard_desktop.domain.profile import Profile, RuleUse
from sscard_desktop.domain.record import RecordId, RecordSummary, Status
from sscard_desktop.domain.rules import RULES, Case, Context, check_field, check_record
from sscard_desktop.domain.unsettled import Doubt
from sscard_desktop.storage.profile_pictures import EXPORTED_ROLES
from tests.helpers.chengdu import DIVISIONS, PICTURES, TODAY, chengdu, citizen_number, complete_values, consents

BORN = date(1981, 7, 17)


def context(**changes: object) -> Context:
    attributes: dict[str, object] = {"today": TODAY, "divisions": DIVISIONS} | changes
    return Context(**attributes)  # type: ignore[arg-type]


def problems(
    values: dict[str, str] | None = None,
    *,
    profile: Profile | None = None,
    pictures: frozenset[PictureRole] = PICTURES,
    agreed: dict[str, str] | None = None,
    **changes: object,
) -> list[Problem]:
    return check_record(
        profile or chengdu(),
        complete_values() if values is None else values,
        pictures=pictures,
        consents=consents() if agreed is None else agreed,
        context=context(**changes),
    )


def found(*arguments: dict[str, str], **changes: object) -> dict[str, str]:
    return {problem.key: problem.code.partition(".")[2] for problem in problems(*arguments, **changes)}  # type: ignore[arg-type]


def summary(identity: str, **changes: str) -> RecordSummary:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    base = RecordSummary(RecordId(identity), "王样本", "", "", Status.DRAFT, False, "li", at, None, "", "", 0)
    return replace(base, **changes)


def with_rule(name: str, **spec: FieldSpec) -> Profile:
    profile = chengdu()
    return replace(profile, rules=(RuleUse(name),), fields={**profile.fields, **spec})


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

AGENT = {
    "agent_document_type": "id_card",
    "agent_name": "陈志强",
    "agent_mobile": "13900000000",
    "agent_number": citizen_number(BORN),
    "agent_relation": "father",
}


def minor(born: date, **changes: str) -> dict[str, str]:
    return complete_values(born=born, unit="", insured_unit_name="", insured_unit_number="", **changes)


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


def test_nobody_is_their_own_agent() -> None:
    own = complete_values(**{**AGENT, "agent_number": complete_values()["number"]})
    assert found(own) == {"agent_number": "agent_is_applicant"}


@pytest.mark.parametrize(("born", "of_age"), [(date(2010, 3, 2), True), (date(2010, 3, 3), False)])
def test_a_guardian_is_of_age(born: date, of_age: bool) -> None:
    values = minor(date(2016, 5, 1), **{**AGENT, "agent_number": citizen_number(born)})
    assert found(values) == ({} if of_age else {"agent_number": "agent_under_age"})


def test_a_passport_doesnt_tell_the_guardians_age() -> None:
    values = minor(date(2016, 5, 1), **{**AGENT, "agent_document_type": "passport", "agent_number": "AB123456"})
    assert found(values) == {}


# ── the number ────────────────────────────────────────────────────────────────────────────────────────────────


def test_birth_date_and_sex_agree_with_the_number() -> None:
    (birth,) = problems(complete_values(birth_date="1981-07-18"))
    assert (birth.key, birth.code, birth.proposal) == ("birth_date", "rules.birth_date_differs", "1981-07-17")
    (sex,) = problems(complete_values(sex="2"))
    assert (sex.key, sex.code, sex.proposal) == ("sex", "rules.sex_differs", "1")


def test_one_error_a_field_is_enough() -> None:
    values = complete_values(birth_date="1849-01-01")
    assert [problem.code for problem in problems(values) if problem.key == "birth_date"] == ["rules.date_implausible"]


def test_a_2017_foreigners_number_hides_the_century() -> None:
    number = "CAN110081071710"
    values = complete_values(
        document_type="foreign_permanent", country="CAN", nation="", household_address="", number=number
    )
    assert "birth_date" not in found(values)
    (problem,) = [p for p in problems({**values, "birth_date": "1981-07-18"}) if p.key == "birth_date"]
    assert (problem.code, problem.proposal) == ("rules.birth_date_differs", None)


def test_fifteen_places_are_a_question_with_a_proposal() -> None:
    (problem,) = problems(complete_values(number="510107810717001"))
    assert (problem.severity, problem.proposal) == (Severity.QUESTION, citizen_number(BORN))
    assert blocking([problem])


def test_citizens_apply_with_the_citizens_document() -> None:
    (citizen,) = problems(complete_values(country="CAN"))
    assert (citizen.key, citizen.code, citizen.proposal) == ("country", "rules.country_of_citizen", "CHN")
    foreigner = complete_values(document_type="passport", number="AB123456")
    assert found(foreigner) == {"country": "country_of_foreigner"}


def test_where_the_profile_says_so_a_citizens_social_security_number_is_the_id_number() -> None:
    profile = with_rule("social_security_is_number")
    (problem,) = problems(complete_values(social_security_number="01376000"), profile=profile)
    assert (problem.key, problem.proposal) == ("social_security_number", citizen_number(BORN))
    assert problems(complete_values(social_security_number=citizen_number(BORN)), profile=profile) == []
    assert problems(complete_values(social_security_number="01376000")) == []


# ── validity ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("today", "valid_to", "code"),
    [
        # the seed's own example: collected on 27 June 2017, so valid beyond 27 October 2017
        ("2017-06-27", "2017-10-27", "identity_expires_soon"),
        ("2017-06-27", "2017-10-28", None),
        ("2017-06-27", LONG_TERM, None),
        ("2017-06-27", "2017-06-26", "identity_expired"),
        ("2017-06-27", "2017-06-27", "identity_expires_today"),
        ("2017-06-27", "2017-06-28", "identity_expires_soon"),
        ("2025-10-31", "2026-02-28", "identity_expires_soon"),
        ("2025-10-31", "2026-03-01", None),
        ("2027-10-31", "2028-02-28", "identity_expires_soon"),
        ("2027-10-31", "2028-02-29", "identity_expires_soon"),
        ("2027-10-31", "2028-03-01", None),
        ("2028-02-29", "2028-06-29", "identity_expires_soon"),
        ("2028-02-29", "2028-06-30", None),
        ("2026-12-31", "2027-04-30", "identity_expires_soon"),
        ("2026-12-31", "2027-05-01", None),
    ],
)
def test_the_document_outlasts_four_months(today: str, valid_to: str, code: str | None) -> None:
    values = complete_values(valid_from="2010-01-01", valid_to=valid_to)
    assert found(values, today=date.fromisoformat(today)) == ({"valid_to": code} if code else {})


def test_the_refusal_says_when_and_what_to_do() -> None:
    (problem,) = problems(complete_values(valid_to=(TODAY + timedelta(days=20)).isoformat()))
    assert problem.params == {"days": 20, "months": 4, "valid_to": "2026-03-22"}
    sentence = messages.message(problem.code, problem.params, "zh_CN")
    assert sentence.what == "证件 20 天后（2026-03-22）到期，不足 4 个月，今天不能采集。"
    assert sentence.todo == "请本人先换领新证件。"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 2000))
def test_exactly_the_days_beyond_the_limit_pass(today: date, days: int) -> None:
    expiry = today + timedelta(days=days)
    values = complete_values(born=date(1960, 1, 1), valid_from="1999-12-31", valid_to=expiry.isoformat())
    assert ("valid_to" in found(values, today=today)) == (expiry <= add_months(today, 4))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"valid_from": "2026-03-03"}, {"valid_from": "valid_from_future"}),
        ({"valid_from": "2026-03-02"}, {}),
        ({"valid_from": "1981-07-16"}, {"valid_from": "valid_from_before_birth"}),
        ({"valid_from": "1981-07-17"}, {}),
    ],
)
def test_dates_stand_in_the_order_of_a_life(changes: dict[str, str], expected: dict[str, str]) -> None:
    assert found(complete_values(**changes)) == expected


def test_validity_ends_after_it_begins() -> None:
    codes = [p.code for p in problems(complete_values(valid_from="2026-01-01", valid_to="2025-12-31"))]
    assert codes == ["rules.expiry_before_start", "rules.identity_expired"]


def test_a_birth_date_lies_in_the_past() -> None:
    values = complete_values(document_type="passport", country="CAN", number="AB123456", birth_date="2026-03-03")
    assert found(values)["birth_date"] == "birth_date_future"


# ── other people ──────────────────────────────────────────────────────────────────────────────────────────────


def test_one_person_is_collected_once() -> None:
    earlier = (summary("b"), summary("a"))
    (problem,) = problems(same_number=earlier)
    assert (problem.key, problem.code, problem.severity) == ("number", "rules.duplicate", Severity.ERROR)
    assert problem.related == ("b", "a")
    assert problem.params == {"name": "王样本", "operator": "li", "count": 2}


def test_a_shared_mobile_is_a_warning_with_who_they_are() -> None:
    others = tuple(summary(str(n), name=f"样本{n}", number=str(n)) for n in range(5))
    (problem,) = problems(same_mobile=others)
    assert (problem.key, problem.code, problem.severity) == ("mobile", "rules.mobile_shared", Severity.WARNING)
    assert problem.related == ("0", "1", "2", "3", "4")
    assert problem.params == {"names": "样本0、样本1、样本2", "count": 5}
    assert blocking([problem]) == []


def test_the_same_person_isnt_told_twice() -> None:
    own = summary("a", number=complete_values()["number"])
    assert [p.code for p in problems(same_number=(own,), same_mobile=(own,))] == ["rules.duplicate"]


def test_someone_without_a_name_yet_still_counts() -> None:
    (problem,) = problems(same_mobile=(summary("a", name=""),))
    assert problem.params == {"names": "—", "count": 1}


def test_a_unit_stands_in_the_directory_where_there_is_one() -> None:
    assert found(has_units=True, unit_known=False) == {"unit": "unit_unknown"}
    assert found(has_units=True, unit_known=True) == {}
    assert found(has_units=False) == {}


# ── rosters ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_name_and_number_of_a_roster_person_cant_both_change() -> None:
    roster = {"name": "陈样木", "number": citizen_number(date(1981, 7, 18))}
    (problem,) = problems(roster=roster)
    assert (problem.key, problem.code, problem.proposal) == ("name", "rules.roster_both_changed", "陈样木")
    assert problems(roster={**roster, "name": "陈样本"}) == []
    assert problems(roster={**roster, "number": citizen_number(BORN)}) == []


def test_personal_number_and_category_are_the_rosters() -> None:
    roster = {"social_security_number": "01376", "personnel_category": "在职"}
    values = complete_values(social_security_number="01377", personnel_category="在职")
    (problem,) = problems(values, roster=roster)
    assert (problem.key, problem.code, problem.proposal) == (
        "social_security_number", "rules.roster_fixed", "01376",
    )  # fmt: skip


def test_a_personal_number_is_the_rosters_where_the_city_asks_for_one() -> None:
    profile = chengdu()
    fields = {**profile.fields, "personal_number": FieldSpec("personal_number", FieldKind.TEXT, {})}
    case = Case(replace(profile, fields=fields), {"personal_number": "12"}, context(roster={"personal_number": "3701"}))
    (problem,) = RULES["roster_fixed"].check(case, {})
    assert (problem.key, problem.code, problem.proposal) == ("personal_number", "rules.roster_fixed", "3701")


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
    source = "".join(inspect.getsource(module) for module in (kinds, names, rules))
    told = {code for code in messages.catalogue() if code.startswith("rules.")}
    assert set(re.findall(r'"(rules\.[a-z_]+)"', source)) <= told
    pictures = {f"rules.{role}_missing" for role in EXPORTED_ROLES}
    # One sentence a doubt; private use has its own of old, and a radical is no character of a name at all.
    doubts = {f"rules.name_{doubt}" for doubt in Doubt if doubt not in (Doubt.PRIVATE, Doubt.RADICAL)}
    assert pictures | doubts <= told
    for code in told - pictures - doubts:
        assert code in source or f'"{code.removeprefix("rules.")}"' in source, code


def test_rules_name_fields_that_profiles_can_ask_for() -> None:
    city = chengdu()
    asked = {key for view in city.views.values() for key in view.fields}
    assert {key for rule in RULES.values() for key in rule.needs} <= asked


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


def test_a_rule_over_a_field_that_isnt_asked_for_is_silent() -> None:
    profile = chengdu()
    fields = {key: spec for key, spec in profile.fields.items() if key != "mobile"}
    values = complete_values()
    assert check_record(
        replace(profile, fields=fields), values, pictures=PICTURES, consents=consents(),
        context=context(same_mobile=(summary("a"),)),
    ) == []  # fmt: skip


def test_a_hidden_field_of_any_kind_stays_silent() -> None:
    profile = chengdu()
    extra = FieldSpec("extra", FieldKind.DIGITS, {}, shown="never", required="always")
    assert check_field(replace(profile, fields={**profile.fields, "extra": extra}), "extra", {}, context()) == []
