from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.record import (
    MOVES,
    Move,
    Record,
    RecordId,
    Status,
    Step,
    amendable_until,
    retracted,
    standing,
    target_of,
)

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


def record(status: Status) -> Record:
    return Record(
        id=RecordId("r1"),
        profile="chengdu",
        profile_version="1",
        business="new",
        campaign="2026",
        status=status,
        created_at=NOON,
        created_by="limin",
        updated_at=NOON,
        submitted_at=NOON,
    )


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("move", Move)
def test_a_move_that_is_not_in_the_table_is_refused_and_every_other_leads_where_it_says(
    status: Status, move: Move
) -> None:
    if (status, move) in MOVES:
        assert target_of(status, move) is MOVES[status, move]
    else:
        with pytest.raises(RefusedError) as caught:
            target_of(status, move)
        assert caught.value.params == {"status": status.value, "move": move.value}


def test_every_state_is_reached_and_every_move_is_used() -> None:
    assert set(MOVES.values()) | {Status.DRAFT} == set(Status)
    assert {move for _, move in MOVES} == set(Move) - {Move.RETRACT}


def test_the_way_from_draft_to_issued_exists() -> None:
    status = Status.DRAFT
    for move in (Move.CONFIRM, Move.SUBMIT, Move.APPROVE, Move.EXPORT, Move.VERIFY, Move.OPEN_ACCOUNT, Move.MAKE):
        status = target_of(status, move)
    for move in (Move.LOAD_KEYS, Move.MAKE_READY, Move.ISSUE):
        status = target_of(status, move)
    assert status is Status.ISSUED


def test_nothing_leads_out_of_issued_and_void() -> None:
    assert not [pair for pair in MOVES if pair[0] in (Status.ISSUED, Status.VOID)]


def test_a_submission_is_never_edited_in_place() -> None:
    for status in (Status.SUBMITTED, Status.APPROVED, Status.EXPORTED):
        assert not record(status).editable
        assert (status, Move.EDIT) not in MOVES


def test_editable_states_are_exactly_those_with_an_edit_move() -> None:
    for status in Status:
        assert record(status).editable == ((status, Move.EDIT) in MOVES)


def test_the_bureau_never_sends_a_record_backwards_except_as_returned() -> None:
    order = [Status.EXPORTED, Status.VERIFYING, Status.OPENING_ACCOUNT, Status.MAKING, Status.LOADING_KEYS]
    order += [Status.READY, Status.ISSUED]
    for (source, move), target in MOVES.items():
        if source in order and target in order:
            assert order.index(target) > order.index(source), (source, move)
        elif source in order:
            assert target in (Status.RETURNED, Status.APPROVED)


def step(move: Move, source: Status, target: Status) -> Step:
    return Step(NOON, "wangfang", move, source, target)


def test_what_the_bureau_told_last_can_be_retracted_and_nothing_else() -> None:
    sent = step(Move.EXPORT, Status.APPROVED, Status.EXPORTED)
    made = step(Move.MAKE, Status.EXPORTED, Status.MAKING)
    assert retracted(Status.MAKING, [sent, made]) is Status.EXPORTED
    for status, history in (
        (Status.EXPORTED, [sent]),
        (Status.MAKING, []),
        (Status.DRAFT, [sent, made]),
        (Status.CONFIRMED, [sent, made, step(Move.CONFIRM, Status.RETURNED, Status.CONFIRMED)]),
    ):
        with pytest.raises(RefusedError, match=r"record\.move_refused"):
            retracted(status, history)


def test_a_history_that_stands_has_no_retracted_step() -> None:
    sent = step(Move.EXPORT, Status.APPROVED, Status.EXPORTED)
    wrong = step(Move.REJECT, Status.EXPORTED, Status.RETURNED)
    back = step(Move.RETRACT, Status.RETURNED, Status.EXPORTED)
    made = step(Move.MAKE, Status.EXPORTED, Status.MAKING)
    assert standing([sent, wrong, back, made]) == [sent, made]
    assert standing([back]) == []
    twice = [
        sent,
        made,
        step(Move.MAKE_READY, Status.MAKING, Status.READY),
        step(Move.RETRACT, Status.READY, Status.MAKING),
    ]
    assert retracted(Status.MAKING, twice) is Status.EXPORTED


def test_a_submission_may_be_amended_for_the_profiles_hours() -> None:
    assert amendable_until(record(Status.SUBMITTED), 24) == NOON + timedelta(hours=24)


def test_nobodys_data_is_in_a_records_repr() -> None:
    taken = Record(
        id=RecordId("r1"),
        profile="chengdu",
        profile_version="1",
        business="new",
        campaign="2026",
        status=Status.DRAFT,
        created_at=NOON,
        created_by="limin",
        updated_at=NOON,
        values={"name": "张样本", "number": "11010519491231002X"},
    )
    assert "张样本" not in repr(taken)
    assert "11010519491231002X" not in repr(taken)
