# SPDX-License-Identifier: Apache-2.0
"""OpenCV's way to the cameras, against drivers that behave as badly as drivers do."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from sscard_desktop.devices.videocapture import VideoCaptureCameras
from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import Frame

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the nodes of the fake bus are Linux's")


class Driver:
    """What OpenCV opens: pictures, silence, or a read that never ends until it is let go."""

    opens = True
    hangs = threading.Event()
    let_go = threading.Event()
    settings: ClassVar[list[tuple[int, float]]] = []
    log: ClassVar[list[str]] = []
    """What was opened and released since the test began."""

    def __init__(self, index: int, backend: int) -> None:
        self.index, self.backend = index, backend
        # A driver of the test before may let go in this one.
        self.log = Driver.log
        self.log.append("opened")

    def isOpened(self) -> bool:  # noqa: N802  # OpenCV's name
        return Driver.opens

    def set(self, setting: int, value: float) -> bool:
        Driver.settings.append((setting, value))
        return True

    def read(self) -> tuple[bool, npt.NDArray[np.uint8] | None]:
        if Driver.hangs.is_set():
            Driver.let_go.wait(20)
            return False, None
        time.sleep(0.005)
        return True, np.full((4, 6, 3), (10, 20, 30), np.uint8)

    def release(self) -> None:
        self.log.append("released")


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(cv2, "VideoCapture", Driver)
    plug(tmp_path, 0, "HD Webcam")
    Driver.opens, Driver.settings, Driver.log = True, [], []
    Driver.hangs.clear()
    Driver.let_go.clear()
    yield tmp_path
    Driver.let_go.set()


def plug(bus: Path, number: int, name: str) -> None:
    folder = bus / f"video{number}"
    folder.mkdir()
    (folder / "index").write_text("0\n", encoding="ascii")
    (folder / "name").write_text(f"{name}\n", encoding="utf-8")


class Heard:
    """What a camera told, in its own threads."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []
        self.lost: list[SscardError] = []
        self._came = threading.Condition()

    def keep(self, frame: Frame) -> None:
        with self._came:
            self.frames.append(frame)
            self._came.notify()

    def lose(self, error: SscardError) -> None:
        with self._came:
            self.lost.append(error)
            self._came.notify()

    def wait(self, holds: Callable[[], bool]) -> bool:
        with self._came:
            return self._came.wait_for(holds, timeout=10)


@pytest.fixture
def heard() -> Heard:
    return Heard()


def test_pictures_are_asked_for_as_mjpeg_in_the_size_of_their_purpose(bus: Path, heard: Heard) -> None:
    cameras = VideoCaptureCameras(bus)
    (device,) = cameras.devices()
    assert device.name == "HD Webcam"
    cameras.open(device.id, heard.keep, heard.lose, purpose=Purpose.DOCUMENT)
    assert heard.wait(lambda: len(heard.frames) > 1)
    cameras.close()
    assert heard.frames[0].rgb[0, 0].tolist() == [30, 20, 10]
    asked = dict(Driver.settings)
    assert asked[cv2.CAP_PROP_FOURCC] == cv2.VideoWriter.fourcc(*"MJPG")
    assert (asked[cv2.CAP_PROP_FRAME_WIDTH], asked[cv2.CAP_PROP_FRAME_HEIGHT]) == (1920, 1080)


def test_a_read_that_hangs_holds_up_neither_the_end_nor_the_next_beginning(bus: Path, heard: Heard) -> None:
    cameras = VideoCaptureCameras(bus)
    (device,) = cameras.devices()
    cameras.open(device.id, heard.keep, heard.lose)
    assert heard.wait(lambda: bool(heard.frames))
    Driver.hangs.set()
    time.sleep(0.05)
    second = Heard()
    # Neither waits for the driver, which would take its twenty seconds.
    cameras.close()
    cameras.open(device.id, second.keep, second.lose)
    assert not Driver.let_go.is_set()
    count = len(heard.frames)
    Driver.hangs.clear()
    Driver.let_go.set()
    assert second.wait(lambda: bool(second.frames))
    assert Driver.log == ["opened", "released", "opened"]
    assert len(heard.frames) == count
    assert heard.lost == []
    cameras.close()


def test_why_it_cannot_be_opened_is_told_and_nothing_after_the_end(bus: Path, heard: Heard) -> None:
    Driver.opens = False
    cameras = VideoCaptureCameras(bus)
    (device,) = cameras.devices()
    cameras.open(device.id, heard.keep, heard.lose)
    assert heard.wait(lambda: bool(heard.lost))
    # The fake bus has no device file behind it: to the program it was just pulled.
    assert heard.lost[0].code == "camera.gone"
    cameras.close()
    with pytest.raises(EnvironmentFailedError) as caught:
        cameras.open("usb-unknown", heard.keep, heard.lose)
    assert caught.value.code == "camera.gone"


def test_the_camera_may_be_closed_from_its_own_frame(bus: Path) -> None:
    cameras = VideoCaptureCameras(bus)
    closed = threading.Event()

    def take(_frame: Frame) -> None:
        cameras.close()
        closed.set()

    cameras.open(cameras.devices()[0].id, take, lambda error: None)
    assert closed.wait(10)


def test_plugging_is_told_by_itself(bus: Path) -> None:
    cameras = VideoCaptureCameras(bus, look_s=0.01)
    changed = threading.Event()
    unwatch = cameras.watch(changed.set)
    plug(bus, 2, "高拍仪")
    assert changed.wait(10)
    unwatch()
    assert [device.name for device in cameras.devices()] == ["HD Webcam", "高拍仪"]
