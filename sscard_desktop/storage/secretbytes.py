# SPDX-License-Identifier: Apache-2.0
"""A secret in memory: kept out of the swap file where the system allows it, and overwritten when it is done with.

It answers for its own bytes only: Python and the libraries below make copies that nobody can reach.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys


class SecretBytes:
    """A secret's bytes.

    Args:
        content: copied; whoever gave it forgets it.
    """

    def __init__(self, content: bytes) -> None:
        self._content = bytearray(content)
        self._view = (ctypes.c_char * len(content)).from_buffer(self._content)
        self._pin(locked=True)

    def copy(self) -> bytes:
        """Return the secret, for a library that takes bytes."""
        return bytes(self._content)

    def wipe(self) -> None:
        """Overwrite it. Idempotent."""
        ctypes.memset(self._view, 0, len(self._content))
        self._pin(locked=False)

    def _pin(self, *, locked: bool) -> None:
        # Without success nothing is lost but the protection: limits are small for ordinary users, on some systems 0.
        size = ctypes.c_size_t(len(self._content))
        with contextlib.suppress(OSError, AttributeError):
            if sys.platform == "win32":
                kernel = ctypes.WinDLL("kernel32")
                (kernel.VirtualLock if locked else kernel.VirtualUnlock)(self._view, size)
            else:
                libc = ctypes.CDLL(None)
                (libc.mlock if locked else libc.munlock)(self._view, size)
