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
    apart,
    as_corners,
    clockwise,
    overlap,
    width_of,
)
from sscard_desktop.imaging.card.lines import segments, strong_lines
from sscard_desktop.imaging.card.planes import Field, field_of, reduced
from sscard_desktop.imaging.card.proposals import completed, quadrangles
from sscard_desktop.imaging.card.sides import Fit, joined, lay_sides
from sscard_desktop.imaging.card.worth import LEAST_SURENESS, judged, outermost_first, worth_of

Rgb = npt.NDArray[np.uint8]

_FIELD_PX, _FINE_PX = 640, 1600
_PROPOSALS, _LAID_FINELY = 48, 9
# Of a card's width: where a side that no line was seen of is tried, and one that lies on no edge.
_SUPPOSED_STEPS = np.linspace(-0.1, 0.1, 5)
# A card so plain to see needs no other proposal.
_CLEAR = 0.95
_REACH_PX = 4.0
_LINES, _QUICK_LINES = 40, 26
_SAME, _NEAR = 0.03, 0.004
_MENDED, _WEAK, _MENDING_STEPS = 12, 0.6, np.array([-0.06, -0.03, 0.0, 0.03, 0.06])


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
    coarse, _worth = search(field, ratio)
    if not len(coarse.quads):
        return ()
    chosen = _unlike(coarse.quads, _LAID_FINELY + 2 * (limit - 1))
    fine_rgb, fine_scale = reduced(rgb, _FINE_PX)
    planes = np.asarray(cv2.cvtColor(fine_rgb, cv2.COLOR_RGB2LAB), np.uint8)
    up = fine_scale / field.scale
    # Pixels are counted from their middles: the corner of the first is at -0.5.
    fine_quads = (coarse.quads[chosen] + 0.5) * up - 0.5
    fine = lay_sides(planes, fine_quads, 2.5 * up + 1.0, places=54, depth=10)
    worth, sureness = judged(planes, fine_rgb, fine, ratio)
    kept: list[tuple[Floats, float]] = []
    for index in outermost_first(fine.quads, sureness, LEAST_SURENESS):
        if len(kept) == limit:
            break
        # Of several that are nearly the same, the one that lies best on its edges.
        alike = [
            each
            for each in range(len(fine.quads))
            if sureness[each] > 0.5 * sureness[index] and apart(fine.quads[each], fine.quads[index]) < _SAME
        ]
        quad = fine.quads[max(alike, key=lambda each: worth[each] + sureness[each])]
        if not any(overlap(quad, other) > 0.1 for other, _worth_of in kept):
            kept.append((quad, float(sureness[index])))
    return tuple(
        FoundCard(as_corners(clockwise((quad + 0.5) / fine_scale - 0.5)), min(1.0, value)) for quad, value in kept
    )


def _unlike(quads: Floats, count: int) -> list[int]:
    """Return the first ``count`` indices of which no two are the same place."""
    kept: list[int] = []
    for index in range(len(quads)):
        if len(kept) == count:
            break
        if all(apart(quads[index], quads[other]) > _NEAR for other in kept):
            kept.append(index)
    return kept


def search(
    field: Field, ratio: float, *, proposals: int = _PROPOSALS, thorough: bool = True, quick: bool = False
) -> tuple[Fit, Floats]:
    """Return quadrangles laid onto the edges of a reduced picture and their worth, the likeliest first.

    Args:
        field: the picture.
        ratio: long by short side.
        proposals: how many are laid onto their edges.
        thorough: suppose sides that can't be seen, too, where no card is plain to see.
        quick: look at light alone, at half the size, and at fewer lines.
    """
    found = [segments(plane, 0.5) for plane in field.halves(colours=not quick)]
    if not quick:
        found.insert(0, segments(field.planes[..., 0]))
    lines = strong_lines(found, field.planes, limit=_QUICK_LINES if quick else _LINES)
    quads = quadrangles(lines, field.size, ratio, limit=proposals)
    laid = lay_sides(field.planes, quads, _REACH_PX, places=36, depth=8)
    worth = worth_of(field.planes, laid, ratio)
    if thorough and (not len(worth) or worth.max() < _CLEAR):
        supposed = completed(lines, field.size, ratio, limit=max(4, proposals // 4))
        open_sides = np.tile([False, True, False, False], (len(supposed), 1))
        tried = _tried(field, supposed, open_sides, _SUPPOSED_STEPS)
        laid = joined(laid, lay_sides(field.planes, tried, _REACH_PX, places=36, depth=8))
        worth = worth_of(field.planes, laid, ratio)
        likely = np.argsort(-worth, kind="stable")[:_MENDED]
        weak = laid.support[likely] < _WEAK
        some = weak.any(axis=1) & (weak.sum(axis=1) < 3)
        mended = _tried(field, laid.quads[likely[some]], weak[some], _MENDING_STEPS)
        laid = joined(laid, lay_sides(field.planes, mended, _REACH_PX, places=36, depth=8))
        worth = worth_of(field.planes, laid, ratio)
    order = np.argsort(-worth, kind="stable")
    return laid.at(order.tolist()), worth[order]


def _tried(field: Field, quads: Floats, sides: npt.NDArray[np.bool_], steps: Floats) -> Floats:
    """Return ``quads`` with each of ``sides`` laid onto the best edge around each of several places beside it.

    Args:
        field: in which the edges are.
        quads: shape (N, 4, 2).
        sides: which are to be moved, one at a time, shape (N, 4).
        steps: by how much, outwards, as shares of a card's width; the first edge within half a step counts.
    """
    which, side = np.nonzero(sides)
    if not len(which):
        return np.zeros((0, 4, 2))
    widths = np.array([width_of(quad) for quad in quads])[which]
    moved = []
    for step in steps:
        each = quads[which].copy()
        rows = np.arange(len(which))
        start, end = each[rows, side], each[rows, (side + 1) % 4]
        before, after = start - each[rows, side - 1], end - each[rows, (side + 2) % 4]
        for corner, way in ((side, before), ((side + 1) % 4, after)):
            away = way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
            each[rows, corner] += away * (step * widths)[:, None]
        moved.append(each)
    reach = np.where(np.arange(4) == side[:, None], 0.6 * (steps[1] - steps[0]) * widths[:, None], 2.0)
    return lay_sides(
        field.planes, np.concatenate(moved), np.tile(np.maximum(reach, 2.0), (len(steps), 1)), places=27, depth=8
    ).quads
