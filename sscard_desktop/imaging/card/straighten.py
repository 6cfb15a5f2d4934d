# SPDX-License-Identifier: Apache-2.0
"""A card cut out of its picture, level and of its true ratio.

Answers for losing nothing: the result has as many pixels as the card had where it was seen largest, up to what is
stored anyway; never more, as pixels made up look sharp and are none.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.card.geometry import ID_1_RATIO, Floats, to_picture

Rgb = npt.NDArray[np.uint8]

LONG_SIDE_PX = 1600
_MIN_SIDE_PX = 16


def straighten(
    rgb: Rgb, quad: Floats, *, ratio: float = ID_1_RATIO, long_side_px: int = LONG_SIDE_PX, exact: bool = True
) -> Rgb:
    """Return what lies within ``quad``, its first side on top, ``ratio`` times as wide as high.

    Args:
        rgb: shape (H, W, 3), uint8.
        quad: shape (4, 2), clockwise from the corner that becomes the top left; may reach beyond the picture.
        ratio: width by height of the result.
        long_side_px: the result's width at most.
        exact: keep the print as sharp as it is; otherwise as quickly as possible, for what is only looked at coarsely.
    """
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    source_px = max(_MIN_SIDE_PX, math.ceil(max(sides[0], sides[2], sides[1] * ratio, sides[3] * ratio) - 0.01))
    # What is to be shrunk is first cut out twice as large as wanted, then averaged: a warp alone would flicker.
    cut_px = min(source_px, 2 * long_side_px) if exact else min(source_px, long_side_px)
    prepared, scale = _calmed(rgb, source_px / cut_px) if exact else (rgb, 1.0)
    width, height = cut_px, max(_MIN_SIDE_PX, round(cut_px / ratio))
    matrix = to_picture((quad + 0.5) * scale - 0.5) @ np.array(
        [[1 / width, 0, 0.5 / width], [0, 1 / height, 0.5 / height], [0, 0, 1]]
    )
    cut = cv2.warpPerspective(
        prepared,
        matrix,
        (width, height),
        flags=(cv2.INTER_CUBIC if exact else cv2.INTER_LINEAR) | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if width > long_side_px:
        cut = cv2.resize(cut, (long_side_px, round(long_side_px / ratio)), interpolation=cv2.INTER_AREA)
    return np.asarray(cut, np.uint8)


def _calmed(rgb: Rgb, shrinkage: float) -> tuple[Rgb, float]:
    if shrinkage <= 1:
        return rgb, 1.0
    height, width = rgb.shape[:2]
    size = (max(1, round(width / shrinkage)), max(1, round(height / shrinkage)))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8), size[0] / width
