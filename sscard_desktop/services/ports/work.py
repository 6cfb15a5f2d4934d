# SPDX-License-Identifier: Apache-2.0
"""Time, and the other side of long work: what any service may be given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""

    def today(self) -> date:
        """Return the day at the counter, China's, whatever zone the computer is set to."""

    def monotonic_s(self) -> float:
        """Return seconds that never go back, for audit and lock-out."""


class Progress(Protocol):
    """How far long work is; asked to stop by the other side."""

    def report(self, done: int, total: int) -> None:
        """Tell how far the work is; raises ``CancelledError`` when the user cancelled."""
