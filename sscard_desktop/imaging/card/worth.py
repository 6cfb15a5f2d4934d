# SPDX-License-Identifier: Apache-2.0
"""How much a quadrangle laid onto its edges is like a card.

Answers for one figure from what geometry, edges and corners say, so that the likeliest of many comes first and none is
believed that is only the best of a bad lot.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    width_of,
)
from sscard_desktop.imaging.card.planes import reduced
from sscard_desktop.imaging.card.prints import LOOKED_AT_PX, likenesses, print_on
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
_HOPEFUL = 0.5
# Edges and corners so plain that no known print is asked for: a layout that nobody has described here.
_PLAIN_WORTH, _PLAIN = 0.9, 0.62
# A portrait's frame has sharper edges than the card that it is printed on.
_OUTER_SHARE = 0.72
_INNER_AREA, _WITHIN = 0.8, 0.97


@dataclass(frozen=True, slots=True, eq=False)
class _Looks:
    """What quadrangles look like: shapes (N,), but for ``going_on`` (N, 4)."""

    errors: Floats
    roundness: Floats
    going_on: Floats
    share: Floats
    convex: npt.NDArray[np.bool_]


def _looks_of(planes: Rgb, fit: Fit, ratio: float) -> _Looks:
    height, width = planes.shape[:2]
    errors, _flat = rectangle_errors(fit.quads, ratio, (width, height))
    ends = look_at_ends(planes, fit.quads)
    # One side may lie on a line of the desk.
    going_on = np.sort(ends.going_on, axis=1)[:, 1:].mean(axis=1)
    share = np.sqrt(np.clip(areas(fit.quads) / (width * height), 0, 1))
    return _Looks(errors, ends.roundness, going_on, share, is_convex(fit.quads))


def worth_of(planes: Rgb, fit: Fit, ratio: float) -> Floats:
    """Return how much each quadrangle of ``fit`` is like a card of ``ratio``, about 0 to 1, by edges and corners."""
    if not len(fit.quads):
        return np.zeros(0)
    return _worth(fit, _looks_of(planes, fit, ratio))


def _worth(fit: Fit, looks: _Looks) -> Floats:
    support = np.sort(fit.support, axis=1) @ np.array([0.2, 0.25, 0.275, 0.275])
    worth = support * np.exp(-((looks.errors / 0.1) ** 2)) + 0.08 * looks.share
    worth += 0.2 * (looks.roundness - 0.75) - 0.25 * np.clip(looks.going_on - 0.25, 0, None)
    return np.asarray(np.where(looks.convex, worth, 0.0))


def judged(planes: Rgb, rgb: Rgb, fit: Fit, ratio: float, *, looked_at_px: int = LOOKED_AT_PX) -> tuple[Floats, Floats]:
    """Return the worth of each quadrangle of ``fit`` (as :func:`worth_of`) and how surely it is a card, 0 to 1.

    The latter says where it has print, too.

    Args:
        planes: in which ``fit`` lies, shape (H, W, 3), uint8.
        rgb: the same picture in colour, of the same size.
        fit: what to judge.
        ratio: long by short side; only of ID-1's it is known where print would be.
        looked_at_px: how wide print is looked at.
    """
    if not len(fit.quads):
        return np.zeros(0), np.zeros(0)
    looks = _looks_of(planes, fit, ratio)
    worth = _worth(fit, looks)
    figures = np.array(
        [
            *np.sort(fit.support, axis=1).T,
            np.clip(looks.errors, 0, 0.3),
            looks.share,
            looks.roundness,
            looks.going_on,
            np.log1p(fit.contrast.min(axis=1)),
            np.full(len(worth), _LIKENESS_ENOUGH),
        ]
    )
    # What no print could make a card needn't be looked at.
    hopeful = _logistic(figures) > _HOPEFUL * LEAST_SURENESS
    view, scale = reduced(rgb, round(1.5 * looked_at_px))
    for index, quad in enumerate(fit.quads):
        # A large card is looked at in the reduced picture, a small one has no pixels to lose.
        seen, by = (rgb, 1.0) if width_of(quad) <= looked_at_px else (view, scale)
        likeness = _likeness(seen, (quad + 0.5) * by - 0.5, ratio, looked_at_px) if hopeful[index] else 0.0
        figures[-1, index] = np.clip(likeness, 0, _LIKENESS_ENOUGH)
    sureness = _logistic(figures)
    plain = np.clip(worth - _PLAIN_WORTH, 0, None)
    sureness = np.maximum(sureness, np.where(plain > 0, _PLAIN + plain, 0))
    return worth, np.asarray(np.where(looks.convex, np.minimum(sureness, 1.0), 0.0))


def _logistic(figures: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-(_WEIGHTS @ figures + _OFFSET))))


def _likeness(rgb: Rgb, quad: Floats, ratio: float, looked_at_px: int) -> float:
    if ratio != ID_1_RATIO:
        return _LIKENESS_ENOUGH
    height, width = rgb.shape[:2]
    quad = long_side_first(quad, ratio, (width, height))
    card = straighten(rgb, quad, long_side_px=looked_at_px, exact=False)
    # Grain and noise are no print.
    card, _scale = reduced(card, round(looked_at_px / 1.6))
    return max(likenesses(print_on(card, looked_at_px)).values())


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
