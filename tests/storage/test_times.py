# SPDX-License-Identifier: Apache-2.0
"""Moments in the database: exact to the microsecond, in order, and never without a time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.storage.times import restored, restored_or_none, stored, stored_or_none

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES)  # noqa: DTZ001 the zone is drawn


@given(MOMENTS)
def test_a_moment_comes_back_exactly(moment: datetime) -> None:
    assert restored(stored(moment)) == moment
    assert restored(stored(moment)).tzinfo is UTC


@given(MOMENTS, MOMENTS)
def test_the_order_stays(one: datetime, other: datetime) -> None:
    assert (stored(one) < stored(other)) == (one < other)


def test_none_stays_none() -> None:
    assert stored_or_none(None) is None
    assert restored_or_none(None) is None
    assert restored_or_none(stored_or_none(datetime(2026, 3, 2, tzinfo=UTC))) == datetime(2026, 3, 2, tzinfo=UTC)


def test_a_moment_without_a_time_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        stored(datetime(2026, 3, 2))  # noqa: DTZ001 that is the point
