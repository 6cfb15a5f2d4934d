# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.fasttyping import DEVICE_MS, HANDS_MS, LEAST, MOST, FastTyping, Place

NUMBER = "11010519491231002X"


def typed(text: str, gaps_ms: list[int], *, enter_ms: int = 5) -> str:
    """Return the line that came of keys ``gaps_ms`` apart, with Enter behind them."""
    typing = FastTyping()
    times = list(accumulate(gaps_ms, initial=1000))
    for character, at_ms in zip(text, times, strict=True):
        typing.press(character, at_ms)
    return typing.end(times[-1] + enter_ms)


@given(st.lists(st.integers(0, int(HANDS_MS)), min_size=17, max_size=17), st.integers(0, int(DEVICE_MS)))
def test_a_line_without_a_pause_is_a_devices(gaps_ms: list[int], enter_ms: int) -> None:
    assert typed(NUMBER, gaps_ms, enter_ms=enter_ms) == NUMBER


@given(st.lists(st.integers(int(HANDS_MS) + 1, 5000), min_size=17, max_size=17), st.integers(0, 500))
def test_what_hands_type_is_never_a_line(gaps_ms: list[int], enter_ms: int) -> None:
    assert typed(NUMBER, gaps_ms, enter_ms=enter_ms) == ""


@given(st.text("0123456789", min_size=30, max_size=30), st.integers(0, LEAST - 2))
def test_one_slow_key_among_the_first_cuts_off_what_came_before_it(digits: str, slow: int) -> None:
    gaps = [5] * 29
    gaps[slow] = int(HANDS_MS) + 1
    assert typed(digits, gaps) == digits[slow + 1 :]


def test_a_pause_of_the_radio_inside_a_device_s_line_is_forgiven() -> None:
    gaps = [5] * 17
    gaps[LEAST] = int(DEVICE_MS)
    assert typed(NUMBER, gaps) == NUMBER


def test_a_line_that_is_too_short_to_be_sure_of_is_nobodys() -> None:
    assert typed("1234567", [5] * 6) == ""


def test_enter_pressed_by_hand_after_a_line_makes_it_no_line() -> None:
    assert typed(NUMBER, [5] * 17, enter_ms=int(DEVICE_MS) + 1) == ""


@given(st.lists(st.tuples(st.text(max_size=3), st.floats(-100, 100)), max_size=200))
def test_any_stream_gives_short_lines_of_letters_and_digits_only(keys: list[tuple[str, float]]) -> None:
    typing = FastTyping()
    at_ms = 0.0
    for text, gap_ms in keys:
        at_ms += gap_ms
        typing.press(text, at_ms)
        line = typing.line()
        assert line == "" or (LEAST <= len(line) <= MOST and line.isascii() and line.isalnum() and line[0].isdigit())


def test_full_width_and_small_letters_become_plain() -> None:
    assert typed("１１０１０５１９４９１２３１００２ｘ", [5] * 17) == NUMBER


def test_letters_begin_no_line_and_a_second_fast_key_s_letter_neither() -> None:
    typing = FastTyping()
    assert typing.press("A", 0) is Place.OUTSIDE
    assert typing.press("1", 5) is Place.FIRST
    assert typing.press("A", 10) is Place.OUTSIDE


def test_a_clock_that_goes_back_begins_anew() -> None:
    typing = FastTyping()
    typing.press("1", 100)
    assert typing.press("2", 90) is Place.FIRST


def test_a_run_without_end_is_cut() -> None:
    typing = FastTyping()
    for position in range(MOST):
        typing.press("1", float(position))
    assert len(typing.line()) == MOST
    assert typing.press("1", float(MOST)) is Place.FIRST
