# SPDX-License-Identifier: Apache-2.0
"""A quadrangle's four corners: do its sides end there, and are they rounded as a card's.

Answers for what tells a card from a sheet of paper, from a frame printed on the card, and from four lines that happen
to cross: a card's sides don't go on beyond its corners, and within the corner one sees the desk (ISO/IEC 7810: a radius
of 3.18 mm). Only geometry and differences of colour count.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.document import ID_1_WIDTH_MM
from sscard_desktop.imaging.card.geometry import Floats

Rgb = npt.NDArray[np.uint8]

# Millimetres on a card, of which the longer side is taken as a card's width.
_IN_THE_CORNER = 0.45
_BESIDE, _BESIDE_AT = 1.3, (3.5, 5.0, 6.5)
_WITHIN = (2.6, 3.4)
_BEYOND_AT = (1.6, 2.6, 3.6, 4.6, 5.6, 6.6)
_STEP = 0.7
_LEAST_DIFFERENCE = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """What the corners look like.

    Attributes:
        roundness: shape (N,): 1 where the desk shows within the corners, 0 where they are sharp, 0.5 where it can't be
            told.
        going_on: shape (N, 4): the share of each side's step that is still there beyond its ends.
    """

    roundness: Floats
    going_on: Floats


def look_at_ends(planes: Rgb, quads: Floats) -> Ends:
    """Return what the corners of ``quads`` (shape (N, 4, 2), clockwise) look like in ``planes`` (H×W×3, uint8)."""
    if not len(quads):
        return Ends(np.zeros(0), np.zeros((0, 4)))
    along = np.roll(quads, -1, axis=1) - quads
    lengths = np.maximum(np.linalg.norm(along, axis=2, keepdims=True), 1e-9)
    forth = along / lengths
    inward = np.stack([-forth[..., 1], forth[..., 0]], axis=2)
    back, inward_before = -np.roll(forth, 1, axis=1), np.roll(inward, 1, axis=1)
    mm = np.maximum(lengths[..., 0].max(axis=1), 1) / ID_1_WIDTH_MM
    unit = mm[:, None, None]
    diagonal = forth + back
    corner = _colour(planes, quads + diagonal * _IN_THE_CORNER * unit)
    within = _mean(planes, [quads + diagonal * each * unit for each in _WITHIN])
    outside_of = [quads + (forth * at - inward * _BESIDE) * unit for at in _BESIDE_AT]
    outside_of += [quads + (back * at - inward_before * _BESIDE) * unit for at in _BESIDE_AT]
    outside = _mean(planes, outside_of)
    difference = within - outside
    square = (difference**2).sum(axis=2)
    share = ((corner - outside) * difference).sum(axis=2) / np.maximum(square, 1e-6)
    known = square > _LEAST_DIFFERENCE**2
    rounded = np.where(known, 1 - np.clip(share, 0, 1), 0.5)
    # A finger may lie over one corner.
    roundness = np.sort(rounded, axis=1)[:, 1:].mean(axis=1)
    return Ends(roundness, _going_on(planes, quads, forth, inward, lengths, unit))


def _going_on(planes: Rgb, quads: Floats, forth: Floats, inward: Floats, lengths: Floats, unit: Floats) -> Floats:
    """Return how much of a side's step goes on beyond its ends, the worse end of each side."""
    middle = np.linspace(0.15, 0.85, 12)
    on_side = _steps(planes, [quads + forth * lengths * share for share in middle], inward, unit)
    strength = np.median(np.linalg.norm(on_side, axis=3), axis=2)
    before = _steps(planes, [quads - forth * at * unit for at in _BEYOND_AT], inward, unit)
    after = _steps(planes, [quads + forth * (lengths + at * unit) for at in _BEYOND_AT], inward, unit)
    # A line that goes on keeps its sign and place; what merely lies there doesn't.
    ends = [np.linalg.norm(each.mean(axis=2), axis=2) for each in (before, after)]
    return np.asarray(np.clip(np.maximum(*ends) / np.maximum(strength, 2.0), 0, 1))


def _steps(planes: Rgb, places: list[Floats], inward: Floats, unit: Floats) -> Floats:
    """Return the change of colour across a side at ``places``, shape (N, 4, places, 3)."""
    offset = inward * np.maximum(_STEP * unit, 1.0)
    return np.stack([_colour(planes, place + offset) - _colour(planes, place - offset) for place in places], axis=2)


def _mean(planes: Rgb, places: list[Floats]) -> Floats:
    return np.asarray(np.median([_colour(planes, place) for place in places], axis=0))


def _colour(planes: Rgb, points: Floats) -> Floats:
    """Return the colours at ``points`` of shape (N, 4, 2); beyond the picture's edge that of the edge."""
    where = points.astype(np.float32)
    values = cv2.remap(planes, where[..., 0], where[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(values, np.float64).reshape(*points.shape[:2], 3)
