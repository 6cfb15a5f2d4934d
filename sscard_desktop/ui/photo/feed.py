# SPDX-License-Identifier: Apache-2.0
"""The camera in the window's thread: the newest frame only, a lost or frozen camera told once, and its return.

The camera calls from threads of its own. What it brings is put into an inbox that holds one frame: a frame that nobody
fetched in time is replaced, never queued. Arrival is judged where frames arrive, so that a window that is busy for a
moment never takes its own delay for the camera's.
"""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from sscard_desktop.domain.camera import Knob, KnobKind, Purpose, StreamWatch
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, Cameras, Frame

RETRY_MS = 1000
LOOK_MS = 250
_SAMPLED = 8
"""Each so-manieth pixel across and down is enough to tell whether two frames are the same."""
_PLAIN = 4


class _Inbox(QObject):
    """Where the camera's threads put what they have; it has no parent, so that it outlives whoever listens."""

    frame_waits = Signal()
    camera_lost = Signal(int, object)
    devices_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._newest: Frame | None = None
        self._watch = StreamWatch()
        self._opening = 0
        self.running = False

    def begin(self, opening: int) -> None:
        """Take frames of this opening only from now on."""
        with self._lock:
            self._opening, self._newest = opening, None
            self._watch.begin(time.monotonic())

    def put(self, opening: int, frame: Frame) -> None:
        sample = frame.rgb[::_SAMPLED, ::_SAMPLED]
        # A covered or dazzled lens shows no noise: such a picture tells nothing about the driver.
        plain = int(sample.max()) - int(sample.min()) <= _PLAIN
        fingerprint = None if plain else zlib.crc32(sample.tobytes())
        with self._lock:
            if opening != self._opening:
                return
            waits = self._newest is not None
            self._newest = frame
            self._watch.saw(time.monotonic(), fingerprint)
        if not waits:
            self.frame_waits.emit()

    def take(self) -> Frame | None:
        with self._lock:
            newest, self._newest = self._newest, None
        return newest

    def trouble(self) -> str:
        with self._lock:
            return self._watch.trouble(time.monotonic())


class CameraFeed(QObject):
    """One dialog's use of the cameras; create, use and drop it in the window's thread.

    Args:
        cameras: where frames come from.
        purpose: what the camera looks at.

    Signals:
        frame_came(frame): the newest ``Frame``.
        lost(error): no more frames come; they will be tried for again until :meth:`stop`. Told once for each trouble.
        opened(device): a camera is being opened; after a loss: it shows pictures again.
        devices_changed(): a camera came or went.
    """

    frame_came = Signal(object)
    lost = Signal(object)
    opened = Signal(object)
    devices_changed = Signal()

    def __init__(self, cameras: Cameras, parent: QObject | None = None, *, purpose: Purpose = Purpose.PERSON) -> None:
        super().__init__(parent)
        self._cameras = cameras
        self._purpose = purpose
        self._inbox = _Inbox()
        self._inbox.frame_waits.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._inbox.camera_lost.connect(self._lose, Qt.ConnectionType.QueuedConnection)
        self._inbox.devices_changed.connect(self._look_again, Qt.ConnectionType.QueuedConnection)
        self._opening = 0
        self._wanted = self._instead = ""
        self._device: CameraDevice | None = None
        self._told = ""
        self._retry = QTimer(self)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_for_trouble)
        unwatch = cameras.watch(self._inbox.devices_changed.emit)
        # A locked window destroys its pages with their dialogs; no close event comes then.
        self.destroyed.connect(_ending(cameras, self._inbox, unwatch))

    @property
    def device(self) -> CameraDevice | None:
        """The camera that is open, ``None`` if none is."""
        return self._device

    def awaited(self) -> CameraDevice | None:
        """Return the camera that is connected and gives no pictures, ``None`` where none is tried for."""
        if not self._inbox.running or self._device is not None:
            return None
        waited_for = (self._wanted, self._instead)
        return next((device for device in self.devices() if device.id in waited_for), None)

    def devices(self) -> Sequence[CameraDevice]:
        """Return the cameras connected now."""
        return self._cameras.devices()

    def knobs(self) -> Sequence[Knob]:
        """Return what can be turned on the camera that is open."""
        return self._cameras.knobs() if self._device is not None else ()

    def turn(self, kind: KnobKind, position: int | None) -> None:
        """Turn a knob of the camera that is open; ``None`` leaves it to the camera."""
        if self._device is not None:
            self._cameras.turn(kind, position)

    def start(self, device_id: str = "", *, instead: str = "") -> None:
        """Open a camera.

        Args:
            device_id: the one to open; while it isn't connected another one is used, and left as soon as it comes.
            instead: which one that is; by default the system's first.
        """
        self._inbox.running = True
        self._wanted, self._instead, self._told = device_id, instead, ""
        self._open()

    def stop(self) -> None:
        """Close the camera; :meth:`start` opens it again."""
        self._inbox.running = False
        self._opening += 1
        self._retry.stop()
        self._look.stop()
        self._cameras.close()
        self._inbox.begin(self._opening)
        self._device = None

    def _open(self) -> None:
        devices = self.devices()
        self._opening += 1
        opening = self._opening
        inbox = self._inbox
        inbox.begin(opening)
        try:
            if not devices:
                self._cameras.close()
                raise EnvironmentFailedError("camera.none")
            device = self._choose(devices)
            self._device = device
            self._wanted = self._wanted or device.id
            self._cameras.open(
                device.id,
                lambda frame: inbox.put(opening, frame),
                lambda error: inbox.camera_lost.emit(opening, error),
                purpose=self._purpose,
            )
        except SscardError as error:
            self._lose(opening, error)
            return
        self._retry.stop()
        self._look.start()
        if not self._told:
            self.opened.emit(device)

    def _choose(self, devices: Sequence[CameraDevice]) -> CameraDevice:
        for wanted in (self._wanted, self._instead):
            for device in devices:
                if device.id == wanted:
                    return device
        self._instead = devices[0].id
        return devices[0]

    @Slot()
    def _take(self) -> None:
        frame = self._inbox.take()
        if frame is None or not self._inbox.running:
            return
        if self._told and self._device is not None:
            # Only now it is back: opening alone says little, a busy camera is opened again and again.
            self._told = ""
            self.opened.emit(self._device)
        self.frame_came.emit(frame)

    @Slot()
    def _look_for_trouble(self) -> None:
        device = self._device
        code = self._inbox.trouble() if device is not None else ""
        if device is None or not code:
            return
        self._lose(self._opening, EnvironmentFailedError(code, name=device.name))
        # A driver that hangs mostly runs again once it is opened anew.
        self._try_again()

    @Slot(int, object)
    def _lose(self, opening: int, error: SscardError) -> None:
        if opening != self._opening or not self._inbox.running:
            return
        self._device = None
        self._look.stop()
        self._retry.start()
        if error.code != self._told:
            self._told = error.code
            self.lost.emit(error)

    @Slot()
    def _look_again(self) -> None:
        self.devices_changed.emit()
        if not self._inbox.running:
            return
        device = self._device
        if device is None:
            self._try_again()
        elif device.id != self._wanted and any(found.id == self._wanted for found in self.devices()):
            self._open()

    @Slot()
    def _try_again(self) -> None:
        if not self._inbox.running or self._device is not None:
            return
        devices = self.devices()
        # Another camera isn't taken in place of the lost one without being asked: it may look at something else.
        waited_for = {self._wanted, self._instead}
        if any(device.id in waited_for for device in devices) or (devices and not self._wanted):
            self._open()


def _ending(cameras: Cameras, inbox: _Inbox, unwatch: Callable[[], None]) -> Callable[[], None]:
    def end() -> None:
        unwatch()
        # After a stop the camera may be another dialog's already.
        if inbox.running:
            cameras.close()

    return end
