# SPDX-License-Identifier: Apache-2.0
"""The photo as a file: a JPEG with the city's pixels, resolution and size in bytes, read again after writing.

Baseline JPEG, RGB, 4:4:4. The quality that the city names is used where its file fits the window; else the nearest one
that does is searched. Bytes are never padded. Where no quality fits, that is said, with what could be had.
"""

from __future__ import annotations

import io
from collections.abc import Callable

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
    tried: dict[int, bytes] = {}

    def written(quality: int) -> bytes:
        if quality not in tried:
            tried[quality] = _write(image, quality, spec.dpi)
        return tried[quality]

    quality = _search(lambda q: len(written(q)), spec)
    jpeg = written(quality)
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


def _write(image: Image.Image, quality: int, dpi: int | None) -> bytes:
    target = io.BytesIO()
    density = {} if dpi is None else {"dpi": (dpi, dpi)}
    image.save(target, "JPEG", quality=quality, subsampling="4:4:4", optimize=True, **density)
    return target.getvalue()


def _search(size_at: Callable[[int], int], spec: PhotoSpec) -> int:
    """Return the quality nearest to the wanted one whose file lies in the window; sizes grow with quality."""
    wanted = spec.quality if spec.quality is not None else _DEFAULT_QUALITY
    if size_at(wanted) in spec.file_bytes:
        return wanted
    low, high = spec.file_bytes.low or 0, spec.file_bytes.high or float("inf")
    too_small = size_at(wanted) < low
    # Bisect for the first quality on the other side of the bound that is broken.
    below, above = (wanted, _HIGHEST_QUALITY) if too_small else (_LOWEST_QUALITY, wanted)
    while above - below > 1:
        middle = (below + above) // 2
        if size_at(middle) < low or (not too_small and size_at(middle) <= high):
            below = middle
        else:
            above = middle
    for quality in (above, below):
        if size_at(quality) in spec.file_bytes:
            return quality
    raise InvalidInputError(
        "photo.file_window_unreachable",
        low=round(low / 1024),
        high=round(high / 1024) if high != float("inf") else 0,
        nearest=round(size_at(above if too_small else below) / 1024),
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
