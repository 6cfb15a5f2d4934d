# SPDX-License-Identifier: Apache-2.0
"""A file on its way: written beside its name, forced onto the disk, and nothing left of it when that fails."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, Self

_SETTLE_BYTES = 32 << 20


@contextlib.contextmanager
def removed_on_failure(part: Path) -> Iterator[None]:
    """Remove an unfinished file when the block ends by an error."""
    try:
        yield
    except BaseException:
        # The disk may be gone altogether; the first error is the one to tell.
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


class Settling:
    """Forces a growing file onto the disk every now and then, beside whoever writes it; all of it at the end.

    A disk's failure is told at the end, or by the piece after it: a system tells it once, so none may get lost.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._pool = ThreadPoolExecutor(1)
        self._waiting: Future[None] | None = None
        self._unsettled_bytes = 0

    def __enter__(self) -> Self:
        return self

    def wrote(self, size_bytes: int) -> None:
        """Take note of what was written since."""
        self._unsettled_bytes += size_bytes
        if self._unsettled_bytes < _SETTLE_BYTES or (self._waiting and not self._waiting.done()):
            return
        self._settled()
        self._unsettled_bytes = 0
        self._file.flush()
        self._waiting = self._pool.submit(os.fsync, self._file.fileno())

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._pool.shutdown()
        if kind is None:
            self._settled()
            self._file.flush()
            os.fsync(self._file.fileno())

    def _settled(self) -> None:
        if self._waiting is not None:
            self._waiting.result()


def forget_cached(file: BinaryIO) -> None:
    """Ask the system to drop its copy in memory, so that the file is read back from the disk itself."""
    if hasattr(os, "posix_fadvise"):
        with contextlib.suppress(OSError):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable, where the system offers that."""
    if os.name == "nt":
        return  # Windows neither offers it nor needs it: NTFS journals the rename
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network and FUSE folders can't be synced
            raise
    finally:
        os.close(descriptor)
