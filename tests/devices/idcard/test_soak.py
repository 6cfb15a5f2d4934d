# SPDX-License-Identifier: Apache-2.0
"""The soak's short version; ``python -m tests.readersoak`` is the long one."""

from __future__ import annotations

import sys

import pytest

from tests.helpers.readerpeer import TRANSPORTS
from tests.readersoak import FAULTS, TIMING, idle_share, replug, soak

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="plugs a reader in under the same name")


def test_cards_under_every_fault_are_read_or_refused_with_the_right_reason() -> None:
    tally = soak(len(FAULTS), lanes=5)
    assert tally.wrong == []
    assert all(tally.laid[fault] for fault in FAULTS)
    assert tally.read == tally.laid


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_thousand_cards_under_random_faults_are_never_mixed_up() -> None:
    assert soak(1000, lanes=8).wrong == []


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_reader_comes_back_each_time_it_is_plugged_in(transport: str) -> None:
    assert len(replug(1, tcp=transport == "tcp", timing=TIMING)) == 1


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_hundred_replugs_end_within_three_seconds_each(transport: str) -> None:
    assert max(replug(100, tcp=transport == "tcp")) < 3


@pytest.mark.long
def test_watching_an_empty_reader_costs_less_than_a_hundredth_of_a_core() -> None:
    assert idle_share(20.0) < 0.01
