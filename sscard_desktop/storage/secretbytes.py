# SPDX-License-Identifier: Apache-2.0
"""A secret in memory: kept out of the swap file where the system allows it, and overwritten when it is done with.

It answers for its own bytes only: Python and the libraries below make copies that nobody can reach.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

KEY_BYTES = 32
"""A station's data key."""


class SecretBytes:
    """A secret's bytes.

    Args:
        content: copied; whoever gave it forgets it.
    """

    def __init__(self, content: bytes) -> None:
        self._content = bytearray(content)
        self._view = (ctypes.c_char * len(content)).from_buffer(self._content)
        self._pin()

    def copy(self) -> bytes:
        """Return the secret, for a library that takes bytes."""
        return bytes(self._content)

    def wipe(self) -> None:
        """Overwrite it. Idempotent."""
        # Its page stays pinned: another secret may lie there too, and the system doesn't count who asked.
        ctypes.memset(self._view, 0, len(self._content))

    def _pin(self) -> None:
        # Without success nothing is lost but the protection: limits are small for ordinary users, on some systems 0.
        size = ctypes.c_size_t(len(self._content))
        with contextlib.suppress(OSError, AttributeError):
            if sys.platform == "win32":
                ctypes.WinDLL("kernel32").VirtualLock(self._view, size)
            else:
                ctypes.CDLL(None).mlock(self._view, size)
