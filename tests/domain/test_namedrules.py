# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import messages
from sscard_desktop.domain.fields import LONG_TERM, FieldKind, FieldSpec
from sscard_desktop.domain.months import add_months
from sscard_desktop.domain.namedrules import RULES
from sscard_desktop.domain.problems import Severity, blocking
from sscard_desktop.domain.profile import Profile, RuleUse
from sscard_desktop.domain.record import RecordId, RecordSummary, Status
from sscard_desktop.domain.rulecases import Case
from sscard_desktop.domain.rules import check_record
from tests.helpers.chengdu import PICTURES, TODAY, chengdu, citizen_number, complete_values, consents
from tests.helpers.ruling import AGENT, BORN, context, found, minor, problems


def summary(identity: str, **changes: str) -> RecordSummary:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    base = RecordSummary(RecordId(identity), "王样本", "", "", Status.DRAFT, False, "li", at, None, "", "", 0)
    return replace(base, **changes)


def with_rule(name: str, **spec: FieldSpec) -> Profile:
    profile = chengdu()
    return replace(profile, rules=(RuleUse(name),), fields={**profile.fields, **spec})


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


def test_rules_name_fields_that_profiles_can_ask_for() -> None:
    city = chengdu()
    asked = {key for view in city.views.values() for key in view.fields}
    assert {key for rule in RULES.values() for key in rule.needs} <= asked


def test_a_rule_over_a_field_that_isnt_asked_for_is_silent() -> None:
    profile = chengdu()
    fields = {key: spec for key, spec in profile.fields.items() if key != "mobile"}
    values = complete_values()
    assert check_record(
        replace(profile, fields=fields), values, pictures=PICTURES, consents=consents(),
        context=context(same_mobile=(summary("a"),)),
    ) == []  # fmt: skip
