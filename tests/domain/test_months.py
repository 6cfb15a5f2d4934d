# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.months import add_months


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2017-06-27", 4, "2017-10-27"),
        ("2025-10-31", 4, "2026-02-28"),
        ("2027-10-29", 4, "2028-02-29"),
        ("2027-10-31", 4, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-12-01", 1, "2027-01-01"),
    ],
)
def test_months_are_counted_by_the_calendar_and_short_months_end_early(day: str, months: int, later: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_the_calendars_end_is_the_limit() -> None:
    assert add_months(date(9999, 11, 30), 1) == date(9999, 12, 30)
    assert add_months(date(9999, 11, 30), 2) == date.max


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 1200))
def test_the_day_never_moves_into_another_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(st.dates(max_value=date(9000, 1, 1)), st.dates(max_value=date(9000, 1, 1)), st.integers(0, 120))
def test_a_later_day_never_has_an_earlier_limit(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months) <= add_months(second, months)
