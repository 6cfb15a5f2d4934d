# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.domain.retention import DISCARDED, Lifetime, RetentionSpec, due_at

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
SPEC = RetentionSpec(acknowledged_days=1, exported_days=2, void_days=3, drafts_days=4, discarded_days=5)
DAYS = {
    Status.DRAFT: 4,
    Status.CONFIRMED: 4,
    Status.RETURNED: 4,
    Status.WITHDRAWN: 4,
    Status.SUBMITTED: None,
    Status.APPROVED: None,
    Status.EXPORTED: 2,
    Status.VERIFYING: 2,
    Status.OPENING_ACCOUNT: 2,
    Status.MAKING: 2,
    Status.LOADING_KEYS: 2,
    Status.READY: 2,
    Status.ISSUED: 1,
    Status.VOID: 3,
    DISCARDED: 5,
}


def life(status: str, **changes: bool) -> Lifetime:
    return Lifetime(RecordId("r"), status, NOON, NOON, **changes)  # type: ignore[arg-type]


def test_every_status_has_its_period() -> None:
    assert set(DAYS) == {*Status, DISCARDED}


@pytest.mark.parametrize(("status", "days"), DAYS.items())
def test_the_period_runs_from_the_day_of_the_status(status: str, days: int | None) -> None:
    assert due_at(life(status), SPEC) == (None if days is None else NOON + timedelta(days=days))


def test_an_answered_batch_shortens_the_wait_and_one_not_yet_out_keeps_its_members() -> None:
    assert due_at(life(Status.EXPORTED, acknowledged=True), SPEC) == NOON + timedelta(days=1)
    assert due_at(life(Status.APPROVED, acknowledged=True), SPEC) is None
    assert due_at(life(Status.RETURNED, in_batch=True), SPEC) is None


@pytest.mark.parametrize("status", DAYS)
def test_nought_keeps_for_ever(status: str) -> None:
    assert due_at(life(status), RetentionSpec(**{f.name: 0 for f in fields(RetentionSpec)})) is None
