# SPDX-License-Identifier: Apache-2.0
"""What would make a bureau send a card's picture back: glare, blur, a corner cut off, a finger on the words…

Answers for problems that the clerk can do something about; each is the key of a message ``document.problem.<key>`` that
says what. Judges the straightened card, so that a figure means the same whatever the camera. A problem is told, never
refused here.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.card.cover import is_covered
from sscard_desktop.imaging.card.geometry import Floats, width_of
from sscard_desktop.imaging.idpicture import blur_of

Rgb = npt.NDArray[np.uint8]
Grey = npt.NDArray[np.uint8]

ORDER = ("wrong_side", "corner_cut", "covered", "blurred", "glare", "too_small", "dim")
"""Worst first."""

_JUDGED_PX = 800
# A character of 2.4 mm then has 14 pixels, with which readers and people just manage.
_LEAST_WIDTH_PX = 500
_MAX_BLUR = 0.66
_DIM, _FAINT = 78.0, 28.0
# A lamp's reflection: white throughout, brighter than the card is elsewhere, and larger than a letter.
_WHITE, _ABOVE_CARD, _GLARE_SHARE = 247, 18.0, 0.004
_OUTSIDE_SHARE = 0.006


def picture_problems(card: Rgb, quad: Floats, rgb: Rgb) -> tuple[str, ...]:
    """Return the problems of a card's picture, worst first.

    Args:
        card: straightened, shape (H, W, 3), uint8.
        quad: its corners in the picture, shape (4, 2).
        rgb: the picture, shape (H, W, 3), uint8.
    """
    luma, size = _luma(card), (rgb.shape[1], rgb.shape[0])
    found = {
        "corner_cut": is_cut(quad, size),
        "covered": is_covered(rgb, quad),
        "too_small": width_of(quad) < _LEAST_WIDTH_PX,
        "blurred": blur_of(luma) > _MAX_BLUR,
        "glare": glare_share(card) > _GLARE_SHARE,
        "dim": is_dim(luma),
    }
    return tuple(key for key in ORDER if found.get(key))


def is_cut(quad: Floats, size: tuple[int, int]) -> bool:
    """Say whether a corner lies outside a picture of ``size`` (width, height) by more than the rounding hides."""
    spare = _OUTSIDE_SHARE * width_of(quad)
    low, high = -0.5 - spare, np.array(size) - 0.5 + spare
    return bool((quad < low).any() or (quad > high).any())


def is_dim(luma: Grey) -> bool:
    """Say whether the card is too dark, or its print too faint against it, to be read with ease."""
    dark, light = np.percentile(luma, (3, 80))
    return bool(light < _DIM or light - dark < _FAINT)


def glare_share(card: Rgb) -> float:
    """Return the share of the card that a lamp's reflection covers.

    A scanner's white ground isn't glare: a reflection is brighter than the card around it, and burns out every colour.
    """
    small = cv2.resize(card, (400, 252), interpolation=cv2.INTER_AREA)
    darkest = small.min(axis=2)
    usual = float(np.percentile(darkest, 60))
    if usual > _WHITE - _ABOVE_CARD:
        return 0.0
    white = (darkest >= _WHITE).astype(np.uint8)
    white = cv2.morphologyEx(white, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5)))
    # Beyond the rounded corners one sees the desk.
    white[:20, :20] = white[:20, -20:] = white[-20:, :20] = white[-20:, -20:] = 0
    return float(white.mean())


def _luma(card: Rgb) -> Grey:
    height, width = card.shape[:2]
    luma = cv2.cvtColor(card, cv2.COLOR_RGB2GRAY)
    if width > _JUDGED_PX:
        luma = cv2.resize(luma, (_JUDGED_PX, round(_JUDGED_PX * height / width)), interpolation=cv2.INTER_AREA)
    # Not the border: its edge is sharp in a blurred enlargement, too, and the desk shows at the corners.
    rows, columns = luma.shape
    return np.asarray(luma[rows // 20 : -rows // 20, columns // 25 : -columns // 25], np.uint8)
