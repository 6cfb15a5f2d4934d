# SPDX-License-Identifier: Apache-2.0
"""Progress and card state: what the station holds, honestly, and to each no more than they may know."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.receipt import grouped
from sscard_desktop.domain.record import Move, Record, Status
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.enquiries import CardState, Enquiries, Node, Progress, Result
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import Session
from tests.helpers.desks import Desk
from tests.helpers.packages import PASSWORD
from tests.helpers.requests import CARD, submitted


def stranger(desk: Desk) -> Session:
    """Another clerk, who sees only their own records."""
    return replace(desk.clerk, operator=Operator("zhaoliu", Role.CLERK))


def sent(desk: Desk, folder: Path, *records: Record) -> None:
    for record in records:
        Review(desk.supervisor).approve(record.id)
    batching = Batching(desk.supervisor, PackageFile())
    exporting = Exporting(desk.supervisor, PackageFile())
    exporting.export(batching.seal().number, folder, PASSWORD)


def feedback(desk: Desk, record: Record, *moves: Move) -> None:
    """Let the bureau tell, as a feedback file would."""
    session = desk.supervisor
    for move in moves:
        desk.clock.advance(hours=1)
        with session.action("feedback.step", record.id) as now:
            session.moved(session.record(record.id), move, at=now, reason="照片不合格" if move is Move.REJECT else "")


def lines(found: Sequence[Progress]) -> list[tuple[Node, Result, bool]]:
    (progress,) = found
    return [(step.node, step.result, step.at is not None) for step in progress.steps]


def test_a_matter_at_the_station_says_what_was_done_and_what_waits(desk: Desk) -> None:
    record = submitted(desk, "new").record
    assert lines(Enquiries(desk.clerk).progress(record.receipt_number)) == [
        (Node.ACCEPTED, Result.DONE, True),
        *((node, Result.WAITING, False) for node in list(Node)[1:]),
    ]


def test_what_the_bureau_did_not_tell_is_said_to_be_untold(desk: Desk, tmp_path: Path) -> None:
    record = submitted(desk, "new").record
    sent(desk, tmp_path, record)
    (progress,) = Enquiries(desk.clerk).progress(record.receipt_number)
    assert not progress.told
    results = {step.node: step.result for step in progress.steps}
    assert {node for node, result in results.items() if result is Result.DONE} == {
        Node.ACCEPTED, Node.REVIEWED, Node.SENT,
    }  # fmt: skip
    assert results[Node.ACCOUNT] is Result.UNTOLD
    assert results[Node.ISSUED] is Result.UNTOLD


def test_the_bureaus_steps_stand_with_their_times(desk: Desk, tmp_path: Path) -> None:
    record = submitted(desk, "new").record
    sent(desk, tmp_path, record)
    feedback(desk, record, Move.OPEN_ACCOUNT, Move.MAKE)
    (progress,) = Enquiries(desk.clerk).progress(record.receipt_number)
    assert progress.told
    done = [step for step in progress.steps if step.result is Result.DONE]
    assert [step.node for step in done][-2:] == [Node.ACCOUNT, Node.MADE]
    times = [step.at for step in done]
    assert times == sorted(times, key=lambda at: at or desk.clock.now())
    assert [step.node for step in progress.steps if step.result is Result.UNTOLD] == [
        Node.KEYS, Node.READY, Node.ISSUED,
    ]  # fmt: skip


def test_a_rejected_matter_ends_with_its_reason(desk: Desk, tmp_path: Path) -> None:
    record = submitted(desk, "new").record
    sent(desk, tmp_path, record)
    feedback(desk, record, Move.VERIFY, Move.REJECT)
    (progress,) = Enquiries(desk.clerk).progress(record.receipt_number)
    last = progress.steps[-1]
    assert (last.node, last.result, last.reason) == (Node.VERIFIED, Result.RETURNED, "照片不合格")


def test_a_loss_report_has_no_making_of_a_card(desk: Desk) -> None:
    record = submitted(desk, "loss").record
    nodes = [node for node, _, _ in lines(Enquiries(desk.clerk).progress(record.receipt_number))]
    assert nodes == [Node.ACCEPTED, Node.REVIEWED, Node.SENT, Node.ISSUED]


# ── by what one asks ──────────────────────────────────────────────────────────────────────────────────────────


def test_it_is_found_by_document_receipt_and_card_number_and_by_the_card(desk: Desk) -> None:
    record = submitted(desk, "activation").record
    enquiries, card = Enquiries(desk.clerk), desk.person().card
    asked = [card.number, f" {card.number.lower()} ", record.receipt_number, grouped(record.receipt_number), CARD]
    for text in asked:
        assert [found.record for found in enquiries.progress(text)] == [record.id], text
    assert [found.record for found in enquiries.progress(card=card)] == [record.id]


def test_it_is_found_in_the_full_width_digits_that_an_input_method_writes(desk: Desk) -> None:
    record = submitted(desk, "activation").record
    for text in (record.receipt_number, record.value("number"), CARD):
        wide = "".join(chr(ord(sign) + 0xFEE0) for sign in text)
        assert [found.record for found in Enquiries(desk.clerk).progress(wide)] == [record.id], text


@pytest.mark.parametrize("stored", ["a12345678", "6217 0012 3456 7890", "6217-0012-3456-7890"])
def test_a_card_number_is_found_however_it_was_typed_once(desk: Desk, stored: str) -> None:
    record = submitted(desk, "activation", card_number=stored).record
    assert [found.record for found in Enquiries(desk.clerk).progress(stored)] == [record.id]
    assert [found.record for found in Enquiries(desk.clerk).progress(stored.upper())] == [record.id]


def test_the_newest_matter_comes_first(desk: Desk) -> None:
    first = submitted(desk, "new").record
    desk.clock.advance(hours=2)
    second = submitted(desk, "loss").record
    found = Enquiries(desk.clerk).progress(desk.person().card.number)
    assert [progress.record for progress in found] == [second.id, first.id]


@pytest.mark.parametrize("text", ["", "   ", "51010", "王小明", "\x00" * 9])
def test_too_little_to_name_anybody_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(InvalidInputError, match=r"enquiry\.too_short"):
        Enquiries(desk.clerk).progress(text)


@pytest.mark.parametrize("cut", [1, 4, 8])
def test_the_beginning_of_a_number_finds_nobody(desk: Desk, cut: int) -> None:
    record = submitted(desk, "activation").record
    for text in (desk.person().card.number, record.receipt_number, CARD):
        if len(text) - cut >= 6:
            assert Enquiries(desk.clerk).progress(text[:-cut]) == []


@pytest.mark.parametrize("text", ["%" * 18, "A1234567'", '"}{"card_number":"', "�" * 10, "9" * 5000])
def test_hostile_numbers_find_nobody(desk: Desk, text: str) -> None:
    submitted(desk, "activation")
    assert Enquiries(desk.clerk).progress(text) == []


def test_a_draft_is_no_matter_yet(desk: Desk) -> None:
    desk.filled()
    assert Enquiries(desk.clerk).progress(desk.person().card.number) == []


# ── who learns what ───────────────────────────────────────────────────────────────────────────────────────────


def test_another_clerk_learns_where_it_stands_and_not_whose_it_is(desk: Desk) -> None:
    record = submitted(desk, "activation").record
    (progress,) = Enquiries(stranger(desk)).progress(record.receipt_number)
    assert progress.status is Status.SUBMITTED
    assert progress.name == record.value("name")[0] + "*" * (len(record.value("name")) - 1)
    assert progress.number.endswith(record.value("number")[-4:])
    assert progress.number.count("*") >= 12
    assert CARD not in progress.card_number
    assert progress.record == ""


def test_the_holders_card_on_the_reader_is_proof_of_presence(desk: Desk) -> None:
    record = submitted(desk, "activation").record
    (progress,) = Enquiries(stranger(desk)).progress(card=desk.person().card)
    assert (progress.name, progress.number) == (record.value("name"), record.value("number"))
    assert progress.card_number == CARD
    assert progress.record == "", "what the record holds besides stays closed"


def test_a_reason_is_told_only_to_those_who_may_open_the_record(desk: Desk) -> None:
    record = submitted(desk, "new").record
    Review(desk.supervisor).send_back(record.id, "照片不合格")
    (own,) = Enquiries(desk.clerk).progress(record.receipt_number)
    (other,) = Enquiries(stranger(desk)).progress(record.receipt_number)
    assert own.steps[-1].reason == "照片不合格"
    assert (other.steps[-1].result, other.steps[-1].reason) == (Result.RETURNED, "")


def test_every_question_is_in_the_trail_without_what_was_typed(desk: Desk) -> None:
    record = submitted(desk, "activation").record
    enquiries = Enquiries(stranger(desk))
    enquiries.progress(CARD)
    enquiries.card_status("110105194912310021")
    asked = [entry for entry in desk.clerk.store.audit_entries() if entry.action.startswith("enquiry.")]
    assert [(entry.operator, entry.action, entry.subject) for entry in asked] == [
        ("zhaoliu", "enquiry.progress", record.id),
        ("zhaoliu", "enquiry.card_status", ""),
    ]
    assert json.loads(asked[0].detail) == {"by": "card_number", "found": 1}
    assert all(CARD not in entry.detail and "110105" not in entry.detail for entry in asked)


# ── the card ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_card_nobody_told_of_is_not_issued_as_far_as_the_station_knows(desk: Desk) -> None:
    submitted(desk, "new")
    status = Enquiries(desk.clerk).card_status(desk.person().card.number)
    assert status is not None
    assert (status.state, status.confirmed, status.issued_on) == (CardState.NOT_ISSUED, False, None)
    assert status.city == "成都"
    assert status.bank in {entry.label("zh_CN") for entry in desk.profile.code_lists["banks"].entries}


def test_an_issued_card_then_lost_is_asked_to_be_blocked_and_not_yet_confirmed(desk: Desk, tmp_path: Path) -> None:
    record = submitted(desk, "new").record
    sent(desk, tmp_path, record)
    feedback(desk, record, Move.ISSUE)
    enquiries = Enquiries(desk.clerk)
    number = desk.person().card.number
    before = enquiries.card_status(number)
    assert before is not None
    assert (before.state, before.confirmed, before.issued_on) == (CardState.ISSUED, True, desk.clock.now())
    desk.clock.advance(hours=1)
    loss = submitted(desk, "loss").record
    after = enquiries.card_status(number)
    assert after is not None
    assert (after.state, after.state_at, after.sent, after.confirmed) == (
        CardState.LOSS,
        loss.submitted_at,
        False,
        False,
    )
    assert after.issued_on == before.issued_on


def test_a_loss_that_the_bureau_sent_back_is_no_state_of_the_card(desk: Desk, tmp_path: Path) -> None:
    record = submitted(desk, "loss").record
    number = record.value("number")
    sent(desk, tmp_path, record)
    assert Enquiries(desk.clerk).card_status(number).state is CardState.LOSS  # type: ignore[union-attr]
    feedback(desk, record, Move.REJECT)
    told = Enquiries(desk.clerk).card_status(number)
    assert told is not None
    assert (told.state, told.sent, told.confirmed) == (CardState.UNKNOWN, False, False)


def test_a_loss_that_the_supervisor_sent_back_is_still_asked_for(desk: Desk) -> None:
    record = submitted(desk, "loss").record
    Review(desk.supervisor).send_back(record.id, "卡号不清楚")
    told = Enquiries(desk.clerk).card_status(record.value("number"))
    assert told is not None
    assert (told.state, told.sent) == (CardState.LOSS, False)


def test_nobodys_card_has_no_state(desk: Desk) -> None:
    assert Enquiries(desk.clerk).card_status("110105194912310021") is None
