# SPDX-License-Identifier: Apache-2.0
"""The demo station's cameras behind the same port as real ones: a person who sits down and sways a little, and, where
a card is laid there, a document camera's desk.

Answers for frames at a steady rate from a thread of its own, the same for the same seed and moment, and for the faults
that a real camera has, on demand or by a scene's script (:mod:`demoscenes`). Nothing is read but the sample face.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop.devices.demoknobs import DemoKnobs
from sscard_desktop.devices.demopictures import Seating, demo_frame
from sscard_desktop.devices.demoscenes import UNPLUGGED_S, Mishap, mishap_at, refusal_of, seating_at
from sscard_desktop.domain.camera import Knob, KnobKind, Purpose
from sscard_desktop.domain.document import Side
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, DemoScene, Frame

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from sscard_desktop.devices.demodesk import DemoDesk

PERSON = CameraDevice("demo", "演示摄像头 Demo camera")
DOCUMENTS = CameraDevice("demo-documents", "演示高拍仪 Demo document camera")
_MOMENTS_S = tuple(step * 0.2 for step in range(4))
_TURNING = 2 * len(_MOMENTS_S) - 2


class DemoCameras:
    """One simulated camera, or two.

    Args:
        samples: the folder ``resources/samples``.
        seed: the person before the camera; change it with :meth:`seat`.
        frames_a_second: how often a frame comes.
        desk: sets up the desk with the seated person's card when the document camera is opened; without it there is
            no document camera.
        size: of the person's frames, pixels.
    """

    def __init__(
        self,
        samples: Path,
        *,
        seed: int = 0,
        frames_a_second: float = 15.0,
        desk: Callable[[], DemoDesk] | None = None,
        size: tuple[int, int] = (1280, 720),
    ) -> None:
        self._samples = samples
        self._size = size
        self._set_up_desk = desk
        self._lying = Side.FRONT
        self._interval_s = 1 / frames_a_second
        self._lock = threading.Lock()
        self._seed = seed
        self._scene, self._scene_since_s = DemoScene.SEATED, time.monotonic()
        self._frozen = self._repeating = False
        self._knobs: dict[str, DemoKnobs] = {}
        self._moments: dict[int, npt.NDArray[np.uint8]] = {}
        self._moments_of: tuple[int, Seating] | None = None
        self._connected = True
        self._watchers: list[Callable[[], None]] = []
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._opened: CameraDevice | None = None
        self._on_lost: Callable[[SscardError], None] | None = None

    # what happens before the camera

    def seat(self, seed: int) -> None:
        """Let another person sit down."""
        with self._lock:
            self._seed = seed

    def lay(self, side: Side) -> None:
        """Have this side of the card lie up under the document camera; at first it is the front."""
        with self._lock:
            self._lying = side

    def play(self, scene: DemoScene) -> None:
        """Let a scene begin; one that refuses the camera takes it from whoever has it."""
        with self._lock:
            self._scene, self._scene_since_s = scene, time.monotonic()
            self._frozen = self._repeating = False
        refusal = refusal_of(scene)
        if refusal:
            self._lose(refusal)

    @property
    def scene(self) -> DemoScene:
        """The scene that is played."""
        with self._lock:
            return self._scene

    def freeze(self, *, repeating: bool = False) -> None:
        """Let the stream stand still until it is opened again: silent, or ``repeating`` its last frame."""
        with self._lock:
            self._frozen, self._repeating = True, repeating

    def unplug(self) -> None:
        """Let the cameras disappear, as if their cable were pulled."""
        with self._lock:
            self._connected = False
            # Real ones forget how they were turned.
            self._knobs = {}
        self._lose("camera.gone")
        self._tell()

    def plug_in(self) -> None:
        """Let them come back."""
        with self._lock:
            self._connected = True
        self._tell()

    @property
    def frozen(self) -> bool:
        """Whether the stream stands still."""
        with self._lock:
            return self._frozen

    @property
    def plugged_in(self) -> bool:
        """Whether their cable is plugged in."""
        with self._lock:
            return self._connected

    # the port

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

    def open(
        self,
        device_id: str,
        on_frame: Callable[[Frame], None],
        on_lost: Callable[[SscardError], None],
        *,
        purpose: Purpose = Purpose.PERSON,
    ) -> None:
        """Start sending frames; see :class:`sscard_desktop.services.ports.Cameras`. The size stays the same."""
        self.close()
        device = next((device for device in self.devices() if device.id == device_id), None)
        if device is None:
            raise EnvironmentFailedError("camera.gone", name=device_id)
        with self._lock:
            self._on_lost, self._opened = on_lost, device
            self._frozen = self._repeating = False
            refusal = refusal_of(self._scene)
            if self._scene is DemoScene.WALKS_IN:
                # They come in when somebody looks.
                self._scene_since_s = time.monotonic()
        if refusal:
            self._lose(refusal)
            return
        self._stop = threading.Event()
        send = self._send if device is PERSON else self._send_desk
        if device is DOCUMENTS:
            # The person is done with: their moments are 11 MB.
            self._moments_of, self._moments = None, {}
        self._thread = threading.Thread(target=send, args=(on_frame, self._stop), name="demo-camera", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; after this returns ``on_frame`` isn't called any more."""
        self._stop.set()
        with self._lock:
            self._on_lost = self._opened = None
        thread, self._thread = self._thread, None
        if thread is not None and thread is not threading.current_thread():
            thread.join(timeout=5.0)

    def knobs(self) -> Sequence[Knob]:
        """Return what can be turned: exposure, focus and white balance, all of them automatic at first."""
        with self._lock:
            return self._turned().read() if self._opened is not None else ()

    def turn(self, kind: KnobKind, position: int | None) -> None:
        """Turn a knob of the open camera; the picture follows."""
        with self._lock:
            if self._opened is not None:
                self._turned().turn(kind, position)

    def still(self, seed: int | None = None) -> Frame:
        """Return one frame without opening the camera."""
        with self._lock:
            chosen = self._seed if seed is None else seed
        return Frame(self._drawn(chosen, 0.0, Seating()), time.monotonic())

    # inside

    def _turned(self) -> DemoKnobs:
        assert self._opened is not None
        return self._knobs.setdefault(self._opened.id, DemoKnobs())

    def _drawn(self, seed: int, time_s: float, seating: Seating) -> npt.NDArray[np.uint8]:
        width, height = self._size
        return demo_frame(self._samples, seed, width=width, height=height, time_s=time_s, seating=seating)

    def _send(self, on_frame: Callable[[Frame], None], stop: threading.Event) -> None:
        # Drawing takes longer than a frame lasts; a person's few moments are drawn once and shown to and fro, when the
        # camera is opened again too.
        step = 0
        while not stop.wait(self._interval_s):
            with self._lock:
                seating = seating_at(self._scene, time.monotonic() - self._scene_since_s)
                seen = (self._seed, seating)
            if seen != self._moments_of:
                self._moments_of, self._moments = seen, {}
            moment = step % _TURNING
            moment = min(moment, _TURNING - moment)
            if moment not in self._moments:
                self._moments[moment] = self._drawn(seen[0], _MOMENTS_S[moment], seating)
            frame = self._moments[moment]
            if self._goes_on(stop):
                step += 1
            elif not self._repeating:
                continue
            self._hand_over(frame, on_frame, stop)

    def _send_desk(self, on_frame: Callable[[Frame], None], stop: threading.Event) -> None:
        assert self._set_up_desk is not None
        desk = self._set_up_desk()
        rgb: npt.NDArray[np.uint8] | None = None
        while not stop.wait(self._interval_s):
            with self._lock:
                desk.lay(self._lying)
            if rgb is None or self._goes_on(stop):
                rgb = desk.frame(time.monotonic())
            elif not self._repeating:
                continue
            self._hand_over(rgb, on_frame, stop)

    def _goes_on(self, stop: threading.Event) -> bool:
        """Return whether the stream is alive, once the scene's mishap had its turn."""
        with self._lock:
            mishap = mishap_at(self._scene, time.monotonic() - self._scene_since_s)
            if mishap is not Mishap.NONE:
                # Once: whoever opens the camera again finds all well.
                self._scene = DemoScene.SEATED
            self._frozen = self._frozen or mishap is Mishap.FREEZE
            frozen = self._frozen
        if mishap is Mishap.UNPLUG and not stop.is_set():
            again = threading.Timer(UNPLUGGED_S, self.plug_in)
            again.daemon = True
            again.start()
            self.unplug()
        return not frozen

    def _hand_over(self, rgb: npt.NDArray[np.uint8], on_frame: Callable[[Frame], None], stop: threading.Event) -> None:
        with self._lock:
            turned = self._turned() if self._opened is not None else None
        seen = turned.seen(rgb) if turned is not None else rgb
        if not stop.is_set():
            on_frame(Frame(seen, time.monotonic()))

    def _lose(self, code: str) -> None:
        with self._lock:
            on_lost, self._on_lost = self._on_lost, None
            opened = self._opened
        self._stop.set()
        if on_lost is not None and opened is not None:
            on_lost(EnvironmentFailedError(code, name=opened.name))

    def _tell(self) -> None:
        for on_change in tuple(self._watchers):
            on_change()
