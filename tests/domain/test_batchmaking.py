# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.batchmaking import Choice, Weighed, divide
from tests.storage.stations import a_record

WEIGHTS = st.lists(st.tuples(st.integers(1, 100), st.sampled_from("ab")), max_size=60)


@given(weights=WEIGHTS, people=st.integers(0, 7), size=st.integers(100, 300))
def test_everybody_is_in_one_run_in_order_and_no_run_is_over_a_limit(
    weights: list[tuple[int, str]], people: int, size: int
) -> None:
    members = [(number, Weighed(*each)) for number, each in enumerate(weights)]
    runs = divide(members, most_people=people, most_bytes=size)
    assert sorted(number for run in runs for number in run) == list(range(len(members)))
    for run in runs:
        assert list(run) == sorted(run)
        assert sum(weights[number][0] for number in run) <= size
        assert not people or len(run) <= people
        assert len({weights[number][1] for number in run}) == 1


def test_without_limits_there_is_one_run_of_a_group() -> None:
    members = [(number, Weighed(10**9)) for number in range(500)]
    assert len(divide(members, most_people=0, most_bytes=0)) == 1
    assert divide([], most_people=3, most_bytes=3) == []


def test_runs_are_filled_before_another_is_begun() -> None:
    members = [(name, Weighed(1)) for name in "abcdefg"]
    assert [len(run) for run in divide(members, most_people=3, most_bytes=0)] == [3, 3, 1]


@pytest.mark.parametrize(
    ("choice", "taken"),
    [
        (Choice(), True),
        (Choice(since=date(2026, 3, 2), until=date(2026, 3, 2)), True),
        (Choice(since=date(2026, 3, 3)), False),
        (Choice(until=date(2026, 3, 1)), False),
        (Choice(unit="样例小学"), True),
        (Choice(unit="样例"), False),
        (Choice(business="new", city="chengdu"), True),
        (Choice(business="loss"), False),
        (Choice(city="weifang"), False),
    ],
)
def test_a_choice_takes_whom_all_of_it_fits(choice: Choice, taken: bool) -> None:
    record = replace(a_record(1), values={"unit": "样例小学"}, business="new", profile="chengdu")
    assert choice.takes(record, collected=date(2026, 3, 2)) is taken
