# SPDX-License-Identifier: Apache-2.0
"""Quadrangles in a picture: their order, and how well each could be a rectangle of a known ratio seen by a camera.

Answers for arithmetic on corners alone; no pixel is looked at. A quadrangle is an array of shape (4, 2): x, y in pixels
of the picture (the middle of the first pixel is 0, 0), clockwise as one sees it.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.document import ID_1_HEIGHT_MM, ID_1_WIDTH_MM, Corners

Floats = npt.NDArray[np.float64]

ID_1_RATIO = ID_1_WIDTH_MM / ID_1_HEIGHT_MM
PASSPORT_RATIO = 125 / 88
"""A passport's data page (ISO/IEC 7810, ID-3)."""

# Focal lengths as multiples of the picture's long side, from a telephone's wide lens to a part cut out of a picture,
# and how much each is held against the rectangle: with a long enough lens any trapezium is one.
_FOCAL_LENGTHS = np.array([0.6, 0.75, 1.0, 1.3, 1.8, 2.6])
_STRETCH = 0.07 * np.log(np.maximum(_FOCAL_LENGTHS / 1.3, 1.0))
_TURNS = np.array([[0, 1, 2, 3], [1, 2, 3, 0], [2, 3, 0, 1], [3, 0, 1, 2]])


def as_corners(quad: Floats) -> Corners:
    """Return ``quad`` as plain numbers."""
    (a, b), (c, d), (e, f), (g, h) = quad.tolist()
    return (a, b), (c, d), (e, f), (g, h)


def as_quad(corners: Corners) -> Floats:
    """Return ``corners`` as an array."""
    return np.array(corners, np.float64)


def clockwise(points: Floats) -> Floats:
    """Return four corners clockwise, beginning with the top left as the picture shows it."""
    centre = points.mean(axis=0)
    offsets = points - centre
    ordered = points[np.argsort(np.arctan2(offsets[:, 1], offsets[:, 0]), kind="stable")]
    return np.roll(ordered, -int(np.argmin(ordered.sum(axis=1))), axis=0)


def areas(quads: Floats) -> Floats:
    """Return the signed areas of quadrangles of shape (N, 4, 2); positive where they are clockwise."""
    x, y = quads[..., 0], quads[..., 1]
    return np.asarray(0.5 * (x * np.roll(y, -1, axis=-1) - np.roll(x, -1, axis=-1) * y).sum(axis=-1))


def is_convex(quads: Floats) -> npt.NDArray[np.bool_]:
    """Say of each quadrangle of shape (N, 4, 2) whether it is convex and clockwise, with every corner a real one."""
    sides = np.roll(quads, -1, axis=1) - quads
    lengths = np.maximum(np.linalg.norm(sides, axis=2), 1e-9)
    before = np.roll(sides, 1, axis=1)
    sines = (before[..., 0] * sides[..., 1] - before[..., 1] * sides[..., 0]) / (lengths * np.roll(lengths, 1, axis=1))
    # Under 35 degrees no camera stands before a counter.
    return np.asarray((sines > 0.57).all(axis=1))


def rectangle_errors(quads: Floats, ratio: float, size: tuple[int, int]) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return how far each quadrangle is from a rectangle of ``ratio`` under some camera, and which way it lies.

    For an assumed focal length a homography gives the sides' true lengths and the angle between them; the best of
    several plausible lenses counts, since a picture may have been cropped and its file says nothing of the lens.

    Args:
        quads: shape (N, 4, 2).
        ratio: long by short side.
        size: the picture's width and height.

    Returns:
        The errors (0 is perfect, 0.1 is about ten percent of ratio or six degrees), shape (N,), and whether the first
        side is the long one.
    """
    middle = np.broadcast_to(np.array([size[0] / 2, size[1] / 2]), (len(quads), 2))
    whole = _errors_about(quads, middle, ratio, size)
    # Where the picture was cut out of a larger one, the lens looked at the card rather than at the middle.
    part = _errors_about(quads, quads.mean(axis=1), ratio, size)
    flat, stood = (np.minimum(one, other + 0.005) for one, other in zip(whole, part, strict=True))
    return np.minimum(flat, stood), flat <= stood


def _errors_about(quads: Floats, origin: Floats, ratio: float, size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return the errors as a rectangle lying and standing, for a lens that looks at ``origin``."""
    p0, p1, p2, p3 = (quads[:, i] - origin for i in range(4))
    one, two, rest = p1 - p2, p3 - p2, p0 - p1 + p2 - p3
    determinant = one[:, 0] * two[:, 1] - two[:, 0] * one[:, 1]
    determinant = np.where(np.abs(determinant) < 1e-9, 1e-9, determinant)
    g = (rest[:, 0] * two[:, 1] - two[:, 0] * rest[:, 1]) / determinant
    h = (one[:, 0] * rest[:, 1] - rest[:, 0] * one[:, 1]) / determinant
    across, down = p1 - p0 + g[:, None] * p1, p3 - p0 + h[:, None] * p3
    focal = (_FOCAL_LENGTHS * max(size))[None, :] ** 2
    width = np.sqrt((across**2).sum(axis=1)[:, None] + focal * (g**2)[:, None])
    height = np.sqrt((down**2).sum(axis=1)[:, None] + focal * (h**2)[:, None])
    cosine = ((across * down).sum(axis=1)[:, None] + focal * (g * h)[:, None]) / np.maximum(width * height, 1e-9)
    shape = np.log(np.maximum(width, 1e-9) / np.maximum(height, 1e-9))
    flat = (np.hypot(shape - np.log(ratio), cosine) + _STRETCH).min(axis=1)
    stood = (np.hypot(shape + np.log(ratio), cosine) + _STRETCH).min(axis=1)
    return np.asarray(flat), np.asarray(stood)


def long_side_first(quad: Floats, ratio: float, size: tuple[int, int]) -> Floats:
    """Return ``quad`` turned so that its first side is a long one: the card's top, or its bottom."""
    _errors, flat = rectangle_errors(quad[None], ratio, size)
    return quad if flat[0] else np.roll(quad, 1, axis=0)


def to_picture(quad: Floats) -> Floats:
    """Return the 3×3 matrix that takes the unit square (x right, y down) to ``quad``."""
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    # Solved in doubles: corners of a large scan lose a tenth of a pixel otherwise.
    origin = quad.mean(axis=0)
    matrix = cv2.getPerspectiveTransform(square, (quad - origin).astype(np.float32))
    return np.asarray(np.array([[1, 0, origin[0]], [0, 1, origin[1]], [0, 0, 1]]) @ matrix, np.float64)


def width_of(quad: Floats) -> float:
    """Return the longer of the mean lengths of opposite sides, pixels."""
    lengths = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    return float(max(lengths[0] + lengths[2], lengths[1] + lengths[3]) / 2)


def overlap(one: Floats, other: Floats) -> float:
    """Return the shared area of two convex quadrangles over the smaller one's area."""
    shared, _polygon = cv2.intersectConvexConvex(one.astype(np.float32), other.astype(np.float32))
    smaller = min(abs(float(areas(one[None])[0])), abs(float(areas(other[None])[0])))
    return float(shared) / max(smaller, 1e-9)


def apart(one: Floats, other: Floats) -> float:
    """Return the largest distance between corners as a share of the width, whichever corner is the first."""
    return float(np.abs(one[_TURNS] - other).max(axis=(1, 2)).min()) / max(width_of(other), 1e-9)
