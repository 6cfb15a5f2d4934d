# SPDX-License-Identifier: Apache-2.0
"""How a program that is watched tells how far it came: single letters through a pipe that it was started with.

A pipe needs no disk: a full or read-only one, or a file that somebody else holds, keeps no window from being seen. What
has to outlast both processes stands in the state (:mod:`.versionstate`). Loaded ahead of every start.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

WINDOW, LOG_IN, REFUSED, AT_WORK = b"w", b"l", b"r", b"a"
"""The window is up; somebody logs in; they were refused as they should be; their first page is shown."""
VARIABLE = "SSCARD_SIGN"
"""Tells a program where to write: the number of its end of the pipe, on Windows its handle."""


class Listening:
    """The watcher's end of a pipe."""

    def __init__(self) -> None:
        # Loaded with the module that starts programs anyway.
        import threading

        self._heard = bytearray()
        self._end, self._other = os.pipe()
        self._thread = threading.Thread(target=self._listen, name="sign of life", daemon=True)

    def given(self) -> tuple[dict[str, Any], dict[str, str]]:
        """Return what a ``Popen`` takes so that the program inherits its end, and what its environment says of it."""
        if sys.platform == "win32":
            import msvcrt
            import subprocess

            handle = msvcrt.get_osfhandle(self._other)
            os.set_handle_inheritable(handle, True)
            return {"startupinfo": subprocess.STARTUPINFO(lpAttributeList={"handle_list": [handle]})}, {
                VARIABLE: str(handle)
            }
        return {"pass_fds": (self._other,)}, {VARIABLE: str(self._other)}

    def begin(self) -> None:
        """Listen: the program was started."""
        os.close(self._other)
        self._other = -1
        try:
            self._thread.start()
        except RuntimeError:
            # No thread to be had: whom nobody hears, nobody may end.
            self._heard += WINDOW

    def heard(self) -> bytes:
        """Return the letters so far."""
        return bytes(self._heard)

    def end(self, patience_s: float = 1.0) -> bytes:
        """Return the letters of a program that ended; its own children may hold the pipe longer than it did."""
        if self._thread.ident is not None:
            self._thread.join(patience_s)
        else:
            for end in (self._end, self._other):
                if end >= 0:
                    os.close(end)
        return self.heard()

    def _listen(self) -> None:
        with suppress(OSError):
            while letters := os.read(self._end, 64):
                self._heard += letters
        with suppress(OSError):
            os.close(self._end)


class Telling:
    """A watched program's end; it says nothing where nobody listens."""

    def __init__(self, surroundings: MutableMapping[str, str]) -> None:
        """Take the end that the environment names; the word is taken out, and children don't inherit it."""
        self._end = -1
        with suppress(OSError, ValueError):
            number = int(surroundings.pop(VARIABLE, ""))
            if sys.platform == "win32":
                import msvcrt

                number = msvcrt.open_osfhandle(number, 0)
            os.set_inheritable(number, False)
            self._end = number

    def tell(self, letter: bytes) -> None:
        """Say how far the program came."""
        if self._end >= 0:
            with suppress(OSError):
                os.write(self._end, letter)


def is_seen(letters: bytes) -> bool:
    """Return whether a window was up."""
    return WINDOW in letters


def is_at_work(letters: bytes) -> bool:
    """Return whether somebody's first page was shown."""
    return AT_WORK in letters


def died_at_log_in(letters: bytes) -> bool:
    """Return whether the last log-in neither came to a page nor was refused as it should be."""
    last = letters.replace(WINDOW, b"")[-1:]
    return last == LOG_IN
