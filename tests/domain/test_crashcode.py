# SPDX-License-Identifier: Apache-2.0
"""The short code: what was misheard is found, what was written otherwise is read."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.crashcode import SIGNS, code_of, is_code, read_code
from sscard_desktop.domain.errors import InvalidInputError

CODES = st.builds(code_of, st.text(max_size=80), st.text(max_size=40))


@given(CODES)
def test_a_code_is_read_however_it_was_written_down(code: object) -> None:
    printed = str(code)
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else "－" for sign in printed)
    for typed in (
        printed,
        printed.lower(),
        printed.replace("-", ""),
        printed.replace("-", " — "),
        wide,
        f" {printed}\n",
    ):
        assert read_code(typed) == code
    assert is_code(printed)


@given(CODES, st.integers(0, 8), st.sampled_from(SIGNS))
def test_every_single_wrong_sign_is_found(code: object, place: int, sign: str) -> None:
    signs = str(code).replace("-", "")
    wrong = signs[:place] + sign + signs[place + 1 :]
    if wrong != signs:
        with pytest.raises(InvalidInputError, match=r"crash\.mistyped"):
            read_code(wrong)


@given(CODES, st.integers(0, 8), st.integers(0, 8))
def test_every_two_signs_that_changed_places_are_found(code: object, one: int, other: int) -> None:
    signs = list(str(code).replace("-", ""))
    before = signs.copy()
    signs[one], signs[other] = signs[other], signs[one]
    if signs != before:
        with pytest.raises(InvalidInputError, match=r"crash\.mistyped"):
            read_code("".join(signs))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "crash.length"),
        ("K7Y", "crash.length"),
        ("O23-456-789", "crash.sign_unknown"),
        ("1" * 9, "crash.sign_unknown"),
    ],
)
def test_what_no_code_can_be_is_told_plainly(typed: str, why: str) -> None:
    with pytest.raises(InvalidInputError, match=why):
        read_code(typed)


@given(st.text())
def test_whatever_is_typed_is_a_code_or_refused(typed: str) -> None:
    with suppress(InvalidInputError):
        assert is_code(str(read_code(typed)))


def test_no_sign_is_taken_for_another() -> None:
    for alike in ("0ODQ", "1IJL7", "2Z", "5S", "6G", "8B", "UV", "MN", "TPDBE", "KJA"):
        assert len(set(alike) & set(SIGNS)) <= 2 if alike == "1IJL7" else len(set(alike) & set(SIGNS)) <= 1
