# SPDX-License-Identifier: Apache-2.0
"""Has the C library give back what is freed, instead of keeping it for a next time.

A photo at a counter is tens of megabytes for a second, on several threads. Linux's C library keeps such blocks, each
thread its own: after four people the program held 930 MB, of which it used 740. With blocks of a quarter of a megabyte
and more taken from the system and given back, and two arenas for all threads, it holds what it uses; that costs the
clearing of pages, a millisecond for the largest picture. Small blocks leave holes all the same, 17 MB after somebody's
visit: they are given back between two pieces of work. Elsewhere, and with other C libraries, nothing is done.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
from collections.abc import Iterator

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # malloc.h of glibc
_LARGE = 256 * 1024
_ARENAS = 2


def give_back_what_is_freed() -> None:
    """Tell the C library so, before the first thread begins."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        for option, value in ((_M_MMAP_THRESHOLD, _LARGE), (_M_TRIM_THRESHOLD, _LARGE), (_M_ARENA_MAX, _ARENAS)):
            library.mallopt(option, value)


def give_back_holes() -> None:
    """Give back what lies free between blocks in use: some milliseconds, so not in the window's thread."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextlib.contextmanager
def loading_for_good() -> Iterator[None]:
    """Load modules and tables that stay to the end of the program.

    Python's collector neither looks for garbage among them now nor walks through them ever again: that took 60 to 90 ms
    in the middle of something, whichever thread it met. Only for a time when nobody is at work: what is garbage at the
    end of it, or becomes so later of all that there is then, is kept too where it holds itself.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
