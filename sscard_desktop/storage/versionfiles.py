# SPDX-License-Identifier: Apache-2.0
"""Files that decide which version is started: replaced whole, renamed durably, locked by one process at a time.

Loaded ahead of every start, and so without what the station's own files are written with (:mod:`.files`), which loads
the database. Failures are plain ``OSError``.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress

from sscard_desktop.storage.syncing import sync_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def replace(path: Path, content: bytes) -> None:
    """Put ``content`` in a file's place: beside, synced, renamed, the rename synced."""
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _renamed(beside, path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def _renamed(source: Path, target: Path) -> None:
    """Rename over a file; on Windows a virus scanner may hold the old one for a moment."""
    for left in (9, 8, 7, 6, 5, 4, 3, 2, 1, 0):
        try:
            source.replace(target)
            return
        except PermissionError:
            if sys.platform != "win32" or not left:
                raise
            time.sleep(0.05)


def taken_lock(path: Path) -> int | None:
    """Return the descriptor of a lock file that is held from now on, ``None`` where another process holds it.

    The system frees it when the descriptor is closed, and when the process dies in whatever way.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor
