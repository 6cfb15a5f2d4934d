# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.clockjumps import LEAST_JUMP, ClockWatch

BEGIN = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("by", [timedelta(hours=3), timedelta(days=-400), LEAST_JUMP, -LEAST_JUMP])
def test_a_clock_that_was_set_is_told_once_and_by_how_much(by: timedelta) -> None:
    watch = ClockWatch(BEGIN, 100.0)
    assert watch.saw(BEGIN + timedelta(seconds=30), 130.0) is None
    assert watch.saw(BEGIN + timedelta(seconds=60) + by, 160.0) == by
    assert watch.saw(BEGIN + timedelta(seconds=90) + by, 190.0) is None


def test_a_night_of_sleep_is_no_jump() -> None:
    watch = ClockWatch(BEGIN, 100.0)
    assert watch.saw(BEGIN + timedelta(hours=14), 100.0 + 14 * 3600) is None


@given(st.lists(st.floats(0, 3600), max_size=50), st.floats(-1, 1))
def test_drift_and_small_steps_never_add_up_to_a_jump(steps: list[float], drift: float) -> None:
    watch, now, hand = ClockWatch(BEGIN, 0.0), BEGIN, 0.0
    for step in steps:
        now, hand = now + timedelta(seconds=step + drift), hand + step
        assert watch.saw(now, hand) is None
