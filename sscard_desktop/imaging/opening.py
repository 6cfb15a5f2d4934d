# SPDX-License-Identifier: Apache-2.0
"""A picture from outside, opened: bytes of any origin in, upright RGB pixels out, or an error that says why not.

Answers for bounded time and memory whatever the bytes are: kind, structure and size are judged before a pixel is
decoded, only the first frame is ever read, a large picture is reduced before anything else is done to it, and every
failure of the decoder becomes an :class:`InvalidInputError`. Refuses: files that aren't pictures of a listed kind,
damaged and truncated ones, more pixels than a camera makes, more metadata than a picture has.
"""

from __future__ import annotations

import io
import stat
import warnings
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.imaging.structure import is_plausible, kind_of, orientation_of

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_SIDE_PX = 16_000
MAX_PIXELS = 64_000_000
# Only a JPEG can be reduced while it is decoded; the others are held whole, some of them twice.
MAX_PIXELS_UNREDUCED = 36_000_000
MIN_SIDE_PX = 16
# Larger pictures take some hundreds of megabytes while they are decoded: of these one at a time, whoever asks.
_LARGE_PIXELS = 16_000_000
_LARGE_ONE = Lock()
# A colour profile for print has two or three megabytes; a larger one isn't worth its reading.
MAX_PROFILE_BYTES = 4 << 20
# Decoded pictures are brought below this: three times what the largest use needs, and quick to search for faces.
WORKING_PIXELS = 12_000_000
_REDUCIBLE = ("JPEG", "MPO")
# MPO, several JPEGs in one file, is opened by way of JPEG; Pillow knows no opener of that name. HEIC isn't read: a few
# flipped bytes made pi-heif 1.4 (the only reader without GPL parts) crash, and the program with it. AVIF isn't either:
# no camera or phone takes photos in it, and what surrounds its pixels can't be counted before Pillow reads it.
KINDS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
# Of these the first bytes are proof enough: what doesn't open is damaged, not of another kind.
_UNMISTAKABLE = frozenset({"JPEG", "PNG", "WEBP", "GIF"})
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip

Rgb = npt.NDArray[np.uint8]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OpenedPicture:
    """Upright RGB pixels with what the file said of itself.

    Attributes:
        rgb: shape (H, W, 3), uint8, C-contiguous.
        kind: such as ``JPEG``.
        mode: how the file stores colour, such as ``RGB``, ``L`` or ``CMYK``.
        dpi: horizontal resolution, ``None`` where the file names none.
        stored_width, stored_height: pixels in the file, before turning and reduction.
    """

    rgb: Rgb
    kind: str
    mode: str
    dpi: float | None
    stored_width: int
    stored_height: int


def read_bounded(path: Path, *, max_bytes: int = MAX_FILE_BYTES) -> bytes:
    """Return the content of the ordinary file at ``path``.

    Raises:
        InvalidInputError: ``picture.not_a_file``, ``picture.empty`` or ``picture.file_too_large``.
        EnvironmentFailedError: ``picture.unreadable`` when the system refuses.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InvalidInputError("picture.not_a_file", file=path.name)
        if status.st_size > max_bytes:
            raise too_large(status.st_size, max_bytes)
        with path.open("rb") as file:
            # One byte more than allowed: the file may have grown since it was measured.
            data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise EnvironmentFailedError("picture.unreadable", file=path.name) from error
    if len(data) > max_bytes:
        raise too_large(len(data), max_bytes)
    return data


def open_picture(data: bytes, *, working_pixels: int = WORKING_PIXELS) -> OpenedPicture:
    """Decode ``data``; large pictures are reduced below ``working_pixels``.

    Raises:
        InvalidInputError: ``picture.empty``, ``picture.file_too_large``, ``picture.kind_unknown``,
            ``picture.heic``, ``picture.too_many_pixels``, ``picture.too_small`` or ``picture.damaged``.
    """
    if not data:
        raise InvalidInputError("picture.empty")
    if len(data) > MAX_FILE_BYTES:
        raise too_large(len(data), MAX_FILE_BYTES)
    named = kind_of(data)
    if named == "HEIC":
        raise InvalidInputError("picture.heic")
    if named is None:
        raise InvalidInputError("picture.kind_unknown")
    if not is_plausible(data, named):
        raise InvalidInputError("picture.damaged")
    with warnings.catch_warnings():
        # Pillow warns of large pictures and odd metadata; the limits here are our own, and stricter.
        warnings.simplefilter("ignore")
        unopened = "picture.damaged" if named in _UNMISTAKABLE else "picture.kind_unknown"
        image = _guarded(unopened, lambda: Image.open(io.BytesIO(data), formats=KINDS))
        with image:
            width, height = image.size
            kind = image.format or ""
            limit = MAX_PIXELS if kind in _REDUCIBLE else MAX_PIXELS_UNREDUCED
            if max(width, height) > MAX_SIDE_PX or width * height > limit:
                raise InvalidInputError("picture.too_many_pixels", limit=limit // 1_000_000)
            if min(width, height) < MIN_SIDE_PX:
                raise InvalidInputError("picture.too_small", width=width, height=height, limit=MIN_SIDE_PX)
            mode = image.mode
            dpi = _dpi(image.info.get("dpi"))
            with _LARGE_ONE if width * height > _LARGE_PIXELS else nullcontext():
                rgb = _guarded("picture.damaged", lambda: _decode(image, working_pixels))
    return OpenedPicture(rgb, "JPEG" if kind == "MPO" else kind, mode, dpi, width, height)


def _guarded(code: str, work: Callable[[], T]) -> T:
    """Return ``work()``; whatever a decoder raises over hostile bytes becomes ``code``."""
    try:
        return work()
    except Image.DecompressionBombError as error:
        raise InvalidInputError("picture.too_many_pixels", limit=MAX_PIXELS // 1_000_000) from error
    except Exception as error:
        # Pillow's decoders let OSError, SyntaxError, ValueError, struct.error, KeyError, MemoryError and more through.
        raise InvalidInputError(code) from error


def _decode(image: Image.Image, working_pixels: int) -> Rgb:
    if image.format in _REDUCIBLE:
        # The decoder itself can halve a JPEG, at a fraction of time and memory.
        factor = max(1.0, (image.width * image.height / working_pixels) ** 0.5)
        image.draft(image.mode, (int(image.width / factor), int(image.height / factor)))
    image.load()
    # A TIFF is turned by Pillow while it is loaded; of the others only what a camera says of itself is looked at.
    turn = _TURNS.get(orientation_of(image.info.get("exif", b""))) if image.format != "TIFF" else None
    plain = _to_rgb(_reduced(image, working_pixels))
    if turn is not None:
        plain = plain.transpose(turn)
    return np.ascontiguousarray(np.asarray(plain, dtype=np.uint8))


def _reduced(image: Image.Image, working_pixels: int) -> Image.Image:
    """Return ``image`` below ``working_pixels``, in its own mode where that can be averaged."""
    pixels = image.width * image.height
    if pixels <= working_pixels:
        return image
    factor = (working_pixels / pixels) ** 0.5
    size = (max(1, int(image.width * factor)), max(1, int(image.height * factor)))
    averaged = image
    if image.mode == "PA" or "transparency" in image.info:
        averaged = image.convert("RGBA")
    elif image.mode in ("P", "1"):
        averaged = image.convert("RGB" if image.mode == "P" else "L")
    # Pillow's quicker first step doesn't know 16 bits.
    small = averaged.resize(size, Image.Resampling.BOX, reducing_gap=None if "16" in image.mode else 2.0)
    small.info = {key: value for key, value in image.info.items() if key == "icc_profile"}
    return small


def _to_rgb(image: Image.Image) -> Image.Image:
    """Return ``image`` in sRGB, 8 bits a channel, transparency laid over white."""
    if image.mode in ("I", "F", "I;16", "I;16L", "I;16B", "I;16N"):
        return _from_deep_grey(image)
    if image.mode in ("RGB", "CMYK") and 0 < len(image.info.get("icc_profile") or b"") <= MAX_PROFILE_BYTES:
        image = _through_profile(image)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        above = image.convert("RGBA")
        below = Image.new("RGBA", above.size, "white")
        return Image.alpha_composite(below, above).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _from_deep_grey(image: Image.Image) -> Image.Image:
    """Return 16-bit, 32-bit or float grey as RGB; Pillow's own conversion would cut all above 255."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    top = 65535.0 if image.mode.startswith("I") else max(1.0, float(values.max(initial=0.0)))
    grey = np.clip(values * (255.0 / top), 0, 255).astype(np.uint8)
    return Image.fromarray(grey, "L").convert("RGB")


def _through_profile(image: Image.Image) -> Image.Image:
    """Return ``image`` converted from its embedded colour profile to sRGB; a broken profile is ignored."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return converted or image


def _dpi(value: Any) -> float | None:
    try:
        dpi = float(value[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return None
    return dpi if 1 <= dpi <= 10_000 else None


def too_large(size: int, limit: int) -> InvalidInputError:
    """Return the error of a file of ``size`` bytes where ``limit`` are allowed."""
    return InvalidInputError("picture.file_too_large", megabytes=round(size / 1e6, 1), limit=limit // 1_000_000)
