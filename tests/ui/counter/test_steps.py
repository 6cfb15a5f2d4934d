# SPDX-License-Identifier: Apache-2.0
"""There is always one next step, and it follows the order of the work."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sscard_desktop.domain.problems import Problem, Severity
from sscard_desktop.domain.record import Record, RecordId, Status
from sscard_desktop.ui.counter.steps import Step, StepKind, Tally, by_field, next_field, next_step, tally

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
DRAFT = Record(RecordId("1"), "chengdu", "1", "new", "2026", Status.DRAFT, NOW, "limin", NOW, card_read=True)
MISSING = Problem("unit", "rules.required_unit")
WRONG = Problem("mobile", "rules.mobile_length")
QUESTION = Problem("number", "idnumber.fifteen", Severity.QUESTION, proposal="1")
WARNING = Problem("mobile", "rules.mobile_shared", Severity.WARNING)
PHOTO = Problem("photo", "rules.photo_missing")
FRONT = Problem("id_front", "rules.id_front_missing")
CONSENT = Problem("consent", "rules.consent_missing")
UNSIGNED = Problem("signature", "rules.signature_missing")
EXPIRING = Problem("valid_to", "rules.identity_expires_soon")
DUPLICATE = Problem("number", "rules.duplicate", related=("9",))


def step(record: Record | None, *problems: Problem, printable: bool = True) -> Step:
    return next_step(record, problems, printable=printable)


def test_without_a_record_the_card_is_read() -> None:
    assert step(None).kind is StepKind.READ_CARD


@pytest.mark.parametrize(
    ("problems", "kind", "key"),
    [
        ((MISSING, WRONG, PHOTO), StepKind.FIELD, "unit"),
        ((WRONG, PHOTO, FRONT, CONSENT), StepKind.FIELD, "mobile"),
        ((QUESTION, PHOTO), StepKind.FIELD, "number"),
        ((WARNING, PHOTO, FRONT, CONSENT), StepKind.PHOTO, "photo"),
        ((FRONT, CONSENT), StepKind.ID_PICTURES, "id_front"),
        ((WARNING, CONSENT), StepKind.CONSENT, "consent"),
        ((UNSIGNED, WARNING, CONSENT), StepKind.CONSENT, "consent"),
        ((UNSIGNED,), StepKind.SIGN, "signature"),
        ((WARNING,), StepKind.PRINT, ""),
    ],
)
def test_the_first_thing_that_stops_the_record_is_next(problems: tuple[Problem, ...], kind: StepKind, key: str) -> None:
    assert (step(DRAFT, *problems).kind, step(DRAFT, *problems).key) == (kind, key)


def test_a_printed_record_is_submitted() -> None:
    confirmed = replace(DRAFT, status=Status.CONFIRMED)
    assert step(confirmed).kind is StepKind.PRINT
    assert step(replace(confirmed, prints=1)).kind is StepKind.SUBMIT


def test_what_was_edited_after_printing_is_printed_again() -> None:
    assert step(replace(DRAFT, prints=1)).kind is StepKind.PRINT


def test_a_city_without_a_form_submits_at_once() -> None:
    assert step(DRAFT, printable=False).kind is StepKind.SUBMIT


def test_a_finished_record_makes_room_for_the_next_person() -> None:
    assert step(replace(DRAFT, status=Status.SUBMITTED), MISSING).kind is StepKind.NEXT_PERSON


def test_an_expiring_document_ends_the_person_before_anything_else() -> None:
    assert step(DRAFT, MISSING, EXPIRING).kind is StepKind.END


def test_a_date_typed_by_hand_is_mended_not_refused() -> None:
    assert step(replace(DRAFT, card_read=False), EXPIRING) == Step(StepKind.FIELD, "valid_to", EXPIRING)


def test_what_was_confirmed_once_is_never_ended_by_the_expiry() -> None:
    assert step(replace(DRAFT, receipt_number="1"), EXPIRING).kind is StepKind.FIELD


def test_who_was_taken_before_is_looked_up_not_taken_again() -> None:
    assert step(DRAFT, DUPLICATE, MISSING) == Step(StepKind.OPEN_EARLIER, "9", DUPLICATE)
    assert step(replace(DRAFT, card_read=False), DUPLICATE).kind is StepKind.FIELD


def test_the_weightiest_problem_of_a_field_is_shown() -> None:
    assert by_field([WARNING, WRONG]) == {"mobile": WRONG}


def test_a_section_counts_fields_not_problems() -> None:
    fields = ("unit", "mobile", "number")
    assert tally([MISSING, WRONG, WARNING, QUESTION, PHOTO], fields) == Tally(wrong=2, missing=1, warnings=0)
    assert tally([WARNING], fields) == Tally(warnings=1)
    assert tally([WARNING], fields).clear


def test_the_next_field_is_sought_round_the_end_and_the_current_comes_last() -> None:
    order = ("a", "b", "c")
    assert next_field(order, {"a", "c"}, "a") == "c"
    assert next_field(order, {"a", "c"}, "c") == "a"
    assert next_field(order, {"b"}, "b") == "b"
    assert next_field(order, {"b"}, "") == "b"
    assert next_field(order, set(), "b") == ""
