# SPDX-License-Identifier: Apache-2.0
"""How much a quadrangle laid onto its edges is like a card.

Answers for one figure from what geometry, edges and corners say, so that the likeliest of many comes first and none is
believed that is only the best of a bad lot.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.card.ends import look_at_ends
from sscard_desktop.imaging.card.geometry import (
    ID_1_RATIO,
    Floats,
    areas,
    is_convex,
    long_side_first,
    overlap,
    rectangle_errors,
)
from sscard_desktop.imaging.card.prints import likenesses, print_on
from sscard_desktop.imaging.card.sides import Fit
from sscard_desktop.imaging.card.straighten import straighten

Rgb = npt.NDArray[np.uint8]

LEAST_WORTH = 0.62
LEAST_SURENESS = 0.6
# By logistic regression over generated scenes with a card and without one: the sides' support from the worst to the
# best, the rectangle's error, the root of the share of the picture, roundness, going on, the faintest side's contrast
# (logarithm), and how much print lies as on a known layout.
_WEIGHTS = np.array([-0.72, -2.05, 1.33, 4.25, -66.8, 4.42, 3.32, -1.11, 1.28, 14.17])
_OFFSET = -14.46
_LIKENESS_ENOUGH = 0.5
# Edges and corners so plain that no known print is asked for: a layout that nobody has described here.
_PLAIN_WORTH, _PLAIN = 0.9, 0.62
# A portrait's frame has sharper edges than the card that it is printed on.
_OUTER_SHARE = 0.72
_INNER_AREA, _WITHIN = 0.8, 0.97
_LOOKED_AT_PX = 430


def worth_of(planes: Rgb, fit: Fit, ratio: float) -> Floats:
    """Return how much each quadrangle of ``fit`` is like a card of ``ratio``, about 0 to 1, by edges and corners."""
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


def sureness_of(planes: Rgb, rgb: Rgb, fit: Fit, ratio: float) -> Floats:
    """Return how surely each quadrangle of ``fit`` is a card, 0 to 1: by edges, corners, and where it has print.

    Args:
        planes: in which ``fit`` lies, shape (H, W, 3), uint8.
        rgb: the same picture in colour, of the same size.
        fit: what to judge.
        ratio: long by short side; only of ID-1's it is known where print would be.
    """
    if not len(fit.quads):
        return np.zeros(0)
    height, width = planes.shape[:2]
    errors, _flat = rectangle_errors(fit.quads, ratio, (width, height))
    ends = look_at_ends(planes, fit.quads)
    likeness = [_likeness(rgb, quad, ratio) for quad in fit.quads]
    figures = [
        *np.sort(fit.support, axis=1).T,
        np.clip(errors, 0, 0.3),
        np.sqrt(np.clip(areas(fit.quads) / (width * height), 0, 1)),
        ends.roundness,
        np.sort(ends.going_on, axis=1)[:, 1:].mean(axis=1),
        np.log1p(fit.contrast.min(axis=1)),
        np.clip(likeness, 0, _LIKENESS_ENOUGH),
    ]
    sureness = 1 / (1 + np.exp(-(_WEIGHTS @ np.array(figures) + _OFFSET)))
    plain = np.clip(worth_of(planes, fit, ratio) - _PLAIN_WORTH, 0, None)
    sureness = np.maximum(sureness, np.where(plain > 0, _PLAIN + plain, 0))
    return np.asarray(np.where(is_convex(fit.quads), np.minimum(sureness, 1.0), 0.0))


def _likeness(rgb: Rgb, quad: Floats, ratio: float) -> float:
    if ratio != ID_1_RATIO:
        return _LIKENESS_ENOUGH
    height, width = rgb.shape[:2]
    card = straighten(rgb, long_side_first(quad, ratio, (width, height)), long_side_px=_LOOKED_AT_PX)
    return max(likenesses(print_on(card)).values())


def outermost_first(quads: Floats, worth: Floats, least: float = LEAST_WORTH) -> list[int]:
    """Return the indices of what may be cards, likeliest first; what is printed on one comes after it."""
    order = [int(index) for index in np.argsort(-worth, kind="stable") if worth[index] >= least]
    sizes = areas(quads)

    def is_inside(inner: int, outer: int) -> bool:
        return bool(
            sizes[inner] < _INNER_AREA * sizes[outer]
            and worth[outer] > _OUTER_SHARE * worth[inner]
            and overlap(quads[inner], quads[outer]) > _WITHIN
        )

    return sorted(order, key=lambda each: (any(is_inside(each, other) for other in order), order.index(each)))
