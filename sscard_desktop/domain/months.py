# SPDX-License-Identifier: Apache-2.0
"""Counting in calendar months, as notices and laws do: four months after 31 October is the end of February."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, date


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later (``months`` ≥ 0); where that month is shorter, its last day.

    Beyond the year 9999 the last day of the calendar is returned: nothing expires later.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
