# SPDX-License-Identifier: Apache-2.0
"""The recovery code: random enough, kindly read, and no slip of the pen taken for a code."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.storage.recovery import _ALPHABET, new_code, secret_of

PLACES = st.integers(0, 27)


def as_typed(symbols: list[str]) -> str:
    return "".join(symbols)


def test_a_code_is_seven_groups_of_four_unmistakable_characters() -> None:
    for _ in range(200):
        assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}", new_code())


def test_codes_differ_in_every_place() -> None:
    codes = [new_code().replace("-", "") for _ in range(400)]
    assert len(set(codes)) == 400
    # 32 ways a place, 400 draws: a place with fewer than 20 of them isn't random.
    assert all(len({code[place] for code in codes}) > 20 for place in range(27))


def test_case_spaces_and_look_alikes_don_t_matter() -> None:
    code = new_code()
    assert secret_of(code.lower()) == secret_of(code.replace("-", "")) == secret_of(f"  {code.replace('-', ' ')}\n")
    assert secret_of(code.replace("0", "o").replace("1", "I")) == secret_of(code)
    assert secret_of(code.replace("1", "l")) == secret_of(code)


@given(place=PLACES, other=st.sampled_from(_ALPHABET))
def test_every_wrong_character_is_noticed(place: int, other: str) -> None:
    symbols = list(new_code().replace("-", ""))
    if symbols[place] != other:
        symbols[place] = other
        with pytest.raises(InvalidInputError, match=r"station\.recovery_mistyped"):
            secret_of(as_typed(symbols))


@given(first=PLACES, second=PLACES)
def test_every_swap_of_two_places_is_noticed(first: int, second: int) -> None:
    symbols = list(new_code().replace("-", ""))
    if symbols[first] != symbols[second]:
        symbols[first], symbols[second] = symbols[second], symbols[first]
        with pytest.raises(InvalidInputError):
            secret_of(as_typed(symbols))


@given(st.text(max_size=60))
def test_any_other_text_is_a_slip(text: str) -> None:
    with pytest.raises(InvalidInputError):
        secret_of(text)


@pytest.mark.parametrize("text", ["", "U" * 28, "0" * 27, "0" * 29, "七" * 28, "0" * 10_000_000, "٣" * 28])
def test_hostile_text_is_a_slip(text: str) -> None:
    with pytest.raises(InvalidInputError):
        secret_of(text)
