# SPDX-License-Identifier: Apache-2.0
"""Makers and judges of card photos: of the finished picture, of the live one, of the light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from sscard_desktop.domain.lighting import LightReading
    from sscard_desktop.domain.photo import Adjustment, FinishedPhoto, Guidance, IdPictureSpec, PhotoReport, PhotoSpec
    from sscard_desktop.services.ports.cameras import Frame


class PhotoMaker(Protocol):
    """Makes and checks card photos and ID pictures. Slow: for the work lane."""

    def warm(self) -> None:
        """Load the models now, while nobody waits."""

    def cool(self) -> None:
        """Free the models while something else needs the room; they come back by themselves, in a tenth of a second."""

    def make(
        self, source: bytes | npt.NDArray[np.uint8], spec: PhotoSpec, *, adjustment: Adjustment | None = None
    ) -> FinishedPhoto:
        """Return the finished photo of an encoded picture or of a frame's pixels, moved by hand where wanted.

        The last picture is remembered: the same one with another adjustment comes in a tenth of a second. An adjustment
        that leaves a limit is made and the report says so; one that shows where the camera's frame cut the body is
        refused (``photo.body_cut_off``). Raises ``InvalidInputError`` with the reason if the picture is unusable.
        """

    def forget(self) -> None:
        """Drop the remembered picture: its person has gone."""

    def read_file(self, path: Path) -> bytes:
        """Return a picture file's content; raise ``InvalidInputError``, ``EnvironmentFailedError`` (``picture.*``)."""

    def pixels(self, source: bytes) -> npt.NDArray[np.uint8]:
        """Return an encoded picture's pixels, upright, height × width × 3, RGB; raise ``InvalidInputError``."""

    def frame_picture(self, rgb: npt.NDArray[np.uint8]) -> bytes:
        """Return a frame's pixels as a JPEG, to be kept as the photo's original."""

    def check(self, jpeg: bytes, spec: PhotoSpec) -> PhotoReport:
        """Return the report of a finished photo."""

    def id_picture(self, source: bytes, spec: IdPictureSpec) -> bytes:
        """Return an ID card picture as the profile wants it, re-encoded; raise ``InvalidInputError``."""


class LiveGuide(Protocol):
    """Tells from each camera frame what the person should do next. For the work lane, newest frame only."""

    def look(self, frame: Frame, spec: PhotoSpec) -> Guidance:
        """Return the guidance after ``frame``; what was seen in the last second is remembered."""

    def reset(self) -> None:
        """Forget the person: another one sits down."""


class LightMeter(Protocol):
    """Measures wall and lamp from a camera's frames. For one lane at a time."""

    def read(self, frame: Frame) -> LightReading:
        """Return the figures of ``frame``."""
