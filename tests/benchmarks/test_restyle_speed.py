# SPDX-License-Identifier: Apache-2.0
"""How long the counter stands still while its look changes (aim: 0.5 s)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.ui import fonts, theme
from sscard_desktop.ui.theme import Look, Mode
from tests.helpers.counters import CounterWindow


@pytest.fixture
def counter(qapp: QApplication, tmp_path: Path) -> Iterator[CounterWindow]:
    fonts.load(qapp)
    theme.apply(qapp, Look())
    window = CounterWindow(qapp, tmp_path / "station")
    window.open()
    yield window
    window.close()
    theme.apply(qapp, Look())


@pytest.mark.usefixtures("counter")
def test_change_of_look(benchmark: BenchmarkFixture, qapp: QApplication) -> None:
    looks = itertools.cycle([Look(large_type=True), Look(Mode.DARK), Look()])

    def change(look: Look) -> None:
        theme.apply(qapp, look)
        qapp.processEvents()

    benchmark.pedantic(change, setup=lambda: ((next(looks),), {}), rounds=6, warmup_rounds=3)
