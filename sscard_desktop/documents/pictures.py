# SPDX-License-Identifier: Apache-2.0
"""A record's pictures, made ready for paper: upright, RGB, no finer than a printer shows, without their EXIF data.

The card photo's own JPEG is passed through untouched. Refused: what isn't a JPEG or PNG, and pictures so large that
reading them would fill the memory.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps

from sscard_desktop.domain.errors import InvalidInputError

PRINT_DPI = 300
MAX_PIXELS = 40_000_000
_QUALITY = 90
_END_OF_IMAGE = b"\xff\xd9"


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A JPEG, RGB or grey, and its size in pixels."""

    jpeg: bytes
    width_px: int
    height_px: int
    grey: bool = False


def prepare(content: bytes, *, box: str, width_mm: float, height_mm: float) -> PrintedPicture:
    """Return the picture for a frame of this size.

    Raises:
        InvalidInputError: ``form.picture_unreadable`` with ``box``, the name of its place on the form.
    """
    largest = (max(1, round(width_mm / 25.4 * PRINT_DPI)), max(1, round(height_mm / 25.4 * PRINT_DPI)))
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures and of broken EXIF: the first are refused below, the second isn't printed.
            warnings.simplefilter("ignore")
            return _prepared(content, largest)
    except (
        OSError, ValueError, SyntaxError, EOFError, IndexError, struct.error, zlib.error,
        Image.DecompressionBombError,
    ) as error:  # fmt: skip
        raise InvalidInputError("form.picture_unreadable", box=box) from error


def _prepared(content: bytes, largest: tuple[int, int]) -> PrintedPicture:
    picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG"))
    if picture.width * picture.height > MAX_PIXELS:
        raise Image.DecompressionBombError
    small = picture.width <= largest[0] * 1.25 and picture.height <= largest[1] * 1.25
    if small and picture.format == "JPEG" and picture.mode in ("RGB", "L") and "exif" not in picture.info:
        # Not decoded: the station did that when it took the picture, and compares its digest whenever it reads it.
        if not content.rstrip(b"\0\n").endswith(_END_OF_IMAGE):
            raise EOFError
        return PrintedPicture(content, picture.width, picture.height, grey=picture.mode == "L")
    picture.draft("RGB", (largest[0] * 2, largest[1] * 2))
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in ("RGBA", "LA", "P", "PA"):
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright.convert("RGBA"))
    upright = upright.convert("RGB")
    upright.thumbnail(largest, Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    upright.save(buffer, "JPEG", quality=_QUALITY)
    return PrintedPicture(buffer.getvalue(), upright.width, upright.height)
