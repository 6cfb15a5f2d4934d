# SPDX-License-Identifier: Apache-2.0
"""The number: read, repaired where one possibility is left, and never believed against the rest of the card."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sscard_desktop.domain.cardtext import Letter, TextLine
from sscard_desktop.domain.cardtextnumber import NumberFound, number_run, read_number
from sscard_desktop.domain.checkdigits import mod_11_2
from tests.helpers.cardlines import line

TODAY = date(2026, 3, 1)
BORN = date(1990, 1, 1)
SEVENTEEN = "11010519900101123"
NUMBER = SEVENTEEN + mod_11_2(SEVENTEEN)


def read(text: str, *, birth: date | None = BORN, sex: str = "1", **doubts: dict[str, float]) -> NumberFound | None:
    others = {int(place[1:]): odds for place, odds in doubts.items()}
    run = number_run(line(text, others=others))
    return read_number(run, birth_dates=(birth,) if birth else (), sex=sex, today=TODAY)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1930, 1, 1), TODAY))
    body = f"{draw(st.integers(110000, 659999))}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return body + mod_11_2(body)


def born_of(number: str) -> date:
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex_of(number: str) -> str:
    return "1" if int(number[16]) % 2 else "2"


@given(numbers())
def test_a_number_read_clearly_is_itself_and_believed(number: str) -> None:
    found = read(number, birth=born_of(number), sex=sex_of(number))
    assert found is not None
    assert (found.value, found.seen) == (number, "")
    assert found.confidence > 0.99


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_misread_digit_is_never_a_confident_reading(number: str, place: int, digit: str) -> None:
    assume(number[place] != digit)
    found = read(number[:place] + digit + number[place + 1 :], birth=born_of(number), sex=sex_of(number))
    if found is not None and found.value != number:
        assert found.confidence < 0.9
    if found is not None and found.value == number:
        assert found.seen


@given(numbers(), st.integers(0, 16))
def test_swapped_neighbours_are_never_a_confident_reading(number: str, place: int) -> None:
    assume(number[place] != number[place + 1] and "X" not in number[place : place + 2])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    found = read(swapped, birth=born_of(number), sex=sex_of(number))
    assert found is None or found.value == number or found.confidence < 0.9


@pytest.mark.parametrize(
    "spelt", ["11O105l9900101123{}", "１１０１０５19900101123{}", "110105 19900101 123{}", "I1010519900101123{}"]
)
def test_letters_that_look_like_digits_are_digits(spelt: str) -> None:
    found = read(spelt.format(NUMBER[17]))
    assert found is not None
    assert found.value == NUMBER
    assert found.confidence > 0.9


@pytest.mark.parametrize("check", "xX×Ⅹ")
def test_a_check_character_x_may_be_written_in_many_ways(check: str) -> None:
    number = "11010519491231002X"
    found = read(number[:17] + check, birth=date(1949, 12, 31), sex="2")
    assert found is not None
    assert found.value == number


def test_a_doubtful_digit_is_settled_by_the_check_character_and_told() -> None:
    wrong = NUMBER[:14] + "8" + NUMBER[15:]
    found = read(wrong, p14={NUMBER[14]: 0.3})
    assert found is not None
    assert (found.value, found.seen) == (NUMBER, wrong)
    assert 0.5 < found.confidence < 0.9


def test_what_could_be_two_numbers_is_neither() -> None:
    # Both middle digits doubtful in ways that two sound numbers explain.
    found = read("11010519900101000" + "0", birth=None, sex="", p14={"1": 0.3, "3": 0.3}, p15={"4": 0.3, "7": 0.3})
    assert found is None or not found.sound or found.confidence < 0.9


def test_a_missing_digit_is_put_in_where_the_gap_is() -> None:
    gap = line(NUMBER[:15] + " " + NUMBER[16:])
    found = read_number(number_run(gap), birth_dates=(BORN,), sex="1", today=TODAY)
    assert found is not None
    assert (found.value, found.seen) == (NUMBER, NUMBER[:15] + NUMBER[16:])
    assert found.confidence < 0.9


def test_without_the_birth_date_a_missing_digit_is_left_alone() -> None:
    assert read_number(number_run(line(NUMBER[:15] + " " + NUMBER[16:])), today=TODAY) is None


def test_a_birth_date_that_says_otherwise_takes_the_confidence() -> None:
    found = read(NUMBER, birth=date(1991, 2, 3))
    assert found is not None
    assert found.confidence < 0.9


def test_a_number_of_the_future_is_unsound() -> None:
    body = "11010520300101123"
    found = read(body + mod_11_2(body), birth=None, sex="")
    assert found is None or not found.sound or found.seen


@given(st.text(max_size=40))
def test_any_text_is_survived(text: str) -> None:
    letters = tuple(Letter(character, 0.9, 0.1 + 0.02 * place, 0.5) for place, character in enumerate(text))
    found = read_number(number_run(TextLine(letters, 0.04)), today=TODAY)
    assert found is None or len(found.value) == 18
