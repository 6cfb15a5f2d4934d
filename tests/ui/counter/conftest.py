# SPDX-License-Identifier: Apache-2.0
"""A counter for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.counters import CounterWindow


@pytest.fixture
def counter(dressed: QApplication, tmp_path: Path) -> Iterator[CounterWindow]:
    window = CounterWindow(dressed, tmp_path / "station")
    window.open()
    yield window
    window.close()
