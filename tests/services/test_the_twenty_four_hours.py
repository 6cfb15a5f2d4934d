# SPDX-License-Identifier: Apache-2.0
"""Rule 9 at its borders: 24 hours that pass, across summer time and clocks that are set, and what ends them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sscard_desktop import messages
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.profile import Profile
from sscard_desktop.domain.record import Record, RecordId, Status, amendable_until
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.review import Review
from sscard_desktop.services.session import Session
from tests.helpers.desks import Desk

HOUR_S = 3600.0


def refused(code: str, desk: Desk, record_id: str, *, by: Session | None = None) -> None:
    with pytest.raises(RefusedError) as told:
        Capture(by or desk.clerk).amend(record_id)
    assert told.value.code == code
    assert desk.supervisor.store.record(RecordId(record_id)).status is Status.SUBMITTED


@pytest.mark.parametrize("hours", [0, 1, 24, 720])
def test_the_last_second_is_within_and_the_next_is_beyond(desk: Desk, hours: int) -> None:
    profile: Profile = replace(desk.profile, edit_hours=hours)
    clerk = replace(desk.clerk, profile=profile)
    first, second = (str(desk.submitted(index).record.id) for index in (0, 1))
    desk.clock.wait(hours * HOUR_S)
    assert Capture(clerk).amend(first).record.status is Status.DRAFT
    desk.clock.wait(1)
    refused("record.amend_too_late", desk, second, by=clerk)


def test_submitting_again_gives_the_hours_again(desk: Desk) -> None:
    capture = Capture(desk.clerk)
    record_id = str(desk.submitted().record.id)
    desk.clock.wait(23 * HOUR_S)
    capture.amend(record_id)
    desk.clock.wait(5 * HOUR_S)
    capture.submit(record_id)
    desk.clock.wait(24 * HOUR_S)
    assert capture.amend(record_id).record.status is Status.DRAFT


def test_a_clock_set_back_while_the_machine_runs_gains_nobody_an_hour(desk: Desk) -> None:
    record_id = str(desk.submitted().record.id)
    desk.clock.wait(20 * HOUR_S)
    desk.submitted(1)
    desk.clock.advance(hours=-19)
    refused("clock.behind", desk, record_id)
    # The wall clock shows 23 hours since the submission; 42 have passed.
    desk.clock.wait(22 * HOUR_S)
    refused("record.amend_too_late", desk, record_id)


def test_a_clock_set_back_over_night_is_told_and_decides_nothing(desk: Desk) -> None:
    record_id = str(desk.submitted().record.id)
    desk.clock.running_s = 5.0  # started anew, with an empty battery
    desk.clock.advance(days=-365)
    refused("clock.behind", desk, record_id)
    told = messages.message("clock.behind", {"date": desk.today.isoformat()}, "zh_CN")
    assert "2025-03-02" in told.what
    assert "调对" in told.todo


def test_the_time_service_may_correct_a_few_minutes(desk: Desk) -> None:
    record_id = str(desk.submitted().record.id)
    desk.clock.advance(minutes=-4)
    assert Capture(desk.clerk).amend(record_id).record.status is Status.DRAFT


def test_a_clock_that_was_ahead_before_the_submission_is_no_matter(desk: Desk) -> None:
    desk.clock.advance(days=300)
    desk.submitted(1)
    desk.clock.advance(days=-300)
    record_id = str(desk.submitted().record.id)
    desk.clock.wait(23 * HOUR_S)
    assert Capture(desk.clerk).amend(record_id).record.status is Status.DRAFT


def test_a_supervisor_withdraws_what_is_locked_with_a_reason_while_no_upload_took_it(desk: Desk) -> None:
    record_id = str(desk.submitted().record.id)
    desk.clock.wait(48 * HOUR_S)
    refused("record.amend_too_late", desk, record_id)
    review = Review(desk.supervisor)
    with pytest.raises(RefusedError, match=r"record\.reason_missing"):
        review.withdraw(record_id, " ")
    assert review.withdraw(record_id, "手机号码有误").status is Status.WITHDRAWN
    capture = Capture(desk.clerk)
    capture.edit(record_id, {"mobile": "13900000077"})
    assert capture.submit(record_id).record.status is Status.SUBMITTED
    with desk.supervisor.store.transaction():
        taken = desk.supervisor.store.record(RecordId(record_id))
        desk.supervisor.store.save_record(replace(taken, status=Status.EXPORTED))
    with pytest.raises(RefusedError):
        review.withdraw(record_id, "还是有误")


@pytest.fixture(params=["America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Europe/Dublin"])
def zone(request: pytest.FixtureRequest) -> Iterator[ZoneInfo]:
    """Set the computer's zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield ZoneInfo(request.param)
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.skipif(sys.platform == "win32", reason="a process can't change its zone on Windows")
@pytest.mark.parametrize("day", ["2026-03-07", "2026-03-28", "2026-04-04", "2026-10-03", "2026-10-24", "2026-10-31"])
def test_a_day_has_24_hours_where_the_clocks_are_changed_too(zone: ZoneInfo, day: str, desk: Desk) -> None:
    submitted = datetime.fromisoformat(f"{day} 22:30").replace(tzinfo=zone)
    record = Record(
        id=RecordId("r"), profile="chengdu", profile_version="1", business="new", campaign="2026",
        status=Status.SUBMITTED, created_at=submitted, created_by="li", updated_at=submitted, submitted_at=submitted,
    )  # fmt: skip
    until = amendable_until(record, 24)
    assert until is not None
    assert until.timestamp() - submitted.timestamp() == timedelta(hours=24).total_seconds()
    desk.clock.advance(seconds=submitted.timestamp() - desk.clock.now().timestamp())
    record_id = str(desk.submitted().record.id)
    desk.clock.wait(24 * HOUR_S)
    assert Capture(desk.clerk).amend(record_id).record.status is Status.DRAFT
