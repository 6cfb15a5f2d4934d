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
from sscard_desktop.imaging.card.ends import look_at_ends
from sscard_desktop.imaging.card.geometry import (
    ID_1_RATIO,
    Floats,
    areas,
    as_corners,
    clockwise,
    is_convex,
    overlap,
    rectangle_errors,
)
from sscard_desktop.imaging.card.lines import segments, strong_lines
from sscard_desktop.imaging.card.planes import Field, field_of, reduced
from sscard_desktop.imaging.card.proposals import quadrangles
from sscard_desktop.imaging.card.sides import Fit, lay_sides

Rgb = npt.NDArray[np.uint8]

_FIELD_PX, _FINE_PX = 640, 1600
_PROPOSALS, _LAID_FINELY = 60, 5
_LEAST_WORTH = 0.62
# A portrait's frame has sharper edges than the card that it is printed on.
_OUTER_SHARE = 0.72


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
    quads = _proposals(field, ratio)
    if not len(quads):
        return ()
    coarse = lay_sides(field.planes, quads, 4.0, places=36, depth=8)
    coarse_worth = _worth(field.planes, coarse, ratio)
    order = np.argsort(-coarse_worth, kind="stable")[: _LAID_FINELY + 2 * (limit - 1)]
    fine_rgb, fine_scale = reduced(rgb, _FINE_PX)
    planes = np.asarray(cv2.cvtColor(fine_rgb, cv2.COLOR_RGB2LAB), np.uint8)
    up = fine_scale / field.scale
    # Pixels are counted from their middles: the corner of the first is at -0.5.
    fine_quads = (coarse.quads[order] + 0.5) * up - 0.5
    fine = lay_sides(planes, fine_quads, 2.5 * up + 1.0, places=60, depth=10)
    worth = _worth(planes, fine, ratio)
    kept: list[tuple[Floats, float]] = []
    for index in _outermost(fine.quads, worth):
        if len(kept) == limit:
            break
        quad = fine.quads[index]
        if not any(overlap(quad, other) > 0.1 for other, _worth_of in kept):
            kept.append((quad, float(worth[index])))
    return tuple(
        FoundCard(as_corners(clockwise((quad + 0.5) / fine_scale - 0.5)), min(1.0, value)) for quad, value in kept
    )


def _outermost(quads: Floats, worth: Floats) -> list[int]:
    """Return the indices of what may be cards, likeliest first; what is printed on one comes after it."""
    order = [int(index) for index in np.argsort(-worth, kind="stable") if worth[index] >= _LEAST_WORTH]
    sizes = areas(quads)

    def is_inside(inner: int, outer: int) -> bool:
        return bool(
            sizes[inner] < 0.8 * sizes[outer]
            and worth[outer] > _OUTER_SHARE * worth[inner]
            and overlap(quads[inner], quads[outer]) > 0.97
        )

    return sorted(order, key=lambda each: (any(is_inside(each, other) for other in order), order.index(each)))


def _proposals(field: Field, ratio: float) -> Floats:
    found = [segments(field.planes[..., 0]), *(segments(plane, 0.5) for plane in field.halves())]
    lines = strong_lines(found, field.size)
    return quadrangles(lines, field.size, ratio, limit=_PROPOSALS)


def _worth(planes: Rgb, fit: Fit, ratio: float) -> Floats:
    """Return how much each quadrangle is like a card, about 0 to 1."""
    if not len(fit.quads):
        return np.zeros(0)
    height, width = planes.shape[:2]
    errors, _flat = rectangle_errors(fit.quads, ratio, (width, height))
    ends = look_at_ends(planes, fit.quads)
    area = np.clip(areas(fit.quads) / (width * height), 0, 1)
    ordered = np.sort(fit.support, axis=1)
    support = 0.2 * ordered[:, 0] + 0.25 * ordered[:, 1] + 0.275 * ordered[:, 2] + 0.275 * ordered[:, 3]
    going_on = np.sort(ends.going_on, axis=1)[:, 1:].mean(axis=1)
    worth = support * np.exp(-((errors / 0.1) ** 2)) + 0.08 * np.sqrt(area)
    worth += 0.2 * (ends.roundness - 0.75) - 0.25 * np.clip(going_on - 0.25, 0, None)
    return np.asarray(np.where(is_convex(fit.quads), worth, 0.0))
