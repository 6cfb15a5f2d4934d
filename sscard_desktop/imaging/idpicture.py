# SPDX-License-Identifier: Apache-2.0
"""An ID card picture from a file: opened safely, upright, legible, and small enough for the profile.

Answers for a JPEG within the profile's bytes and pixels. Refuses a picture too small, blurred or empty to be read from.
Finding the card in the picture and straightening it belong to :mod:`.card`.
"""

from __future__ import annotations

import io

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.imaging.opening import open_picture

Rgb = npt.NDArray[np.uint8]

# Text on the card is about a fortieth of its height; at 1600 pixels across it stays crisp for people and for OCR.
_LONG_SIDE_PX = 1600
_QUALITIES = (92, 88, 84, 80, 75, 70, 65, 60)
_SHRINK = 0.85
_ANALYSIS_LONG_SIDE_PX = 800
_MIN_CONTRAST = 8.0
_MAX_BLUR = 0.75


def prepare_id_picture(source: bytes, spec: IdPictureSpec) -> bytes:
    """Return ``source`` as an upright JPEG of at most ``spec.max_bytes``.

    Raises:
        InvalidInputError: ``picture.*`` where it can't be opened; ``id_picture.too_small``, ``id_picture.blank``,
            ``id_picture.blurred`` or ``id_picture.too_detailed``.
    """
    rgb = open_picture(source).rgb
    _require_size(rgb, spec)
    luma = _for_analysis(rgb)
    if float(luma.std()) < _MIN_CONTRAST:
        raise InvalidInputError("id_picture.blank")
    if blur_of(luma) > _MAX_BLUR:
        raise InvalidInputError("id_picture.blurred")
    return _encode(rgb, spec)


def encode_id_picture(rgb: Rgb, spec: IdPictureSpec) -> bytes:
    """Return pixels of shape (H, W, 3), which somebody else judges, as a JPEG of at most ``spec.max_bytes``.

    Raises:
        InvalidInputError: ``id_picture.too_small`` or ``id_picture.too_detailed``.
    """
    _require_size(rgb, spec)
    return _encode(rgb, spec)


def blur_of(luma: npt.NDArray[np.uint8]) -> float:
    """Return how little is lost by more smoothing (near 1 is blurred), over the picture's strongest edges."""
    plane = luma.astype(np.float32)
    strengths = []
    for sigma in (1.0, 2.0):
        smooth = cv2.GaussianBlur(plane, (0, 0), sigma)
        across = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=3)
        down = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=3)
        strengths.append(float(np.percentile(cv2.magnitude(across, down), 95)))
    return strengths[1] / max(strengths[0], 1e-6)


def _require_size(rgb: Rgb, spec: IdPictureSpec) -> None:
    height, width = rgb.shape[:2]
    # A card laid upright is as good as one laid flat: compare long side with long side.
    have, need = sorted((width, height)), sorted((spec.min_width, spec.min_height))
    if have[0] < need[0] or have[1] < need[1]:
        raise InvalidInputError(
            "id_picture.too_small", width=width, height=height, min_width=spec.min_width, min_height=spec.min_height
        )


def _for_analysis(rgb: Rgb) -> npt.NDArray[np.uint8]:
    luma = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    reduction = max(luma.shape) / _ANALYSIS_LONG_SIDE_PX
    if reduction > 1:
        size = (max(8, round(luma.shape[1] / reduction)), max(8, round(luma.shape[0] / reduction)))
        luma = cv2.resize(luma, size, interpolation=cv2.INTER_AREA)
    return np.asarray(luma, dtype=np.uint8)


def _encode(rgb: Rgb, spec: IdPictureSpec) -> bytes:
    """Return the best JPEG within the limit: first less quality, then fewer pixels, never below the profile's."""
    image = Image.fromarray(rgb, "RGB")
    if max(image.size) > _LONG_SIDE_PX:
        image.thumbnail((_LONG_SIDE_PX, _LONG_SIDE_PX), Image.Resampling.LANCZOS)
    need = sorted((spec.min_width, spec.min_height))
    while True:
        for quality in _QUALITIES:
            target = io.BytesIO()
            image.save(target, "JPEG", quality=quality, subsampling="4:4:4")
            if target.tell() <= spec.max_bytes:
                return target.getvalue()
        smaller = (round(image.width * _SHRINK), round(image.height * _SHRINK))
        if sorted(smaller)[0] < need[0] or sorted(smaller)[1] < need[1] or min(smaller) < 16:
            raise InvalidInputError("id_picture.too_detailed", limit=spec.max_bytes // 1024)
        image = image.resize(smaller, Image.Resampling.LANCZOS)
