# SPDX-License-Identifier: Apache-2.0
"""Periods of whole days: where they begin and end, and what follows them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.periods import Period, Span

DAY = date(2026, 3, 2)


DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def test_a_week_begins_on_monday_and_a_month_ends_where_it_ends() -> None:
    assert Period.of(Span.WEEK, date(2026, 3, 8)) == Period(DAY, date(2026, 3, 8))
    assert Period.of(Span.MONTH, date(2024, 2, 9)).last == date(2024, 2, 29)
    assert Period.of(Span.YEAR, DAY).days == 365


@given(DAYS, st.sampled_from(Span))
def test_the_time_before_the_one_after_is_the_same_again(day: date, span: Span) -> None:
    period = Period.of(span, day)
    assert period.first <= day <= period.last
    assert period.moved(span, 1).moved(span, -1) == period
    assert period.moved(span, 1).begins == period.ends


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="period"):
        Period(DAY, date(2026, 3, 1))
    with pytest.raises(ValueError, match="period"):
        Period(date(1, 1, 1), DAY)
