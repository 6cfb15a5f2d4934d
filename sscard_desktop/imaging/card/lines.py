# SPDX-License-Identifier: Apache-2.0
"""Straight lines in a picture, and how much of each is seen.

Answers for lines that lie together from pieces: a hand or a clip may cover some of a line, print may cross it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.card.geometry import Floats

Grey = npt.NDArray[np.uint8]

_MAX_SEGMENTS = 70
_SECTORS = 4
_SAME_ANGLE = np.deg2rad(3.0)
_SAME_OFFSET_PX = 2.2
_BIN_PX = 2.0
_ASIDE_PX, _FAINT = 2.5, 3.0


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Lines of shape (L, …), the best first.

    Attributes:
        points: a point of each; directions: its direction, length 1.
        seen: running length of what was seen of it, by bins of its own axis, beginning at ``-reach``.
        weight: how much speaks for each: length and strength.
        reach: pixels.
    """

    points: Floats
    directions: Floats
    seen: Floats
    weight: Floats
    reach: float

    def share_seen(self, index: npt.NDArray[np.intp], start: Floats, end: Floats) -> Floats:
        """Return the share of each line that was seen between two places on its axis."""
        low, high = np.minimum(start, end), np.maximum(start, end)
        first, last = self._bin(low), self._bin(high)
        return np.asarray(
            (self.seen[index, last] - self.seen[index, first]) * _BIN_PX / np.maximum(high - low, _BIN_PX)
        ).clip(0, 1)

    def _bin(self, place: Floats) -> npt.NDArray[np.intp]:
        return np.rint((place + self.reach) / _BIN_PX).clip(0, self.seen.shape[1] - 1).astype(np.intp)


def segments(plane: Grey, scale: float = 1.0) -> Floats:
    """Return straight pieces of edges, shape (N, 4): x, y of both ends; longest first.

    Args:
        plane: in which to look.
        scale: its pixels for one of those in which the ends are told.
    """
    pieces = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD).detect(plane)[0]
    if pieces is None:
        return np.zeros((0, 4))
    pieces = (pieces.reshape(-1, 4).astype(np.float64) + 0.5) / scale - 0.5
    lengths = np.hypot(pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1])
    return np.asarray(pieces[np.argsort(-lengths, kind="stable")[:_MAX_SEGMENTS]])


def strong_lines(found: Sequence[Floats], planes: npt.NDArray[np.uint8], *, limit: int) -> Lines:
    """Return the lines on which most of the pieces lie that were found in several planes, the best of each plane.

    Args:
        found: of each plane the pieces, as :func:`segments` returns them.
        planes: in which the strength of a line is measured, shape (H, W, 3).
        limit: how many are returned at most.
    """
    size = planes.shape[1], planes.shape[0]
    pieces = np.concatenate(found)
    plane = np.repeat(np.arange(len(found)), [len(each) for each in found])
    reach = float(np.hypot(*size))
    bins = int(2 * reach / _BIN_PX) + 2
    if not len(pieces):
        return Lines(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros((0, bins)), np.zeros(0), reach)
    starts, ends = pieces[:, :2], pieces[:, 2:]
    lengths = np.maximum(np.linalg.norm(ends - starts, axis=1), 1e-6)
    along = (ends - starts) / lengths[:, None]
    # Only long pieces become lines; short ones add to what is seen of them.
    seeds = np.flatnonzero(lengths >= 0.06 * min(size))
    points, directions = (starts[seeds] + ends[seeds]) / 2, along[seeds]
    for _round in range(2):
        near = _on_line(points, directions, starts, ends, along, lengths)
        points, directions = _refitted(points, directions, starts, ends, lengths, near)
    near = _on_line(points, directions, starts, ends, along, lengths)
    seen = _seen(points, directions, starts, ends, near, reach, bins)
    weights = near * lengths[None]
    steps = (weights * _steps(planes, pieces, along)[None]).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
    weight = seen[:, -1] * np.sqrt(steps + _FAINT)
    # The grain of wood fills one plane and one direction with longer lines than a card has.
    rank = np.zeros(len(seeds))
    sector = np.rint(np.arctan2(directions[:, 1], directions[:, 0]) / np.pi * _SECTORS).astype(np.intp) % _SECTORS
    group = plane[seeds] * _SECTORS + sector
    for each in np.unique(group):
        mine = np.flatnonzero(group == each)
        rank[mine[np.argsort(-weight[mine], kind="stable")]] = np.arange(len(mine))
    kept = _distinct(points, directions, np.lexsort((-weight, rank)), limit)
    return Lines(points[kept], directions[kept], seen[kept], weight[kept], reach)


def _steps(planes: npt.NDArray[np.uint8], pieces: Floats, along: Floats) -> Floats:
    """Return the change of colour across each piece."""
    shares = np.array([0.2, 0.5, 0.8])[:, None, None]
    places = pieces[:, :2] + (pieces[:, 2:] - pieces[:, :2]) * shares
    aside = np.stack([-along[:, 1], along[:, 0]], axis=1) * _ASIDE_PX
    colours = []
    for each in (places + aside, places - aside):
        where = each.astype(np.float32)
        colours.append(cv2.remap(planes, where[..., 0], where[..., 1], cv2.INTER_LINEAR).astype(np.float32))
    return np.asarray(np.linalg.norm((colours[0] - colours[1]).mean(axis=0), axis=-1), np.float64)


def _on_line(
    points: Floats, directions: Floats, starts: Floats, ends: Floats, along: Floats, lengths: Floats
) -> npt.NDArray[np.bool_]:
    """Say which piece (second axis) lies on which line (first axis)."""
    parallel = np.abs(cross(directions[:, None], along[None])) < np.sin(
        np.maximum(_SAME_ANGLE, np.minimum(2.5 / lengths, 0.2))
    )
    off_start = np.abs(cross(directions[:, None], starts[None] - points[:, None]))
    off_end = np.abs(cross(directions[:, None], ends[None] - points[:, None]))
    return np.asarray(parallel & (np.maximum(off_start, off_end) < _SAME_OFFSET_PX))


def _refitted(
    points: Floats, directions: Floats, starts: Floats, ends: Floats, lengths: Floats, near: npt.NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """Return the lines fitted to the ends of all pieces on them, each piece by its length."""
    weights = near * lengths[None]
    total = np.maximum(2 * weights.sum(axis=1), 1e-9)
    centres = (weights @ (starts + ends)) / total[:, None]
    centres = np.where(near.any(axis=1, keepdims=True), centres, points)
    spread = np.zeros((len(points), 3))
    for ends_of in (starts, ends):
        offset = ends_of[None] - centres[:, None]
        spread[:, 0] += (weights * offset[..., 0] ** 2).sum(axis=1)
        spread[:, 1] += (weights * offset[..., 0] * offset[..., 1]).sum(axis=1)
        spread[:, 2] += (weights * offset[..., 1] ** 2).sum(axis=1)
    angle = 0.5 * np.arctan2(2 * spread[:, 1], spread[:, 0] - spread[:, 2])
    fitted = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return centres, np.where(near.any(axis=1, keepdims=True), fitted, directions)


def _seen(
    points: Floats,
    directions: Floats,
    starts: Floats,
    ends: Floats,
    near: npt.NDArray[np.bool_],
    reach: float,
    bins: int,
) -> Floats:
    """Return for each line the running count of bins that any of its pieces covers."""
    line, piece = np.nonzero(near)
    one = ((starts[piece] - points[line]) * directions[line]).sum(axis=1)
    two = ((ends[piece] - points[line]) * directions[line]).sum(axis=1)
    low = np.floor((np.minimum(one, two) + reach) / _BIN_PX).clip(0, bins - 2).astype(np.intp)
    high = np.ceil((np.maximum(one, two) + reach) / _BIN_PX).clip(1, bins - 1).astype(np.intp)
    marks = np.zeros((len(points), bins))
    np.add.at(marks, (line, low), 1)
    np.add.at(marks, (line, high), -1)
    return np.asarray(np.cumsum(np.cumsum(marks, axis=1) > 0, axis=1), np.float64)


def _distinct(points: Floats, directions: Floats, order: npt.NDArray[np.intp], limit: int) -> npt.NDArray[np.intp]:
    """Return the indices of lines that aren't one another, in ``order``."""
    kept: list[int] = []
    for index in order:
        if len(kept) == limit:
            break
        if kept:
            parallel: npt.NDArray[np.bool_] = np.abs(cross(directions[kept], directions[index])) < np.sin(
                np.deg2rad(2.0)
            )
            offset = np.abs(cross(directions[kept], points[index] - points[kept]))
            if (parallel & (offset < 1.5)).any():
                continue
        kept.append(int(index))
    return np.array(kept, np.intp)


def cross(one: Floats, other: Floats) -> Floats:
    """Return the cross products of vectors along the last axis."""
    return np.asarray(one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0])
