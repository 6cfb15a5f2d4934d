# SPDX-License-Identifier: Apache-2.0
"""The photo as a file: a JPEG with the city's pixels, resolution and size in bytes, read again after writing.

Baseline JPEG, RGB. The quality that the city names is used where its file fits the window; else the nearest one that
does is searched. Colour is kept at full resolution (4:4:4); only where that costs so much quality that blocks would
show, a low ceiling is met by halving colour (4:2:0), which the eye sees less. Bytes are never padded. Where nothing
fits, that is said, with the nearest size that could be had.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PhotoFile, PhotoSpec

Rgb = npt.NDArray[np.uint8]

_DEFAULT_QUALITY = 92
_LOWEST_QUALITY, _HIGHEST_QUALITY = 30, 100
# Below this quality colour is halved before more detail is given up.
_LEAST_FULL_COLOUR_QUALITY = 60
_FULL_COLOUR, _HALF_COLOUR = "4:4:4", "4:2:0"


def encode(rgb: Rgb, spec: PhotoSpec) -> tuple[bytes, PhotoFile]:
    """Return the JPEG of ``rgb`` for ``spec``, and what it says of itself when opened again.

    Raises:
        InvalidInputError: ``photo.file_window_unreachable`` (``low``, ``high``: the window in KB; ``nearest``: KB);
            ``photo.file_least_unreachable`` where the window has no upper end.
        ValueError: ``rgb`` hasn't the specification's pixels: a mistake of the program.
    """
    if rgb.shape != (spec.height, spec.width, 3):
        raise ValueError(f"photo of {rgb.shape} for {spec.width}×{spec.height}")
    image = Image.fromarray(rgb, "RGB")
    plain = _Sizes(image, spec.dpi, _FULL_COLOUR, optimize=False)
    ladders = [
        (plain, min(_LEAST_FULL_COLOUR_QUALITY, _wanted(spec))),
        (_Sizes(image, spec.dpi, _HALF_COLOUR, optimize=False), _LOWEST_QUALITY),
        (plain, _LOWEST_QUALITY),
        # Near the top one step of quality may leap over a narrow window; optimised tables shift the ladder of sizes.
        (_Sizes(image, spec.dpi, _FULL_COLOUR, optimize=True), _LOWEST_QUALITY),
        (_Sizes(image, spec.dpi, _HALF_COLOUR, optimize=True), _LOWEST_QUALITY),
    ]
    for sizes, least in ladders:
        quality = _search(sizes, spec)
        if quality is not None and quality >= least:
            jpeg = sizes.written(quality)
            file = reopen(jpeg, quality)
            if file.size_bytes in spec.file_bytes and (file.width, file.height) == (spec.width, spec.height):
                return jpeg, file
    raise _unreachable([sizes for sizes, _least in ladders], spec)


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

    def __init__(self, image: Image.Image, dpi: int | None, subsampling: str, *, optimize: bool) -> None:
        self._image = image
        self._options: dict[str, object] = {"subsampling": subsampling, "optimize": optimize}
        if dpi is not None:
            self._options["dpi"] = (dpi, dpi)
        self._files: dict[int, bytes] = {}

    def written(self, quality: int) -> bytes:
        if quality not in self._files:
            target = io.BytesIO()
            self._image.save(target, "JPEG", quality=quality, **self._options)
            self._files[quality] = target.getvalue()
        return self._files[quality]

    @property
    def tried(self) -> tuple[int, ...]:
        """Sizes of the files written so far."""
        return tuple(len(file) for file in self._files.values())

    def size(self, quality: int) -> int:
        return len(self.written(quality))


def _wanted(spec: PhotoSpec) -> int:
    return spec.quality if spec.quality is not None else _DEFAULT_QUALITY


def _search(sizes: _Sizes, spec: PhotoSpec) -> int | None:
    """Return the quality nearest to the wanted one whose file lies in the window; sizes grow with quality."""
    wanted = _wanted(spec)
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


def _unreachable(ladders: Sequence[_Sizes], spec: PhotoSpec) -> InvalidInputError:
    low, high = spec.file_bytes.low or 0.0, spec.file_bytes.high
    tried = {
        size for sizes in ladders for size in (*sizes.tried, sizes.size(_LOWEST_QUALITY), sizes.size(_HIGHEST_QUALITY))
    }
    if high is None:
        return InvalidInputError(
            "photo.file_least_unreachable", low=round(low / 1024), nearest=round(max(tried) / 1024)
        )
    nearest = min(tried, key=lambda size: max(low - size, size - high))
    return InvalidInputError(
        "photo.file_window_unreachable", low=round(low / 1024), high=round(high / 1024), nearest=round(nearest / 1024)
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
