# SPDX-License-Identifier: Apache-2.0
"""The kill harness in short, and that it isn't blind: ``python -m tests.kill`` runs the 500 rounds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the harness forks")


def harness(*arguments: str) -> subprocess.CompletedProcess[str]:
    # A process of its own: this one has threads, and must not be forked.
    return subprocess.run(
        [sys.executable, "-m", "tests.kill", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_kill_9_at_any_instant_of_the_day_loses_nothing() -> None:
    outcome = harness("--rounds", "22", "--seed", "7")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_five_hundred_kills_lose_nothing() -> None:
    outcome = harness("--rounds", "500", "--seed", "8")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_the_harness_sees_what_is_lost(tmp_path: Path) -> None:
    from tests.kill.day import set_up
    from tests.kill.ledger import Ledger

    set_up(tmp_path / "station")
    ledger = Ledger()
    assert ledger.losses(tmp_path / "station") == []
    ledger.take({"did": "backup", "file": "never.sscbackup"})
    ledger.take({"did": "seal", "batch": "B-1", "members": ["x"]})
    ledger.take({"did": "export", "batch": "B-1", "file": "never.zip", "sha256": "0" * 64})
    ledger.reached.clear()
    (tmp_path / "station" / "station.db.new").write_bytes(b"left")
    (tmp_path / "station" / "notes").write_bytes(b"left")
    found = " ".join(ledger.losses(tmp_path / "station"))
    for word in ("backup is lost", "B-1 is lost", "never.zip is lost", "orphaned", "notes"):
        assert word in found
    assert "station.db.new" not in found
    ledger.take({"did": "password", "password": "not the one"})
    assert "doesn't open" in " ".join(ledger.losses(tmp_path / "station"))
