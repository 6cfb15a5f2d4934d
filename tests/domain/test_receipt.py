from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.receipt import MAX_RUNNING, grouped, is_receipt_number, receipt_number

numbers = st.builds(
    receipt_number,
    st.integers(1, 9999),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.one_of(st.integers(1, 9999), st.integers(1, MAX_RUNNING)),
)


@given(numbers)
def test_every_receipt_number_is_one_grouped_or_not(number: str) -> None:
    assert is_receipt_number(number)
    assert is_receipt_number(grouped(number))
    assert len(number) in (17, 19)


@settings(max_examples=60)
@given(numbers)
def test_every_single_wrong_character_is_found(number: str) -> None:
    for place, right in enumerate(number):
        for other in set("0123456789X") - {right}:
            assert not is_receipt_number(number[:place] + other + number[place + 1 :])


@given(numbers)
def test_every_swap_of_neighbours_is_found(number: str) -> None:
    for place in range(len(number) - 1):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        assert swapped == number or not is_receipt_number(swapped)


NAMES = st.tuples(st.integers(1, 9999), st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, MAX_RUNNING))


@given(NAMES, NAMES)
def test_two_stations_two_days_or_two_requests_never_share_a_number(
    one: tuple[int, date, int], other: tuple[int, date, int]
) -> None:
    assert (receipt_number(*one) == receipt_number(*other)) == (one == other)
    assert (grouped(receipt_number(*one)) == grouped(receipt_number(*other))) == (one == other)


def test_the_day_has_room_for_more_than_9999() -> None:
    last, next_one = (receipt_number(7, date(2026, 3, 2), running) for running in (9999, 10000))
    assert (last[:-1], next_one[:-1]) == ("0007202603029999", "000720260302010000")
    assert grouped(next_one).startswith("0007-20260302-010000-")


@given(st.text(max_size=24))
def test_any_text_is_a_receipt_number_or_not_and_never_an_error(text: str) -> None:
    assert is_receipt_number(text) in (True, False)
    assert isinstance(grouped(text), str)


@given(st.integers(0, 999999), st.dates(date(1900, 1, 1), date(2030, 12, 31)), st.integers(0, 999))
def test_no_citizen_number_passes_for_a_receipt_number(division: int, born: date, order: int) -> None:
    body = f"{division:06d}{born:%Y%m%d}{order:03d}"
    assert not is_receipt_number(body + mod_11_2(body))


def test_full_width_digits_are_no_receipt_number() -> None:
    assert not is_receipt_number("０００１２０２６１１２１００１７３")


@pytest.mark.parametrize(("station", "running"), [(0, 1), (10000, 1), (1, 0), (1, 1_000_000)])
def test_numbers_out_of_range_are_refused(station: int, running: int) -> None:
    with pytest.raises(ValueError, match="is 1 to 9999"):
        receipt_number(station, date(2026, 11, 21), running)
