# SPDX-License-Identifier: Apache-2.0
"""The wall behind the person: colour, evenness, shadow, things on it. Of the camera's frame, or of a finished photo.

Answers for figures of the part of the wall that the photo shows, reduced to a face of 96 pixels. Judges nothing. A
frame's wall is made white by the program; what it was like tells how far the outline of the hair can be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.warp import levelling, warp

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]

_FACE_PX = 96.0
_SIZE = (176, 217)
_EYE = (88.0, 98.0)
_LEAST_PIXELS = 400
# Lightness steps from pixel to pixel that no plain wall shows, CIELAB units.
_EDGE = 5.0


@dataclass(frozen=True, slots=True)
class Wall:
    """Figures of a wall, CIELAB units.

    Attributes:
        lightness: median, 0–100.
        chroma: of the median colour.
        unevenness: difference between its light and dark parts, smoothed.
        shadow: how much darker it is beside the head than farther off on the same side, at most.
        clutter: share of the wall with edges: pictures, sockets, letters, door frames.
        of_source: the camera's frame, before whitening.
    """

    lightness: float
    chroma: float
    unevenness: float
    shadow: float
    clutter: float
    of_source: bool


def look_at_wall(rgb: Rgb, face: Face, alpha: Floats, *, of_source: bool) -> Wall | None:
    """Return the wall around ``face``; ``None`` where hardly any is to be seen.

    Args:
        rgb: the photo before whitening, or a finished photo.
        face: in it.
        alpha: the person in it, 0–1.
        of_source: see :class:`Wall`.
    """
    matrix = levelling(face, _FACE_PX, *_EYE)
    view = warp(rgb, matrix, _SIZE)
    shown = cv2.warpAffine(np.full(rgb.shape[:2], 255, np.uint8), matrix, _SIZE, flags=cv2.INTER_NEAREST) > 0
    person = np.asarray(cv2.warpAffine(alpha, matrix, _SIZE, flags=cv2.INTER_LINEAR), dtype=np.float32)
    grown = cv2.dilate((person > 0.1).astype(np.uint8), _disc(5)) > 0
    wall = np.asarray(cv2.erode(shown.astype(np.uint8), _disc(2)) > 0) & ~grown
    if int(wall.sum()) < _LEAST_PIXELS:
        return None
    lab = np.asarray(cv2.cvtColor(view.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB), dtype=np.float32)
    middle = np.median(lab[wall], axis=0)
    smooth = _smoothed(lab[..., 0], wall, 6.0)[wall]
    low, high = np.percentile(smooth, (3, 97))
    return Wall(
        lightness=float(middle[0]),
        chroma=float(np.hypot(middle[1], middle[2])),
        unevenness=float(high - low),
        shadow=_shadow(lab[..., 0], wall, grown),
        clutter=_clutter(lab, wall),
        of_source=of_source,
    )


def _disc(radius: int) -> npt.NDArray[np.uint8]:
    size = 2 * radius + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), dtype=np.uint8)


def _smoothed(plane: Floats, where: Marks, sigma: float) -> Floats:
    """Return ``plane`` smoothed over the marked pixels only."""
    weight = where.astype(np.float32)
    amount = cv2.GaussianBlur(weight, (0, 0), sigma)
    return np.asarray(cv2.GaussianBlur(plane * weight, (0, 0), sigma) / np.maximum(amount, 1e-4), dtype=np.float32)


def _shadow(lightness: Floats, wall: Marks, person: Marks) -> float:
    """Return the largest fall of lightness towards the head on either side, above the shoulders."""
    away = cv2.distanceTransform((~person).astype(np.uint8), cv2.DIST_L2, 3)
    columns = np.arange(wall.shape[1])[None, :]
    above = np.arange(wall.shape[0])[:, None] < _EYE[1] + 0.7 * _FACE_PX
    falls = [0.0]
    for side in (columns < _EYE[0], columns >= _EYE[0]):
        here = wall & above & side
        near, far = lightness[here & (away < 14)], lightness[here & (away > 24)]
        if min(near.size, far.size) >= 60:
            falls.append(float(np.median(far) - np.percentile(near, 30)))
    return max(falls)


def _clutter(lab: Floats, wall: Marks) -> float:
    inner = cv2.erode(wall.astype(np.uint8), _disc(2)) > 0
    if not inner.any():
        return 0.0
    soft = cv2.GaussianBlur(lab, (0, 0), 0.8)
    step = np.zeros(wall.shape, np.float32)
    for axis in (0, 1):
        change = np.linalg.norm(np.roll(soft, -1, axis) - np.roll(soft, 1, axis), axis=2)
        step = np.maximum(step, change)
    return float((step[inner] > _EDGE).mean())
