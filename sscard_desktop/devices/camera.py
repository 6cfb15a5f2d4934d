# SPDX-License-Identifier: Apache-2.0
"""The machine's cameras through QtMultimedia: names, stable ids, hot-plug, frames in a thread of their own.

Answers for the newest frame only: while a frame is being looked at, later ones replace each other. Frames are converted
from their planes by OpenCV, because Qt's own conversion may want a graphics context of the thread it runs in. Where
QtMultimedia knows no camera, :mod:`videocapture` is asked.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoFrameFormat,
    QVideoSink,
)

from sscard_desktop.devices.videocapture import VideoCaptureCameras
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, Cameras, Frame

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_WANTED_WIDTH, _WANTED_HEIGHT = 1280, 720
_SILENCE_S = 6.0
_Pixel = QVideoFrameFormat.PixelFormat


class QtCameras:
    """Cameras through QtMultimedia; create and use it in the window's thread, with an application running."""

    def __init__(self) -> None:
        self._devices = QMediaDevices()
        self._session = QMediaCaptureSession()
        self._camera: QCamera | None = None
        self._stream: FrameStream | None = None
        self._watchers: list[Callable[[], None]] = []
        self._devices.videoInputsChanged.connect(self._inputs_changed)
        self._opened: CameraDevice | None = None

    def devices(self) -> Sequence[CameraDevice]:
        """Return the cameras connected now, the system's default first."""
        default = bytes(QMediaDevices.defaultVideoInput().id().data())
        inputs = sorted(QMediaDevices.videoInputs(), key=lambda found: bytes(found.id().data()) != default)
        return [_described(found) for found in inputs]

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        """Have ``on_change`` called in the window's thread whenever a camera comes or goes."""
        self._watchers.append(on_change)
        return lambda: self._watchers.remove(on_change)

    def open(self, device_id: str, on_frame: Callable[[Frame], None], on_lost: Callable[[SscardError], None]) -> None:
        """Start the camera; see :class:`Cameras`."""
        self.close()
        found = next((d for d in QMediaDevices.videoInputs() if _described(d).id == device_id), None)
        if found is None:
            raise EnvironmentFailedError("camera.gone", name=device_id)
        self._opened = _described(found)
        self._stream = FrameStream(self._opened.name, on_frame, on_lost)
        camera = QCamera(found)
        wanted = best_format(found.videoFormats())
        if wanted is not None:
            camera.setCameraFormat(wanted)
        camera.errorOccurred.connect(self._failed)
        self._camera = camera
        self._session.setCamera(camera)
        self._session.setVideoSink(self._stream.sink)
        _with_permission(self._start, lambda: self._lose("camera.denied"))

    def close(self) -> None:
        """Stop; after this returns ``on_frame`` isn't called any more."""
        stream, camera = self._stream, self._camera
        self._stream = self._camera = self._opened = None
        if camera is not None:
            camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type]  # Qt takes a null camera, the stub doesn't know
            camera.deleteLater()
        if stream is not None:
            stream.stop()

    def _start(self) -> None:
        if self._camera is not None:
            self._camera.start()

    def _failed(self, error: QCamera.Error, _text: str) -> None:
        if error != QCamera.Error.NoError:
            self._lose("camera.busy")

    def _inputs_changed(self) -> None:
        opened = self._opened
        if opened is not None and opened.id not in {device.id for device in self.devices()}:
            self._lose("camera.gone")
        for on_change in tuple(self._watchers):
            on_change()

    def _lose(self, code: str) -> None:
        if self._stream is not None and self._opened is not None:
            self._stream.lose(EnvironmentFailedError(code, name=self._opened.name))


class FrameStream:
    """A video sink whose newest frame is handed on from a thread of its own.

    Args:
        name: of the camera, for the error when it stays silent.
        on_frame, on_lost: see :class:`Cameras`.
        silence_s: without a frame for so long, the camera counts as lost.
    """

    def __init__(
        self,
        name: str,
        on_frame: Callable[[Frame], None],
        on_lost: Callable[[SscardError], None],
        *,
        silence_s: float = _SILENCE_S,
    ) -> None:
        self.sink = QVideoSink()
        self._name = name
        self._on_frame = on_frame
        self._on_lost = on_lost
        self._silence_s = silence_s
        self._change = threading.Condition()
        self._newest: tuple[QVideoFrame, float] | None = None
        self._running = True
        self._lost = False
        # Direct: the frame is only put aside, in whatever thread the backend delivers it.
        self.sink.videoFrameChanged.connect(self._put_aside, Qt.ConnectionType.DirectConnection)
        self._thread = threading.Thread(target=self._hand_on, name="camera", daemon=True)
        self._thread.start()

    def lose(self, error: SscardError) -> None:
        """Say once that no more frames will come."""
        with self._change:
            if self._lost or not self._running:
                return
            self._lost = True
            self._change.notify()
        self._on_lost(error)

    def stop(self) -> None:
        """End the thread; safe to call from ``on_frame`` itself."""
        self.sink.videoFrameChanged.disconnect(self._put_aside)
        with self._change:
            self._running = False
            self._newest = None
            self._change.notify()
        if threading.current_thread() is not self._thread:
            self._thread.join(timeout=2.0)

    def _put_aside(self, frame: QVideoFrame) -> None:
        # At its end a source sends an empty frame.
        if not frame.isValid():
            return
        with self._change:
            self._newest = (frame, time.monotonic())
            self._change.notify()

    def _hand_on(self) -> None:
        while True:
            with self._change:
                arrived = self._change.wait_for(
                    lambda: self._newest is not None or not self._running or self._lost, timeout=self._silence_s
                )
                if not self._running or self._lost:
                    return
                newest, self._newest = self._newest, None
            if not arrived or newest is None:
                self.lose(EnvironmentFailedError("camera.silent", name=self._name))
                return
            rgb = pixels_of(newest[0])
            if rgb is not None and self._running:
                self._on_frame(Frame(rgb, newest[1]))


class FallbackCameras:
    """QtMultimedia's cameras, or OpenCV's where QtMultimedia finds none (a backend may be missing on the system)."""

    def __init__(self, first: Cameras, second: Cameras) -> None:
        self._choices = (first, second)
        self._active: Cameras | None = None

    def devices(self) -> Sequence[CameraDevice]:
        """Return the cameras of the first choice that has any."""
        return next((found for choice in self._choices if (found := choice.devices())), [])

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        """Watch both."""
        stops = [choice.watch(on_change) for choice in self._choices]

        def stop() -> None:
            for end in stops:
                end()

        return stop

    def open(self, device_id: str, on_frame: Callable[[Frame], None], on_lost: Callable[[SscardError], None]) -> None:
        """Open the camera where it is known; see :class:`Cameras`."""
        self.close()
        for choice in self._choices:
            if any(device.id == device_id for device in choice.devices()):
                choice.open(device_id, on_frame, on_lost)
                self._active = choice
                return
        if not self.devices():
            raise EnvironmentFailedError("camera.none")
        raise EnvironmentFailedError("camera.gone", name=device_id)

    def close(self) -> None:
        """Close whatever is open."""
        if self._active is not None:
            self._active.close()
            self._active = None


def machine_cameras() -> Cameras:
    """Return the cameras of this machine; call it in the window's thread, with an application running."""
    return FallbackCameras(QtCameras(), VideoCaptureCameras())


def best_format(formats: Sequence[QCameraFormat]) -> QCameraFormat | None:
    """Return the format nearest to 1280×720 at 15 to 30 frames a second; ``None`` lets the camera choose."""

    def unfitness(candidate: QCameraFormat) -> tuple[float, ...]:
        size = candidate.resolution()
        off = abs(size.width() - _WANTED_WIDTH) + abs(size.height() - _WANTED_HEIGHT)
        too_few = size.height() < _WANTED_HEIGHT
        slow = candidate.maxFrameRate() < 15
        # Compressed frames cost a decoder; at the same size and rate the plain ones are better.
        return (slow, too_few, off, abs(candidate.maxFrameRate() - 30), candidate.pixelFormat() == _Pixel.Format_Jpeg)

    return min(formats, key=unfitness, default=None)


def pixels_of(frame: QVideoFrame) -> npt.NDArray[np.uint8] | None:
    """Return the frame's pixels as RGB (height × width × 3), ``None`` where they can't be had."""
    import cv2
    import numpy as np

    width, height = frame.width(), frame.height()
    kind = frame.pixelFormat()
    if width < 1 or height < 1:
        return None
    if not frame.map(QVideoFrame.MapMode.ReadOnly):
        return None
    try:

        def plane(index: int, row_bytes: int, rows: int) -> npt.NDArray[np.uint8]:
            stride = frame.bytesPerLine(index)
            data = np.frombuffer(frame.bits(index), np.uint8, count=stride * rows)
            return data.reshape(rows, stride)[:, :row_bytes]

        packed = {
            _Pixel.Format_YUYV: (2, cv2.COLOR_YUV2RGB_YUYV),
            _Pixel.Format_UYVY: (2, cv2.COLOR_YUV2RGB_UYVY),
            _Pixel.Format_BGRA8888: (4, cv2.COLOR_BGRA2RGB),
            _Pixel.Format_BGRX8888: (4, cv2.COLOR_BGRA2RGB),
            _Pixel.Format_RGBA8888: (4, cv2.COLOR_RGBA2RGB),
            _Pixel.Format_RGBX8888: (4, cv2.COLOR_RGBA2RGB),
        }
        halved = {_Pixel.Format_NV12: cv2.COLOR_YUV2RGB_NV12, _Pixel.Format_NV21: cv2.COLOR_YUV2RGB_NV21}
        even = width % 2 == 0 and height % 2 == 0
        if kind in packed:
            size, conversion = packed[kind]
            source = np.ascontiguousarray(plane(0, width * size, height)).reshape(height, width, size)
            return np.asarray(cv2.cvtColor(source, conversion), dtype=np.uint8)
        if kind in halved and even:
            chroma = np.ascontiguousarray(plane(1, width, height // 2)).reshape(height // 2, width // 2, 2)
            luma = np.ascontiguousarray(plane(0, width, height))
            return np.asarray(cv2.cvtColorTwoPlane(luma, chroma, halved[kind]), dtype=np.uint8)
        if kind == _Pixel.Format_YUV420P and even:
            planes = [plane(0, width, height), plane(1, width // 2, height // 2), plane(2, width // 2, height // 2)]
            joined = np.concatenate([part.reshape(-1, width) for part in planes])
            return np.asarray(cv2.cvtColor(joined, cv2.COLOR_YUV2RGB_I420), dtype=np.uint8)
        if kind == _Pixel.Format_Jpeg:
            decoded = cv2.imdecode(np.frombuffer(frame.bits(0), np.uint8), cv2.IMREAD_COLOR_RGB)
            return None if decoded is None else np.asarray(decoded, dtype=np.uint8)
    except (cv2.error, ValueError):
        # A torn frame, as cheap cables make them: the next one comes in a moment.
        return None
    finally:
        frame.unmap()
    return _through_image(frame)


def _through_image(frame: QVideoFrame) -> npt.NDArray[np.uint8] | None:
    """Return the pixels of a rare format by Qt's own conversion."""
    import numpy as np

    image = frame.toImage().convertToFormat(QImage.Format.Format_RGB888)
    if image.isNull():
        return None
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def _described(device: QCameraDevice) -> CameraDevice:
    return CameraDevice(bytes(device.id().data()).decode("utf-8", "replace"), device.description())


def _with_permission(allowed: Callable[[], None], denied: Callable[[], None]) -> None:
    """Call ``allowed`` or ``denied`` once the system has said whether this program may use the camera."""
    application = QCoreApplication.instance()
    if application is None:
        allowed()
        return
    permission = QCameraPermission()
    state = application.checkPermission(permission)
    if state == Qt.PermissionStatus.Undetermined:
        asker = QObject(application)

        def answered(_permission: object) -> None:
            asker.deleteLater()
            if application.checkPermission(permission) == Qt.PermissionStatus.Granted:
                allowed()
            else:
                denied()

        application.requestPermission(permission, asker, answered)
    elif state == Qt.PermissionStatus.Denied:
        denied()
    else:
        allowed()
