# SPDX-License-Identifier: Apache-2.0
"""A day is read if it can be no other one, in whatever dress; what may be two days says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.rosterdates import DayReading, Window, read_day

LIVING = Window(date(1906, 1, 1), date(2026, 3, 2))
DAY = date(1990, 1, 5)
DAYS = st.dates(date(1928, 1, 1), date(2026, 3, 2))


def read(text: str, *, numeric: bool = False, serials_1904: bool | None = False) -> DayReading:
    return read_day(text, LIVING, serials_1904=serials_1904, numeric=numeric)


@pytest.mark.parametrize(
    "text",
    [
        *("1990-01-05", "1990/1/5", "1990.1.5", "19900105", "1990年1月5日", "5-Jan-90", "1990年01月05号", "1990、1、5"),
        *("5 January 1990", "Jan 5, 1990", "January 5th, 1990", "1990-Jan-05", "05JAN1990", "5. Jan. 1990"),
        *("1990-01-05 00:00:00", "1990-01-05T00:00", "1990/1/5 0:00", "1990-01-05 00:00:00.000", "1990 01 05"),
        *(
            "一九九〇年一月五日",
            "1990-1-5 星期五",
            "Fri, 5 Jan 1990",
            "１９９０－０１－０５",
            "1990．1．5",
            "90-1-5",
            "90年1月5日",
        ),
        *("32878", "32878.0", "1990 / 1 / 5", "1990_01_05"),
    ],
)
def test_a_day_in_any_dress_is_that_day(text: str) -> None:
    assert read(text) == DayReading((DAY,))


@pytest.mark.parametrize(
    ("text", "code", "days"),
    [
        ("03/04/1990", "rosters.date_ambiguous", 2),
        ("3-4-1990", "rosters.date_ambiguous", 2),
        ("3/4/90", "rosters.date_ambiguous", 0),
        ("5-Jan-10", "rosters.date_two_digit_year", 2),
        ("1990-01", "rosters.date_without_day", 0),
        ("1990年1月", "rosters.date_without_day", 0),
        ("1990", "rosters.date_without_day", 0),
        ("199001", "rosters.date_without_day", 0),
        ("1990-01-05 08:00:00", "rosters.date_with_time", 1),
        ("1990-01-04T16:00:00Z", "rosters.date_with_time", 1),
        ("1990-02-30", "rules.date_unreadable", 0),
        ("19901301", "rules.date_unreadable", 0),
        ("31/31/1990", "rules.date_unreadable", 0),
        ("0", "rules.date_unreadable", 0),
        ("民国79年1月5日", "rules.date_unreadable", 0),
        ("5 Foo 1990", "rules.date_unreadable", 0),
        ("99999", "rules.date_unreadable", 0),
        ("-", "rules.date_unreadable", 0),
        ("", "rules.date_unreadable", 0),
    ],
)
def test_what_is_no_certain_day_says_why(text: str, code: str, days: int) -> None:
    reading = read(text)
    assert (reading.code, len(reading.days)) == (code, days)


@pytest.mark.parametrize("text", ["25/12/1990", "12/25/1990", "12-25-1990", "25.12.1990"])
def test_the_thirteenth_and_later_can_be_no_month(text: str) -> None:
    assert read(text) == DayReading((date(1990, 12, 25),))


def test_serial_numbers_go_by_the_workbooks_calendar() -> None:
    assert read("32878", numeric=True) == DayReading((DAY,))
    assert read("31416", numeric=True, serials_1904=True) == DayReading((DAY,))
    unknown = read("31416", serials_1904=None)
    assert unknown.code == "rosters.date_serial"
    assert DAY in unknown.days
    assert read("32878.5", numeric=True).code == "rosters.date_with_time"


@given(DAYS)
def test_every_day_comes_back_from_every_dress(day: date) -> None:
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[day.month - 1]
    for text in (
        day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日", f"{day.day}-{month}-{day.year}", f"{month} {day.day}, {day.year}",
        str((day - date(1899, 12, 30)).days),
    ):  # fmt: skip
        assert read(text) == DayReading((day,)), text
    assert day in read(f"{day.day}/{day.month}/{day.year}").days


@given(st.text(max_size=25), st.booleans())
def test_any_text_is_answered_and_an_answer_is_certain_or_says_why(text: str, numeric: bool) -> None:
    reading = read(text, numeric=numeric)
    assert bool(reading.code) != (len(reading.days) == 1 and not reading.code)
    assert len(reading.days) <= 2


@given(st.integers(0, 60_000), DAYS)
def test_a_two_digit_year_is_never_taken_outside_of_the_window(offset: int, day: date) -> None:
    window = Window(day, day + timedelta(days=offset))
    reading = read_day("5-Jan-10", window, serials_1904=False)
    assert all(each in window for each in reading.days)
