# SPDX-License-Identifier: Apache-2.0
"""Whether the computer's clock was set while the program ran, told by a hand that nobody can set.

Answers for the judgement alone: times are handed in. A clock that drifts, or that a time service nudges, doesn't jump.
"""

from __future__ import annotations

from datetime import datetime, timedelta

LEAST_JUMP = timedelta(minutes=2)
"""A time service puts a clock right by seconds; who sets one by hand moves it by more."""


class ClockWatch:
    """Compares the clock with the seconds that the machine ran, sleep included.

    Args:
        now: what the clock shows.
        monotonic_s: the hand that nobody sets.
    """

    def __init__(self, now: datetime, monotonic_s: float) -> None:
        self._now, self._monotonic_s = now, monotonic_s

    def saw(self, now: datetime, monotonic_s: float) -> timedelta | None:
        """Return by how much the clock was set since the last look, forward or back; ``None`` for not at all."""
        ran = timedelta(seconds=monotonic_s - self._monotonic_s)
        jump = now - self._now - ran
        self._now, self._monotonic_s = now, monotonic_s
        return jump if abs(jump) >= LEAST_JUMP else None
