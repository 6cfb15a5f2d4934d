# SPDX-License-Identifier: Apache-2.0
"""A photo made of a camera's frame or of a file, with what is shown beside it. For the work lane."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from sscard_desktop.domain.photo import FinishedPhoto, PhotoSpec
from sscard_desktop.services.ports import Frame, PhotoMaker
from sscard_desktop.ui.photo.guides import Box
from sscard_desktop.ui.photo.livepicture import image_over

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class MadePhoto:
    """A finished photo with its original.

    Attributes:
        original: the frame as a JPEG, or the file as it was.
        shown: the original as far as it is compared with the photo.
    """

    finished: FinishedPhoto
    original: bytes = field(repr=False)
    shown: QImage


def photo_of_frame(maker: PhotoMaker, frame: Frame, spec: PhotoSpec, window: Box | None) -> MadePhoto:
    """Return the photo of a frame; ``window`` is the part of it that is shown beside the photo.

    Raises:
        InvalidInputError: ``photo.*``, it can't become one.
    """
    finished = maker.make(frame.rgb, spec)
    return MadePhoto(finished, maker.frame_picture(frame.rgb), _copied(frame.rgb, window))


def photo_of_file(maker: PhotoMaker, path: Path, spec: PhotoSpec) -> MadePhoto:
    """Return the photo of a picture file.

    Raises:
        InvalidInputError: ``picture.*``, it isn't a picture that can be opened; ``photo.*``, it can't become a photo.
        EnvironmentFailedError: ``picture.unreadable``.
    """
    content = maker.read_file(path)
    pixels = maker.pixels(content)
    return MadePhoto(maker.make(pixels, spec), content, _copied(pixels, None))


def _copied(rgb: npt.NDArray[np.uint8], window: Box | None) -> QImage:
    """Return pixels as an image of their own, cut to ``window`` where one is given."""
    image = image_over(rgb)
    if window is None:
        return image.copy()
    left, top = max(0, round(window.left)), max(0, round(window.top))
    right, bottom = min(image.width(), round(window.right)), min(image.height(), round(window.bottom))
    return image.copy(left, top, max(1, right - left), max(1, bottom - top))
