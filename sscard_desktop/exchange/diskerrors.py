# SPDX-License-Identifier: Apache-2.0
"""What the operating system says when a target disk fails, as errors that say what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError

_CODES = {
    errno.ENOSPC: "package.disk_full",
    errno.EDQUOT: "package.disk_full",
    errno.ENOENT: "package.target_gone",
    errno.ENOTDIR: "package.target_gone",
    errno.ENODEV: "package.target_gone",
    errno.ENXIO: "package.target_gone",
    errno.ENOTCONN: "package.target_gone",
    errno.ESTALE: "package.target_gone",
    errno.EACCES: "package.not_writable",
    errno.EPERM: "package.not_writable",
    errno.EROFS: "package.not_writable",
    # FAT32 holds no file of 4 GiB or more.
    errno.EFBIG: "package.file_too_big",
}


@contextmanager
def as_environment_failure(folder: Path) -> Iterator[None]:
    """Turn an ``OSError`` from work in ``folder`` into the ``EnvironmentFailedError`` that says what to do.

    A stick that was pulled gives ``EIO`` on Linux while its folder is already gone; that is told as what it is.
    """
    try:
        yield
    except OSError as error:
        code = _CODES.get(error.errno or 0, "package.write_failed")
        if code == "package.write_failed" and not folder.is_dir():
            code = "package.target_gone"
        raise EnvironmentFailedError(code, folder=str(folder), reason=error.strerror or "") from error


def disk_is_full(error: OSError) -> bool:
    """Return whether an error says that there is no room, be it the disk's or what the user may take of it."""
    return _CODES.get(error.errno or 0) in ("package.disk_full", "package.file_too_big")
