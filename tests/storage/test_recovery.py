# SPDX-License-Identifier: Apache-2.0
"""The recovery code: random enough, kindly read, and no slip of the pen taken for a code."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.storage.recovery import (
    _ALPHABET,
    Share,
    combined,
    is_share,
    new_code,
    new_shares,
    secret_of,
    share_of,
)

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


class TestShares:
    @pytest.mark.parametrize(
        ("secret", "shares"),
        [
            (
                "d9fe73909bae28b3757854c0af7ad405",
                {1: "594ae8964294174d95c33756d2504170", 4: "db2c1f8bff46d748f795da995bd080cb"},
            ),
            (
                "44cf249b68b80fcdc27b47be60c2c145",
                {
                    5: "ad76f92fa9d0a9c4ca0c1533af7f6132",
                    2: "16693d9ac9f10c254036ced5f8917fa3",
                    3: "84f74338a48476b99bf5e75a84d3a0d1",
                },
            ),
        ],
    )
    def test_shares_that_another_program_made_give_its_secret(self, secret: str, shares: dict[int, str]) -> None:
        # Made by B. Poettering's ssss, as PyCryptodome's own tests publish them.
        held = [Share(number, "ABC", bytes.fromhex(content)) for number, content in shares.items()]
        assert combined(held).hex() == secret

    def test_a_share_is_read_however_it_is_typed_and_no_slip_is_taken_for_one(self) -> None:
        for text in new_shares(needed=2, made=31)[2]:
            share = share_of(text)
            assert share_of(text.lower().replace("-", " ").replace("0", "o")) == share
            assert is_share(text)
            assert not is_share(new_code())
            wrong = text[:-1] + ("2" if text[-1] != "2" else "3")
            for slip in (wrong, text[:-1], new_code(), ""):
                with pytest.raises(InvalidInputError, match=r"station\.share_mistyped"):
                    share_of(slip)
            with pytest.raises(InvalidInputError, match=r"station\.recovery_mistyped"):
                secret_of(text)

    @given(needed=st.integers(2, 6), more=st.integers(0, 3))
    def test_enough_shares_give_the_secret_and_fewer_don_t(self, needed: int, more: int) -> None:
        secret, mark, printed = new_shares(needed=needed, made=needed + more)
        shares = [share_of(text) for text in printed]
        assert {share.mark for share in shares} == {mark}
        assert [share.number for share in shares] == list(range(1, needed + more + 1))
        assert combined(shares[more:]) == secret
        assert combined(shares[: needed - 1]) != secret
