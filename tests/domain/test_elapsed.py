# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.elapsed import at_least_passed

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
steps = st.lists(st.tuples(st.integers(0, 10**6), st.integers(-(10**6), 0), st.booleans()), max_size=30)


def test_nothing_passes_without_two_ticks() -> None:
    assert at_least_passed([]) == at_least_passed([(NOON, 1.0)]) == timedelta()


@given(steps)
def test_clocks_set_back_and_restarts_never_make_it_longer_than_the_truth(told: list[tuple[int, int, bool]]) -> None:
    wall, seconds, truth = NOON, 100.0, timedelta()
    ticks = [(wall, seconds)]
    for passed, set_by, restarted in told:
        truth += timedelta(seconds=passed)
        wall += timedelta(seconds=passed + set_by)
        seconds = 1.0 if restarted else seconds + passed
        ticks.append((wall, seconds))
    assert at_least_passed(ticks) <= truth


@given(steps)
def test_while_the_machine_runs_it_is_the_truth_whatever_the_wall_clock_shows(
    told: list[tuple[int, int, bool]],
) -> None:
    wall, seconds, truth = NOON, 100.0, timedelta()
    ticks = [(wall, seconds)]
    for passed, set_by, _ in told:
        truth += timedelta(seconds=passed)
        wall += timedelta(seconds=passed + set_by)
        seconds += passed
        ticks.append((wall, seconds))
    assert at_least_passed(ticks) == truth
