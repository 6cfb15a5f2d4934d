# SPDX-License-Identifier: Apache-2.0
"""Values out of other stations' files: what they must be, or an error, and nothing in between."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain import doubted
from sscard_desktop.domain.errors import InvalidInputError

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
READERS: dict[str, tuple[Callable[[object], object], type]] = {
    "object": (lambda told: doubted.an_object(told, limit=2), dict),
    "list": (doubted.a_list, list),
    "row": (lambda told: doubted.a_row(told, 2), list),
    "text": (lambda told: doubted.a_text(told, limit=5), str),
    "word": (doubted.a_word, str),
    "matching": (lambda told: doubted.matching(re.compile("[a-z]+"), told), str),
    "flag": (doubted.a_flag, bool),
    "count": (lambda told: doubted.a_count(told, 9), int),
}


@pytest.mark.parametrize("kind", READERS)
@given(told=JSON)
def test_a_value_comes_back_as_it_is_or_is_refused(kind: str, told: object) -> None:
    read, expected = READERS[kind]
    try:
        value = read(told)
    except ValueError:
        return
    assert value is told
    assert type(value) is expected


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("object", {"a": 1, "b": 2, "c": 3}), ("row", [1]), ("text", "abcdef"), ("text", "\ud800"), ("word", "a\nb"),
        ("word", "x" * 201), ("matching", "A"), ("flag", 1), ("count", True), ("count", 10), ("count", -1),
    ],
)  # fmt: skip
def test_what_is_too_much_or_of_another_kind_is_refused(kind: str, told: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        READERS[kind][0](told)


def test_a_moment_has_a_zone_and_is_given_in_utc() -> None:
    assert doubted.a_moment("2026-03-02T08:00:00+08:00") == datetime(2026, 3, 2, tzinfo=UTC)
    for told in ("2026-03-02T08:00:00", "yesterday", 7, None, "2" * 50):
        with pytest.raises(ValueError, match=r"."):
            doubted.a_moment(told)


def test_a_lone_surrogate_stands_in_a_value_only_where_it_may() -> None:
    assert doubted.the_values({"name": "\ud83d"}, unpaired=True) == {"name": "\ud83d"}
    with pytest.raises(ValueError, match="surrogates not allowed"):
        doubted.the_values({"name": "\ud83d"})


@pytest.mark.parametrize("text", [b"[]", b"{", b'{"a":1,"b":2,"c":3}', "{}\u3000".encode(), b"[" * 50_000, b"1e999"])
def test_no_document_is_read_where_none_is(text: bytes) -> None:
    with pytest.raises(InvalidInputError, match=r"transfer\.record_bad"), doubted.refused_as("transfer.record_bad"):
        doubted.a_document(text, most_bytes=1 << 20, members=2)


@given(told=JSON | st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), st.text(max_size=5), max_size=3))
def test_values_are_texts_by_field_or_refused(told: object) -> None:
    try:
        values = doubted.the_values(told)
    except ValueError:
        assert not isinstance(told, dict) or not all(
            isinstance(value, str) and doubted.A_KEY.fullmatch(key) for key, value in told.items()
        )
    else:
        assert values == told
