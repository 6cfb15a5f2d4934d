# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.domain.slots import Break, SlotPlan

NINE = datetime(2026, 3, 2, 9, tzinfo=CHINA)
NOON = Break(time(11, 30), time(13))


def shown(plan: SlotPlan, count: int) -> list[str]:
    return [f"{at:%d %H:%M}" for at in islice(plan.times(), count)]


def test_people_of_one_slot_come_together() -> None:
    assert shown(SlotPlan(NINE, 20, 2), 5) == ["02 09:00", "02 09:00", "02 09:20", "02 09:20", "02 09:40"]


def test_a_slot_that_would_reach_into_the_break_begins_after_it() -> None:
    plan = SlotPlan(NINE.replace(hour=11), 20, 1, (NOON,))
    assert shown(plan, 3) == ["02 11:00", "02 13:00", "02 13:20"]


def test_the_day_after_begins_at_the_same_time() -> None:
    plan = SlotPlan(NINE, 60, 1, until=time(11), free_days=frozenset({date(2026, 3, 3)}))
    assert shown(plan, 4) == ["02 09:00", "02 10:00", "04 09:00", "04 10:00"]


@pytest.mark.parametrize(
    ("minutes", "per_slot", "breaks", "until"),
    [
        (0, 1, (), None),
        (20, 0, (), None),
        (20, 1, (Break(time(13), time(12)),), None),
        (20, 1, (), time(9, 10)),
        (20, 1, (Break(time(8), time(18)),), time(17)),
        (100_000, 1, (), None),
    ],
)
def test_a_plan_that_gets_nowhere_is_refused(
    minutes: int, per_slot: int, breaks: tuple[Break, ...], until: time | None
) -> None:
    with pytest.raises(RefusedError, match=r"drive\.slots_impossible"):
        SlotPlan(NINE, minutes, per_slot, breaks, until)


@given(
    st.integers(5, 60),
    st.integers(1, 9),
    st.lists(st.tuples(st.integers(9, 15), st.integers(1, 90)), max_size=3),
    st.integers(1, 300),
)
def test_nobody_is_asked_into_a_break_or_a_full_slot(
    minutes: int, per_slot: int, noons: list[tuple[int, int]], people: int
) -> None:
    breaks = tuple(
        Break(time(hour), (NINE.replace(hour=hour) + timedelta(minutes=long)).time()) for hour, long in noons
    )
    plan = SlotPlan(NINE, minutes, per_slot, breaks, time(18))
    times = list(islice(plan.times(), people))
    length = timedelta(minutes=minutes)
    for at in times:
        assert at.time() >= time(9)
        assert (at + length).time() <= time(18)
        for rest in breaks:
            assert at.time() >= rest.until or (at + length).time() <= rest.start
    assert all(times.count(at) <= per_slot for at in set(times))
    assert all(one == other or one + length <= other for one, other in pairwise(times))
