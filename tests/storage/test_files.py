# SPDX-License-Identifier: Apache-2.0
"""Files beside the database: replaced whole or not at all, for the owner only; one lock a station."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.storage.files import StationLock, replace_durably


def test_the_new_content_takes_the_old_one_s_place(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    replace_durably(path, b"old and longer")
    replace_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are the user profile's on Windows")
def test_the_rights_are_the_owner_s_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(
        "sscard_desktop.storage.files.os.fsync",
        lambda _: seen.extend(path.stat().st_mode & 0o777 for path in tmp_path.iterdir()),
    )
    replace_durably(tmp_path / "keys", b"secret")
    assert set(seen) == {0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    (tmp_path / "keys.new").symlink_to(victim)
    replace_durably(tmp_path / "keys", b"secret")
    assert victim.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "storage.disk_full"),
        (errno.EROFS, "storage.read_only"),
        (errno.EACCES, "storage.read_only"),
        (errno.EIO, "storage.io"),
    ],
)
@pytest.mark.parametrize("step", ["os.open", "os.fsync", "Path.replace"])
def test_a_failing_step_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, step: str
) -> None:
    path = tmp_path / "keys"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "injected")

    with monkeypatch.context() as patch:
        patch.setattr(f"sscard_desktop.storage.files.{step}", fail)
        with pytest.raises(EnvironmentFailedError) as caught:
            replace_durably(path, b"new")
    assert (caught.value.code, caught.value.params) == (code, {"file": "keys"})
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_drive_without_locks_is_not_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("the injected call is POSIX")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOLCK, "injected")

    monkeypatch.setattr("fcntl.flock", fail)
    with pytest.raises(EnvironmentFailedError, match=r"storage\.io"):
        StationLock(tmp_path / "lock").acquire()


def test_the_lock_is_counted_within_and_closed_to_others(tmp_path: Path) -> None:
    mine, theirs = StationLock(tmp_path / "lock"), StationLock(tmp_path / "lock")
    with mine:
        with mine, pytest.raises(EnvironmentFailedError, match=r"station\.in_use"):
            theirs.acquire()
        with pytest.raises(EnvironmentFailedError, match=r"station\.in_use"):
            theirs.acquire()
    with theirs, pytest.raises(EnvironmentFailedError, match=r"station\.in_use"):
        mine.acquire()
