# SPDX-License-Identifier: Apache-2.0
"""The demo station's camera: a person who sits down and sways a little, behind the same port as a real one.

Answers for frames at a steady rate from a thread of its own, the same for the same seed and moment, and for the faults
that a real camera has, on demand. Nothing is read but the sample face.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, Frame

_ID = "demo"
_MOMENTS_S = tuple(step * 0.1 for step in range(12))


class DemoCameras:
    """One simulated camera.

    Args:
        samples: the folder ``resources/samples``.
        seed: the person before the camera; change it with :meth:`seat`.
        frames_a_second: how often a frame comes.
    """

    def __init__(self, samples: Path, *, seed: int = 0, frames_a_second: float = 15.0) -> None:
        self._samples = samples
        self._interval_s = 1 / frames_a_second
        self._lock = threading.Lock()
        self._seed = seed
        self._connected = True
        self._watchers: list[Callable[[], None]] = []
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._on_lost: Callable[[SscardError], None] | None = None

    def seat(self, seed: int) -> None:
        """Let another person sit down."""
        with self._lock:
            self._seed = seed

    def unplug(self) -> None:
        """Let the camera disappear, as if its cable were pulled."""
        with self._lock:
            self._connected = False
            on_lost, self._on_lost = self._on_lost, None
        self._stop.set()
        if on_lost is not None:
            on_lost(EnvironmentFailedError("camera.gone", name=self._device().name))
        self._tell()

    def plug_in(self) -> None:
        """Let it come back."""
        with self._lock:
            self._connected = True
        self._tell()

    def devices(self) -> Sequence[CameraDevice]:
        """Return the simulated camera, unless it is unplugged."""
        with self._lock:
            return [self._device()] if self._connected else []

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        """Have ``on_change`` called at :meth:`unplug` and :meth:`plug_in`, in their thread."""
        self._watchers.append(on_change)
        return lambda: self._watchers.remove(on_change)

    def open(self, device_id: str, on_frame: Callable[[Frame], None], on_lost: Callable[[SscardError], None]) -> None:
        """Start sending frames; see :class:`sscard_desktop.services.ports.Cameras`."""
        self.close()
        if device_id not in {device.id for device in self.devices()}:
            raise EnvironmentFailedError("camera.gone", name=device_id)
        with self._lock:
            self._on_lost = on_lost
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._send, args=(on_frame, self._stop), name="demo-camera", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; after this returns ``on_frame`` isn't called any more."""
        self._stop.set()
        with self._lock:
            self._on_lost = None
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout=5.0)

    def still(self, seed: int | None = None) -> Frame:
        """Return one frame without opening the camera."""
        with self._lock:
            chosen = self._seed if seed is None else seed
        return Frame(demo_frame(self._samples, chosen), time.monotonic())

    def _send(self, on_frame: Callable[[Frame], None], stop: threading.Event) -> None:
        # Drawing takes longer than a frame lasts; a person's few moments are drawn once and shown to and fro.
        drawn: dict[int, Frame] = {}
        seed, step = -1, 0
        while not stop.wait(self._interval_s):
            with self._lock:
                if self._seed != seed:
                    seed, step, drawn = self._seed, 0, {}
            moment = step % (2 * len(_MOMENTS_S) - 2)
            moment = min(moment, 2 * len(_MOMENTS_S) - 2 - moment)
            if moment not in drawn:
                drawn[moment] = Frame(demo_frame(self._samples, seed, time_s=_MOMENTS_S[moment]), 0.0)
            if not stop.is_set():
                on_frame(Frame(drawn[moment].rgb, time.monotonic()))
            step += 1

    def _device(self) -> CameraDevice:
        return CameraDevice(_ID, "演示摄像头 Demo camera")

    def _tell(self) -> None:
        for on_change in tuple(self._watchers):
            on_change()
