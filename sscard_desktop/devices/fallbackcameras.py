# SPDX-License-Identifier: Apache-2.0
"""Two ways to the machine's cameras behind one port: what the first doesn't know is asked of the second."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sscard_desktop.domain.camera import Knob, KnobKind, Purpose
from sscard_desktop.domain.errors import EnvironmentFailedError, SscardError
from sscard_desktop.services.ports import CameraDevice, Cameras, Frame


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

    def open(
        self,
        device_id: str,
        on_frame: Callable[[Frame], None],
        on_lost: Callable[[SscardError], None],
        *,
        purpose: Purpose = Purpose.PERSON,
    ) -> None:
        """Open the camera where it is known; see :class:`Cameras`."""
        self.close()
        for choice in self._choices:
            if any(device.id == device_id for device in choice.devices()):
                choice.open(device_id, on_frame, on_lost, purpose=purpose)
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

    def knobs(self) -> Sequence[Knob]:
        """Return what can be turned on the open camera."""
        return self._active.knobs() if self._active is not None else ()

    def turn(self, kind: KnobKind, position: int | None) -> None:
        """Turn a knob of the open camera."""
        if self._active is not None:
            self._active.turn(kind, position)
