# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, datetime

import pytest

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.ui.rosters.slots import first_day


@pytest.mark.parametrize(("hour", "minute", "day"), [(0, 30, 22), (8, 59, 22), (9, 0, 23), (17, 25, 23)])
def test_nobody_is_asked_to_come_at_a_time_that_is_over(hour: int, minute: int, day: int) -> None:
    assert first_day(datetime(2026, 11, 22, hour, minute, tzinfo=CHINA)) == date(2026, 11, day)
