# SPDX-License-Identifier: Apache-2.0
"""From the command to the painted unlock page, interpreter and all: the aim is less than 0.8 s."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sscard_desktop.app import workplace_at
from sscard_desktop.services.ports import StationIdentity

# What app.main does for a window, ended by the first paint of the unlock page; nobody waits for the end.
PROGRAM = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from sscard_desktop.app import workplace_at
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.opening import run_window

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, UnlockPage):
            sys.stdout.write("painted")
            sys.stdout.flush()
            os._exit(0)
        return False

app = QApplication(["sscard-desktop"])
eye = FirstPaint()
app.installEventFilter(eye)
run_window(workplace_at(Path(sys.argv[1]), windowed=True), language="zh_CN", demo=False)
"""


@pytest.fixture
def station(tmp_path: Path) -> Path:
    folder = tmp_path / "station"
    identity = StationIdentity(3, "成都 · 武侯支行 · 3 号台", "chengdu", "2026")
    workplace_at(folder).set_up(identity, supervisor="limin", password="correct horse")
    return folder


def test_command_to_unlock_page(benchmark: BenchmarkFixture, station: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}

    def start() -> str:
        arguments = [sys.executable, "-c", PROGRAM, str(station)]
        return subprocess.run(arguments, capture_output=True, text=True, timeout=60, env=environment).stdout

    assert benchmark.pedantic(start, rounds=5, warmup_rounds=1) == "painted"
