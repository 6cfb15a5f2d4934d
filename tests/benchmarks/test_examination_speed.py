# SPDX-License-Identifier: Apache-2.0
"""How long the day's examination takes with everything that it loads, and the look at a station of 2,000 people."""

from __future__ import annotations

from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.app import workplace_at
from sscard_desktop.services.health import Examiner, Look
from tests.storage.stations import CHIEF, IDENTITY, PASSWORD, a_record, folder_at

PEOPLE = 2000


def test_a_whole_examination(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    def examined() -> set[str]:
        # A fresh workplace each time: fonts and networks are loaded as they are in the morning.
        return {check.part.value for check in Examiner().examine(Look(workplace_at(tmp_path / "station")))}

    assert len(benchmark.pedantic(examined, rounds=3)) >= 8


def test_a_glance_at_a_station(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    folder = folder_at(tmp_path / "station")
    folder.create(IDENTITY, CHIEF, PASSWORD)
    store, _ = folder.unlock(CHIEF.name, PASSWORD)
    with store.transaction():
        for number in range(PEOPLE):
            store.add_record(a_record(number))
    seen = benchmark.pedantic(lambda: store.glance(lambda: False), rounds=3)
    store.close()
    assert seen.complete
    assert not seen.findings
