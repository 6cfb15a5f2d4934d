# SPDX-License-Identifier: Apache-2.0
"""Conditions under which a field is asked for or required, or a picture is needed; profiles write them as texts.

A condition is one of the names in :data:`CONDITIONS`, or says it itself: an answer of the record
(``household=rural|other``, ``household!=urban``) or an age in full years (``age>=60``, ``age<18``). It is no language:
one comparison, nothing to combine, nothing that could run long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sscard_desktop.domain import idnumber
from sscard_desktop.domain.fields import YES, FieldSpec, parse_date

Condition = Callable[[Mapping[str, str], date, int], bool]
"""Of a record's values, today's date and the profile's adult age."""

AGENT_FIELDS = ("agent_name", "agent_document_type", "agent_number", "agent_mobile", "agent_relation")
STUDENT_FIELDS = ("college", "major", "grade", "class_name")


def age_on(birth_date: date, day: date) -> int:
    """Return the age in full years on ``day``; someone born on 29 February turns a year older on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def birth_date_of(values: Mapping[str, str]) -> date | None:
    """Return the applicant's birth date; where none is filled in or asked for (Shantou), the document number tells."""
    return parse_date(values.get("birth_date", "")) or idnumber.birth_date(
        values.get("document_type", ""), values.get("number", "")
    )


def is_minor(values: Mapping[str, str], today: date, adult_age: int = 16) -> bool:
    """Return whether the applicant is under ``adult_age`` (16: a guardian is needed); unknown is no."""
    born = birth_date_of(values)
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
"""Condition name → condition."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Holds where a question has one of some answers; ``other``: where it is answered with something else.

    An empty answer is none, whatever is asked of it. Of several answers (kind ``codes``) one is enough.
    """

    key: str
    codes: frozenset[str]
    other: bool = False

    def __call__(self, values: Mapping[str, str], today: date, adult_age: int) -> bool:
        """Return whether it holds."""
        given = {code for code in values.get(self.key, "").split(",") if code}
        return bool(given) and bool(given & self.codes) is not self.other


@dataclass(frozen=True, slots=True)
class Aged:
    """Holds from an age on, or below it (``below``), in full years on the day; not for an age that nobody knows."""

    years: int
    below: bool = False

    def __call__(self, values: Mapping[str, str], today: date, adult_age: int) -> bool:
        """Return whether it holds."""
        born = birth_date_of(values)
        return born is not None and (age_on(born, today) < self.years) is self.below


_ANSWERED = re.compile(
    r"(?!age[!=])(?P<key>[a-z][a-z0-9_]{0,39})(?P<sign>!?=)(?P<codes>[^=|]{1,40}(?:\|[^=|]{1,40}){0,49})"
)
_AGED = re.compile(r"age(?P<sign>>=|<)(?P<years>[1-9][0-9]{0,2})")


@lru_cache(maxsize=1024)
def condition(text: str) -> Condition | None:
    """Return the condition that a profile writes, ``None`` where it is none."""
    if text in CONDITIONS:
        return CONDITIONS[text]
    if aged := _AGED.fullmatch(text):
        return Aged(int(aged["years"]), below=aged["sign"] == "<")
    if answered := _ANSWERED.fullmatch(text):
        return Answered(answered["key"], frozenset(answered["codes"].split("|")), other=answered["sign"] == "!=")
    return None


def holds(text: str, values: Mapping[str, str], today: date, adult_age: int) -> bool:
    """Return whether the condition holds for these values; a ``KeyError`` where it is none, which no profile has."""
    found = CONDITIONS.get(text) or condition(text)
    if found is None:
        raise KeyError(text)
    return found(values, today, adult_age)


def asked(fields: Mapping[str, FieldSpec], values: Mapping[str, str], today: date, adult_age: int) -> dict[str, str]:
    """Return the values of the fields that the form asks this person for, empty ones included.

    What was typed before an answer made its question go away (a postal address, after the pickup way was changed) stays
    in the record and was checked by nobody: it is neither printed nor exported.
    """
    return {key: values.get(key, "") for key, spec in fields.items() if holds(spec.shown, values, today, adult_age)}
