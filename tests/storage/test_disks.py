# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path

import pytest

from sscard_desktop.services.ports import DiskState
from sscard_desktop.storage import disks
from sscard_desktop.storage.disks import LocalDisks


def test_a_folder_that_takes_a_file_is_left_as_it_was(tmp_path: Path) -> None:
    state = LocalDisks().look(tmp_path)
    assert state is not None
    assert (state.error, state.free_bytes) == ("", shutil.disk_usage(tmp_path).free) or state.free_bytes > 0
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert LocalDisks().look(tmp_path / "stick") is None
    (tmp_path / "file").touch()
    assert LocalDisks().look(tmp_path / "file") is None


@pytest.mark.parametrize(
    ("failure", "code"),
    [(errno.EROFS, "storage.read_only"), (errno.ENOSPC, "storage.disk_full"), (errno.EIO, "storage.io")],
)
def test_what_keeps_it_from_being_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: int, code: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(failure, "no")

    monkeypatch.setattr(os, "fsync", fail)
    state = LocalDisks().look(tmp_path)
    assert state is not None
    assert state.error == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the device that is always full is Linux's")
def test_a_folder_that_cannot_be_asked_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def gone(_: object) -> None:
        raise OSError(errno.EIO, "stale")

    monkeypatch.setattr(shutil, "disk_usage", gone)
    assert LocalDisks().look(tmp_path) == DiskState(0, "storage.io")


def test_a_cameras_card_is_found_where_disks_are_mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "user" / "CANON" / "DCIM" / "100CANON").mkdir(parents=True)
    (tmp_path / "user" / "STICK").mkdir()
    monkeypatch.setattr(disks, "_mounted", lambda: disks._below(tmp_path))
    assert LocalDisks().cameras() == [tmp_path / "user" / "CANON" / "DCIM"]
