# SPDX-License-Identifier: Apache-2.0
"""A photo made of a camera's frame or of a file, with what it was made of. For the work lane."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sscard_desktop.domain.photo import FinishedPhoto, PhotoSpec
from sscard_desktop.services.ports import Frame, PhotoMaker

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Source = bytes | npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class MadePhoto:
    """A finished photo with its original.

    Attributes:
        original: the frame as a JPEG, or the file as it was.
        source: what it is made of again when it is moved by hand.
    """

    finished: FinishedPhoto
    original: bytes = field(repr=False)
    source: Source = field(repr=False)


def photo_of_frame(maker: PhotoMaker, frame: Frame, spec: PhotoSpec) -> MadePhoto:
    """Return the photo of a frame.

    Raises:
        InvalidInputError: ``photo.*``, it can't become one.
    """
    finished = maker.make(frame.rgb, spec)
    return MadePhoto(finished, maker.frame_picture(frame.rgb), frame.rgb)


def photo_of_file(maker: PhotoMaker, path: Path, spec: PhotoSpec) -> MadePhoto:
    """Return the photo of a picture file.

    Raises:
        InvalidInputError: ``picture.*``, it isn't a picture that can be opened; ``photo.*``, it can't become a photo.
        EnvironmentFailedError: ``picture.unreadable``.
    """
    content = maker.read_file(path)
    return MadePhoto(maker.make(content, spec), content, content)
