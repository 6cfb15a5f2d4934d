# SPDX-License-Identifier: Apache-2.0
"""The process in which a vendor's library is loaded: one photo, and it ends. Whatever the library does, ends with it.

On its input comes one line of JSON (:class:`Job`) and the photo's bytes; on its output goes one line of JSON
(:class:`Outcome`) and the picture's bytes. What the library itself prints goes nowhere. Standard library only, and
nothing of the program: it is started from this file, alone and fast.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

FLAG = "--decode-chip-photo"
"""The program's hidden option that starts this process, from a frozen build too."""

WLT_NAME, BMP_NAME = "photo.wlt", "photo.bmp"
LOAD_FAILED, NO_ENTRY, RETURNED = "load", "entry", "returned"
_ROOM_BYTES = 1 << 16
_MEMORY_BYTES = 1 << 29
_SECONDS = 10
_INTERFACES = (1, 2)
"""Serial and USB: some libraries answer "no such device" to the wrong one."""

_LICENCE_OR_DEVICE = frozenset({-5, -6})


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done.

    Attributes:
        library: the library's path.
        folder: a private folder for libraries that read and write files.
        photo: whether a photo follows; else the library is only loaded.
    """

    library: str
    folder: str
    photo: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        status: ``load``: it can't be loaded; ``entry``: it has none of the functions; ``returned``.
        entry: the function that it has.
        code: what that returned; ``None`` when it wasn't called.
    """

    status: str
    entry: str = ""
    code: int | None = None


def main() -> int:
    """Do one job between the standard streams."""
    _keep_small()
    out = _private_output()
    job = Job(**json.loads(sys.stdin.buffer.readline()))
    outcome, picture = carry_out(job, sys.stdin.buffer.read() if job.photo else b"")
    out.write(json.dumps(asdict(outcome)).encode("ascii") + b"\n" + picture)
    out.flush()
    # Without the library's own farewell: what it does when it is unloaded is none of our business.
    os._exit(0)


def carry_out(job: Job, photo: bytes) -> tuple[Outcome, bytes]:
    """Load the library, and let it decode ``photo`` if there is one."""
    try:
        if sys.platform == "win32":
            library: ctypes.CDLL = ctypes.WinDLL(job.library)
        else:
            library = ctypes.CDLL(job.library)
    except OSError:
        return Outcome(LOAD_FAILED), b""
    for name, call in _ENTRIES:
        function = getattr(library, name, None)
        if function is not None:
            if not job.photo:
                return Outcome(RETURNED, name), b""
            function.restype = ctypes.c_int
            code, picture = call(function, photo, Path(job.folder))
            return Outcome(RETURNED, name, code), picture
    return Outcome(NO_ENTRY), b""


_Function = Callable[..., int]


def _by_file(function: _Function, photo: bytes, folder: Path) -> tuple[int, bytes]:
    """``int GetBmp(char *wlt_file, int interface)`` writes the picture beside the file."""
    source, target = folder / WLT_NAME, folder / BMP_NAME
    source.write_bytes(photo)
    code = 0
    for interface in _INTERFACES:
        code = function(ctypes.c_char_p(os.fsencode(source)), ctypes.c_int(interface))
        if code not in _LICENCE_OR_DEVICE:
            break
    if not target.is_file() or target.stat().st_size > _ROOM_BYTES:
        return code, b""
    return code, target.read_bytes()


def _in_memory(function: _Function, photo: bytes, folder: Path) -> tuple[int, bytes]:
    """``int _Unpack(char *wlt, int length, char *picture, int *picture_length)``."""
    del folder
    room = ctypes.create_string_buffer(_ROOM_BYTES)
    length = ctypes.c_int(_ROOM_BYTES)
    code = function(ctypes.c_char_p(photo), ctypes.c_int(len(photo)), room, ctypes.byref(length))
    return code, room.raw[: min(max(length.value, 0), _ROOM_BYTES)]


_ENTRIES: tuple[tuple[str, Callable[[_Function, bytes, Path], tuple[int, bytes]]], ...] = (
    ("GetBmp", _by_file),
    ("_Unpack", _in_memory),
)


def _keep_small() -> None:
    """Bound what a library gone mad can take, and let no memory image of it be kept (POSIX)."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_ROOM_BYTES, _ROOM_BYTES))


def _private_output() -> BinaryIO:
    """Return the answer's stream, and point what everybody else writes to at nothing."""
    out = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    return out


if __name__ == "__main__":
    sys.exit(main())
