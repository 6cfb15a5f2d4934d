# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.clock import SystemClock
from sscard_desktop.domain.chinatime import CHINA, day_of, midnight


@pytest.fixture(params=["America/New_York", "Pacific/Kiritimati", "Asia/Shanghai", "UTC"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(sys.platform == "win32", reason="the zone is set by Unix means")
def test_the_day_at_the_counter_is_chinas_wherever_the_computer_believes_it_is(zone: None) -> None:
    before = datetime.now(UTC)
    today = SystemClock().today()
    assert today in {before.astimezone(CHINA).date(), datetime.now(CHINA).date()}
    assert midnight(date(2026, 3, 2)) == datetime(2026, 3, 1, 16, tzinfo=UTC)
    assert day_of(datetime(2026, 3, 1, 16, tzinfo=UTC)) == date(2026, 3, 2)


@given(st.dates(date(1, 1, 2), date(9999, 12, 30)))
def test_a_day_lasts_from_its_midnight_to_the_next(day: date) -> None:
    assert day_of(midnight(day)) == day
    assert day_of(midnight(day) - timedelta(microseconds=1)) == day - timedelta(days=1)
    assert midnight(day + timedelta(days=1)) - midnight(day) == timedelta(days=1)
