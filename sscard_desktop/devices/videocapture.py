# SPDX-License-Identifier: Apache-2.0
"""Cameras through OpenCV, where QtMultimedia has no working backend. No hot-plug; names where Linux has them.

Answers for the same contract as :mod:`camera`. The device is opened, read and released in one thread, because some
drivers tie a capture to the thread that opened it.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, Frame

_WANTED_WIDTH, _WANTED_HEIGHT = 1280, 720
_FAILED_READS = 30
_MAX_WINDOWS_INDEX = 4


class VideoCaptureCameras:
    """Cameras by index.

    Args:
        sysfs: where Linux lists video devices.
    """

    def __init__(self, sysfs: Path = Path("/sys/class/video4linux")) -> None:
        self._sysfs = sysfs
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def devices(self) -> Sequence[CameraDevice]:
        """Return the cameras connected now."""
        if sys.platform.startswith("linux"):
            return self._linux_devices()
        return self._probed_devices()

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        """Never call it: OpenCV can't tell when a camera comes or goes."""
        return lambda: None

    def open(self, device_id: str, on_frame: Callable[[Frame], None], on_lost: Callable[[SscardError], None]) -> None:
        """Start the camera; see :class:`sscard_desktop.services.ports.Cameras`."""
        self.close()
        found = next((device for device in self.devices() if device.id == device_id), None)
        if found is None:
            raise EnvironmentFailedError("camera.gone", name=device_id)
        self._stop = threading.Event()
        index = int(device_id.removeprefix("index:"))
        self._thread = threading.Thread(
            target=_read, args=(index, found.name, on_frame, on_lost, self._stop), name="camera", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop; after this returns ``on_frame`` isn't called any more."""
        self._stop.set()
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout=5.0)

    def _linux_devices(self) -> list[CameraDevice]:
        found = []
        for folder in sorted(self._sysfs.glob("video*"), key=lambda path: (len(path.name), path.name)):
            number = folder.name.removeprefix("video")
            try:
                # One camera shows several nodes; pictures come from the first.
                first = (folder / "index").read_text(encoding="ascii").strip() == "0"
                name = (folder / "name").read_text(encoding="utf-8", errors="replace").strip()
            except OSError:
                continue
            if number.isdigit() and first:
                found.append(CameraDevice(f"index:{number}", name or folder.name))
        return found

    def _probed_devices(self) -> list[CameraDevice]:
        import cv2

        found = []
        for index in range(_MAX_WINDOWS_INDEX):
            capture = cv2.VideoCapture(index, cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_ANY)
            try:
                if not capture.isOpened():
                    break
                found.append(CameraDevice(f"index:{index}", f"Camera {index + 1}"))
            finally:
                capture.release()
        return found


def _read(
    index: int,
    name: str,
    on_frame: Callable[[Frame], None],
    on_lost: Callable[[SscardError], None],
    stop: threading.Event,
) -> None:
    import cv2
    import numpy as np

    capture = cv2.VideoCapture(index, cv2.CAP_DSHOW if sys.platform == "win32" else cv2.CAP_ANY)
    try:
        if not capture.isOpened():
            on_lost(EnvironmentFailedError("camera.busy", name=name))
            return
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, _WANTED_WIDTH)
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _WANTED_HEIGHT)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        failed = 0
        while not stop.is_set():
            good, bgr = capture.read()
            if good and bgr is not None:
                failed = 0
                rgb = np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), dtype=np.uint8)
                if not stop.is_set():
                    on_frame(Frame(rgb, time.monotonic()))
                continue
            failed += 1
            if failed >= _FAILED_READS:
                on_lost(EnvironmentFailedError("camera.gone", name=name))
                return
            stop.wait(0.05)
    finally:
        capture.release()
