# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import paths
from sscard_desktop.domain.ideographquestion import Question, understood
from sscard_desktop.domain.ideographs import Answer, IdeographTable
from sscard_desktop.storage.ideographs import read_ideographs


@cache
def table() -> IdeographTable:
    return read_ideographs(paths.resources() / "codes")


def ask(line: str) -> Answer:
    return table().ask(understood(line))


def first(line: str, count: int = 1) -> str:
    return "".join(found.character for found in ask(line).found[:count])


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("U+20BB7", Question(characters=("𠮷",))),
        ("u20bb7", Question(characters=("𠮷",))),
        ("20BB7", Question(characters=("𠮷",))),
        ("&#x20BB7;", Question(characters=("𠮷",))),
        ("9534b235", Question(characters=("𠮷",))),
        ("FE9F", Question(characters=("䶮",))),
        ("U+E863", Question(characters=("䶮",))),
        ("E863", Question(characters=("䶮", "鑓"))),
        ("５４０９", Question(characters=("吉",))),
        ("土口", Question(parts=("土", "口"))),
        ("土+口", Question(parts=("土", "口"))),
        ("⿱土口", Question(parts=("土", "口"))),
        ("jié", Question(reading="jie")),
        ("LÜ4", Question(reading="lv")),
        ("12画", Question(strokes=12)),
        ("9", Question(strokes=9)),
        ("氵8", Question(radical="氵", residual=8)),
        ("85.8", Question(radical=85, residual=8)),
        ("167'.8", Question(radical=167, residual=8)),
        ("女 jie 9", Question(parts=("女",), reading="jie", strokes=9)),
        ("女jie", Question(parts=("女",), reading="jie")),
        ("jie，9画", Question(reading="jie", strokes=9)),
        ("", Question()),
        ("!!!", Question()),
        ("U+D842", Question()),
        ("U+110000", Question()),
        ("0041", Question()),
    ],
)
def test_a_line_is_understood(line: str, question: Question) -> None:
    assert understood(line) == question


@pytest.mark.parametrize(
    ("line", "character"),
    [
        ("土口", "𠮷"),
        ("龙天", "䶮"),
        ("钅享", "𬭚"),
        ("方方土", "堃"),
        ("龍龍龍龍", "𪚥"),
        ("吉", "吉"),
        ("㓞女", "㛃"),
    ],
)
def test_the_character_made_of_the_parts_comes_first(line: str, character: str) -> None:
    assert first(line) == character


def test_a_part_is_found_in_whatever_form_it_has_there() -> None:
    assert first("水炎") == "淡"
    assert "𬭚" in first("金享", 3)
    assert first("氵炎") == "淡"
    assert "念" in first("今心", 5)


def test_parts_inside_of_parts_count_as_often_as_they_occur() -> None:
    found = {row.character for row in ask("吉吉吉").found}
    assert "嚞" in found
    assert "喆" not in found
    assert "淼" in first("水水水", 6)


def test_strokes_radical_and_reading_narrow_each_other() -> None:
    rows = ask("女 jie 9").found
    assert [row.character for row in rows] == ["㛃"]
    assert all("jie" in row.readings and row.strokes == 9 for row in rows)
    assert all((85, 8) in row.radicals for row in ask("氵8").found)
    assert ask("氵8").total == ask("85.8").total > 300


def test_no_more_are_returned_than_one_looks_through_but_all_are_counted() -> None:
    answer = ask("口")
    assert len(answer.found) == 240
    assert answer.total > 20_000


def test_an_empty_question_finds_nothing() -> None:
    assert ask("").found == ()
    assert ask("！？").total == 0


def test_a_private_code_names_what_it_became() -> None:
    assert first("U+E816") == "𠂇"


def test_what_is_known_of_a_character() -> None:
    found = table().look_up("𬭚")
    assert found is not None
    assert (found.radicals, found.strokes, found.readings) == (((167, 8),), 13, ("chun", "dui"))
    assert (found.general, found.level, found.sequences) == (3, 2, ("⿰钅享",))
    assert table().look_up("a") is None


def test_the_table_holds_every_ideograph_of_the_standard_and_the_newer_blocks() -> None:
    rows = [row for row in map(table().look_up, table().characters()) if row is not None]
    levels = Counter(row.level for row in rows)
    # URO to 9FEF 20,976 and Extension A 6,582; the 21 compatibility forms of GBK; 196 of the general table; B–F.
    assert levels[1] == 20_976 + 6_582 + 21
    assert levels[2] == 196
    assert levels[2] + levels[3] == 42_711 + 4_149 + 222 + 5_762 + 7_473
    assert len([row for row in rows if row.general]) == 8_105


@given(st.text(max_size=80))
def test_whatever_is_typed_is_answered_within_bounds(line: str) -> None:
    answer = ask(line)
    assert len(answer.found) <= 240
    assert answer.total >= len(answer.found)
