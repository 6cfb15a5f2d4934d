# SPDX-License-Identifier: Apache-2.0
"""How much a quadrangle laid onto its edges is like a card.

Answers for one figure from what geometry, edges and corners say, so that the likeliest of many comes first and none is
believed that is only the best of a bad lot.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.card.ends import look_at_ends
from sscard_desktop.imaging.card.geometry import Floats, areas, is_convex, overlap, rectangle_errors
from sscard_desktop.imaging.card.sides import Fit

Rgb = npt.NDArray[np.uint8]

LEAST_WORTH = 0.62
# A portrait's frame has sharper edges than the card that it is printed on.
_OUTER_SHARE = 0.72
_INNER_AREA, _WITHIN = 0.8, 0.97


def worth_of(planes: Rgb, fit: Fit, ratio: float) -> Floats:
    """Return how much each quadrangle of ``fit`` is like a card of ``ratio``, about 0 to 1."""
    if not len(fit.quads):
        return np.zeros(0)
    height, width = planes.shape[:2]
    errors, _flat = rectangle_errors(fit.quads, ratio, (width, height))
    ends = look_at_ends(planes, fit.quads)
    area = np.clip(areas(fit.quads) / (width * height), 0, 1)
    ordered = np.sort(fit.support, axis=1)
    support = ordered @ np.array([0.2, 0.25, 0.275, 0.275])
    going_on = np.sort(ends.going_on, axis=1)[:, 1:].mean(axis=1)
    worth = support * np.exp(-((errors / 0.1) ** 2)) + 0.08 * np.sqrt(area)
    worth += 0.2 * (ends.roundness - 0.75) - 0.25 * np.clip(going_on - 0.25, 0, None)
    return np.asarray(np.where(is_convex(fit.quads), worth, 0.0))


def outermost_first(quads: Floats, worth: Floats) -> list[int]:
    """Return the indices of what may be cards, likeliest first; what is printed on one comes after it."""
    order = [int(index) for index in np.argsort(-worth, kind="stable") if worth[index] >= LEAST_WORTH]
    sizes = areas(quads)

    def is_inside(inner: int, outer: int) -> bool:
        return bool(
            sizes[inner] < _INNER_AREA * sizes[outer]
            and worth[outer] > _OUTER_SHARE * worth[inner]
            and overlap(quads[inner], quads[outer]) > _WITHIN
        )

    return sorted(order, key=lambda each: (any(is_inside(each, other) for other in order), order.index(each)))
