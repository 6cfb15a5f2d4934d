# SPDX-License-Identifier: Apache-2.0
"""A file on its way: written beside its name, forced onto the disk, and nothing left of it when that fails."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


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
