# SPDX-License-Identifier: Apache-2.0
"""What a try of a password costs: more where the machine is fast, never less than the floor."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.storage.calibration import FLOOR, TARGET_S, calibrated
from sscard_desktop.storage.envelopes import KdfCost


def machine(floor_s: float) -> float:
    """Return how long a try takes with the cost that a machine chooses on which the floor takes ``floor_s``."""
    cost = calibrated(lambda _: floor_s)
    return floor_s * (cost.memory_kib * cost.passes) / (FLOOR.memory_kib * FLOOR.passes)


def test_a_slow_machine_takes_the_floor_and_no_less() -> None:
    assert calibrated(lambda _: 2.0) == FLOOR == KdfCost(65536, 3, 4)


def test_a_fast_machine_takes_memory_first() -> None:
    assert calibrated(lambda _: 0.14) == KdfCost(131_072, 3, 4)
    assert calibrated(lambda _: 0.05).memory_kib == 262_144


@given(st.floats(0.0, 10.0))
def test_every_machine_stays_near_the_third_of_a_second_and_above_the_floor(floor_s: float) -> None:
    cost = calibrated(lambda _: floor_s)
    assert cost.bearable
    assert not cost.cheaper_than(FLOOR)
    assert machine(floor_s) <= max(TARGET_S, floor_s) + 1e-6


def test_this_machine_can_tell() -> None:
    assert not calibrated().cheaper_than(FLOOR)
