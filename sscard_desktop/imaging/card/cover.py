# SPDX-License-Identifier: Apache-2.0
"""A finger or a clip that reaches over a card's border to where there is print.

Answers for what crosses the border: just inside and just outside one sees the same thing, which is neither the card nor
the desk, and it goes on inwards. A thumb that only touches the margin hides nothing and isn't told.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.document import ID_1_WIDTH_MM
from sscard_desktop.imaging.card.geometry import Floats, to_picture

Rgb = npt.NDArray[np.uint8]
Singles = npt.NDArray[np.float32]

_PX_A_MM = 4.0
_OUT_MM, _IN_MM, _DEEP_MM = 3.0, 1.2, 14.0
_LEAST_LENGTH_MM, _LEAST_DEPTH_MM = 5.0, 5.5
# Distances of colour (CIE L*a*b*, as OpenCV scales them).
_SAME, _OTHER = 16.0, 22.0
_MOST_OF_A_SIDE = 0.5


def is_covered(rgb: Rgb, quad: Floats) -> bool:
    """Say whether something lies over the border and the print of the card within ``quad``, in ``rgb`` (H×W×3)."""
    return any(_is_crossed(_along(rgb, np.roll(quad, -side, axis=0))) for side in range(4))


def _along(rgb: Rgb, quad: Floats) -> Singles:
    """Return what lies along the quadrangle's first side, flattened: from the outside (row 0) inwards, in L*a*b*."""
    sides = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    px_a_mm = max(sides.max(), 1.0) / ID_1_WIDTH_MM
    length, height = sides[0] / px_a_mm, max(sides[1], sides[3]) / px_a_mm
    width_px, depth_px = max(8, round(length * _PX_A_MM)), round((_OUT_MM + _DEEP_MM) * _PX_A_MM)
    to_card = np.array([[1 / width_px, 0, 0], [0, 1 / (_PX_A_MM * height), -_OUT_MM / height], [0, 0, 1]], np.float64)
    strip = cv2.warpPerspective(
        rgb,
        to_picture(quad) @ to_card,
        (width_px, depth_px),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(cv2.cvtColor(cv2.GaussianBlur(strip, (0, 0), 1.5), cv2.COLOR_RGB2LAB), np.float32)


def _is_crossed(strip: Singles) -> bool:
    margin = round(5 * _PX_A_MM)
    strip = strip[:, margin:-margin]
    if strip.shape[1] < round(_LEAST_LENGTH_MM * _PX_A_MM):
        return False
    border = round(_OUT_MM * _PX_A_MM)
    outside, inside = strip[border - round(_IN_MM * _PX_A_MM)], strip[border + round(_IN_MM * _PX_A_MM)]
    desk, card = np.median(outside, axis=0), np.median(inside, axis=0)
    crossing = np.linalg.norm(outside - inside, axis=1) < _SAME
    crossing &= np.linalg.norm(outside - desk, axis=1) > _OTHER
    crossing &= np.linalg.norm(inside - card, axis=1) > _OTHER
    # White on white in uneven light is alike all along; a hand isn't that wide.
    if not 0 < crossing.mean() < _MOST_OF_A_SIDE:
        return False
    thing = np.median(inside[crossing], axis=0)
    deep = round(_LEAST_DEPTH_MM * _PX_A_MM)
    same = np.linalg.norm(strip[border : border + deep] - thing, axis=2) < 2 * _SAME
    reaching = crossing & (same.mean(axis=0) > 0.85)
    return bool(_longest_run(reaching) >= _LEAST_LENGTH_MM * _PX_A_MM)


def _longest_run(flags: npt.NDArray[np.bool_]) -> int:
    padded = np.concatenate([[0], flags.astype(np.int8), [0]])
    changes = np.flatnonzero(np.diff(padded))
    return int((changes[1::2] - changes[::2]).max(initial=0))
