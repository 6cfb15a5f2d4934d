# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop import paths
from sscard_desktop.ui.ending import OrderlyEnd

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals to other processes are POSIX")


def test_a_told_process_ends_in_the_windows_thread(qtbot: QtBot) -> None:
    ended: list[bool] = []
    ending = OrderlyEnd(lambda: ended.append(True))
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        qtbot.waitUntil(lambda: ended == [True], timeout=5000)
    finally:
        ending.stop()


def test_a_killed_demo_window_leaves_no_station_behind(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "sscard_desktop", "--demo"]
    with subprocess.Popen(command, cwd=paths.forms().parent, env=environment) as window:
        until = time.monotonic() + 60
        while time.monotonic() < until and not list(tmp_path.glob("sscard-demo-*/station/station.keys")):
            time.sleep(0.1)
        assert list(tmp_path.glob("sscard-demo-*/station/station.keys"))
        window.send_signal(signal.SIGTERM)
        assert window.wait(timeout=60) == 0
    assert not list(tmp_path.glob("sscard-demo-*"))
