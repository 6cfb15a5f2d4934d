# SPDX-License-Identifier: Apache-2.0
"""A layer below SQLite that fails on demand: the real file system, but for one call that says what a bad disk says.

SQLite reaches files through a table of functions (https://www.sqlite.org/vfs.html). The driver exports its SQLite, so
a table of ours can be made the default: it hands every call on, and counts those that may fail.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlcipher3 import _sqlite3 as driver  # type: ignore[attr-defined]

_POINTER, _INT, _INT64 = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_WRITE = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _INT64)
_SYNC = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)
_SLEEP = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)
_OPEN = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``."""

    _fields_ = [
        ("iVersion", _INT),
        ("xClose", _POINTER),
        ("xRead", _WRITE),
        ("xWrite", _WRITE),
        ("xTruncate", _POINTER),
        ("xSync", _SYNC),
        *((name, _POINTER) for name in ("xFileSize", "xLock", "xUnlock", "xCheckReservedLock", "xFileControl")),
        *((name, _POINTER) for name in ("xSectorSize", "xDeviceCharacteristics", "xShmMap")),
        ("xShmLock", ctypes.CFUNCTYPE(_INT, _POINTER, _INT, _INT, _INT)),
        *((name, _POINTER) for name in ("xShmBarrier", "xShmUnmap", "xFetch", "xUnfetch")),
    ]


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs``."""

    _fields_ = [
        ("iVersion", _INT),
        ("szOsFile", _INT),
        ("mxPathname", _INT),
        ("pNext", _POINTER),
        ("zName", ctypes.c_char_p),
        ("pAppData", _POINTER),
        ("xOpen", _OPEN),
        *((f"x{number}", _POINTER) for number in range(8)),
        ("xSleep", _SLEEP),
        *((f"y{number}", _POINTER) for number in range(6)),
    ]


@dataclass
class Fault:
    """Which call fails, with which result code of SQLite's.

    Attributes:
        call: ``write``, ``sync``, ``read`` or ``lock``; ``""``: none.
        after: so many of them succeed first.
        lasting: all after that one fail too, until the cause is gone.
    """

    call: str = ""
    result: int = 0
    after: int = 0
    lasting: bool = True
    struck: bool = False

    def strikes(self, call: str) -> bool:
        """Count one call; return whether it fails."""
        if call != self.call or (self.struck and not self.lasting):
            return False
        self.after -= 1
        if self.after >= 0:
            return False
        self.struck = True
        return True


class FailingDisk:
    """The layer, installed for the whole process; :attr:`fault` says what it does."""

    def __init__(self) -> None:
        self.fault = Fault()
        library = ctypes.CDLL(driver.__file__)
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        library.sqlite3_vfs_register.argtypes = [ctypes.POINTER(_Vfs), _INT]
        self._kept: list[Any] = []
        self._tables: dict[int, _Methods] = {}
        self._below = library.sqlite3_vfs_find(None)
        self._above = _Vfs()
        ctypes.memmove(ctypes.byref(self._above), self._below, ctypes.sizeof(_Vfs))
        self._above.zName = b"failing"
        self._above.xOpen = self._keep(_OPEN(self._open))
        # SQLite waits up to ten seconds for a lock that nobody here will ever give free.
        self._above.xSleep = self._keep(_SLEEP(lambda _vfs, microseconds: microseconds))
        if library.sqlite3_vfs_register(ctypes.byref(self._above), 1) != 0:
            raise RuntimeError("SQLite didn't take the layer")

    def _keep(self, function: Any) -> Any:
        self._kept.append(function)
        return function

    def _open(self, _vfs: int, name: int, file: int, flags: int, out: int) -> int:
        result: int = self._below.contents.xOpen(ctypes.cast(self._below, _POINTER).value, name, file, flags, out)
        # A file's first member is the address of its table.
        slot = ctypes.cast(file, ctypes.POINTER(_POINTER))
        if slot.contents.value:
            slot.contents.value = ctypes.addressof(self._table(slot.contents.value))
        return result

    def _table(self, address: int) -> _Methods:
        if address not in self._tables:
            below = _Methods.from_address(address)
            table = _Methods()
            ctypes.memmove(ctypes.byref(table), address, ctypes.sizeof(_Methods))
            table.xRead = self._keep(_WRITE(self._guarded("read", below.xRead)))
            table.xWrite = self._keep(_WRITE(self._guarded("write", below.xWrite)))
            table.xSync = self._keep(_SYNC(self._guarded("sync", below.xSync)))
            table.xShmLock = self._keep(
                ctypes.CFUNCTYPE(_INT, _POINTER, _INT, _INT, _INT)(self._locking(below.xShmLock))
            )
            self._tables[address] = table
        return self._tables[address]

    def _guarded(self, call: str, below: Callable[..., int]) -> Callable[..., int]:
        return lambda *arguments: self.fault.result if self.fault.strikes(call) else below(*arguments)

    def _locking(self, below: Callable[..., int]) -> Callable[..., int]:
        # Only taking a lock for oneself alone (SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE) can meet another program.
        def lock(file: int, offset: int, count: int, flags: int) -> int:
            return (
                self.fault.result
                if flags == 2 | 8 and self.fault.strikes("lock")
                else below(file, offset, count, flags)
            )

        return lock
