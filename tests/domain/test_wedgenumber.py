# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.fasttyping import FastTyping
from sscard_desktop.domain.wedgenumber import wedge_number

TODAY = date(2026, 11, 22)
NUMBER = "11010519491231002X"


@pytest.mark.parametrize("line", [NUMBER, NUMBER.lower(), "932682198501010017", "810000199408230021"])
def test_a_number_that_holds_is_one(line: str) -> None:
    assert wedge_number(line, today=TODAY) == line.upper()


@pytest.mark.parametrize(
    "line",
    [
        "",
        NUMBER[:-1],
        NUMBER + "0",
        "110105194912310021",
        "110105491231002",
        "12345678",
        "110105194913310025",
        "11010520491231" + "002" + mod_11_2("11010520491231002"),
        "E" * 18,
    ],
)
def test_anything_else_is_none(line: str) -> None:
    assert wedge_number(line, today=TODAY) == ""


@given(st.text(max_size=40))
def test_any_line_is_a_number_or_none(line: str) -> None:
    assert wedge_number(line, today=TODAY) in {"", line.strip().upper()} or len(line) > 18


def typed(line: str, gap_ms: float) -> str:
    typing, now = FastTyping(), 0.0
    for character in line:
        now += gap_ms
        typing.press(character, now)
    return typing.end(now + gap_ms)


@pytest.mark.parametrize("gap_ms", [1.0, 8.0, 35.0])
def test_a_device_types_a_number_and_a_person_does_not(gap_ms: float) -> None:
    assert wedge_number(typed(NUMBER, gap_ms), today=TODAY) == NUMBER
    assert wedge_number(typed(NUMBER.lower(), gap_ms), today=TODAY) == NUMBER
    assert typed(NUMBER, 45.0 + gap_ms) == ""
