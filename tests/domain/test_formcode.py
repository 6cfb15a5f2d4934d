# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.fasttyping import MOST
from sscard_desktop.domain.formcode import FormCode, form_mark, is_form_code, read_form_code
from sscard_desktop.domain.receipt import is_receipt_number
from sscard_desktop.domain.record import RecordId

CODES = st.builds(
    FormCode,
    station=st.integers(1, 9999),
    record=st.binary(min_size=16, max_size=16).map(lambda each: RecordId(each.hex())),
    form=st.from_regex(r"[0-9]{4}", fullmatch=True).filter(str.isascii),
    content=st.from_regex(r"[0-9]{12}", fullmatch=True).filter(str.isascii),
)
CODE = FormCode(7, RecordId("00ff" * 8), form_mark("registration"), "012345678901")


@given(CODES)
def test_what_is_written_is_read_again(code: FormCode) -> None:
    assert read_form_code(str(code)) == code
    assert is_form_code(str(code))


def test_a_code_is_digits_only_and_no_longer_than_a_scanner_s_line() -> None:
    assert str(CODE).isascii()
    assert str(CODE).isdigit()
    assert len(str(CODE)) == 63 <= MOST


@given(CODES, st.integers(0, 62), st.integers(1, 9))
def test_a_wrong_digit_is_never_a_reading(code: FormCode, place: int, by: int) -> None:
    line = str(code)
    wrong = line[:place] + str((int(line[place]) + by) % 10) + line[place + 1 :]
    assert read_form_code(wrong) is None


@given(CODES, st.integers(0, 61))
def test_two_digits_that_changed_places_are_never_a_reading(code: FormCode, place: int) -> None:
    line = str(code)
    if line[place] != line[place + 1]:
        assert read_form_code(line[:place] + line[place + 1] + line[place] + line[place + 2 :]) is None


@pytest.mark.parametrize("cut", range(30, 63))
def test_half_a_code_is_known_as_ours_and_read_as_none(cut: int) -> None:
    assert is_form_code(str(CODE)[:cut])
    assert read_form_code(str(CODE)[:cut]) is None


@given(st.text(max_size=80))
def test_any_text_is_read_as_none_or_as_the_code_that_it_is(text: str) -> None:
    code = read_form_code(text)
    assert code is None or str(code) == text


@pytest.mark.parametrize(
    "line", ["", "11010519491231002X", "71" + "0" * 16, str(CODE).replace("7", "７", 1), "72" + str(CODE)[2:], "7" * 63]
)
def test_other_numbers_are_not_ours(line: str) -> None:
    assert not is_form_code(line) or line == "71"


def test_a_receipt_number_is_no_form_code() -> None:
    assert not is_receipt_number(str(CODE))


def test_forms_are_told_apart_by_their_keys() -> None:
    assert form_mark("registration") != form_mark("receipt")
    assert len(form_mark("registration")) == 4
