# SPDX-License-Identifier: Apache-2.0
"""How much time passed at least, by two clocks that each can fail: one that people set, one that begins anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise


def at_least_passed(ticks: Iterable[tuple[datetime, float]]) -> timedelta:
    """Return the time that passed at least from the first tick to the last, in the order in which they happened.

    Between two ticks the greater distance of both clocks counts. A wall clock that is set back takes nothing away, and
    a restart, with which the seconds begin anew, leaves the wall clock to tell. Only a wall clock that is set forward
    makes the answer longer than the truth.

    Args:
        ticks: wall time (aware) and seconds of a clock that only runs (``time.monotonic``).
    """
    passed = timedelta()
    for (wall, seconds), (later_wall, later_seconds) in pairwise(ticks):
        ran = timedelta(seconds=max(0.0, later_seconds - seconds))
        passed += max(later_wall - wall, ran, timedelta())
    return passed
