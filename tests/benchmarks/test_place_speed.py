# SPDX-License-Identifier: Apache-2.0
"""How long places take: a search for each key of an address, and the tables when the counter opens."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop import paths
from sscard_desktop.domain.placesearch import Gazetteer
from sscard_desktop.storage.places import read_gazetteer

FOLDER = paths.resources() / "codes"
TYPED = "sichuanshengchengdushiwuhouqucuqiaojiedao"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return read_gazetteer(FOLDER)


@pytest.mark.parametrize("typed", ["s", "cd", "ccwh", "wuhou", "川成武", TYPED, "四川省成都市武侯区cq", "l" * 60])
def test_one_key_s_search(benchmark: BenchmarkFixture, gazetteer: Gazetteer, typed: str) -> None:
    """A frame of a 60 Hz screen is 16 ms; the list has to be there before the next key."""
    found = benchmark(lambda: gazetteer.index.complete(typed, home="510107"))
    benchmark.extra_info["found"] = len(found)


def test_an_address_typed_key_by_key(benchmark: BenchmarkFixture, gazetteer: Gazetteer) -> None:
    found = benchmark(lambda: [len(gazetteer.index.complete(TYPED[:end])) for end in range(1, len(TYPED) + 1)])
    benchmark.extra_info["keys"] = len(found)
    assert found[-1] == 1


def test_the_tables_are_read(benchmark: BenchmarkFixture) -> None:
    """Off the window's thread, once."""
    gazetteer = benchmark(lambda: read_gazetteer(FOLDER))
    benchmark.extra_info["places"] = len(gazetteer.index)
