# SPDX-License-Identifier: Apache-2.0
"""Cameras, and the frames that come from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sscard_desktop.domain.camera import Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import numpy.typing as npt

    from sscard_desktop.domain.camera import Knob, KnobKind
    from sscard_desktop.domain.errors import SscardError


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera: ``id`` stays the same when it is plugged in again (as far as the system knows), ``name`` is shown."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture from a camera.

    Attributes:
        rgb: shape (height, width, 3), uint8, not mirrored; nobody writes to it.
        taken_s: the monotonic time of its arrival.
    """

    rgb: npt.NDArray[np.uint8]
    taken_s: float


class Cameras(Protocol):
    """The cameras of this machine, one of them open at a time. Used from the window's thread."""

    def devices(self) -> Sequence[CameraDevice]:
        """Return the cameras connected now, the system's default first."""

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        """Have ``on_change`` called whenever a camera comes or goes, from any thread; what is returned ends it."""

    def open(
        self,
        device_id: str,
        on_frame: Callable[[Frame], None],
        on_lost: Callable[[SscardError], None],
        *,
        purpose: Purpose = Purpose.PERSON,
    ) -> None:
        """Start the camera; whatever was open is closed first. Never waits for a driver.

        Args:
            device_id: of one of :meth:`devices`.
            on_frame: called in the camera's own thread; while it works, frames are dropped but for the newest.
            on_lost: called at most once, from any thread, when no more frames will come (``camera.gone``,
                ``camera.busy``, ``camera.busy_by``, ``camera.denied``, ``camera.no_access``). A stream that merely
                stands still isn't told: see :class:`sscard_desktop.domain.camera.StreamWatch`.
            purpose: how large a picture is asked for.

        Raises ``EnvironmentFailedError``: ``camera.gone`` for an unknown id, ``camera.none`` where there is none.
        """

    def close(self) -> None:
        """Stop; after this returns ``on_frame`` isn't called any more. Idempotent."""

    def knobs(self) -> Sequence[Knob]:
        """Return what can be turned on the open camera, as it stands; empty where nothing can, or none is open."""

    def turn(self, kind: KnobKind, position: int | None) -> None:
        """Turn a knob of the open camera to 0–100, ``None`` to automatic; what it doesn't have is passed over."""
