# SPDX-License-Identifier: Apache-2.0
"""The photo checks see faults of known truth and leave people without one alone: a short form of the rates' table.

The whole table is ``python -m tests.photorates``; the floors here are below what it printed, and the faults that the
table says are seen badly are named, so that nobody takes them for seen.
"""

from __future__ import annotations

import pytest

from sscard_desktop.domain.photo import Verdict
from tests.helpers.sitters import KINDS
from tests.photorates import Row, all_rows, best_threshold, faulty, judged, people, photographed, seen, share

ASKED_OF_EVERYBODY = {"glasses", "covering", "clothes"}
# Drawn faults that the networks hardly answer to, or that some skins hide: real ones may be seen better.
BADLY_SEEN = {"向上看 looking up", "头抬过高 chin up", "戴耳环 earrings", "抿嘴 pressed lips"}
ROWS = all_rows()


@pytest.mark.parametrize("row", [row for row in ROWS if row.name not in BADLY_SEEN], ids=lambda row: row.name)
def test_a_fault_on_light_skin_is_seen(row: Row) -> None:
    _kind, shot, rng = next(people(1, 1))
    assert seen(judged(faulty(row.name, shot, rng)), row)


def test_nobody_fails_for_skin_glasses_beard_or_grey_hair() -> None:
    for kind, shot, _rng in people(len(KINDS), 1):
        outcome = judged(photographed(shot))
        assert [key for key, verdict in outcome.verdicts.items() if verdict is Verdict.FAIL] == [], kind
        asked = {key for key, verdict in outcome.verdicts.items() if verdict is Verdict.CONFIRM}
        assert len(asked - ASKED_OF_EVERYBODY) <= 1, kind


@pytest.mark.long
@pytest.mark.parametrize("row", [row for row in ROWS if row.name not in BADLY_SEEN], ids=lambda row: row.name)
def test_faults_on_all_kinds_of_people_are_seen(row: Row) -> None:
    outcomes = [judged(faulty(row.name, shot, rng)) for _kind, shot, rng in people(6, 1)]
    assert share(outcomes, lambda outcome: seen(outcome, row)) >= 60


def test_the_separating_threshold_lies_between_what_it_separates() -> None:
    row = next(row for row in ROWS if row.key == "roll")
    _kind, shot, rng = next(people(1, 0))
    clean, wrong = judged(photographed(shot)), judged(faulty(row.name, shot, rng))
    best = best_threshold([clean], [wrong], row)
    assert best is not None
    assert clean.figures["roll"] < best < wrong.figures["roll"]
