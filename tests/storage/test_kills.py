# SPDX-License-Identifier: Apache-2.0
"""kill -9 in the middle of the work: what was acknowledged is there, what wasn't is there whole or not at all."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sscard_desktop.domain.photo import PictureRole
from tests.storage.stations import CHIEF, IDENTITY, PASSWORD, a_record, folder_at
from tests.storage.writer import last_action, picture_of


def work_and_die(folder: Path, after_s: float) -> int:
    """Let a clerk work for a while after the first action, kill it, and return the last action it was told of."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "tests.storage.writer", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline()]
        time.sleep(after_s)
        writer.kill()
        told += writer.stdout.read().split(b"\n")
    # The last line may be cut; so is nothing that was told before it.
    return int([line for line in told if line.strip()][-2 if len(told) > 2 else -1])


def check(folder: Path, acknowledged: int) -> None:
    store, operator = folder_at(folder).unlock("zhou", PASSWORD)
    try:
        done = last_action(store)
        assert operator == CHIEF
        assert done >= acknowledged
        assert store.record(a_record(0).id).value("address") == str(done)
        assert len(store.search(limit=100_000)) == done // 10 + 1
        assert int(store.setting("receipts") or 0) == done // 10
        if done >= 5:
            assert store.picture(a_record(0).id, PictureRole.PHOTO) == picture_of(done // 5 * 5)
        assert store.check_integrity() == []
    finally:
        store.close()


def rounds(folder: Path, count: int) -> None:
    station = folder_at(folder)
    station.create(IDENTITY, CHIEF, PASSWORD)
    store, _ = station.unlock("zhou", PASSWORD)
    with store.transaction():
        store.add_record(a_record(0))
    store.close()
    draw = random.Random(29)
    for _ in range(count):
        check(folder, work_and_die(folder, draw.uniform(0.0, 0.25)))


def test_no_acknowledged_action_is_lost_and_none_is_half(tmp_path: Path) -> None:
    rounds(tmp_path / "station", 6)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_no_acknowledged_action_is_lost_in_two_hundred_kills(tmp_path: Path) -> None:
    rounds(tmp_path / "station", 200)
