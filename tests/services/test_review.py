# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections.abc import Callable

import pytest

from sscard_desktop.domain.errors import NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.domain.record import Move, Record, Status
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.review import MAX_REASON_CHARACTERS, Review
from tests.helpers.offices import CHIEF, CLERK, Office


@pytest.fixture
def review(office: Office) -> Review:
    return Review(office.session)


def test_an_approval_is_stored_with_who_and_when(office: Office, review: Review) -> None:
    record = office.submitted()
    office.clock.advance(hours=1)
    assert review.approve(record.id).status is Status.APPROVED
    assert office.store.record(record.id).status is Status.APPROVED
    (step,) = office.store.steps(record.id)
    assert (step.operator, step.move, step.source, step.target) == (
        CHIEF,
        Move.APPROVE,
        Status.SUBMITTED,
        Status.APPROVED,
    )
    assert step.at == office.clock.now()
    assert office.actions()[-1] == (CHIEF, "record.approve", record.id)


@pytest.mark.parametrize(("call", "status"), [("send_back", Status.RETURNED), ("withdraw", Status.WITHDRAWN)])
@pytest.mark.parametrize("approved", [False, True])
def test_a_record_comes_back_with_its_reason(
    office: Office, review: Review, call: str, status: Status, approved: bool
) -> None:
    record = office.approved() if approved else office.submitted()
    getattr(review, call)(record.id, "  照片背景不是白色 ")
    stored = office.store.record(record.id)
    assert (stored.status, stored.returned_reason) == (status, "照片背景不是白色")
    assert stored.editable
    assert office.store.steps(record.id)[-1].reason == "照片背景不是白色"


@pytest.mark.parametrize("call", ["send_back", "withdraw"])
@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
def test_nothing_comes_back_without_a_reason(office: Office, review: Review, call: str, reason: str) -> None:
    record = office.submitted()
    with pytest.raises(RefusedError, match=r"record\.reason_missing"):
        getattr(review, call)(record.id, reason)
    assert office.store.record(record.id) == record
    assert office.actions() == []


def test_a_reason_has_an_end(office: Office, review: Review) -> None:
    record = office.submitted()
    with pytest.raises(RefusedError, match=r"record\.reason_too_long"):
        review.send_back(record.id, "x" * (MAX_REASON_CHARACTERS + 1))


CALLS: dict[str, Callable[[Review, Record], Record]] = {
    "approve": lambda review, record: review.approve(record.id),
    "send_back": lambda review, record: review.send_back(record.id, "r"),
    "withdraw": lambda review, record: review.withdraw(record.id, "r"),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_decision_is_made_once(office: Office, review: Review, call: str) -> None:
    record = office.submitted()
    CALLS[call](review, record)
    with pytest.raises(RefusedError, match=r"record\.move_refused"):
        CALLS[call](review, record)
    assert len(office.store.steps(record.id)) == 1


@pytest.mark.parametrize("role", [Role.CLERK, Role.HR])
def test_only_supervisors_review(office: Office, role: Role) -> None:
    with pytest.raises(NotAllowedError, match=r"operator\.not_allowed"):
        Review(office.session_of("limin", role))


def test_nobody_approves_their_own_record_unless_the_station_allows_it(office: Office, review: Review) -> None:
    record = office.submitted(by=CHIEF)
    with pytest.raises(NotAllowedError, match=r"review\.own_record"):
        review.approve(record.id)
    assert office.store.record(record.id).status is Status.SUBMITTED
    review.allow_own(allowed=True)
    assert review.approve(record.id).status is Status.APPROVED
    review.allow_own(allowed=False)
    with pytest.raises(NotAllowedError, match=r"review\.own_record"):
        review.approve(office.submitted(3, by=CHIEF).id)


def test_an_own_record_can_be_sent_back(office: Office, review: Review) -> None:
    assert review.send_back(office.submitted(by=CHIEF).id, "r").status is Status.RETURNED


@pytest.mark.parametrize("call", ["send_back", "withdraw"])
def test_what_a_batch_has_sealed_stays_until_the_batch_is_cancelled(office: Office, review: Review, call: str) -> None:
    record = office.approved()
    batching = Batching(office.session, PackageFile())
    batch = batching.seal()
    with pytest.raises(RefusedError, match=r"record\.in_batch"):
        CALLS[call](review, record)
    batching.cancel(batch.number, "r")
    assert CALLS[call](review, record).editable


def test_an_unknown_record_is_told(review: Review) -> None:
    with pytest.raises(RefusedError, match=r"record\.unknown"):
        review.approve("no-such-record")


def test_the_queue_holds_what_waits(office: Office, review: Review) -> None:
    waiting = office.submitted(1)
    office.approved(2)
    assert [found.id for found in review.queue()] == [waiting.id]
    assert review.queue()[0].created_by == CLERK


@pytest.mark.parametrize("call", ["approve", "send_back"])
def test_ones_own_decision_is_taken_back_while_nothing_followed(office: Office, review: Review, call: str) -> None:
    record = office.submitted()
    review.approve(record.id) if call == "approve" else review.send_back(record.id, "照片")
    (taken,) = review.take_back(record.id)
    assert (taken.status, taken.returned_reason, taken.submitted_at) == (Status.SUBMITTED, "", record.submitted_at)
    assert office.actions()[-1] == (CHIEF, "record.reconsider", record.id)
    with pytest.raises(RefusedError, match="followed"):
        review.take_back(record.id)


def test_somebody_elses_decision_stands(office: Office, review: Review) -> None:
    record = office.submitted()
    review.approve(record.id)
    other = Review(office.session_of("zhaoli", Role.SUPERVISOR))
    with pytest.raises(RefusedError, match="followed"):
        other.take_back(record.id)
    assert office.store.record(record.id).status is Status.APPROVED


def test_a_decision_stands_once_a_batch_took_the_record(office: Office, review: Review) -> None:
    record = office.submitted()
    review.approve(record.id)
    Batching(office.session, PackageFile()).seal()
    with pytest.raises(RefusedError, match="followed"):
        review.take_back(record.id)
