# SPDX-License-Identifier: Apache-2.0
"""The edge of this package: what SQLite and the operating system report becomes an error that the user can act on.

A broken constraint, wrong SQL or use from another thread is a bug and passes through as it is.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sscard_desktop.domain.errors import EnvironmentFailedError

# Primary result codes, https://www.sqlite.org/rescode.html; the driver gives the extended ones.
_BY_RESULT = {
    5: "storage.busy",  # SQLITE_BUSY
    6: "storage.busy",  # SQLITE_LOCKED
    3: "storage.read_only",  # SQLITE_PERM
    8: "storage.read_only",  # SQLITE_READONLY
    10: "storage.io",  # SQLITE_IOERR
    14: "storage.io",  # SQLITE_CANTOPEN
    22: "storage.io",  # SQLITE_NOLFS
    13: "storage.disk_full",  # SQLITE_FULL
    11: "storage.damaged",  # SQLITE_CORRUPT
    26: "storage.damaged",  # SQLITE_NOTADB
    7: "storage.memory",  # SQLITE_NOMEM
    15: "storage.busy",  # SQLITE_PROTOCOL: another program keeps the write-ahead log's locks
}
# The driver's backup() leaves the code out; SQLite's own sentences for them (sqlite3_errstr) don't change.
_BY_SENTENCE = {
    "database is locked": 5,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "locking protocol": 15,
}
_BY_ERRNO = {
    errno.ENOSPC: "storage.disk_full",
    errno.EDQUOT: "storage.disk_full",
    errno.EFBIG: "storage.disk_full",
    errno.ENOTDIR: "storage.no_folder",
    errno.EEXIST: "storage.no_folder",
    errno.ENOENT: "storage.no_folder",
    errno.ENAMETOOLONG: "storage.no_folder",
    errno.ELOOP: "storage.no_folder",
    errno.EROFS: "storage.read_only",
    errno.EACCES: "storage.read_only",
    errno.EPERM: "storage.read_only",
}


@contextmanager
def converted(file: str) -> Iterator[None]:
    """Turn failures of disk and database inside the block into ``EnvironmentFailedError``.

    Args:
        file: name of the file that is worked on, without its folder.
    """
    try:
        yield
    except OSError as error:
        raise EnvironmentFailedError(_BY_ERRNO.get(error.errno or 0, "storage.io"), file=file) from error
    except MemoryError as error:
        raise EnvironmentFailedError("storage.memory", file=file) from error
    except Exception as error:
        # Not loaded for this: before the driver is there, nothing is its failure (8 MB that a cold start reads).
        driver = sys.modules.get("sqlcipher3.dbapi2")
        if driver is None or not isinstance(error, driver.Error):
            raise
        result = getattr(error, "sqlite_errorcode", 0) or _BY_SENTENCE.get(str(error), 0)
        code = _BY_RESULT.get(result & 0xFF)
        if code is None:
            raise
        raise EnvironmentFailedError(code, file=file) from error
