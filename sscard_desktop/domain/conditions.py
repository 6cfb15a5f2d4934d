# SPDX-License-Identifier: Apache-2.0
"""Named conditions under which a field is asked for or required, or a picture is needed; profiles use the names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.fields import YES, FieldSpec, parse_date

Condition = Callable[[Mapping[str, str], date, int], bool]
"""Of a record's values, today's date and the profile's adult age."""

AGENT_FIELDS = ("agent_name", "agent_document_type", "agent_number", "agent_mobile", "agent_relation")
STUDENT_FIELDS = ("college", "major", "grade", "class_name")


def age_on(birth_date: date, day: date) -> int:
    """Return the age in full years on ``day``; someone born on 29 February turns a year older on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def is_minor(values: Mapping[str, str], today: date, adult_age: int = 16) -> bool:
    """Return whether the applicant is under ``adult_age`` (16: a guardian is needed).

    Where no birth date is filled in or asked for (Shantou), the document number tells it; unknown is no.
    """
    born = parse_date(values.get("birth_date", "")) or idnumber.birth_date(
        values.get("document_type", ""), values.get("number", "")
    )
    return born is not None and age_on(born, today) < adult_age


def has_agent(values: Mapping[str, str], today: date, adult_age: int = 16) -> bool:
    """Return whether a guardian or agent acts: for a minor always, else as soon as one of their fields is filled."""
    return is_minor(values, today, adult_age) or agent_begun(values, today, adult_age)


def agent_begun(values: Mapping[str, str], today: date, adult_age: int = 16) -> bool:
    """Return whether anything of a guardian or agent is filled in, whatever the applicant's age."""
    return any(values.get(key) for key in AGENT_FIELDS)


def is_student(values: Mapping[str, str], today: date, adult_age: int = 16) -> bool:
    """Return whether the applicant is a student or child (大学生/学生儿童): a minor, or the school block is filled."""
    return is_minor(values, today, adult_age) or any(values.get(key) for key in STUDENT_FIELDS)


CONDITIONS: Mapping[str, Condition] = {
    "always": lambda values, today, adult_age: True,
    "never": lambda values, today, adult_age: False,
    "minor": is_minor,
    "adult": lambda values, today, adult_age: not is_minor(values, today, adult_age),
    "agent": has_agent,
    "agent_begun": agent_begun,
    "student": is_student,
    "employed": lambda values, today, adult_age: not is_student(values, today, adult_age),
    "by_post": lambda values, today, adult_age: values.get("pickup_way") == "post",
    "at_office": lambda values, today, adult_age: values.get("pickup_way") in ("office", "own_office"),
    "resident_document": lambda values, today, adult_age: values.get("document_type") == "resident",
    "foreign_document": lambda values, today, adult_age: (
        values.get("document_type") in ("passport", "foreign_permanent")
    ),
    "two_sided_document": lambda values, today, adult_age: values.get("document_type") != "passport",
    "without_police_photo": lambda values, today, adult_age: values.get("police_photo") != YES,
    "bank_chosen": lambda values, today, adult_age: bool(values.get("bank")),
    "verified": lambda values, today, adult_age: bool(values.get("verified_way")),
}
"""Condition name → condition. A profile that names another is refused."""


def holds(name: str, values: Mapping[str, str], today: date, adult_age: int) -> bool:
    """Return whether the named condition holds for these values."""
    return CONDITIONS[name](values, today, adult_age)


def asked(fields: Mapping[str, FieldSpec], values: Mapping[str, str], today: date, adult_age: int) -> dict[str, str]:
    """Return the values of the fields that the form asks this person for, empty ones included.

    What was typed before an answer made its question go away (a postal address, after the pickup way was changed) stays
    in the record and was checked by nobody: it is neither printed nor exported.
    """
    return {key: values.get(key, "") for key, spec in fields.items() if holds(spec.shown, values, today, adult_age)}
