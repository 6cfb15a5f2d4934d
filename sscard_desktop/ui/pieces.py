# SPDX-License-Identifier: Apache-2.0
"""Widgets that are made piece by piece: hundreds of them take a third of a second, and somebody may be typing.

What makes them is a generator that rests after some milliseconds of work. Whoever needs them now runs it to its end;
whoever has time lets the window's events through in between.
"""

from __future__ import annotations

from collections.abc import Iterator

Pieces = Iterator[None]
"""What is left to make; each step is a piece."""
_AT_A_TIME = 2
"""A field with label, note and control takes three to four milliseconds to be made and dressed."""


def finish(pieces: Pieces) -> None:
    """Make what is left at once."""
    for _ in pieces:
        pass


def some_at_a_time(count: int) -> bool:
    """Return whether it is time to rest after the ``count``-th of many small widgets."""
    return count % _AT_A_TIME == 0
