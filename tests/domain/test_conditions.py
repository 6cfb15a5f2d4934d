# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest

from sscard_desktop.domain.conditions import (
    AGENT_FIELDS,
    CONDITIONS,
    STUDENT_FIELDS,
    age_on,
    condition,
    has_agent,
    holds,
)

TODAY = date(2026, 3, 2)
CHILD = {"birth_date": "2016-05-01"}
ADULT = {"birth_date": "1981-07-17"}


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2010-03-02", "2026-03-01", 15),
        ("2010-03-02", "2026-03-02", 16),
        ("2012-02-29", "2027-02-28", 14),
        ("2012-02-29", "2027-03-01", 15),
        ("2012-02-29", "2028-02-29", 16),
        ("2026-03-02", "2026-03-02", 0),
    ],
)
def test_years_are_full_on_the_birthday_and_on_the_first_of_march_for_leap_day(born: str, day: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("always", {}, True),
        ("never", ADULT, False),
        ("minor", CHILD, True),
        ("minor", ADULT, False),
        ("minor", {}, False),
        ("adult", {}, True),
        ("adult", CHILD, False),
        ("agent", CHILD, True),
        ("agent", ADULT, False),
        ("agent", {**ADULT, "agent_mobile": "1"}, True),
        ("agent_begun", CHILD, False),
        ("agent_begun", {**CHILD, "agent_name": "样本"}, True),
        ("minor", {"document_type": "resident", "number": "110105201605010016"}, True),
        ("minor", {"document_type": "resident", "number": "110105198107170016"}, False),
        ("minor", {"document_type": "passport", "number": "E12345678"}, False),
        ("adult", {"document_type": "resident", "number": "110105201605010016"}, False),
        ("minor", {**ADULT, "document_type": "resident", "number": "110105201605010016"}, False),
        ("without_police_photo", {}, True),
        ("without_police_photo", {"police_photo": "no"}, True),
        ("without_police_photo", {"police_photo": "yes"}, False),
        ("student", CHILD, True),
        ("student", {**ADULT, "major": "样例"}, True),
        ("student", ADULT, False),
        ("employed", ADULT, True),
        ("employed", {**ADULT, "college": "样例"}, False),
        ("by_post", {"pickup_way": "post"}, True),
        ("by_post", {"pickup_way": "unit"}, False),
        ("at_office", {"pickup_way": "office"}, True),
        ("at_office", {"pickup_way": "own_office"}, True),
        ("at_office", {}, False),
        ("resident_document", {"document_type": "resident"}, True),
        ("resident_document", {"document_type": "passport"}, False),
        ("foreign_document", {"document_type": "foreign_permanent"}, True),
        ("foreign_document", {"document_type": "hmt_residence"}, False),
        ("two_sided_document", {"document_type": "passport"}, False),
        ("two_sided_document", {}, True),
        ("bank_chosen", {"bank": "icbc"}, True),
        ("bank_chosen", {"bank": ""}, False),
    ],
)
def test_each_condition_says_what_its_name_says(name: str, values: dict[str, str], expected: bool) -> None:
    assert holds(name, values, TODAY, 16) is expected


def test_every_condition_answers_for_a_record_without_values() -> None:
    assert all(holds(name, {}, TODAY, 16) in (True, False) for name in CONDITIONS)


@pytest.mark.parametrize("key", AGENT_FIELDS)
def test_any_of_the_agents_fields_begins_an_agent(key: str) -> None:
    assert has_agent({key: "x"}, TODAY)


@pytest.mark.parametrize("key", STUDENT_FIELDS)
def test_any_of_the_school_fields_makes_a_student(key: str) -> None:
    assert holds("student", {key: "x"}, TODAY, 16)


def test_the_age_is_the_profiles() -> None:
    values = {"birth_date": "2009-01-01"}
    assert not holds("minor", values, TODAY, 16)
    assert holds("minor", values, TODAY, 18)


@pytest.mark.parametrize(
    ("text", "answer", "held"),
    [
        ("household=rural", "rural", True),
        ("household=rural", "urban", False),
        ("household=rural", "", False),
        ("household=rural|other", "other", True),
        ("household!=rural", "urban", True),
        ("household!=rural", "rural", False),
        ("household!=rural", "", False),
        ("household=rural", "urban,rural", True),
        ("household!=rural", "urban,rural", False),
    ],
)
def test_an_answer_can_be_a_condition(text: str, answer: str, held: bool) -> None:
    assert holds(text, {"household": answer}, TODAY, 16) is held


@pytest.mark.parametrize(
    ("text", "born", "held"),
    [
        ("age>=60", "1966-03-02", True),
        ("age>=60", "1966-03-03", False),
        ("age<18", "2008-03-03", True),
        ("age<18", "2008-03-02", False),
        ("age<18", "", False),
        ("age>=60", "", False),
    ],
)
def test_an_age_can_be_a_condition_and_an_unknown_one_is_none(text: str, born: str, held: bool) -> None:
    assert holds(text, {"birth_date": born}, TODAY, 16) is held


@pytest.mark.parametrize(
    "text",
    ["", "age>=0", "age>=1000", "age=60", "age>60", "Household=a", "household=", "household=a||b", "=a", "a==b",
     "a=b|", "household=" + "|".join("abcdefgh" * 10), "always ", "not minor"],
)  # fmt: skip
def test_anything_else_is_no_condition(text: str) -> None:
    assert condition(text) is None
    with pytest.raises(KeyError):
        holds(text, {}, TODAY, 16)
