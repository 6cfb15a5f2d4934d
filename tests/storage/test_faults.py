# SPDX-License-Identifier: Apache-2.0
"""The injection suite in short; ``python -m tests.faults`` injects at every call."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def suite(*arguments: str) -> subprocess.CompletedProcess[str]:
    # A process of its own: the failing layer lies below every database of the process that installs it.
    command = [sys.executable, "-m", "tests.faults", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)


@pytest.mark.skipif(sys.platform != "linux", reason="the driver's SQLite must be reachable")
def test_a_failing_disk_is_told_plainly_loses_nothing_and_work_goes_on() -> None:
    outcome = suite("--step", "37")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.long
@pytest.mark.timeout(1000)
@pytest.mark.skipif(sys.platform != "linux", reason="the driver's SQLite must be reachable")
def test_a_fault_at_every_single_call_loses_nothing() -> None:
    outcome = suite()
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
