# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.documents.typeset import FittedText, fit
from tests.helpers.forms import FONTS

PIECES = [
    "成都市",
    "武侯区",
    "，",
    "。",
    "（",
    "）",
    "“",
    "”",
    "——",
    "……",
    " ",
    "ABC",
    "12",
    "号",
    "·",
    "𠮷",
    "\n",
    "x" * 40,
]
WORDS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
MARKED = st.tuples(st.sampled_from(["", "（", "“"]), st.sampled_from("成都市武侯区"), st.sampled_from(["", "，", "）"]))
PHRASES = st.lists(MARKED.map("".join), max_size=30).map("".join)


def fitted(text: str, width_pt: float, height_pt: float = 1000, size_pt: float = 10, floor_pt: float = 5) -> FittedText:
    result = fit(text, fonts=FONTS, width_pt=width_pt, height_pt=height_pt, size_pt=size_pt, floor_pt=floor_pt)
    assert result is not None
    return result


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(WORDS, st.floats(12, 300), st.floats(6, 120))
def test_what_fits_is_whole_and_inside_its_box(text: str, width_pt: float, height_pt: float) -> None:
    result = fit(text, fonts=FONTS, width_pt=width_pt, height_pt=height_pt, size_pt=12, floor_pt=5)
    if result is None:
        return
    assert squeezed("".join(result.lines)) == squeezed(text)
    assert 5 <= result.size_pt <= 12
    assert result.height_pt <= height_pt + 1e-6
    assert all(FONTS.width(line, result.size_pt) <= width_pt + 1e-3 for line in result.lines)
    baselines = result.baselines_pt(0)
    assert all(after - before >= result.size_pt for before, after in pairwise(baselines))


@given(PHRASES, st.floats(40, 200))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, width_pt: float) -> None:
    lines = fitted(text, width_pt).lines
    assert all(line[0] not in "，）" for line in lines)
    assert all(line[-1] not in "（“" for line in lines)


@given(st.integers(0, 5), st.sampled_from(["——", "……"]))
def test_dashes_and_dots_in_pairs_stay_together(before: int, pair: str) -> None:
    assert any(pair in line for line in fitted("成" * before + pair + "都市", 40).lines)


def test_the_type_grows_smaller_before_text_is_refused() -> None:
    assert fitted("成都市武侯区", 60, 12).size_pt == 10
    assert fitted("成都市武侯区", 45, 12).size_pt == 7.5
    assert fit("成都市武侯区", fonts=FONTS, width_pt=20, height_pt=6, size_pt=10, floor_pt=5) is None


def test_two_lines_are_set_smaller_than_one() -> None:
    wrapped = fit(
        "成都市武侯区洗面桥街", fonts=FONTS, width_pt=60, height_pt=30, size_pt=10, floor_pt=5, wrap_pt=8
    )  # fmt: skip
    assert wrapped is not None
    assert (len(wrapped.lines), wrapped.size_pt) == (2, 8)


def test_numbers_and_words_stay_whole() -> None:
    assert fitted("电话028-86245818转2090分机", 80).lines == ("电话", "028-86245818转", "2090分机")


def test_a_long_name_is_parted_at_its_dot() -> None:
    assert fitted("阿卜杜拉·买买提·吐尔逊江", 100).lines == ("阿卜杜拉·买买提·", "吐尔逊江")


def test_a_line_feed_begins_a_line() -> None:
    assert fitted("第一行\n第二行", 100).lines == ("第一行", "第二行")


def test_white_space_is_a_single_space() -> None:
    assert fitted("  武侯支行\t\u3000 3  号台 ", 200).lines == ("武侯支行 3 号台",)


@pytest.mark.parametrize("text", ["", "  ", "\n\n", "\u3000"])
def test_nothing_takes_no_line(text: str) -> None:
    assert fitted(text, 10, 10).lines == ()


def test_a_book_is_refused_without_being_set() -> None:
    assert fit("某" * 200_000, fonts=FONTS, width_pt=100, height_pt=20, size_pt=10, floor_pt=5) is None
