# SPDX-License-Identifier: Apache-2.0
"""The day at the counter: China's, which has one zone and no summer time, wherever the computer believes it is.

A computer whose zone was never set would begin its day hours late: a document that is valid long enough at the counter
wouldn't be in the batch, and a receipt's day not the day of collection.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def day_of(moment: datetime) -> date:
    """Return the day that it is in China at an aware ``moment``."""
    return moment.astimezone(CHINA).date()


def midnight(day: date) -> datetime:
    """Return the moment with which ``day`` begins in China, in UTC."""
    return datetime.combine(day, time.min, CHINA).astimezone(UTC)
