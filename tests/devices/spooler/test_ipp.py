# SPDX-License-Identifier: Apache-2.0
"""The protocol's bytes: what is written reads back, and no bytes of a stranger do more than be refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.devices.spooler.ipp import Collection, Group, Operation, Tag, answer, request

WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
NAMES = st.text("abcdefghij-", min_size=1, max_size=20)
ATTRIBUTES = st.one_of(
    st.tuples(st.just(Tag.INTEGER), NAMES, st.integers(-(2**31), 2**31 - 1)),
    st.tuples(st.just(Tag.BOOLEAN), NAMES, st.booleans()),
    st.tuples(st.sampled_from((Tag.NAME, Tag.KEYWORD, Tag.URI)), NAMES, WORDS),
    st.tuples(st.just(Tag.KEYWORD), NAMES, st.lists(WORDS, min_size=1, max_size=4)),
)


@given(st.lists(ATTRIBUTES, min_size=1, max_size=8, unique_by=lambda each: each[1]))
def test_what_is_written_reads_back(attributes: list[tuple[Tag, str, object]]) -> None:
    content = request(Operation.PRINT_JOB, (), attributes)  # type: ignore[arg-type]
    (found,) = answer(content).of(Group.JOB)
    for _, name, value in attributes:
        assert found[name] == (value if isinstance(value, list) else [value])


@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_refused(content: bytes) -> None:
    for each in (content, b"\x02\x00\x00\x00\x00\x00\x00\x01" + content):
        try:
            answer(each)
        except ValueError:
            continue


@given(st.data())
def test_an_answer_that_is_cut_off_is_refused(data: st.DataObject) -> None:
    whole = request(Operation.CUPS_GET_DEFAULT, [(Tag.KEYWORD, "requested-attributes", ["printer-name", "x"])])
    with pytest.raises(ValueError, match="early"):
        answer(whole[: data.draw(st.integers(0, len(whole) - 1))])


def test_a_collection_is_written_as_the_standard_has_it() -> None:
    size = Collection([(Tag.INTEGER, "x-dimension", 21000)])
    content = request(
        Operation.PRINT_JOB, (), [(Tag.COLLECTION, "media-col", Collection([(Tag.COLLECTION, "s", size)]))]
    )
    job = content[content.index(b"\x02\x34") :]
    assert job == (
        b"\x02\x34\x00\x09media-col\x00\x00"
        b"\x4a\x00\x00\x00\x01s\x34\x00\x00\x00\x00"
        b"\x4a\x00\x00\x00\x0bx-dimension\x21\x00\x00\x00\x04\x00\x00\x52\x08"
        b"\x37\x00\x00\x00\x00\x37\x00\x00\x00\x00\x03"
    )
