# SPDX-License-Identifier: Apache-2.0
"""A quadrangle's four sides laid onto the edges in the picture, to a fraction of a pixel, and how well they lie there.

Answers for the measure that tells a card's border from chance: a step of colour that keeps to one straight line over
most of the side. The steps are added up along every line near the proposed one before any is believed, so that a
border which drowns in noise at each single place is found all the same. The rounded corners are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.card.geometry import Floats

Rgb = npt.NDArray[np.uint8]
Singles = npt.NDArray[np.float32]

# Corners are rounded by 3.18 mm (ISO/IEC 7810): 6 % of the short side, and a finger often lies beside them.
_FROM, _TO = 0.075, 0.925
_PARTS = 9
_SLOPES, _STEEPEST = 13, 8
_NOISE_FLOOR = 2.5
_JOINED = 4


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Quadrangles laid onto their edges.

    Attributes:
        quads: shape (N, 4, 2).
        support: share of each side along which a straight edge was seen, 0 to 1, shape (N, 4).
        contrast: the step of colour across each side, grey levels, shape (N, 4).
    """

    quads: Floats
    support: Floats
    contrast: Floats

    def at(self, chosen: Sequence[int]) -> Fit:
        """Return the chosen ones."""
        return Fit(*(getattr(self, each.name)[list(chosen)] for each in fields(Fit)))


def joined(one: Fit, other: Fit) -> Fit:
    """Return both fits as one."""
    parts = ((getattr(one, each.name), getattr(other, each.name)) for each in fields(Fit))
    return Fit(*(np.concatenate(part) for part in parts))


def lay_sides(planes: Rgb, quads: Floats, reach_px: float | Floats, *, places: int, depth: int) -> Fit:
    """Return ``quads`` with each side laid onto the strongest straight edge within ``reach_px`` of it.

    Args:
        planes: shape (H, W, 3), uint8.
        quads: shape (N, 4, 2), clockwise.
        reach_px: how far a side is looked for on either side, at both of its ends; of shape (N, 4) for each its own.
        places: how many places along a side are measured, a multiple of nine.
        depth: how many samples lie between the proposed side and the reach.
    """
    if not len(quads):
        empty = np.zeros((0, 4))
        return Fit(quads, empty, empty)
    ends = np.roll(quads, -1, axis=1)
    along = ends - quads
    lengths = np.maximum(np.linalg.norm(along, axis=2, keepdims=True), 1e-9)
    # Clockwise with y down: the normal that points into the card.
    normals = np.stack([-along[..., 1], along[..., 0]], axis=2) / lengths
    pixels = np.broadcast_to(np.asarray(reach_px, np.float64) / depth, quads.shape[:2])
    steps, inside = _steps(planes, quads, along, normals, pixels, places, depth)
    first, last = _best_line(steps, depth)
    first, last, support, contrast = _refined(steps, inside, first, last, depth)
    moved_start = quads + normals * ((first - depth) * pixels)[..., None]
    moved_end = ends + normals * ((last - depth) * pixels)[..., None]
    # The places measured run from _FROM to _TO: the line goes on to the corners.
    direction = moved_end - moved_start
    fitted = _crossings(moved_start, direction)
    return Fit(fitted, support, contrast)


def _steps(
    planes: Rgb, quads: Floats, along: Floats, normals: Floats, pixels: Floats, places: int, depth: int
) -> tuple[Singles, npt.NDArray[np.bool_]]:
    """Return the change of colour into the card, shape (N, 4, places, 2·depth + 1, 3), and which places are visible."""
    height, width = planes.shape[:2]
    share = np.linspace(_FROM, _TO, places)
    offsets = np.arange(-depth - 1, depth + 2) * pixels[..., None]
    middles = quads[:, :, None] + along[:, :, None] * share[:, None]
    points = (middles[:, :, :, None] + normals[:, :, None, None] * offsets[:, :, None, :, None]).astype(np.float32)
    flat = points.reshape(len(quads) * 4 * places, offsets.shape[2], 2)
    values = np.empty((*flat.shape[:2], 3), np.uint8)
    # remap takes pictures of fewer than 32768 rows.
    for start in range(0, len(flat), 16384):
        part = flat[start : start + 16384]
        values[start : start + 16384] = cv2.remap(
            planes, part[..., 0], part[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
    profile = values.reshape(*points.shape[:4], 3).astype(np.float32)
    steps = profile[..., 2:, :] - profile[..., :-2, :]
    inside = (
        (middles[..., 0] > 1) & (middles[..., 0] < width - 2) & (middles[..., 1] > 1) & (middles[..., 1] < height - 2)
    )
    return np.asarray(steps * inside[..., None, None].astype(np.float32), np.float32), inside


def _best_line(steps: Singles, depth: int) -> tuple[Floats, Floats]:
    """Return where the best line begins and ends across the reach (in samples), shapes (N, 4).

    Steps of the same sign add up, others cancel; by parts of the side, as what lies beside the card may change.
    """
    count, _sides, places, span, _planes = steps.shape
    strength = np.linalg.norm(steps, axis=4)
    # One dark letter mustn't outvote the border: every place has about the same say.
    level = np.median(strength, axis=3, keepdims=True) + np.float32(_NOISE_FLOOR)
    even = steps / (level + strength)[..., None]
    # Within a part a line hardly leaves its row, whatever its slope.
    parts = np.linalg.norm(even.reshape(count, 4, _PARTS, places // _PARTS, span, 3).sum(axis=3), axis=4)
    rim = min(depth, _STEEPEST) // 2 + 1
    padded = np.pad(parts, ((0, 0), (0, 0), (0, 0), (rim, rim)))
    middles = _FROM + (_TO - _FROM) * (np.arange(_PARTS) + 0.5) / _PARTS - 0.5
    # A line as proposed is as good as one a little farther off.
    nearness = (1 - 0.1 * np.abs(np.arange(span) - depth) / depth).astype(np.float32)
    best = np.full((count, 4), -1.0, np.float32)
    first, last = np.full((count, 4), float(depth)), np.full((count, 4), float(depth))
    for slope in np.linspace(-1, 1, _SLOPES) * min(depth, _STEEPEST):
        votes = np.zeros((count, 4, span), np.float32)
        for part, shift in enumerate(np.rint(slope * middles).astype(int)):
            votes += padded[:, :, part, rim + shift : rim + shift + span]
        votes *= nearness
        at = votes.argmax(axis=2)
        value = np.take_along_axis(votes, at[..., None], axis=2)[..., 0]
        better = value > best
        best = np.where(better, value, best)
        # The line runs from first (at share 0) to last (at share 1) of the side.
        first = np.where(better, at - slope / 2, first)
        last = np.where(better, at + slope / 2, last)
    return first, last


def _refined(
    steps: Singles, inside: npt.NDArray[np.bool_], first: Floats, last: Floats, depth: int
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the line's ends to a fraction of a sample, how much of it was seen, and the step across it."""
    places, span = steps.shape[2:4]
    shares = np.linspace(_FROM, _TO, places)
    strength = np.linalg.norm(steps, axis=4)
    for _round in range(2):
        expected = first[..., None] + (last - first)[..., None] * shares
        near = np.rint(expected)[..., None] + np.arange(-2, 3)
        within = (near >= 0) & (near < span)
        rows = near.clip(0, span - 1).astype(np.intp)
        here = np.take_along_axis(strength, rows, axis=3) * within
        heights = here**2
        total = heights.sum(axis=3)
        centre = (heights * near).sum(axis=3) / np.maximum(total, 1e-6)
        off = centre - expected
        weights = np.sqrt(total) * np.clip(1 - (off / 1.8) ** 2, 0, 1) * inside
        first, last = _straight(centre, weights, shares, first, last)
    support, contrast = _seen_along(steps, inside, first, last, depth)
    return first, last, support, contrast


def _seen_along(
    steps: Singles, inside: npt.NDArray[np.bool_], first: Floats, last: Floats, depth: int
) -> tuple[Floats, Floats]:
    """Return the share of each line along which its step stands out from those beside it, and the step itself.

    Steps of neighbouring places are averaged with their signs first: a faint border adds up, noise doesn't.
    """
    places, span = steps.shape[2:4]
    shares = np.linspace(_FROM, _TO, places)
    expected = first[..., None] + (last - first)[..., None] * shares
    rows = np.rint(expected)[:, :, None, :] + np.arange(-depth, depth + 1)[:, None]
    within = (rows >= 0) & (rows < span)
    levelled = np.take_along_axis(
        steps.transpose(0, 1, 3, 2, 4), rows.clip(0, span - 1).astype(np.intp)[..., None], axis=2
    )
    levelled = levelled * (within & inside[:, :, None])[..., None]
    running = np.cumsum(np.pad(levelled, ((0, 0), (0, 0), (0, 0), (_JOINED, _JOINED - 1), (0, 0))), axis=3)
    joined = (running[..., 2 * _JOINED - 1 :, :] - running[..., : -2 * _JOINED + 1, :]) / (2 * _JOINED - 1)
    strength = np.linalg.norm(joined, axis=4)
    here = strength[:, :, depth - 1 : depth + 2].max(axis=2)
    # Not the median: out of focus, the step itself is as wide as half of what is looked at.
    level = np.percentile(strength, 30, axis=2)
    clear = np.clip((here / (level + _NOISE_FLOOR / 3) - 1.4) / 1.4, 0, 1)
    visible = np.maximum(inside.sum(axis=2), 1)
    enough = np.clip(visible / places / 0.5, 0, 1)
    support = (clear * inside).sum(axis=2) / visible * enough
    contrast = np.linalg.norm(np.median(joined[:, :, depth], axis=2), axis=2)
    return np.asarray(support, np.float64), np.asarray(contrast, np.float64)


def _straight(centre: Floats, weights: Floats, shares: Floats, first: Floats, last: Floats) -> tuple[Floats, Floats]:
    """Return the ends of the straight line through ``centre``, by weighted least squares, held to the one before."""
    hold = 0.02 * weights.sum(axis=2) + 1e-3
    s0 = weights.sum(axis=2) + 2 * hold
    s1 = (weights * shares).sum(axis=2) + hold
    s2 = (weights * shares**2).sum(axis=2) + hold
    t0 = (weights * centre).sum(axis=2) + hold * (first + last)
    t1 = (weights * centre * shares).sum(axis=2) + hold * last
    determinant = np.maximum(s0 * s2 - s1**2, 1e-9)
    base = (t0 * s2 - t1 * s1) / determinant
    slope = (t1 * s0 - t0 * s1) / determinant
    return base, base + slope


def _crossings(points: Floats, directions: Floats) -> Floats:
    """Return the corners at which neighbouring sides cross, shape (N, 4, 2): corner i begins side i."""
    before, way = np.roll(points, 1, axis=1), np.roll(directions, 1, axis=1)
    sine = way[..., 0] * directions[..., 1] - way[..., 1] * directions[..., 0]
    sine = np.where(np.abs(sine) < 1e-6, 1e-6, sine)
    offset = points - before
    share = (offset[..., 0] * directions[..., 1] - offset[..., 1] * directions[..., 0]) / sine
    return np.asarray(before + way * share[..., None])
