# SPDX-License-Identifier: Apache-2.0
"""A card goes to the person it belongs to, and never into anybody else's record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sscard_desktop.domain.card import Card, CardType
from sscard_desktop.domain.record import Record, RecordId, Status
from sscard_desktop.ui.counter.cards import CardMove, decide
from tests.helpers.chengdu import TODAY, chengdu, citizen_number

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
NUMBER = citizen_number(TODAY.replace(year=1981))
OTHER = citizen_number(TODAY.replace(year=1990))
CARD = Card(CardType.RESIDENT, NUMBER, "陈样本", sex="1", nation="01", nationality="CHN")
DRAFT = Record(RecordId("1"), "chengdu", "1", "new", "2026", Status.DRAFT, NOW, "limin", NOW)
READ = replace(DRAFT, card_read=True)
DEFAULTS = {"document_type": "resident", "country": "CHN", "pickup_way": "office"}


def move(record: Record | None, *finished: str, **values: str) -> CardMove:
    return decide(CARD, record, {**DEFAULTS, **values}, chengdu(), finished=finished)


def test_a_card_begins_a_record_where_there_is_none() -> None:
    assert move(None) is CardMove.START


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.APPROVED, Status.VOID])
def test_a_card_begins_a_record_where_one_is_only_looked_at(status: Status) -> None:
    assert move(replace(DRAFT, status=status), number=OTHER) is CardMove.START


def test_a_card_fills_a_record_without_a_name() -> None:
    assert move(DRAFT) is CardMove.FILL


@pytest.mark.parametrize("record", [DRAFT, READ, replace(DRAFT, status=Status.RETURNED)])
def test_somebody_elses_card_waits(record: Record) -> None:
    assert move(record, number=OTHER) is CardMove.WAIT
    assert move(record, number=OTHER, name="陈样本") is CardMove.WAIT
    assert move(record, name="王小明") is CardMove.WAIT


def test_a_half_typed_number_is_somebody_elses() -> None:
    assert move(DRAFT, number=NUMBER[:-1]) is CardMove.WAIT


def test_the_same_card_again_does_nothing() -> None:
    assert move(READ, number=NUMBER, name="陈样本", sex="1", nation="01") is CardMove.SAME


def test_a_card_confirms_what_was_typed_from_it() -> None:
    assert move(DRAFT, number=NUMBER, name="陈样本") is CardMove.FILL
    assert move(DRAFT, number=NUMBER.lower(), name="陈样本") is CardMove.FILL
    assert move(DRAFT, name="陈样本") is CardMove.FILL


def test_an_old_number_of_fifteen_places_is_the_same_person() -> None:
    old = NUMBER[:6] + NUMBER[8:17]
    assert move(DRAFT, number=old, name="陈样本") is CardMove.FILL


def test_what_was_typed_otherwise_is_asked_about() -> None:
    assert move(DRAFT, number=NUMBER, name="陈洋本") is CardMove.ASK
    assert move(READ, number=NUMBER, name="陈洋本") is CardMove.ASK
    assert move(DRAFT, sex="2") is CardMove.ASK


def test_a_default_is_nobodys_word() -> None:
    assert move(DRAFT, country="CHN") is CardMove.FILL


def test_a_card_left_on_the_reader_begins_no_second_record() -> None:
    assert move(None, NUMBER) is CardMove.FINISHED
    assert move(None, OTHER) is CardMove.START


def test_a_card_laid_on_again_while_the_next_person_was_served_begins_no_second_record() -> None:
    assert move(None, NUMBER, OTHER) is CardMove.FINISHED
    assert move(replace(DRAFT, status=Status.SUBMITTED), number=NUMBER) is CardMove.SAME
