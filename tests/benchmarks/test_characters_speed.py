# SPDX-License-Identifier: Apache-2.0
"""How long a rare character takes to find; the clerk's hand rests 150 ms before a search begins."""

from __future__ import annotations

from functools import cache

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop import paths
from sscard_desktop.domain.ideographquestion import understood
from sscard_desktop.domain.ideographs import IdeographTable
from sscard_desktop.storage.ideographs import read_ideographs


@cache
def table() -> IdeographTable:
    return read_ideographs(paths.resources() / "codes")


def test_reading_the_table(benchmark: BenchmarkFixture) -> None:
    read = benchmark.pedantic(lambda: read_ideographs(paths.resources() / "codes"), rounds=3)
    assert len(read) > 100_000


@pytest.mark.parametrize("line", ["土口", "口", "女 jie 9", "氵8", "U+20BB7"])
def test_finding_a_character(benchmark: BenchmarkFixture, line: str) -> None:
    table().ask(understood(line))
    answer = benchmark.pedantic(lambda: table().ask(understood(line)), rounds=3)
    assert answer.found
