# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
from pathlib import Path

import pytest

from sscard_desktop.exchange import partfile
from sscard_desktop.exchange.partfile import Settling


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the sizes that the file had when it was forced onto the disk."""
    sizes: list[int] = []
    monkeypatch.setattr(partfile, "_SETTLE_BYTES", 1000)
    monkeypatch.setattr(os, "fsync", lambda descriptor: sizes.append(os.fstat(descriptor).st_size))
    return sizes


def test_a_growing_file_is_forced_onto_the_disk_now_and_then_and_whole_at_the_end(
    tmp_path: Path, synced: list[int]
) -> None:
    with (tmp_path / "x").open("xb+") as file:
        with Settling(file) as settling:
            for _ in range(50):
                file.write(bytes(100))
                settling.wrote(100)
        assert len(synced) > 1
        assert synced[-1] == 5000


def test_a_sync_that_fails_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partfile, "_SETTLE_BYTES", 1000)
    times: list[int] = []

    def fsync(descriptor: int) -> None:
        times.append(descriptor)
        if len(times) == 1:  # a system tells of lost pages once
            raise OSError(5, "I/O error")

    monkeypatch.setattr(os, "fsync", fsync)
    with (tmp_path / "x").open("xb+") as file, pytest.raises(OSError, match="I/O error"), Settling(file) as settling:
        settling.wrote(1000)


def test_after_another_failure_nothing_is_forced(tmp_path: Path, synced: list[int]) -> None:
    with (tmp_path / "x").open("xb+") as file, pytest.raises(KeyError), Settling(file):
        raise KeyError
    assert synced == []
