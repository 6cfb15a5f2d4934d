# SPDX-License-Identifier: Apache-2.0
"""From the command to the painted unlock page, interpreter and all: the aim is less than 0.7 s."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests.helpers import firstpaint

_IMPORT = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+([\w.]+)")


@pytest.fixture
def station(tmp_path: Path) -> Path:
    return firstpaint.station(tmp_path / "station")


def test_command_to_unlock_page(benchmark: BenchmarkFixture, station: Path) -> None:
    modules, _ = benchmark.pedantic(lambda: firstpaint.until_painted(station), rounds=5, warmup_rounds=1)
    assert "sscard_desktop.ui.unlock_page" in modules


def test_where_the_imports_of_a_start_spend_their_time(benchmark: BenchmarkFixture, station: Path) -> None:
    _, report = benchmark.pedantic(
        lambda: firstpaint.until_painted(station, "-X", "importtime"), rounds=1, warmup_rounds=1
    )
    spent = {name: int(own) for own, name in _IMPORT.findall(report)}
    ours = {name: own for name, own in spent.items() if name.startswith("sscard_desktop")}
    qt = {name: own for name, own in spent.items() if name.startswith(("PySide6", "shiboken"))}
    for kind, part in (("ours", ours), ("Qt", qt), ("all", spent)):
        benchmark.extra_info[kind] = f"{len(part)} modules, {sum(part.values()) / 1000:.0f} ms"
    benchmark.extra_info["dearest"] = sorted(ours, key=ours.__getitem__, reverse=True)[:5]
    assert ours
