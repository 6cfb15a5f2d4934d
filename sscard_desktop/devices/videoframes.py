# SPDX-License-Identifier: Apache-2.0
"""The way of a picture from QtMultimedia: out of its planes, and on to whoever looks at it, the newest only.

Answers for frames alone: which camera they come from is :mod:`camera`'s business. Frames are converted from their
planes by OpenCV, because Qt's own conversion may want a graphics context of the thread it runs in.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.ports import Frame

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_Pixel = QVideoFrameFormat.PixelFormat


class FrameStream:
    """A video sink whose newest frame is handed on from a thread of its own.

    Args:
        on_frame, on_lost: see :class:`sscard_desktop.services.ports.Cameras`.
    """

    def __init__(self, on_frame: Callable[[Frame], None], on_lost: Callable[[SscardError], None]) -> None:
        self.sink = QVideoSink()
        self._on_frame = on_frame
        self._on_lost = on_lost
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
                self._change.wait_for(lambda: self._newest is not None or not self._running or self._lost)
                if not self._running or self._lost:
                    return
                newest, self._newest = self._newest, None
            if newest is None:
                continue
            rgb = pixels_of(newest[0])
            if rgb is not None and self._running:
                self._on_frame(Frame(rgb, newest[1]))


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
