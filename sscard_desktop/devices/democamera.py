# SPDX-License-Identifier: Apache-2.0
"""The demo station's cameras behind the same port as real ones: a person who sits down and sways a little, and, where
a card is laid there, a document camera's desk.

Answers for frames at a steady rate from a thread of its own, the same for the same seed and moment, and for the faults
that a real camera has, on demand. Nothing is read but the sample face.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.document import Side
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, Frame

if TYPE_CHECKING:
    from sscard_desktop.devices.demodesk import DemoDesk

PERSON = CameraDevice("demo", "演示摄像头 Demo camera")
DOCUMENTS = CameraDevice("demo-documents", "演示高拍仪 Demo document camera")
_MOMENTS_S = tuple(step * 0.1 for step in range(12))


class DemoCameras:
    """One simulated camera, or two.

    Args:
        samples: the folder ``resources/samples``.
        seed: the person before the camera; change it with :meth:`seat`.
        frames_a_second: how often a frame comes.
        desk: sets up the desk with the seated person's card when the document camera is opened; without it there is
            no document camera.
    """

    def __init__(
        self,
        samples: Path,
        *,
        seed: int = 0,
        frames_a_second: float = 15.0,
        desk: Callable[[], DemoDesk] | None = None,
    ) -> None:
        self._samples = samples
        self._set_up_desk = desk
        self._lying = Side.FRONT
        self._interval_s = 1 / frames_a_second
        self._lock = threading.Lock()
        self._seed = seed
        self._connected = True
        self._watchers: list[Callable[[], None]] = []
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._opened = PERSON
        self._on_lost: Callable[[SscardError], None] | None = None

    def seat(self, seed: int) -> None:
        """Let another person sit down."""
        with self._lock:
            self._seed = seed

    def lay(self, side: Side) -> None:
        """Have this side of the card lie up under the document camera; at first it is the front."""
        with self._lock:
            self._lying = side

    def unplug(self) -> None:
        """Let the cameras disappear, as if their cable were pulled."""
        with self._lock:
            self._connected = False
            on_lost, self._on_lost = self._on_lost, None
            name = self._opened.name
        self._stop.set()
        if on_lost is not None:
            on_lost(EnvironmentFailedError("camera.gone", name=name))
        self._tell()

    def plug_in(self) -> None:
        """Let them come back."""
        with self._lock:
            self._connected = True
        self._tell()

    def devices(self) -> Sequence[CameraDevice]:
        """Return the simulated cameras, unless they are unplugged."""
        with self._lock:
            if not self._connected:
                return []
            return [PERSON] if self._set_up_desk is None else [PERSON, DOCUMENTS]

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        """Have ``on_change`` called at :meth:`unplug` and :meth:`plug_in`, in their thread."""
        self._watchers.append(on_change)
        return lambda: self._watchers.remove(on_change)

    def open(self, device_id: str, on_frame: Callable[[Frame], None], on_lost: Callable[[SscardError], None]) -> None:
        """Start sending frames; see :class:`sscard_desktop.services.ports.Cameras`."""
        self.close()
        device = next((device for device in self.devices() if device.id == device_id), None)
        if device is None:
            raise EnvironmentFailedError("camera.gone", name=device_id)
        with self._lock:
            self._on_lost, self._opened = on_lost, device
        self._stop = threading.Event()
        send = self._send if device is PERSON else self._send_desk
        self._thread = threading.Thread(target=send, args=(on_frame, self._stop), name="demo-camera", daemon=True)
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

    def _send_desk(self, on_frame: Callable[[Frame], None], stop: threading.Event) -> None:
        assert self._set_up_desk is not None
        desk = self._set_up_desk()
        while not stop.wait(self._interval_s):
            with self._lock:
                desk.lay(self._lying)
            now = time.monotonic()
            rgb = desk.frame(now)
            if not stop.is_set():
                on_frame(Frame(rgb, now))

    def _tell(self) -> None:
        for on_change in tuple(self._watchers):
            on_change()
