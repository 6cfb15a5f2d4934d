# SPDX-License-Identifier: Apache-2.0
"""Which files the window opens by a double click: one list for the launcher, the window's options and the desktop.

Light enough for the first milliseconds of a start.
"""

from __future__ import annotations

OPENED = (".sscard", ".sscard-update", ".sscbackup")
"""What they end in, in small letters: records, rosters and set-ups, updates, backups."""


def is_opened(name: str) -> bool:
    """Return whether a word of the command line names a file that the window opens; no command ends as they do."""
    return not name.startswith("-") and name.casefold().endswith(OPENED)
