# SPDX-License-Identifier: Apache-2.0
"""The camera in the window's thread: the newest frame only, a lost camera told once, and its return.

The camera calls from threads of its own. What it brings is put into an inbox that holds one frame: a frame that nobody
fetched in time is replaced, never queued.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, Cameras, Frame

_RETRY_MS = 2000


class _Inbox(QObject):
    """Where the camera's threads put what they have; it has no parent, so that it outlives whoever listens."""

    frame_waits = Signal()
    camera_lost = Signal(int, object)
    devices_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._newest: Frame | None = None
        self.running = False

    def put(self, frame: Frame) -> None:
        with self._lock:
            waits = self._newest is not None
            self._newest = frame
        if not waits:
            self.frame_waits.emit()

    def take(self) -> Frame | None:
        with self._lock:
            newest, self._newest = self._newest, None
        return newest


class CameraFeed(QObject):
    """One dialog's use of the cameras; create, use and drop it in the window's thread.

    Signals:
        frame_came(frame): the newest ``Frame``.
        lost(error): no more frames come; they will be tried for again until :meth:`stop`.
        opened(device): a camera was opened, the first time or again.
        devices_changed(): a camera came or went.
    """

    frame_came = Signal(object)
    lost = Signal(object)
    opened = Signal(object)
    devices_changed = Signal()

    def __init__(self, cameras: Cameras, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cameras = cameras
        self._inbox = _Inbox()
        self._inbox.frame_waits.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._inbox.camera_lost.connect(self._lose, Qt.ConnectionType.QueuedConnection)
        self._inbox.devices_changed.connect(self._look_again, Qt.ConnectionType.QueuedConnection)
        self._opening = 0
        self._wanted = ""
        self._device: CameraDevice | None = None
        self._retry = QTimer(self)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        unwatch = cameras.watch(self._inbox.devices_changed.emit)
        # A locked window destroys its pages with their dialogs; no close event comes then.
        self.destroyed.connect(_ending(cameras, self._inbox, unwatch))

    @property
    def device(self) -> CameraDevice | None:
        """The camera that is open, ``None`` if none is."""
        return self._device

    def devices(self) -> Sequence[CameraDevice]:
        """Return the cameras connected now."""
        return self._cameras.devices()

    def start(self, device_id: str = "") -> None:
        """Open a camera, by default (and where ``device_id`` isn't connected) the system's first."""
        self._inbox.running = True
        self._wanted = device_id
        self._open()

    def stop(self) -> None:
        """Close the camera; :meth:`start` opens it again."""
        self._inbox.running = False
        self._opening += 1
        self._retry.stop()
        self._cameras.close()
        self._inbox.take()
        self._device = None

    def _open(self) -> None:
        devices = self.devices()
        self._opening += 1
        opening = self._opening
        inbox = self._inbox
        try:
            if not devices:
                self._cameras.close()
                raise EnvironmentFailedError("camera.none")
            device = next((found for found in devices if found.id == self._wanted), devices[0])
            self._device = device
            self._wanted = device.id
            self._cameras.open(device.id, inbox.put, lambda error: inbox.camera_lost.emit(opening, error))
        except SscardError as error:
            self._lose(opening, error)
            return
        self._retry.stop()
        self.opened.emit(device)

    @Slot()
    def _take(self) -> None:
        frame = self._inbox.take()
        if frame is not None and self._inbox.running:
            self.frame_came.emit(frame)

    @Slot(int, object)
    def _lose(self, opening: int, error: SscardError) -> None:
        if opening != self._opening or not self._inbox.running:
            return
        self._device = None
        self._retry.start()
        self.lost.emit(error)

    @Slot()
    def _look_again(self) -> None:
        self.devices_changed.emit()
        self._try_again()

    def _try_again(self) -> None:
        if not self._inbox.running or self._device is not None:
            return
        devices = self.devices()
        # Another camera isn't taken in place of the lost one without being asked: it may look at something else.
        if any(device.id == self._wanted for device in devices) or (devices and not self._wanted):
            self._open()


def _ending(cameras: Cameras, inbox: _Inbox, unwatch: Callable[[], None]) -> Callable[[], None]:
    def end() -> None:
        unwatch()
        # After a stop the camera may be another dialog's already.
        if inbox.running:
            cameras.close()

    return end
