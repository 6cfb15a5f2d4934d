# SPDX-License-Identifier: Apache-2.0
"""Keeps what is in this process's memory from reaching a disk or another program of the same user.

Done at the very start, before anything secret is there: no core dumps, and on Linux no debugger either. What the
system doesn't offer, or doesn't allow, is left out: the station opens all the same (see SECURITY.md for what remains).
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

_PR_SET_DUMPABLE = 4  # linux/prctl.h


def keep_memory_private() -> None:
    """Forbid core dumps of this process, and to look into it."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A dump that is piped to a program (systemd-coredump) doesn't ask for the limit; this it asks for.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
