# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.cardissue import CardIssue, Handing, Proof, Taker
from sscard_desktop.domain.comparison import Reading, Source
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.domain.record import Consent, Move, Status, Step
from sscard_desktop.domain.recordcopy import (
    PictureFacts,
    RecordCopy,
    arrived,
    as_text,
    content_digest,
    fingerprint,
    step_digests,
    travelling,
)
from sscard_desktop.domain.recordcopyreading import from_text
from sscard_desktop.domain.remarks import Answer, Point, Remark, RemarkSource
from tests.storage.stations import NOON, a_record

PHOTO = PictureFacts(PictureRole.PHOTO, "ab" * 32, 30_000, NOON, '{"verdict": "pass"}')
STEPS = (
    Step(NOON, "li", Move.CONFIRM, Status.DRAFT, Status.CONFIRMED),
    Step(NOON + timedelta(minutes=1), "li", Move.SUBMIT, Status.CONFIRMED, Status.SUBMITTED),
)
COPY = RecordCopy(
    a_record(
        1,
        status=Status.SUBMITTED,
        submitted_at=NOON,
        submitted_by="li",
        receipt_number=receipt_number(12, NOON.date(), 1),
        consents=(Consent("notice", "2", NOON, "li"),),
        pictures=frozenset({PictureRole.PHOTO}),
    ),
    STEPS,
    (Reading(a_record(1).id, Source.CHIP, "name", "张伟国", NOON),),
    (PHOTO,),
    (
        Remark(Point("地址不全", "address", "A1"), RemarkSource.SUPERVISOR, NOON, "zhou"),
        Remark(Point("", "photo"), RemarkSource.BUREAU, NOON, "zhou", NOON, Answer.CHANGED),
    ),
)
TOLD = json.loads(as_text(COPY))
HANDED = Handing(NOON, "li", Taker.AGENT, "李娜", "510107199001011234", Proof.AUTHORISATION)
CARD = CardIssue(COPY.record.id, "A12345678", "武侯支行", NOON, HANDED)
WITH_CARD = replace(COPY, card=CARD)
CARD_TOLD = json.loads(as_text(WITH_CARD))["card"]


def test_a_copy_comes_back_as_it_went() -> None:
    assert from_text(as_text(COPY)) == COPY


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,20}", fullmatch=True), st.text(min_size=1, max_size=50), max_size=5))
def test_any_value_of_any_field_travels(values: dict[str, str]) -> None:
    copy = replace(COPY, record=replace(COPY.record, values=values))
    assert from_text(as_text(copy)) == copy
    assert fingerprint(from_text(as_text(copy))) == fingerprint(copy)


MADE = Step(NOON, "zhou", Move.MAKE, Status.EXPORTED, Status.MAKING)
ISSUED = Step(NOON, "zhou", Move.ISSUE, Status.MAKING, Status.ISSUED)
BACK = Step(NOON, "zhou", Move.RETRACT, Status.ISSUED, Status.MAKING)
FARTHER_BACK = Step(NOON, "zhou", Move.RETRACT, Status.MAKING, Status.EXPORTED)


def with_history(*steps: Step) -> RecordCopy:
    return replace(COPY, record=replace(COPY.record, status=steps[-1].target), steps=(*STEPS, *steps))


@pytest.mark.parametrize(
    "steps", [(MADE, ISSUED, BACK), (MADE, ISSUED, BACK, FARTHER_BACK), (MADE, FARTHER_BACK, MADE)]
)
def test_what_was_taken_back_travels(steps: tuple[Step, ...]) -> None:
    copy = with_history(*steps)
    assert from_text(as_text(copy)) == copy


@pytest.mark.parametrize(
    "steps",
    [
        (BACK,),
        (MADE, BACK),
        (MADE, ISSUED, FARTHER_BACK),
        (MADE, FARTHER_BACK, FARTHER_BACK),
        (replace(BACK, source=Status.SUBMITTED, target=Status.CONFIRMED),),
    ],
)
def test_nothing_but_the_bureau_s_last_step_can_have_been_taken_back(steps: tuple[Step, ...]) -> None:
    with pytest.raises(InvalidInputError):
        from_text(as_text(with_history(*steps)))


def test_a_card_travels_with_its_record_and_its_people_bear_their_stations() -> None:
    assert from_text(as_text(WITH_CARD)) == WITH_CARD
    told = replace(COPY, card=replace(CARD, handed=None))
    assert from_text(as_text(told)) == told
    abroad = travelling(WITH_CARD, 12)
    assert abroad.card is not None
    assert abroad.card.handed == replace(HANDED, operator="li@0012")
    assert arrived(abroad, 12) == WITH_CARD
    assert content_digest(WITH_CARD) == content_digest(COPY)
    assert fingerprint(WITH_CARD) != fingerprint(COPY)


def test_a_record_without_a_card_reads_as_before_cards_travelled() -> None:
    assert "card" not in TOLD
    assert from_text(as_text(COPY)).card is None


def test_clerks_of_one_name_at_two_stations_stay_two() -> None:
    abroad = travelling(COPY, 12)
    assert abroad.record.created_by == abroad.steps[0].operator == abroad.record.consents[0].operator == "li@0012"
    assert travelling(abroad, 99) == abroad
    assert arrived(abroad, 99) == abroad
    assert arrived(abroad, 12) == COPY


def test_a_batch_and_being_put_aside_stay_at_the_station() -> None:
    held = replace(COPY, record=replace(COPY.record, batch="0012-20260302-01", parked=True))
    assert travelling(held, 12) == travelling(COPY, 12)


def test_a_touch_changes_nothing_and_anything_else_does() -> None:
    touched = replace(COPY, record=replace(COPY.record, updated_at=NOON + timedelta(days=1)))
    assert fingerprint(touched) == fingerprint(COPY)
    others = [
        replace(COPY, steps=STEPS[:1]),
        replace(COPY, readings=()),
        replace(COPY, remarks=()),
        replace(COPY, pictures=(replace(PHOTO, sha256="cd" * 32),)),
        replace(COPY, record=replace(COPY.record, prints=1)),
        replace(COPY, record=replace(COPY.record, values={"name": "张伟"})),
    ]
    assert len({fingerprint(each) for each in (COPY, *others)}) == len(others) + 1


def test_step_digests_tell_the_past() -> None:
    assert step_digests(STEPS)[:1] == step_digests(STEPS[:1])
    assert step_digests(STEPS)[1] != step_digests(STEPS[1:])[0]


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../../etc/passwd"},
        {"id": a_record(1).id.upper().replace("0", "A")},
        {"status": "king"},
        {"status": "approved"},
        {"created_at": "2026-03-02T04:00:00"},
        {"created_at": "0001-01-01T00:00:00+14:00"},
        {"created_at": 5},
        {"created_by": "li\n王"},
        {"receipt_number": "12"},
        {"receipt_number": receipt_number(12, NOON.date(), 1)[:-1] + "?"},
        {"prints": -1},
        {"prints": True},
        {"prints": 10**30},
        {"card_read": 1},
        {"values": {"name": 1}},
        {"values": {"$.name') --": "x"}},
        {"values": {"name": "长" * 9000}},
        {"values": {f"field_{index}": "x" for index in range(501)}},
        {"values": []},
        {"returned_reason": "\ud800"},
        {"consents": [["notice", "1", "2026-03-02T04:00:00+00:00"]]},
        {"steps": [["2026-03-02T04:00:00+00:00", "li", "issue", "draft", "submitted", ""]]},
        {"steps": [TOLD["steps"][0]] * 3000},
        {"remarks": [TOLD["remarks"][0][:-1]]},
        {"remarks": [[*TOLD["remarks"][0][:-1], "changed"]]},
        {"card": CARD_TOLD[:3]},
        {"card": []},
        {"card": {}},
        {"card": ["", "", None, None]},
        {"card": [5, *CARD_TOLD[1:]]},
        {"card": ["A" * 9000, *CARD_TOLD[1:]]},
        {"card": ["\ud800", *CARD_TOLD[1:]]},
        {"card": [*CARD_TOLD[:2], "2026-03-02T04:00:00", None]},
        {"card": [*CARD_TOLD[:3], CARD_TOLD[3][:5]]},
        {"card": [*CARD_TOLD[:3], [*CARD_TOLD[3][:2], "king", *CARD_TOLD[3][3:]]]},
        {"card": [*CARD_TOLD[:3], [*CARD_TOLD[3][:5], ""]]},
        {"card": [*CARD_TOLD[:3], [*CARD_TOLD[3][:5], "nothing"]]},
        {"card": [*CARD_TOLD[:3], [None, *CARD_TOLD[3][1:]]]},
        {"readings": [["nobody", "name", "x", "2026-03-02T04:00:00+00:00"]]},
        {"readings": [TOLD["readings"][0]] * 2},
        {"pictures": [TOLD["pictures"][0]] * 2},
        {"pictures": [["photo", "xyz", 1, "2026-03-02T04:00:00+00:00", ""]]},
        {"pictures": [["photo", "ab" * 32, 1 << 40, "2026-03-02T04:00:00+00:00", ""]]},
        {"pictures": [["photo", "ab" * 32, 1, "2026-03-02T04:00:00+00:00", "[" * 5000]]},
    ],
    ids=lambda change: f"{next(iter(change))}-{str(next(iter(change.values())))[:30]!a}",
)
def test_what_no_station_writes_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InvalidInputError, match="record_bad"):
        from_text(json.dumps({**TOLD, **change}).encode("ascii"))


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(text: bytes) -> None:
    with pytest.raises(InvalidInputError, match="record_bad"):
        from_text(text)


@pytest.mark.parametrize("key", sorted(TOLD))
def test_no_part_may_be_missing(key: str) -> None:
    with pytest.raises(InvalidInputError, match="record_bad"):
        from_text(json.dumps({name: value for name, value in TOLD.items() if name != key}).encode("ascii"))
