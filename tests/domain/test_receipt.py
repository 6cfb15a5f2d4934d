from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.receipt import grouped, is_receipt_number, receipt_number

numbers = st.builds(
    receipt_number,
    st.integers(1, 9999),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(1, 9999),
)


@given(numbers)
def test_every_receipt_number_is_one_grouped_or_not(number: str) -> None:
    assert is_receipt_number(number)
    assert is_receipt_number(grouped(number))
    assert len(number) == 17


@given(numbers, st.integers(0, 15), st.integers(1, 9))
def test_every_single_wrong_digit_is_found(number: str, place: int, shift: int) -> None:
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert not is_receipt_number(wrong)


@given(numbers, st.integers(0, 14))
def test_every_swap_of_neighbours_is_found(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not is_receipt_number(swapped)


@given(st.text(max_size=24))
def test_any_text_is_a_receipt_number_or_not_and_never_an_error(text: str) -> None:
    assert is_receipt_number(text) in (True, False)
    assert isinstance(grouped(text), str)


def test_full_width_digits_are_no_receipt_number() -> None:
    assert not is_receipt_number("０００１２０２６１１２１００１７３")


@pytest.mark.parametrize(("station", "running"), [(0, 1), (10000, 1), (1, 0), (1, 10000)])
def test_numbers_out_of_range_are_refused(station: int, running: int) -> None:
    with pytest.raises(ValueError, match="1 to 9999"):
        receipt_number(station, date(2026, 11, 21), running)
