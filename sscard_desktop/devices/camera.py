# SPDX-License-Identifier: Apache-2.0
"""The machine's cameras through QtMultimedia: names, stable ids, hot-plug, frames in a thread of their own.

Answers for the newest frame only: while a frame is being looked at, later ones replace each other. Where QtMultimedia
knows no camera, :mod:`videocapture` is asked. That a stream stands still is noticed by whoever shows it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrameFormat,
)

from sscard_desktop.devices.cameraknobs import QtKnobs
from sscard_desktop.devices.fallbackcameras import FallbackCameras
from sscard_desktop.devices.v4l2 import V4l2Knobs
from sscard_desktop.devices.videocapture import VideoCaptureCameras
from sscard_desktop.devices.videoframes import FrameStream
from sscard_desktop.devices.videonodes import VideoNode, failure_of, video_nodes
from sscard_desktop.domain.camera import Knob, KnobKind, Purpose, told_apart
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, Cameras, Frame

_Pixel = QVideoFrameFormat.PixelFormat
_SLOWEST_FPS, _USUAL_FPS = 15, 30


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
        self._knobs: V4l2Knobs | QtKnobs | None = None

    def devices(self) -> Sequence[CameraDevice]:
        """Return the cameras connected now, the system's default first."""
        return [device for device, _ in self._found()]

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        """Have ``on_change`` called in the window's thread whenever a camera comes or goes."""
        self._watchers.append(on_change)
        return lambda: self._watchers.remove(on_change)

    def open(
        self,
        device_id: str,
        on_frame: Callable[[Frame], None],
        on_lost: Callable[[SscardError], None],
        *,
        purpose: Purpose = Purpose.PERSON,
    ) -> None:
        """Start the camera; see :class:`Cameras`."""
        self.close()
        device, found = next((pair for pair in self._found() if pair[0].id == device_id), (None, None))
        if device is None or found is None:
            raise EnvironmentFailedError("camera.gone", name=device_id)
        self._opened = device
        self._stream = FrameStream(on_frame, on_lost)
        camera = QCamera(found)
        wanted = best_format(found.videoFormats(), purpose)
        if wanted is not None:
            camera.setCameraFormat(wanted)
        camera.errorOccurred.connect(self._failed)
        self._camera = camera
        node = _node_of(device_id)
        self._knobs = V4l2Knobs(node.path) if node is not None else QtKnobs(camera)
        self._session.setCamera(camera)
        self._session.setVideoSink(self._stream.sink)
        _with_permission(self._start, lambda: self._lose("camera.denied"))

    def close(self) -> None:
        """Stop; after this returns ``on_frame`` isn't called any more."""
        stream, camera = self._stream, self._camera
        self._stream = self._camera = self._opened = self._knobs = None
        if camera is not None:
            camera.errorOccurred.disconnect(self._failed)
            camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type]  # Qt takes a null camera, the stub doesn't know
            camera.deleteLater()
        if stream is not None:
            stream.stop()

    def knobs(self) -> Sequence[Knob]:
        """Return what can be turned on the open camera."""
        return self._knobs.read() if self._knobs is not None else ()

    def turn(self, kind: KnobKind, position: int | None) -> None:
        """Turn a knob of the open camera; see :class:`Cameras`."""
        if self._knobs is not None:
            self._knobs.turn(kind, position)

    def _found(self) -> list[tuple[CameraDevice, QCameraDevice]]:
        default = bytes(QMediaDevices.defaultVideoInput().id().data())
        inputs = sorted(QMediaDevices.videoInputs(), key=lambda found: bytes(found.id().data()) != default)
        names = told_apart([found.description() for found in inputs])
        nodes = {str(node.path): node.id for node in _nodes()}
        devices = []
        for found, name in zip(inputs, names, strict=True):
            told = bytes(found.id().data()).decode("utf-8", "replace")
            devices.append((CameraDevice(nodes.get(told, told), name), found))
        return devices

    def _start(self) -> None:
        if self._camera is not None:
            self._camera.start()

    def _failed(self, error: QCamera.Error, _text: str) -> None:
        if error == QCamera.Error.NoError or self._opened is None:
            return
        node = _node_of(self._opened.id)
        if self._stream is not None and node is not None:
            self._stream.lose(failure_of(node))
        else:
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


def machine_cameras() -> Cameras:
    """Return the cameras of this machine; call it in the window's thread, with an application running."""
    return FallbackCameras(QtCameras(), VideoCaptureCameras())


def best_format(formats: Sequence[QCameraFormat], purpose: Purpose = Purpose.PERSON) -> QCameraFormat | None:
    """Return the format nearest to what is wanted at 15 to 30 frames a second; ``None`` lets the camera choose.

    Over USB 2 a large picture is quick enough as MJPEG only, and then that is what is nearest.
    """
    width, height = purpose.wanted_size

    def unfitness(candidate: QCameraFormat) -> tuple[float, ...]:
        size = candidate.resolution()
        off = abs(size.width() - width) + abs(size.height() - height)
        too_few = size.height() < height
        slow = candidate.maxFrameRate() < _SLOWEST_FPS
        # Compressed frames cost a decoder; at the same size and rate the plain ones are better.
        compressed = candidate.pixelFormat() == _Pixel.Format_Jpeg
        return (slow, too_few, off, abs(candidate.maxFrameRate() - _USUAL_FPS), compressed)

    return min(formats, key=unfitness, default=None)


def _nodes() -> Sequence[VideoNode]:
    return video_nodes() if sys.platform.startswith("linux") else ()


def _node_of(device_id: str) -> VideoNode | None:
    return next((node for node in _nodes() if node.id == device_id), None)


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
