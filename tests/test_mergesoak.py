# SPDX-License-Identifier: Apache-2.0
"""The merge's soak in small; the large one is ``python -m tests.mergesoak``."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.mergesoak import Crowd, kill, make, measure


def test_doubles_found_are_doubles_planted_and_twice_is_once(tmp_path: Path) -> None:
    crowd = Crowd(packages=3, records=12, picture_bytes=500)
    make(crowd, tmp_path)
    figures = measure(tmp_path)
    assert crowd.planted == 2
    assert figures["found"] == dict.fromkeys(("number", "person", "mobile", "photo"), crowd.planted)
    assert figures["named"] == figures["found"]
    assert (figures["added"], figures["left"]) == (3 * 12 - 2, 2)
    assert (figures["again_changes"], figures["again_as_once"], figures["undone_as_before"]) == (0, True, True)


@pytest.mark.long
def test_a_merge_killed_at_any_instant_leaves_before_or_after(tmp_path: Path) -> None:
    make(Crowd(packages=3, records=200, picture_bytes=20_000), tmp_path)
    found = kill(tmp_path, 20, random.Random(8))
    assert sum(found.values()) == 20
    assert set(found) <= {"before", "after"}
