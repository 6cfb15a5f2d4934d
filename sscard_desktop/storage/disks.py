# SPDX-License-Identifier: Apache-2.0
"""Whether a folder's disk has room and takes what is written: tried with a small file that goes away again."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.services.ports import DiskState
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.files import OWNER_ONLY

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
