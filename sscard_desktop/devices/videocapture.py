# SPDX-License-Identifier: Apache-2.0
"""Cameras through OpenCV, where QtMultimedia has no working backend. Names, ids and hot-plug where Linux has them.

Answers for the same contract as :mod:`camera`. The device is opened, read and released in one thread, because some
drivers tie a capture to the thread that opened it. A driver that hangs in a read holds up nobody: its thread is cut off
and left to end by itself, and the next one waits in its own thread until the device is free.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sscard_desktop.devices.v4l2 import V4l2Knobs
from sscard_desktop.devices.videonodes import SYSFS, VideoNode, failure_of, may_open, video_nodes
from sscard_desktop.domain.camera import Knob, KnobKind, Purpose
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, Frame

_FAILED_READS = 30
_MAX_WINDOWS_INDEX = 4
_PROBED_FOR_S = 5.0
"""Without names, a camera is known by opening it: that takes a while, and isn't done again for a moment."""
_LOOK_S = 0.5
_LET_GO_S = 10.0


class VideoCaptureCameras:
    """Cameras by node or index.

    Args:
        sysfs: where Linux lists video devices.
        look_s: how often it is looked whether one came or went.
    """

    def __init__(self, sysfs: Path = SYSFS, *, look_s: float = _LOOK_S) -> None:
        self._sysfs = sysfs
        self._look_s = look_s
        self._reading: _Reading | None = None
        self._before: _Reading | None = None
        self._opened: VideoNode | None = None
        self._probed: tuple[float, list[CameraDevice]] | None = None

    def devices(self) -> Sequence[CameraDevice]:
        """Return the cameras connected now."""
        if sys.platform.startswith("linux"):
            return [CameraDevice(node.id, node.name) for node in video_nodes(self._sysfs)]
        now = time.monotonic()
        if self._probed is None or (self._reading is None and now - self._probed[0] > _PROBED_FOR_S):
            self._probed = (now, _probed_devices())
        return self._probed[1]

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        """Have ``on_change`` called in a thread of its own; where the system lists no cameras it is never called."""
        ended = threading.Event()
        linux = sys.platform.startswith("linux")
        first = list(self.devices()) if linux else []

        def look() -> None:
            known = first
            while not ended.wait(self._look_s):
                now = list(self.devices())
                if now != known:
                    known = now
                    on_change()

        if linux:
            threading.Thread(target=look, name="camera-watch", daemon=True).start()
        return ended.set

    def open(
        self,
        device_id: str,
        on_frame: Callable[[Frame], None],
        on_lost: Callable[[SscardError], None],
        *,
        purpose: Purpose = Purpose.PERSON,
    ) -> None:
        """Start the camera; see :class:`sscard_desktop.services.ports.Cameras`."""
        self.close()
        found = next((device for device in self.devices() if device.id == device_id), None)
        nodes = video_nodes(self._sysfs) if sys.platform.startswith("linux") else ()
        self._opened = next((node for node in nodes if node.id == device_id), None)
        if found is None or (nodes and self._opened is None):
            raise EnvironmentFailedError("camera.gone", name=device_id)
        index = self._opened.number if self._opened is not None else int(device_id.removeprefix("index:"))
        self._reading = _Reading(index, found.name, self._opened, purpose, on_frame, on_lost, after=self._before)

    def close(self) -> None:
        """Stop; after this returns ``on_frame`` isn't called any more."""
        reading, self._reading, self._opened = self._reading, None, None
        if reading is not None:
            reading.cut_off()
            self._before = reading

    def knobs(self) -> Sequence[Knob]:
        """Return what can be turned on the open camera."""
        return V4l2Knobs(self._opened.path).read() if self._opened is not None else ()

    def turn(self, kind: KnobKind, position: int | None) -> None:
        """Turn a knob of the open camera; see :class:`sscard_desktop.services.ports.Cameras`."""
        if self._opened is not None:
            V4l2Knobs(self._opened.path).turn(kind, position)


class _Reading:
    """One camera being read in a thread of its own."""

    def __init__(
        self,
        index: int,
        name: str,
        node: VideoNode | None,
        purpose: Purpose,
        on_frame: Callable[[Frame], None],
        on_lost: Callable[[SscardError], None],
        *,
        after: _Reading | None,
    ) -> None:
        self._index, self._name, self._node, self._purpose = index, name, node, purpose
        self._on_frame, self._on_lost = on_frame, on_lost
        self._after = after
        # Entered again by whoever closes the camera from its own frame.
        self._gate = threading.RLock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    def cut_off(self) -> None:
        """Let nothing through any more; the device is released as soon as its driver lets go."""
        self._stop.set()
        with self._gate:
            pass

    def _run(self) -> None:
        before, self._after = self._after, None
        if before is not None:
            before._thread.join(timeout=_LET_GO_S)
        if self._stop.is_set():
            return
        if self._node is not None and not may_open(self._node):
            self._lose(failure_of(self._node))
            return
        self._read()

    def _read(self) -> None:
        import cv2
        import numpy as np

        capture = cv2.VideoCapture(self._index, _backend())
        try:
            if not capture.isOpened():
                busy = EnvironmentFailedError("camera.busy", name=self._name)
                self._lose(failure_of(self._node) if self._node is not None else busy)
                return
            width, height = self._purpose.wanted_size
            # Over USB 2 a large plain picture comes five times a second. A camera without MJPEG stays as it is.
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
            capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
            capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
            capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
            failed = 0
            while not self._stop.is_set():
                good, bgr = capture.read()
                if good and bgr is not None:
                    failed = 0
                    rgb = np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), dtype=np.uint8)
                    self._pass_on(Frame(rgb, time.monotonic()))
                    continue
                failed += 1
                if failed >= _FAILED_READS or (self._node is not None and not self._node.path.exists()):
                    self._lose(EnvironmentFailedError("camera.gone", name=self._name))
                    return
                self._stop.wait(0.05)
        finally:
            capture.release()

    def _pass_on(self, frame: Frame) -> None:
        with self._gate:
            if not self._stop.is_set():
                self._on_frame(frame)

    def _lose(self, error: SscardError) -> None:
        with self._gate:
            if not self._stop.is_set():
                self._on_lost(error)


def _backend() -> int:
    import cv2

    return cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY


def _probed_devices() -> list[CameraDevice]:
    import cv2

    found = []
    for index in range(_MAX_WINDOWS_INDEX):
        capture = cv2.VideoCapture(index, _backend())
        try:
            if not capture.isOpened():
                break
            found.append(CameraDevice(f"index:{index}", f"Camera {index + 1}"))
        finally:
            capture.release()
    return found
