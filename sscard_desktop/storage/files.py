# SPDX-License-Identifier: Apache-2.0
"""Files beside the database: written whole or not at all, readable by the owner only, and one lock a station."""

from __future__ import annotations

import errno
import os
import sys
import threading
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.storage.failures import converted
from sscard_desktop.storage.syncing import sync_folder

OWNER_ONLY = 0o600
_HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


def replace_durably(path: Path, content: bytes) -> None:
    """Put ``content`` in the place of ``path`` so that after a power cut either the old or the new file is there.

    Raises:
        EnvironmentFailedError: the disk is full, read-only or fails; the old file is untouched.
    """
    beside = path.with_name(path.name + ".new")
    with converted(path.name):
        try:
            # The rights come with the creation: no moment in which others could open the file.
            beside.unlink(missing_ok=True)
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), OWNER_ONLY)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def rename_durably(source: Path, target: Path) -> None:
    """Rename within a folder, durably."""
    with converted(target.name):
        source.replace(target)
        sync_folder(target.parent)


class StationLock:
    """The right to work in a station's folder, held by one program at a time.

    It is the operating system's lock on an open file: a program that crashes or is killed loses it at once. Within
    this program it is counted, since a log-in may be tried, and exports read, while the station is open.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.Lock()
        self._holders = 0
        self._descriptor = -1

    @property
    def holders(self) -> int:
        """How many hold it within this program."""
        return self._holders

    def acquire(self) -> None:
        """Take the lock; raise ``EnvironmentFailedError("station.in_use")`` when another program holds it."""
        with self._guard:
            if self._holders == 0:
                self._descriptor = self._locked()
            self._holders += 1

    def release(self) -> None:
        """Give one hold back; the last one frees the station."""
        with self._guard:
            self._holders -= 1
            if self._holders == 0:
                os.close(self._descriptor)
                self._descriptor = -1

    def __enter__(self) -> StationLock:
        self.acquire()
        return self

    def __exit__(self, *error: object) -> None:
        self.release()

    def _locked(self) -> int:
        with converted(self._path.name):
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            # Some network drives have no locks; that isn't another program.
            code = "station.in_use" if error.errno in _HELD else "storage.io"
            raise EnvironmentFailedError(code, file=self._path.name) from error
        return descriptor
