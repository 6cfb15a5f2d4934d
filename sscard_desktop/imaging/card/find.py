# SPDX-License-Identifier: Apache-2.0
"""Where a card lies in a picture: proposals of four sides, the best of which is laid onto its edges exactly.

Answers for finding nothing rather than something else. Works on any background, as a side counts by how straight and
continuous its edge is against what is around it, not by how strong; a part of a side may be covered.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.document import Corners
from sscard_desktop.imaging.card.geometry import (
    ID_1_RATIO,
    Floats,
    as_corners,
    clockwise,
    overlap,
)
from sscard_desktop.imaging.card.lines import segments, strong_lines
from sscard_desktop.imaging.card.planes import Field, field_of, reduced
from sscard_desktop.imaging.card.proposals import quadrangles
from sscard_desktop.imaging.card.sides import Fit, lay_sides
from sscard_desktop.imaging.card.worth import outermost_first, worth_of

Rgb = npt.NDArray[np.uint8]

_FIELD_PX, _FINE_PX = 640, 1600
_PROPOSALS, _LAID_FINELY = 60, 5


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A card's place.

    Attributes:
        corners: clockwise from the top left **of the picture**, where the straight sides cross.
        worth: how surely it is a card, 0 to 1.
    """

    corners: Corners
    worth: float


def find_card(rgb: Rgb, *, ratio: float = ID_1_RATIO) -> FoundCard | None:
    """Return the likeliest card in ``rgb``, None where there is none.

    Args:
        rgb: shape (H, W, 3), uint8.
        ratio: long by short side.
    """
    found = find_all(rgb, ratio=ratio, limit=1)
    return found[0] if found else None


def find_all(rgb: Rgb, *, ratio: float = ID_1_RATIO, limit: int = 4) -> tuple[FoundCard, ...]:
    """Return up to ``limit`` cards that don't overlap, likeliest first: a scanner's page may show both sides."""
    field = field_of(rgb, _FIELD_PX)
    coarse, order = search(field, ratio)
    if not len(order):
        return ()
    order = order[: _LAID_FINELY + 2 * (limit - 1)]
    fine_rgb, fine_scale = reduced(rgb, _FINE_PX)
    planes = np.asarray(cv2.cvtColor(fine_rgb, cv2.COLOR_RGB2LAB), np.uint8)
    up = fine_scale / field.scale
    # Pixels are counted from their middles: the corner of the first is at -0.5.
    fine_quads = (coarse.quads[order] + 0.5) * up - 0.5
    fine = lay_sides(planes, fine_quads, 2.5 * up + 1.0, places=60, depth=10)
    worth = worth_of(planes, fine, ratio)
    kept: list[tuple[Floats, float]] = []
    for index in outermost_first(fine.quads, worth):
        if len(kept) == limit:
            break
        quad = fine.quads[index]
        if not any(overlap(quad, other) > 0.1 for other, _worth_of in kept):
            kept.append((quad, float(worth[index])))
    return tuple(
        FoundCard(as_corners(clockwise((quad + 0.5) / fine_scale - 0.5)), min(1.0, value)) for quad, value in kept
    )


def search(field: Field, ratio: float, *, proposals: int = _PROPOSALS) -> tuple[Fit, npt.NDArray[np.intp]]:
    """Return quadrangles laid onto the edges of a reduced picture, and their order, the likeliest first."""
    coarse = lay_sides(field.planes, _proposals(field, ratio, proposals), 4.0, places=36, depth=8)
    return coarse, np.argsort(-worth_of(field.planes, coarse, ratio), kind="stable")


def _proposals(field: Field, ratio: float, limit: int = _PROPOSALS) -> Floats:
    found = [segments(field.planes[..., 0]), *(segments(plane, 0.5) for plane in field.halves())]
    lines = strong_lines(found, field.size)
    return quadrangles(lines, field.size, ratio, limit=limit)
