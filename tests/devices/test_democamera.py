# SPDX-License-Identifier: Apache-2.0
"""The demo camera keeps the port's promises; its pictures are the same for the same seed."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sscard_desktop.devices.demo import DemoHardware
from sscard_desktop.devices.democamera import DemoCameras
from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.document import Side
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import Frame

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "resources" / "samples"
FONT = ROOT / "resources" / "fonts" / "NotoSansSC-Regular.ttf"


def test_the_same_seed_is_the_same_picture() -> None:
    assert np.array_equal(demo_frame(SAMPLES, 3), demo_frame(SAMPLES, 3))
    assert not np.array_equal(demo_frame(SAMPLES, 3), demo_frame(SAMPLES, 4))


def test_a_frame_has_the_size_asked_for() -> None:
    assert demo_frame(SAMPLES, 1, width=640, height=480).shape == (480, 640, 3)


def test_frames_come_until_closed_and_not_after() -> None:
    cameras = DemoCameras(SAMPLES, frames_a_second=50)
    frames: list[Frame] = []
    enough = threading.Event()

    def take(frame: Frame) -> None:
        frames.append(frame)
        if len(frames) >= 4:
            enough.set()

    cameras.open(cameras.devices()[0].id, take, lambda error: None)
    assert enough.wait(20)
    cameras.close()
    count = len(frames)
    assert not [thread for thread in threading.enumerate() if thread.name == "demo-camera"]
    assert len(frames) == count
    assert frames[0].taken_s < frames[-1].taken_s


def test_another_person_sits_down_while_the_camera_runs() -> None:
    cameras = DemoCameras(SAMPLES, seed=1, frames_a_second=50)
    first, other = demo_frame(SAMPLES, 1), demo_frame(SAMPLES, 2)
    changed = threading.Event()

    def take(frame: Frame) -> None:
        if np.abs(frame.rgb.astype(int) - other).mean() < np.abs(frame.rgb.astype(int) - first).mean():
            changed.set()
        else:
            cameras.seat(2)

    cameras.open("demo", take, lambda error: None)
    try:
        assert changed.wait(20)
    finally:
        cameras.close()


def test_pulling_the_cable_is_told_once_and_the_camera_comes_back() -> None:
    cameras = DemoCameras(SAMPLES)
    lost: list[SscardError] = []
    changes: list[int] = []
    cameras.watch(lambda: changes.append(len(cameras.devices())))
    cameras.open("demo", lambda frame: None, lost.append)
    cameras.unplug()
    cameras.unplug()
    assert [error.code for error in lost] == ["camera.gone"]
    with pytest.raises(EnvironmentFailedError):
        cameras.open("demo", lambda frame: None, lost.append)
    cameras.plug_in()
    assert changes == [0, 0, 1]
    cameras.close()


def test_the_camera_may_be_closed_from_its_own_frame() -> None:
    cameras = DemoCameras(SAMPLES, frames_a_second=50)
    closed = threading.Event()

    def take(frame: Frame) -> None:
        cameras.close()
        closed.set()

    cameras.open("demo", take, lambda error: None)
    assert closed.wait(20)


def test_the_document_camera_shows_one_side_and_then_the_other() -> None:
    hardware = DemoHardware(SAMPLES, FONT, date(2026, 11, 21))
    cameras = hardware.cameras
    documents = cameras.devices()[1]
    seen: list[Frame] = []
    there, turned = threading.Event(), threading.Event()

    def blue(frame: Frame) -> int:
        """Return how much of the desk is under the card, whose ground is the only blue there."""
        return int((frame.rgb[..., 2].astype(int) - frame.rgb[..., 0] > 5).sum())

    def take(frame: Frame) -> None:
        seen.append(frame)
        if (
            not there.is_set()
            and len(seen) > 2
            and seen[-1].rgb.tobytes() in {old.rgb.tobytes() for old in seen[-8:-1]}
        ):
            if blue(frame) > 100_000:
                there.set()
                cameras.lay(Side.BACK)
        elif there.is_set() and blue(frame) < 100:
            turned.set()

    cameras.open(documents.id, take, lambda error: None)
    try:
        assert there.wait(20)
        assert turned.wait(20)
    finally:
        cameras.close()
    assert blue(seen[0]) == 0
