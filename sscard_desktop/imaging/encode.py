# SPDX-License-Identifier: Apache-2.0
"""The photo as a file: a JPEG with the city's pixels, resolution and size in bytes, read again after writing.

Baseline JPEG, RGB, 4:4:4. The quality that the city names is used where its file fits the window; else the nearest one
that does is searched. Bytes are never padded. Where no quality fits, that is said, with what could be had.
"""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
from PIL import Image

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PhotoFile, PhotoSpec

Rgb = npt.NDArray[np.uint8]

_DEFAULT_QUALITY = 92
_LOWEST_QUALITY, _HIGHEST_QUALITY = 30, 100


def encode(rgb: Rgb, spec: PhotoSpec) -> tuple[bytes, PhotoFile]:
    """Return the JPEG of ``rgb`` for ``spec``, and what it says of itself when opened again.

    Raises:
        InvalidInputError: ``photo.file_window_unreachable`` (``low``, ``high``: the window in KB; ``nearest``: KB).
        ValueError: ``rgb`` hasn't the specification's pixels: a mistake of the program.
    """
    if rgb.shape != (spec.height, spec.width, 3):
        raise ValueError(f"photo of {rgb.shape} for {spec.width}×{spec.height}")
    image = Image.fromarray(rgb, "RGB")
    plain = _Sizes(image, spec.dpi, optimize=False)
    quality = _search(plain, spec)
    if quality is not None:
        jpeg = plain.written(quality)
        return jpeg, reopen(jpeg, quality)
    # Near the top one step of quality may leap over a narrow window; optimised tables shift the ladder of sizes.
    optimized = _Sizes(image, spec.dpi, optimize=True)
    quality = _search(optimized, spec)
    if quality is None:
        raise _unreachable(plain, spec)
    jpeg = optimized.written(quality)
    return jpeg, reopen(jpeg, quality)


def reopen(jpeg: bytes, quality: int | None = None) -> PhotoFile:
    """Return what ``jpeg`` says of itself; the quality is estimated from its tables where it isn't known.

    Raises:
        InvalidInputError: ``picture.damaged`` where it can't be read back whole as an RGB JPEG.
    """
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG", "MPO")) as image:
            image.load()
            dpi = image.info.get("dpi")
            estimated = _estimate_quality(getattr(image, "quantization", None) or {})
            return PhotoFile(
                width=image.width,
                height=image.height,
                dpi=round(float(dpi[0])) if dpi else None,
                size_bytes=len(jpeg),
                quality=estimated if quality is None else quality,
            )
    except Exception as error:
        raise InvalidInputError("picture.damaged") from error


class _Sizes:
    """The files of one picture by quality, each written once."""

    def __init__(self, image: Image.Image, dpi: int | None, *, optimize: bool) -> None:
        self._image = image
        self._options: dict[str, object] = {"subsampling": "4:4:4", "optimize": optimize}
        if dpi is not None:
            self._options["dpi"] = (dpi, dpi)
        self._files: dict[int, bytes] = {}

    def written(self, quality: int) -> bytes:
        if quality not in self._files:
            target = io.BytesIO()
            self._image.save(target, "JPEG", quality=quality, **self._options)
            self._files[quality] = target.getvalue()
        return self._files[quality]

    def size(self, quality: int) -> int:
        return len(self.written(quality))


def _search(sizes: _Sizes, spec: PhotoSpec) -> int | None:
    """Return the quality nearest to the wanted one whose file lies in the window; sizes grow with quality."""
    wanted = spec.quality if spec.quality is not None else _DEFAULT_QUALITY
    size = sizes.size(wanted)
    if size in spec.file_bytes:
        return wanted
    low, high = spec.file_bytes.low or 0.0, spec.file_bytes.high or float("inf")
    # Bisect for the first quality on the other side of the bound that is broken.
    if size < low:
        below, above = wanted, _HIGHEST_QUALITY
        while above - below > 1:
            middle = (below + above) // 2
            below, above = (middle, above) if sizes.size(middle) < low else (below, middle)
        return above if sizes.size(above) in spec.file_bytes else None
    below, above = _LOWEST_QUALITY, wanted
    while above - below > 1:
        middle = (below + above) // 2
        below, above = (middle, above) if sizes.size(middle) <= high else (below, middle)
    return below if sizes.size(below) in spec.file_bytes else None


def _unreachable(sizes: _Sizes, spec: PhotoSpec) -> InvalidInputError:
    low, high = spec.file_bytes.low or 0.0, spec.file_bytes.high or 0.0
    tried = [sizes.size(quality) for quality in (_LOWEST_QUALITY, _HIGHEST_QUALITY)]
    too_small = max(tried) < low
    return InvalidInputError(
        "photo.file_window_unreachable",
        low=round(low / 1024),
        high=round(high / 1024),
        nearest=round((max(tried) if too_small else min(tried)) / 1024),
    )


def _estimate_quality(tables: dict[int, list[int]]) -> int:
    """Return the libjpeg quality whose luma table has the same mean as that of the file (IJG's scaling formula)."""
    if 0 not in tables or not tables[0]:
        return 0
    mean = sum(tables[0]) / len(tables[0])
    # The standard luma table (ITU-T T.81, table K.1) has the mean 57.625.
    percent = mean / 57.625 * 100
    quality = (200 - percent) / 2 if percent <= 100 else 5000 / percent
    return int(min(100, max(1, round(quality))))
