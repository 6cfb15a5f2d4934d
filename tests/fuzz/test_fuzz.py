# SPDX-License-Identifier: Apache-2.0
"""A little of the fuzzing in each test run, more with ``--long``; the table is ``python -m tests.fuzz``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.__main__ import fuzz
from tests.fuzz.targets import TARGETS

FEW = {"databases": 25, "backups": 40, "packages": 60, "sealed packages": 60, "other zips": 60, "marked tables": 40}


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_crashes_or_hangs_a_parser(tmp_path: Path, name: str) -> None:
    outcome = fuzz(name, tmp_path, inputs=FEW.get(name, 150), start=7)
    assert (outcome.crashes, outcome.hangs) == ([], 0)
    assert outcome.inputs > 0


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("name", TARGETS)
def test_many_inputs_neither_crash_nor_hang_nor_fill_the_memory(tmp_path: Path, name: str) -> None:
    outcome = fuzz(name, tmp_path, inputs=5000, start=11)
    assert (outcome.crashes, outcome.hangs) == ([], 0)
    assert outcome.grown_mib <= TARGETS[name].limit_mib


def test_a_parser_that_crashes_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.fuzz.targets import Target

    def breaking(data: bytes) -> None:
        if b"\xff" in data:
            raise ZeroDivisionError

    monkeypatch.setitem(TARGETS, "broken", Target(lambda folder: (breaking, [b"\xfe" * 20])))
    assert fuzz("broken", tmp_path, inputs=300, start=1).crashes
