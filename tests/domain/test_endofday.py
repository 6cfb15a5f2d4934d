# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sscard_desktop.domain.endofday import Gap, Kept, gaps_of
from sscard_desktop.domain.record import NOT_YET_OUT, RecordId, RecordSummary, Status

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def kept(status: Status, *, prints: int = 0, signed: bool = False) -> Kept:
    summary = RecordSummary(
        id=RecordId("1"), name="", number="", mobile="", status=status, parked=False, created_by="li", updated_at=NOON,
        submitted_at=None, receipt_number="", batch="", prints=prints,
    )  # fmt: skip
    return Kept(summary, "li", "", signed)


@pytest.mark.parametrize(
    ("status", "gap"),
    [
        (Status.DRAFT, Gap.UNFINISHED),
        (Status.CONFIRMED, Gap.UNFINISHED),
        (Status.RETURNED, Gap.RETURNED),
        (Status.WITHDRAWN, Gap.RETURNED),
        (Status.SUBMITTED, Gap.UNREVIEWED),
        (Status.APPROVED, Gap.UNEXPORTED),
    ],
)
def test_each_state_says_what_comes_next(status: Status, gap: Gap) -> None:
    assert gaps_of(kept(status, prints=1, signed=True), printable=True, asks_signature=True) == (gap,)


def test_what_was_handed_in_needs_its_paper() -> None:
    assert gaps_of(kept(Status.APPROVED), printable=True, asks_signature=True) == (
        Gap.UNPRINTED,
        Gap.UNSIGNED,
        Gap.UNEXPORTED,
    )
    assert gaps_of(kept(Status.SUBMITTED), printable=False, asks_signature=False) == (Gap.UNREVIEWED,)
    assert gaps_of(kept(Status.DRAFT), printable=True, asks_signature=True) == (Gap.UNFINISHED,)


def test_what_left_the_station_has_no_gap() -> None:
    for status in set(Status) - NOT_YET_OUT:
        assert gaps_of(kept(status), printable=True, asks_signature=True) == ()
    assert all(gaps_of(kept(status), printable=True, asks_signature=True) for status in NOT_YET_OUT)
