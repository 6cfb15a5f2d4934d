# SPDX-License-Identifier: Apache-2.0
"""Whether a folder's disk has room and takes what is written: tried with a small file that goes away again."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import string
from collections.abc import Iterator, Sequence
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.services.ports import DiskState
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import OWNER_ONLY

_PICTURES = "DCIM"
_FIRST_REMOVABLE = 3
"""D: — A: and B: were floppies, and asking for them still makes noise; C: is the machine's own."""
_MOUNTED_BELOW = ("/media", "/run/media", "/Volumes", "/mnt")
_TRIED = b"\0" * 4096


class LocalDisks:
    """Implements ``services.ports.Disks``."""

    def look(self, folder: Path) -> DiskState | None:
        """Return how a folder's disk is, ``None`` where there is no such folder."""
        try:
            with converted(folder.name):
                if not folder.is_dir():
                    return None
                free = shutil.disk_usage(folder).free
        except EnvironmentFailedError as error:
            return DiskState(0, error.code)
        try:
            _try(folder)
        except EnvironmentFailedError as error:
            return DiskState(free, error.code)
        return DiskState(free)

    def cameras(self) -> Sequence[Path]:
        """Return the DCIM folders of the disks that are mounted where this system mounts sticks and cards."""
        found = []
        for root in self.sticks():
            try:
                found += [entry for entry in root.iterdir() if entry.name.upper() == _PICTURES and entry.is_dir()]
            except OSError:
                # Taken out, empty, or nobody may look at it.
                continue
        return sorted(found)

    def sticks(self) -> Iterator[Path]:
        """Yield the roots of disks that come and go; a network drive among them may block."""
        return _mounted()


def _mounted() -> Iterator[Path]:
    """Yield the roots of disks that come and go: drive letters, or what lies where desktops mount."""
    if os.name == "nt":
        yield from (Path(f"{letter}:/") for letter in string.ascii_uppercase[_FIRST_REMOVABLE:])
        return
    for place in _MOUNTED_BELOW:
        yield from _below(Path(place))


def _below(place: Path) -> Iterator[Path]:
    """Yield the folders in a place, and those in them: some systems give each user one of their own."""
    for depth in ("*", "*/*"):
        try:
            yield from (root for root in place.glob(depth) if root.is_dir())
        except OSError:
            return


def _try(folder: Path) -> None:
    place = folder / f".sscard-try-{secrets.token_hex(6)}"
    with converted(folder.name):
        try:
            with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
                file.write(_TRIED)
                file.flush()
                os.fsync(file.fileno())
        finally:
            with contextlib.suppress(OSError):
                place.unlink()
