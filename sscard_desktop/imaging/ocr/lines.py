# SPDX-License-Identifier: Apache-2.0
"""Where lines of text are in a picture: rectangles at any angle, from the network's map of what is text.

Follows the differentiable binarisation of PP-OCR (Liao and others, 2020): the map holds shrunken lines; each island of
it becomes the smallest rectangle around it, grown by what training had shrunk it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.ocr.networks import Floats, Networks

Rgb = npt.NDArray[np.uint8]

_STEP_PX = 32
_TEXT = 0.3
_SURE = 0.5
_GROWTH = 1.6
_LEAST_SIDE_PX = 3.0
MOST_LINES = 60
"""More than any identity document has; what else lies on the desk must not take minutes."""


@dataclass(frozen=True, slots=True, eq=False)
class LinePlace:
    """Where one line of text is.

    Attributes:
        corners: shape (4, 2), pixels of the picture: top left, top right, bottom right, bottom left of the line as the
            picture is held. Lines that run up or down are turned, so that width ≥ height, unless nearly square.
        upright: it runs down or up the picture.
    """

    corners: Floats
    upright: bool

    @property
    def width(self) -> float:
        """Length along the text, in pixels."""
        return float(np.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        """Height of the text with its margin, in pixels."""
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))

    def longer(self, heights: float) -> LinePlace:
        """Return the place drawn out behind its end by so many of its heights."""
        along = (self.corners[1] - self.corners[0]) / max(self.width, 1) * self.height * heights
        more = np.stack([np.zeros(2), along, along, np.zeros(2)])
        return LinePlace((self.corners + more).astype(np.float32), self.upright)


def find_lines(rgb: Rgb, networks: Networks, *, long_side_px: int) -> list[LinePlace]:
    """Return the lines of text in a picture, from top to bottom.

    Args:
        rgb: H×W×3.
        networks: finds them.
        long_side_px: the picture is reduced or enlarged to this; smaller is faster, letters of under about 8 pixels
            are lost.
    """
    height, width = rgb.shape[:2]
    scale = long_side_px / max(height, width)
    size = (_stepped(width * scale), _stepped(height * scale))
    shrinking = scale < 1
    small = np.asarray(
        cv2.resize(rgb, size, interpolation=cv2.INTER_AREA if shrinking else cv2.INTER_LINEAR), dtype=np.uint8
    )
    found = networks.text_map(blob(small))
    islands = cv2.dilate((found > _TEXT).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(islands, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    largest = sorted(outlines, key=lambda outline: -cv2.contourArea(outline))[: MOST_LINES * 2]
    places = []
    to_picture = np.array([width / size[0], height / size[1]], np.float32)
    for outline in largest:
        rectangle = cv2.minAreaRect(outline)
        if min(rectangle[1]) < _LEAST_SIDE_PX or _certainty(found, rectangle) < _SURE:
            continue
        grown = _grown(rectangle)
        if min(grown[1]) >= _LEAST_SIDE_PX + 2:
            places.append(_place(np.asarray(cv2.boxPoints(grown), np.float32) * to_picture))
    places.sort(key=lambda place: -place.width * place.height)
    return sorted(places[:MOST_LINES], key=lambda place: float(place.corners[:, 1].mean()))


def blob(rgb: Rgb) -> Floats:
    """Return a picture as the networks take it: 1×3×H×W, BGR, −1 … 1."""
    values = rgb[:, :, ::-1].astype(np.float32) * np.float32(2 / 255) - np.float32(1)
    return np.ascontiguousarray(values.transpose(2, 0, 1)[None])


_Rectangle = tuple[Sequence[float], Sequence[float], float]


def _stepped(length: float) -> int:
    return max(_STEP_PX, round(length / _STEP_PX) * _STEP_PX)


def _certainty(found: Floats, rectangle: _Rectangle) -> float:
    """Return the mean of the map inside a rectangle."""
    corners = cv2.boxPoints(rectangle)
    left, top = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
    right, bottom = np.minimum(np.ceil(corners.max(axis=0)).astype(int) + 1, (found.shape[1], found.shape[0]))
    if right <= left or bottom <= top:
        return 0.0
    inside = np.zeros((bottom - top, right - left), np.uint8)
    cv2.fillPoly(inside, [np.round(corners - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(found[top:bottom, left:right], inside)[0])


def _grown(rectangle: _Rectangle) -> _Rectangle:
    centre, (width, height), angle = rectangle
    margin = width * height * _GROWTH / (2 * (width + height))
    return centre, (width + 2 * margin, height + 2 * margin), angle


def _place(corners: Floats) -> LinePlace:
    """Order a rectangle's corners by how the picture is held, then by how the line runs."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    top_left, bottom_left = left[np.argsort(left[:, 1])]
    top_right, bottom_right = right[np.argsort(right[:, 1])]
    ordered = np.stack([top_left, top_right, bottom_right, bottom_left])
    across = float(np.linalg.norm(ordered[1] - ordered[0]))
    down = float(np.linalg.norm(ordered[3] - ordered[0]))
    upright = down > across * 1.5
    # A line that runs down is read with its right side up: the picture turned by a quarter to the left.
    return LinePlace(np.roll(ordered, -1, axis=0) if upright else ordered, upright)
