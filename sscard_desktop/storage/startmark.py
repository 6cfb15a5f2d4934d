# SPDX-License-Identifier: Apache-2.0
"""Whether starts of a version that worked before end without a window: a mark, and a lock that dies with the process.

A start leaves its mark and goes on holding the lock, which the system frees when the process dies in whatever way; a
window that is up takes the mark away. So a mark beside a free lock is a start that is *known* to have died in silence,
while one beside a held lock is a slow one: clicks while a program loads count nothing, however far apart they are.

Neither is synced: it costs a start nothing, and a power cut may forget it. Loaded ahead of every start.
"""

from __future__ import annotations

import os
import time

from sscard_desktop.storage.versionfiles import taken_lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

STARTING, STARTING_LOCK = "starting", "starting.lock"
MOST_SILENT = 2
"""After so many silent starts in a row the next one is watched."""


def knock(folder: Path, version: str, start_s: float) -> tuple[bool, int]:
    """Mark a start; return whether it shall be watched, and the lock's descriptor to be handed on, ``-1`` for none.

    Args:
        start_s: a process that lives so long without a window counts as silent, too.

    Raises ``OSError``.
    """
    mark = folder / STARTING
    lock = taken_lock(folder / STARTING_LOCK)
    silent, age_s = _marked(mark, version)
    if lock is None and 0 <= age_s < start_s:
        # It loads, or its window is up: nothing is known against it.
        return False, -1
    if lock is None and not silent:
        return False, -1
    try:
        if silent < MOST_SILENT:
            mark.write_text(f"{version} {silent + 1}\n", encoding="ascii")
    except OSError:
        if lock is not None:
            os.close(lock)
        raise
    return silent >= MOST_SILENT, -1 if lock is None else lock


def answer(folder: Path) -> None:
    """Take the mark away: the window is up. Raises ``OSError``."""
    (folder / STARTING).unlink(missing_ok=True)


def _marked(mark: Path, version: str) -> tuple[int, float]:
    """Return how many silent starts of a version are marked, and how many seconds ago the last one was."""
    try:
        last, count = mark.read_text(encoding="ascii").split()
        return (int(count) if last == version else 0), time.time() - mark.stat().st_mtime
    except (OSError, ValueError):
        return 0, 0.0
