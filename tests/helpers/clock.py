# SPDX-License-Identifier: Apache-2.0
"""A clock for tests: it stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

# 09:00 on a Monday in China; times are aware UTC everywhere.
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class FrozenClock:
    """Tells the same time again and again; callable, with ``now`` and ``today`` for those who prefer a name."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def now(self) -> datetime:
        """Return the aware UTC time."""
        return self._now

    def today(self) -> date:
        """Return the date at the counter (China, UTC+8)."""
        return (self._now + timedelta(hours=8)).date()

    def advance(self, **amount: float) -> datetime:
        """Move on by the keywords of :class:`~datetime.timedelta` (``days=1``) and return the new time."""
        self._now += timedelta(**amount)
        return self._now
