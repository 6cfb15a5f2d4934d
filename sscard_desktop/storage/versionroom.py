# SPDX-License-Identifier: Apache-2.0
"""Room for versions: what an update needs of the disk, and taking away what is of no use any more."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.storage.failures import converted

UNFINISHED, GOING = ".incoming-", ".going-"
"""How folders are named that nothing reads: not whole yet, and on their way out."""
_SPARE_BYTES = 200 << 20
"""Left free beside an update: the station and its backups go on."""
_MEBIBYTE = 1 << 20


def sweep(root: Path) -> None:
    """Take away what a killed update left, and what was replaced; what can't go now goes another time."""
    with suppress(OSError):
        for path in root.iterdir():
            if path.name.startswith((UNFINISHED, GOING)):
                shutil.rmtree(path, ignore_errors=True)


def require_room(root: Path, needed_bytes: int) -> None:
    """Raise ``EnvironmentFailedError`` (``update.no_room``) where an update wouldn't fit beside what is there."""
    with converted(root.name):
        free = shutil.disk_usage(root).free
    if free < needed_bytes + _SPARE_BYTES:
        needed_mb = -(-(needed_bytes + _SPARE_BYTES) // _MEBIBYTE)
        raise EnvironmentFailedError("update.no_room", needed_mb=needed_mb, free_mb=free // _MEBIBYTE)
