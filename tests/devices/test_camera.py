# SPDX-License-Identifier: Apache-2.0
"""The path from QtMultimedia to a frame, without a device: frames are pushed into a real capture session."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt
import pytest

pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError, reason="the system lacks QtMultimedia's libraries")

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QCameraFormat, QMediaCaptureSession, QVideoFrame, QVideoFrameFormat, QVideoFrameInput
from pytestqt.qtbot import QtBot

from sscard_desktop.devices.camera import QtCameras, best_format
from sscard_desktop.devices.democamera import DemoCameras
from sscard_desktop.devices.fallbackcameras import FallbackCameras
from sscard_desktop.devices.videoframes import FrameStream, pixels_of
from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import Frame

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
Format = QVideoFrameFormat.PixelFormat


def scene(width: int = 64, height: int = 48) -> npt.NDArray[np.uint8]:
    """A smooth picture that survives halved chroma: red grows to the right, blue downwards."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[..., 0] = np.linspace(40, 220, width)[None, :]
    picture[..., 1] = 90
    picture[..., 2] = np.linspace(40, 220, height)[:, None]
    return picture


def video_frame(planes: list[npt.NDArray[np.uint8]], width: int, height: int, kind: Format) -> QVideoFrame:
    frame = QVideoFrame(QVideoFrameFormat(QSize(width, height), kind))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    for index, plane in enumerate(planes):
        stride = frame.bytesPerLine(index)
        target = np.frombuffer(frame.bits(index), np.uint8)[: stride * plane.shape[0]].reshape(-1, stride)
        target[:, : plane.shape[1]] = plane
    frame.unmap()
    return frame


def encoded(rgb: npt.NDArray[np.uint8], kind: Format) -> QVideoFrame:
    height, width = rgb.shape[:2]
    if kind in (Format.Format_RGBA8888, Format.Format_RGBX8888):
        return video_frame([cv2.cvtColor(rgb, cv2.COLOR_RGB2RGBA).reshape(height, -1)], width, height, kind)
    if kind in (Format.Format_BGRA8888, Format.Format_BGRX8888):
        return video_frame([cv2.cvtColor(rgb, cv2.COLOR_RGB2BGRA).reshape(height, -1)], width, height, kind)
    if kind in (Format.Format_YUYV, Format.Format_UYVY):
        conversion = cv2.COLOR_RGB2YUV_YUYV if kind == Format.Format_YUYV else cv2.COLOR_RGB2YUV_UYVY
        return video_frame([cv2.cvtColor(rgb, conversion).reshape(height, -1)], width, height, kind)
    flat = cv2.cvtColor(rgb, cv2.COLOR_RGB2YUV_I420)
    luma = flat[:height]
    u, v = (part.reshape(height // 2, width // 2) for part in np.split(flat[height:].reshape(-1), 2))
    if kind == Format.Format_YUV420P:
        return video_frame([luma, u, v], width, height, kind)
    pair = (u, v) if kind == Format.Format_NV12 else (v, u)
    return video_frame([luma, np.dstack(pair).reshape(height // 2, width)], width, height, kind)


@pytest.mark.parametrize(
    "kind",
    [
        Format.Format_NV12,
        Format.Format_NV21,
        Format.Format_YUV420P,
        Format.Format_YUYV,
        Format.Format_UYVY,
        Format.Format_BGRA8888,
        Format.Format_BGRX8888,
        Format.Format_RGBA8888,
        Format.Format_RGBX8888,
    ],
    ids=lambda kind: kind.name,
)
def test_each_pixel_format_gives_the_same_picture(kind: Format) -> None:
    rgb = pixels_of(encoded(scene(), kind))
    assert rgb is not None
    assert rgb.shape == (48, 64, 3)
    assert np.abs(rgb.astype(int) - scene()).mean() < 3


def test_a_rare_format_goes_through_qt() -> None:
    image = QImage(scene().tobytes(), 64, 48, 64 * 3, QImage.Format.Format_RGB888)
    frame = QVideoFrame(image.convertToFormat(QImage.Format.Format_ARGB32))
    rgb = pixels_of(frame)
    assert rgb is not None
    assert np.abs(rgb.astype(int) - scene()).mean() < 3


def test_an_empty_frame_has_no_pixels() -> None:
    assert pixels_of(QVideoFrame()) is None


# The first capture session loads FFmpeg, which looks for video acceleration that a server doesn't have.
@pytest.mark.qt_log_ignore("Couldn't (load|resolve)", extend=True)
def test_frames_of_a_capture_session_arrive(qtbot: QtBot) -> None:
    frames: list[Frame] = []
    lost: list[SscardError] = []
    stream = FrameStream(frames.append, lost.append)
    session, source = QMediaCaptureSession(), QVideoFrameInput()
    session.setVideoFrameInput(source)
    session.setVideoSink(stream.sink)

    def pushed() -> bool:
        source.sendVideoFrame(encoded(scene(), Format.Format_NV12))
        return bool(frames)

    try:
        qtbot.waitUntil(pushed, timeout=5000)
    finally:
        stream.stop()
    assert np.abs(frames[0].rgb.astype(int) - scene()).mean() < 3
    assert lost == []


def test_while_one_frame_is_looked_at_only_the_newest_waits(qtbot: QtBot) -> None:
    seen: list[int] = []
    busy, go_on, second = threading.Event(), threading.Event(), threading.Event()

    def look(frame: Frame) -> None:
        seen.append(int(frame.rgb[0, 0, 0]))
        if len(seen) == 1:
            busy.set()
            assert go_on.wait(5)
        else:
            second.set()

    def grey(level: int) -> QVideoFrame:
        return encoded(np.full((8, 8, 3), level, np.uint8), Format.Format_RGBA8888)

    stream = FrameStream(look, lambda error: None)
    try:
        stream.sink.setVideoFrame(grey(10))
        assert busy.wait(5)
        for level in (20, 30, 40):
            stream.sink.setVideoFrame(grey(level))
        go_on.set()
        assert second.wait(5)
    finally:
        stream.stop()
    assert seen == [10, 40]


def test_a_lost_camera_is_told_once(qtbot: QtBot) -> None:
    lost: list[SscardError] = []
    stream = FrameStream(lambda frame: None, lost.append)
    for code in ("camera.busy", "camera.gone"):
        stream.lose(EnvironmentFailedError(code, name="Some Cam"))
    stream.stop()
    assert [error.code for error in lost] == ["camera.busy"]


def test_nothing_is_told_after_stop(qtbot: QtBot) -> None:
    lost: list[SscardError] = []
    stream = FrameStream(lambda frame: None, lost.append)
    stream.stop()
    stream.lose(EnvironmentFailedError("camera.gone", name="test"))
    assert lost == []


def test_an_unknown_camera_is_gone(qtbot: QtBot) -> None:
    cameras = QtCameras()
    with pytest.raises(EnvironmentFailedError) as caught:
        cameras.open("no such camera", lambda frame: None, lambda error: None)
    assert caught.value.code == "camera.gone"
    cameras.close()


def test_no_format_to_choose_from_lets_the_camera_choose() -> None:
    assert best_format([]) is None


def offer(width: int, height: int, fps: float, kind: Format) -> QCameraFormat:
    """Return one of the formats that a camera offers; Qt makes none without a camera."""
    told = SimpleNamespace(resolution=lambda: QSize(width, height), maxFrameRate=lambda: fps, pixelFormat=lambda: kind)
    return cast("QCameraFormat", told)


@pytest.mark.parametrize(
    ("purpose", "wanted"), [(Purpose.PERSON, (1280, 720, "Jpeg")), (Purpose.DOCUMENT, (1920, 1080, "Jpeg"))]
)
def test_a_usual_webcam_sends_mjpeg_in_the_size_that_is_wanted(purpose: Purpose, wanted: tuple[int, int, str]) -> None:
    plain, packed = Format.Format_YUYV, Format.Format_Jpeg
    offered = [
        offer(640, 480, 30, plain),
        offer(640, 480, 30, packed),
        offer(1280, 720, 10, plain),
        offer(1280, 720, 30, packed),
        offer(1920, 1080, 5, plain),
        offer(1920, 1080, 30, packed),
        offer(2592, 1944, 2, plain),
    ]
    chosen = best_format(offered, purpose)
    assert chosen is not None
    size = chosen.resolution()
    assert (size.width(), size.height(), chosen.pixelFormat().name.removeprefix("Format_")) == wanted


def test_where_plain_pictures_are_quick_enough_none_are_unpacked() -> None:
    offered = [offer(1280, 720, 30, Format.Format_Jpeg), offer(1280, 720, 30, Format.Format_NV12)]
    chosen = best_format(offered)
    assert chosen is not None
    assert chosen.pixelFormat() == Format.Format_NV12


def test_the_second_choice_is_asked_where_the_first_knows_no_camera(qtbot: QtBot) -> None:
    first, second = DemoCameras(SAMPLES), DemoCameras(SAMPLES)
    first.unplug()
    cameras = FallbackCameras(first, second)
    (device,) = cameras.devices()
    arrived = threading.Event()
    cameras.open(device.id, lambda frame: arrived.set(), lambda error: None)
    try:
        assert arrived.wait(10)
    finally:
        cameras.close()


def test_without_any_camera_that_is_said(qtbot: QtBot) -> None:
    first, second = DemoCameras(SAMPLES), DemoCameras(SAMPLES)
    first.unplug()
    second.unplug()
    with pytest.raises(EnvironmentFailedError) as caught:
        FallbackCameras(first, second).open("demo", lambda frame: None, lambda error: None)
    assert caught.value.code == "camera.none"
