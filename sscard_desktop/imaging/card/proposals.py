# SPDX-License-Identifier: Apache-2.0
"""The quadrangles that four lines enclose, as far as they may be a rectangle of a known ratio seen by a camera.

Answers for proposals, many and cheap: a side needs only some of its length to be seen, a corner nothing at all. Which
proposal is a card is judged elsewhere.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.card.geometry import Floats, areas, is_convex, rectangle_errors
from sscard_desktop.imaging.card.lines import Lines, cross

_SECTORS, _MAX_PAIRS = 6, 45
_NEARLY_PARALLEL = np.deg2rad(28.0)
_NEARLY_SQUARE = np.deg2rad(42.0)
# The share of a side seen, on average and at least, and the smallest card's share of the picture.
_MIN_MEAN_COVER, _MIN_COVER, _MIN_COVER_OF_THREE = 0.42, 0.08, 0.25
_MIN_AREA = 0.025
_MAX_ERROR = 0.22
# A corner may lie this far outside the picture: both of its sides tell where it is.
_OUTSIDE = 0.12
_BEYOND = 0.22


def quadrangles(lines: Lines, size: tuple[int, int], ratio: float, *, limit: int) -> Floats:
    """Return up to ``limit`` quadrangles that may be a rectangle of ``ratio``, shape (N, 4, 2), likeliest first."""
    pairs, middles = _pairs(lines, size)
    if len(pairs) < 2:
        return np.zeros((0, 4, 2))
    angle = np.abs(np.arcsin(np.clip(cross(middles[:, None], middles[None]), -1, 1)))
    one, other = np.nonzero(np.triu(angle > np.pi / 2 - _NEARLY_SQUARE, 1))
    a, c, b, d = pairs[one, 0], pairs[one, 1], pairs[other, 0], pairs[other, 1]
    sides = np.stack([a, b, c, d], axis=1)
    corners = np.stack([_meet(lines, a, b), _meet(lines, b, c), _meet(lines, c, d), _meet(lines, d, a)], axis=1)
    backwards = areas(corners) < 0
    # Turned round, side i is the one between corner i-1 and corner i all the same.
    corners[backwards] = corners[backwards][:, ::-1]
    sides[backwards] = sides[backwards][:, [0, 3, 2, 1]]
    width, height = size
    margin = _OUTSIDE * max(size)
    fine = is_convex(corners) & (areas(corners) > _MIN_AREA * width * height)
    fine &= ((corners > -margin) & (corners < np.array(size) + margin)).all(axis=(1, 2))
    corners, sides = corners[fine], sides[fine]
    if not len(corners):
        return corners
    errors, _flat = rectangle_errors(corners, ratio, size)
    right = errors < _MAX_ERROR
    corners, sides, errors = corners[right], sides[right], errors[right]
    cover, beyond = _covers(lines, corners, sides, size)
    mean, least = cover.mean(axis=1), cover.min(axis=1)
    worth = mean + 0.5 * least - 0.35 * beyond.mean(axis=1) - errors
    worth += 0.25 * np.sqrt(np.clip(areas(corners) / (width * height), 0, 1))
    seen = np.flatnonzero((mean > _MIN_MEAN_COVER) & (least > _MIN_COVER))
    return _unlike(corners[seen[np.argsort(-worth[seen], kind="stable")]], 0.012 * max(size), limit)


def completed(lines: Lines, size: tuple[int, int], ratio: float, *, limit: int) -> Floats:
    """Return up to ``limit`` quadrangles of three lines and a side supposed where ``ratio`` has it, likeliest first.

    A side on which card and desk are of one colour, or that lies under a hand, gives no line. The supposed side is the
    second one (from corner 1 to corner 2); perspective may have it a tenth of the width farther off or nearer.
    """
    pairs, middles = _pairs(lines, size)
    angle = np.abs(np.arcsin(np.clip(cross(middles[:, None], lines.directions[None]), -1, 1)))
    pair, third = np.nonzero(angle > np.pi / 2 - _NEARLY_SQUARE)
    if not len(pair):
        return np.zeros((0, 4, 2))
    a, b = pairs[pair, 0], pairs[pair, 1]
    begin, end = _meet(lines, a, third), _meet(lines, b, third)
    base = np.linalg.norm(end - begin, axis=1)
    found, worths = [], []
    for sign in (1.0, -1.0):
        for share in (ratio, 1 / ratio):
            away = [
                lines.directions[each]
                * np.where((lines.directions[each] * middles[pair]).sum(axis=1) < 0, -sign, sign)[:, None]
                for each in (a, b)
            ]
            far = [start + way * (base * share)[:, None] for start, way in zip((begin, end), away, strict=True)]
            corners = np.stack([begin, far[0], far[1], end], axis=1)
            sides = np.stack([third, a, a, b], axis=1)
            backwards = areas(corners) < 0
            corners[backwards] = corners[backwards][:, ::-1]
            sides[backwards] = sides[backwards][:, [0, 3, 3, 1]]
            margin = _OUTSIDE * max(size)
            fine = is_convex(corners) & (areas(corners) > _MIN_AREA * size[0] * size[1])
            fine &= ((corners > -margin) & (corners < np.array(size) + margin)).all(axis=(1, 2))
            corners, sides = corners[fine], sides[fine]
            cover, beyond = _covers(lines, corners, sides, size)
            known = [0, 1, 3]
            worth = cover[:, known].mean(axis=1) + 0.5 * cover[:, known].min(axis=1)
            worth -= 0.35 * beyond[:, known].mean(axis=1)
            seen = (cover[:, known].min(axis=1) > _MIN_COVER_OF_THREE) & (cover[:, 0] > _MIN_MEAN_COVER)
            found.append(corners[seen])
            worths.append(worth[seen])
    order = np.argsort(-np.concatenate(worths), kind="stable")
    return _unlike(np.concatenate(found)[order], 0.02 * max(size), limit)


def _pairs(lines: Lines, size: tuple[int, int]) -> tuple[npt.NDArray[np.intp], Floats]:
    """Return pairs of lines that may be opposite sides, with the direction between them."""
    count = len(lines.points)
    first, second = np.triu_indices(count, 1)
    one, two = lines.directions[first], lines.directions[second]
    two = two * np.where((one * two).sum(axis=1) < 0, -1.0, 1.0)[:, None]
    middle = one + two
    middle /= np.maximum(np.linalg.norm(middle, axis=1), 1e-9)[:, None]
    apart = np.abs(cross(middle, lines.points[second] - lines.points[first]))
    fine = (np.abs(cross(one, two)) < np.sin(_NEARLY_PARALLEL)) & (apart > 0.09 * min(size))
    first, second, middle = first[fine], second[fine], middle[fine]
    # The best of each direction: most lines of a wooden desk, or of a page of print, run one way.
    sector = np.floor(np.arctan2(middle[:, 1], middle[:, 0]) / np.pi * _SECTORS).astype(np.intp) % _SECTORS
    kept = []
    for each in range(_SECTORS):
        mine = np.flatnonzero(sector == each)
        by_rank = mine[np.argsort((first + second)[mine], kind="stable")[:_MAX_PAIRS]]
        weight = np.minimum(lines.weight[first], lines.weight[second])[mine]
        kept += [by_rank, mine[np.argsort(-weight, kind="stable")[:_MAX_PAIRS]]]
    best = np.unique(np.concatenate(kept))
    return np.stack([first[best], second[best]], axis=1), middle[best]


def _meet(lines: Lines, one: npt.NDArray[np.intp], other: npt.NDArray[np.intp]) -> Floats:
    """Return where pairs of lines cross."""
    p, r, q, s = lines.points[one], lines.directions[one], lines.points[other], lines.directions[other]
    sine = cross(r, s)
    sine = np.where(np.abs(sine) < 1e-6, 1e-6, sine)
    return np.asarray(p + r * (cross(q - p, s) / sine)[:, None])


def _covers(lines: Lines, corners: Floats, sides: npt.NDArray[np.intp], size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return the share of each side that was seen, and of what goes on beyond its ends; shapes (N, 4).

    Only what lies inside the picture can be seen, so only that counts.
    """
    bounds = np.array(size) - 1.0
    cover, beyond = np.zeros((len(corners), 4)), np.zeros((len(corners), 4))
    for side in range(4):
        index = sides[:, side]
        # Corner i is where sides i and i + 1 cross: side i runs from corner i - 1 to corner i.
        start, end = corners[:, side - 1], corners[:, side]
        inner_start, inner_end = np.clip(start, 0, bounds), np.clip(end, 0, bounds)
        places = [((each - lines.points[index]) * lines.directions[index]).sum(axis=1) for each in (start, end)]
        inner = [
            ((each - lines.points[index]) * lines.directions[index]).sum(axis=1) for each in (inner_start, inner_end)
        ]
        cover[:, side] = lines.share_seen(index, inner[0], inner[1])
        step = _BEYOND * (places[1] - places[0])
        gap = 0.03 * (places[1] - places[0])
        after = lines.share_seen(index, places[1] + gap, places[1] + step)
        before = lines.share_seen(index, places[0] - gap, places[0] - step)
        beyond[:, side] = np.maximum(after, before)
    return cover, beyond


def _unlike(quads: Floats, distance_px: float, limit: int) -> Floats:
    """Return the first of ``quads`` that differ from one another in some corner."""
    kept: list[Floats] = []
    left = quads
    while len(left) and len(kept) < limit:
        first = left[0]
        kept.append(first)
        turned = np.stack([np.roll(first, turn, axis=0) for turn in range(4)])
        differs = np.ones(len(left), np.bool_)
        for each in turned:
            differs &= np.abs(left - each).max(axis=(1, 2)) >= distance_px
        left = left[differs]
    return np.array(kept) if kept else np.zeros((0, 4, 2))
