# SPDX-License-Identifier: Apache-2.0
"""The system's clock; the only place that asks it."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime

from sscard_desktop.domain.chinatime import day_of


class SystemClock:
    """Implements ``services.ports.Clock``."""

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the day at the counter, China's."""
        return day_of(self.now())

    def monotonic_s(self) -> float:
        """Return how long the machine has been running; the same hand in every program, and nobody sets it.

        The time that it slept counts: Linux has a clock of its own for that, Windows' counts it anyway.
        """
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()
