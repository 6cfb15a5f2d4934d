# SPDX-License-Identifier: Apache-2.0
"""How long a backup, its proof and a new data key take: all of them read and write the whole station, here 35 MB."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.storage.station import StationFolder
from tests.storage.stations import CHIEF, IDENTITY, NOON, PASSWORD, a_record, folder_at

PEOPLE = 200
ROLES = (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)


def quiet(done: int, total: int) -> None:
    pass


@pytest.fixture
def station(tmp_path: Path) -> StationFolder:
    folder = folder_at(tmp_path / "station")
    folder.create(IDENTITY, CHIEF, PASSWORD)
    store, _ = folder.unlock("zhou", PASSWORD)
    draw = random.Random(1)
    with store.transaction():
        for number in range(PEOPLE):
            store.add_record(a_record(number))
            for role in ROLES:
                store.put_picture(a_record(number).id, role, draw.randbytes(60_000), report="", at=NOON)
    store.close()
    return folder


def test_a_backup_written_and_proved(benchmark: BenchmarkFixture, station: StationFolder, tmp_path: Path) -> None:
    store, _ = station.unlock("zhou", PASSWORD)
    made = benchmark.pedantic(
        lambda: station.backups.make(store, tmp_path / "kept", made_at=NOON, keep=1, report=quiet), rounds=3
    )
    store.close()
    assert made.size_bytes > PEOPLE * 180_000


def test_a_trial_restore(benchmark: BenchmarkFixture, station: StationFolder, tmp_path: Path) -> None:
    store, _ = station.unlock("zhou", PASSWORD)
    made = station.backups.make(store, tmp_path / "kept", made_at=NOON, keep=1, report=quiet)
    store.close()
    proof = benchmark.pedantic(lambda: station.backups.prove(made.path, name="zhou", password=PASSWORD), rounds=3)
    assert proof.records == PEOPLE


def test_a_new_data_key(benchmark: BenchmarkFixture, station: StationFolder) -> None:
    def rotate() -> None:
        store, _ = station.unlock("zhou", PASSWORD)
        station.rotate(store, lambda copy: None, quiet)

    benchmark.pedantic(rotate, rounds=3)
