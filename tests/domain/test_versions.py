# SPDX-License-Identifier: Apache-2.0
"""Which version comes after which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.versions import is_version, newer, same, version_of

PARTS = st.lists(st.integers(0, 999_999), min_size=2, max_size=4)


@given(PARTS, PARTS)
def test_versions_compare_as_their_numbers(one: list[int], other: list[int]) -> None:
    texts = [".".join(map(str, parts)) for parts in (one, other)]
    numbers = [[*parts, *[0] * (4 - len(parts))] for parts in (one, other)]
    assert newer(*texts) == (numbers[0] > numbers[1])
    assert same(*texts) == (numbers[0] == numbers[1])


@given(st.text(max_size=30))
def test_what_is_a_version_is_a_harmless_folder_name(text: str) -> None:
    if is_version(text):
        assert set(text) <= set("0123456789.")
        assert ".." not in text
        assert not text.startswith(".")


@pytest.mark.parametrize(
    "text", ["", "1", "1.", ".1", "1..2", "1.2.3.4.5", "01.2", "1.2rc1", "1.-2", "１.２", "1.1234567", "../1.2"]
)
def test_what_isnt_a_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no version"):
        version_of(text)
