# SPDX-License-Identifier: Apache-2.0
"""A camera whose cable is pulled a hundred times comes back each time by itself."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.devices.democamera import DemoCameras
from sscard_desktop.services.ports import Frame
from sscard_desktop.ui.photo.feed import CameraFeed
from tests.camerasoak import BACK_WITHIN_S, main

SAMPLES = Path(__file__).parents[3] / "resources" / "samples"
TIMES = 100


def test_after_a_hundred_unplugs_the_picture_is_back_each_time_without_a_click(qtbot: QtBot) -> None:
    cameras = DemoCameras(SAMPLES, frames_a_second=100, size=(64, 36))
    feed = CameraFeed(cameras)
    frames: list[Frame] = []
    lost: list[str] = []
    feed.frame_came.connect(frames.append)
    feed.lost.connect(lambda error: lost.append(error.code))
    feed.start("demo")
    qtbot.waitUntil(lambda: bool(frames), timeout=10_000)
    for count in range(1, TIMES + 1):
        cameras.unplug()
        qtbot.waitUntil(lambda count=count: len(lost) == count)
        frames.clear()
        unplugged = time.monotonic()
        cameras.plug_in()
        # The timeout is the promise itself; the machine has all of it for what takes a few milliseconds.
        qtbot.waitUntil(lambda: bool(frames), timeout=round(1000 * BACK_WITHIN_S))
        assert frames[0].taken_s > unplugged
    assert set(lost) == {"camera.gone"}
    feed.stop()


@pytest.mark.long
def test_the_photo_window_survives_the_soak(qapp: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--times", "40"]) == 0
    assert "cable" in capsys.readouterr().out
