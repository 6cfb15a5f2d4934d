# SPDX-License-Identifier: Apache-2.0
"""Which of several programs of one station shows the window, settled before any of them has one.

Whoever clicks again while the program loads must not get a second window. So the first takes a lock, which the system
frees however it ends, and only a program that doesn't get it looks for the other one's window
(:mod:`.firstwindow`, which needs Qt's network module), until there is one. Lock and socket lie in a folder that only
the user may enter, looked at each time: no other user can be there first. Where there is none, or on Windows, where
the socket's name is all there is, nobody leads and each program asks.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from pathlib import Path

_LONGEST_SOCKET_BYTES = 100
"""The system takes 107, and the server makes its own beside for a moment."""
PATIENCE_S = 20.0
"""So long a program that leads may take to its window; then it counts as hanging, and the next stands alone."""
_LOOK_S = 0.1


class Answer(Enum):
    """What came of asking for the first window."""

    HERE = "here"
    """It came to the front."""
    NOBODY = "nobody"
    """Nobody listens, or not yet."""
    SILENT = "silent"
    """Somebody listens and doesn't answer."""


class Lead:
    """A program's being the first of its station, until it lets go or ends."""

    def __init__(self, descriptor: int = -1) -> None:
        self._descriptor = descriptor

    def let_go(self) -> None:
        """Let another program be the first: this one's window is gone."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def take_lead(
    folder: Path,
    ask: Callable[[], Answer],
    *,
    patience_s: float = PATIENCE_S,
    now_s: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> Lead | None:
    """Be the first program of a station, or have the first one's window come to the front.

    Args:
        folder: the station's.
        ask: asks the first window to come.

    Returns:
        The lead, to be kept as long as the window is; one of nobody where no lock can tell, or where the first program
        hangs: the station's own lock keeps two from working on one file. ``None``: the other one's window came.
    """
    place = place_of(folder)
    until = now_s() + patience_s
    while True:
        descriptor = _taken(place)
        if descriptor is None:
            answer = ask()
            if answer is Answer.HERE:
                return None
            if answer is Answer.SILENT or now_s() > until:
                return Lead()
            wait(_LOOK_S)
        elif descriptor < 0 or Path(place).exists():
            # Nobody can lead; or a socket lies there: of a program that was killed, if nobody answers by it.
            if ask() is not Answer.HERE:
                return Lead(descriptor)
            Lead(descriptor).let_go()
            return None
        else:
            return Lead(descriptor)


def _taken(place: str) -> int | None:
    """Return the lock's descriptor, ``None`` where another program holds it, -1 where there is no lock to take."""
    if sys.platform == "win32" or not place:
        return -1
    import fcntl

    try:
        descriptor = os.open(f"{place}.lead", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError:
        return -1
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        return None if isinstance(error, BlockingIOError) else -1
    return descriptor


def name_of(folder: Path) -> str:
    """Return the name of the socket of a station's folder; it gives away neither the path nor the user."""
    place = os.path.normcase(folder.expanduser().resolve())
    return f"sscard-{hashlib.sha256(place.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def place_of(folder: Path) -> str:
    """Return where the socket of a station's folder lies, ``""`` where no place is the user's own.

    On Windows it is a name only, whose access the system keeps to the user.
    """
    name = name_of(folder)
    if sys.platform == "win32":
        return name
    user = os.geteuid()
    named = os.environ.get("XDG_RUNTIME_DIR", "")
    own = Path(tempfile.gettempdir(), f"sscard-{user}")
    with suppress(OSError):
        own.mkdir(mode=0o700)
    for place in (*([Path(named)] if named else []), own):
        if place.is_absolute() and _is_alone_in(place, user):
            path = str(place / name)
            if len(os.fsencode(path)) <= _LONGEST_SOCKET_BYTES:
                return path
    return ""


def _is_alone_in(place: Path, user: int) -> bool:
    """Return whether a folder, and no link to one, is the user's and nobody else may look or write there."""
    try:
        found = place.lstat()
    except (OSError, ValueError):
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == user and not found.st_mode & 0o077
