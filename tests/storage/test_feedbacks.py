# SPDX-License-Identifier: Apache-2.0
"""Cards, applied feedback files and refusals: stored whole, found again, and gone with their record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.cardissue import CardIssue, Handing, Proof, Taker
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.feedbackfile import AppliedLine, FeedbackFile, FeedbackSource, Refusal, Standing
from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.retention import Cause, Tombstone
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.storage.store import EncryptedStore
from tests.storage.stations import NOON, PASSWORD, a_record

ONE, TWO = a_record(1), a_record(2, status=Status.READY)
FILE = FeedbackFile("f1", "回盘.xlsx", "ab" * 32, FeedbackSource.BUREAU, NOON, "zhou", 2, ("B1",))
LINES = (
    AppliedLine(
        ONE.id, 1, "d1", Standing(Status.EXPORTED, "B1"), Standing(Status.MAKING, "B1", "", "A1", "武侯", NOON)
    ),
    AppliedLine(TWO.id, 2, "d2", Standing(Status.EXPORTED, "B1"), Standing(Status.RETURNED, "", "照片不合格")),
)
REFUSED = Refusal("f1", TWO.id, NOON, FeedbackSource.BUREAU, "photo", "li", "UVC Camera", 9, 30_000)


@pytest.fixture
def store(station: StationFolder) -> Iterator[EncryptedStore]:
    opened, _ = station.unlock("zhou", PASSWORD)
    assert isinstance(opened, EncryptedStore)
    with opened.transaction():
        opened.add_record(ONE)
        opened.add_record(TWO)
    yield opened
    opened.close()


def test_a_card_is_found_by_its_number_and_replaced_whole(store: EncryptedStore) -> None:
    assert store.card_issue(ONE.id) is None
    handed = Handing(NOON, "li", Taker.AGENT, "李娜", "510107199001011234", Proof.AUTHORISATION)
    with store.transaction():
        store.put_card_issue(CardIssue(ONE.id, "A1", "武侯支行", NOON))
        store.put_card_issue(CardIssue(ONE.id, "A2", "武侯支行", NOON, handed))
    assert store.card_issue(ONE.id) == CardIssue(ONE.id, "A2", "武侯支行", NOON, handed)
    assert (store.records_of_card("A2"), store.records_of_card("A1"), store.records_of_card("")) == ([ONE.id], [], [])
    with store.transaction():
        store.put_card_issue(CardIssue(ONE.id))
    assert store.card_issue(ONE.id) is None


def test_records_are_found_by_state(store: EncryptedStore) -> None:
    assert store.records_in([Status.READY]) == [TWO.id]
    assert store.records_in([Status.READY, Status.DRAFT]) == [ONE.id, TWO.id]
    assert store.records_in([]) == []


def test_an_applied_file_comes_back_as_it_was_and_its_lines_are_known_again(store: EncryptedStore) -> None:
    with store.transaction():
        store.add_feedback(FILE, LINES)
        store.add_refusals([REFUSED])
    assert store.feedback_files() == [FILE]
    assert store.feedback_lines("f1") == [replace(line, at=NOON) for line in LINES]
    assert store.applied_digests([ONE.id, TWO.id]) == {ONE.id: {"d1": NOON}, TWO.id: {"d2": NOON}}
    assert store.refusals() == [REFUSED]
    assert store.refusals(since=NOON + timedelta(seconds=1)) == []
    with pytest.raises(RefusedError) as caught:
        store.feedback_lines("f2")
    assert caught.value.code == "feedback.unknown"


def test_what_was_taken_back_is_told_and_counts_no_more(store: EncryptedStore) -> None:
    with store.transaction():
        store.add_feedback(FILE, LINES)
        store.add_refusals([REFUSED])
        store.undo_feedback("f1", at=NOON, operator="zhou")
    assert [(file.undone_at, file.undone_by) for file in store.feedback_files()] == [(NOON, "zhou")]
    assert store.applied_digests([ONE.id, TWO.id]) == {}
    assert store.refusals() == []


def test_with_a_record_goes_its_card_and_only_the_count_stays(store: EncryptedStore) -> None:
    tombstone = Tombstone(TWO.id, "returned", NOON, None, NOON, "zhou", Cause.REQUEST, "c", 0, "")
    with store.transaction():
        store.add_feedback(FILE, LINES)
        store.add_refusals([REFUSED])
        store.put_card_issue(CardIssue(TWO.id, "A2", "武侯支行", NOON))
        store.destroy(tombstone)
    assert store.card_issue(TWO.id) is None
    assert [line.record for line in store.feedback_lines("f1")] == [ONE.id]
    assert store.refusals() == [replace(REFUSED, record=None)]


def test_a_batch_that_is_only_exported_again_keeps_its_members_but_those_that_left(store: EncryptedStore) -> None:
    """The mark of a live member goes with the acknowledgement; who belongs to the batch is the records' word."""
    batch = Batch("B1", "chengdu", "1", BatchStatus.EXPORTED, NOON, "zhou", (ONE.id, TWO.id))
    with store.transaction():
        store.add_batch(batch)
        for record in (ONE, TWO):
            store.save_record(replace(record, batch="B1"))
        store.save_batch(replace(batch, status=BatchStatus.ACKNOWLEDGED, acknowledged_at=NOON))
        store.save_record(replace(TWO, batch="", status=Status.APPROVED))
        store.save_batch(batch)
    assert store.batch("B1") == batch
    other = replace(batch, number="B2", records=(RecordId(TWO.id),))
    with store.transaction():
        store.add_batch(other)
    with pytest.raises(RefusedError) as caught, store.transaction():
        store.add_batch(replace(batch, number="B3", records=(ONE.id,)))
    assert caught.value.code == "batch.record_taken"
