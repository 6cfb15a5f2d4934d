# SPDX-License-Identifier: Apache-2.0
"""Where faces are in a picture: boxes and six points each, from BlazeFace (short range).

Answers for finding every face of a useful size once. The network sees 128×128 pixels and misses faces under about an
eighth of the picture's width, so a thorough search looks at overlapping squares as well; it also misses faces that fill
the picture, so the thorough search looks at a shrunken copy too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.models import FACE_DETECTOR, Models

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

_INPUT_PX = 128
_MIN_SCORE = 0.5
_SAME_FACE_OVERLAP = 0.3
_SEARCH_LONG_SIDE_PX = 1280
# Once a face this large is found, whoever is too small for the larger squares stands far behind.
_LARGE_FACE_SHARE = 0.2


def _make_anchors() -> Floats:
    """Return the 896 anchor centres: a 16×16 grid with two anchors a cell, then an 8×8 grid with six."""
    centres = []
    for cells, repeats in ((16, 2), (8, 6)):
        axis = (np.arange(cells, dtype=np.float32) + 0.5) / cells
        x, y = np.meshgrid(axis, axis)
        centres.append(np.repeat(np.stack([x, y], axis=-1).reshape(-1, 2), repeats, axis=0))
    return np.concatenate(centres).astype(np.float32)


_ANCHORS = _make_anchors()


@dataclass(frozen=True, slots=True, eq=False)
class Detection:
    """A face box with its points, in pixels of the picture searched.

    Attributes:
        x, y, width, height: the box.
        points: shape (6, 2): right eye, left eye, nose tip, mouth, right and left ear (the person's right is left in
            the picture).
        score: 0–1.
    """

    x: float
    y: float
    width: float
    height: float
    points: Floats
    score: float

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2

    def overlap(self, other: Detection) -> float:
        """Return intersection over union of the two boxes."""
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        if across <= 0 or down <= 0:
            return 0.0
        shared = across * down
        return shared / (self.width * self.height + other.width * other.height - shared)


class FaceDetector:
    """Finds faces with the network of ``models``."""

    def __init__(self, models: Models) -> None:
        self._models = models

    def detect(self, rgb: Rgb, *, thorough: bool = False) -> tuple[Detection, ...]:
        """Return the faces in ``rgb`` (H×W×3, uint8), largest first.

        Args:
            rgb: the picture.
            thorough: look at overlapping squares and at a shrunken copy as well (four to twenty times the work).
        """
        height, width = rgb.shape[:2]
        reduction = max(1.0, max(height, width) / _SEARCH_LONG_SIDE_PX)
        if reduction > 1:
            size = (max(1, round(width / reduction)), max(1, round(height / reduction)))
            rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        found: list[Detection] = []
        short_side = min(rgb.shape[:2])
        for step in _squares(rgb.shape[1], rgb.shape[0], thorough=thorough):
            for left, top, side in step:
                found += self._detect_in_square(rgb, left, top, side)
            if found and max(d.width for d in found) > _LARGE_FACE_SHARE * short_side:
                break
        return tuple(
            Detection(
                d.x * reduction,
                d.y * reduction,
                d.width * reduction,
                d.height * reduction,
                d.points * np.float32(reduction),
                d.score,
            )
            for d in sorted(_suppress(found), key=lambda d: -d.width)
        )

    def _detect_in_square(self, rgb: Rgb, left: float, top: float, side: float) -> list[Detection]:
        scale = _INPUT_PX / side
        interpolation = cv2.INTER_AREA if scale < 0.5 else cv2.INTER_LINEAR
        x0, y0 = max(0, int(left)), max(0, int(top))
        x1, y1 = min(rgb.shape[1], int(np.ceil(left + side))), min(rgb.shape[0], int(np.ceil(top + side)))
        small_size = (max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale)))
        small = cv2.resize(rgb[y0:y1, x0:x1], small_size, interpolation=interpolation)
        blob = np.zeros((_INPUT_PX, _INPUT_PX, 3), np.float32)
        at_x, at_y = max(0, round((x0 - left) * scale)), max(0, round((y0 - top) * scale))
        part = small[: _INPUT_PX - at_y, : _INPUT_PX - at_x]
        blob[at_y : at_y + part.shape[0], at_x : at_x + part.shape[1]] = part
        blob = blob * np.float32(2 / 255) - np.float32(1)
        regressors, logits = self._models.network(FACE_DETECTOR).run(
            np.ascontiguousarray(blob.transpose(2, 0, 1)[None])
        )
        scores = 1 / (1 + np.exp(-np.clip(logits[0, :, 0], -60, 60)))
        found = []
        for index in np.flatnonzero(scores >= _MIN_SCORE):
            values = regressors[0, index].reshape(8, 2) / _INPUT_PX
            centre = (values[0] + _ANCHORS[index]) * side + (left, top)
            size = values[1] * side
            points = (values[2:] + _ANCHORS[index]) * side + np.array([left, top], np.float32)
            if size.min() <= 0:
                continue
            found.append(
                Detection(
                    float(centre[0] - size[0] / 2),
                    float(centre[1] - size[1] / 2),
                    float(size[0]),
                    float(size[1]),
                    points.astype(np.float32),
                    float(scores[index]),
                )
            )
        return found


def _squares(width: int, height: int, *, thorough: bool) -> Iterator[list[tuple[float, float, float]]]:
    """Yield left, top and side of the squares to search, in steps: first all of it, letter-boxed; last small ones."""
    long_side, short_side = max(width, height), min(width, height)
    whole = ((width - long_side) / 2, (height - long_side) / 2, float(long_side))
    if not thorough:
        yield [whole]
        return
    padded = long_side * 1.6
    yield [whole, ((width - padded) / 2, (height - padded) / 2, padded), *_tiles(width, height, short_side)]
    yield _tiles(width, height, short_side * 0.55)


def _tiles(width: int, height: int, side: float) -> list[tuple[float, float, float]]:
    if side < _INPUT_PX / 2:
        return []
    return [(left, top, float(side)) for top in _starts(height, side) for left in _starts(width, side)]


def _starts(length: int, side: float) -> list[float]:
    """Return starts of squares that cover ``length`` and overlap by a third or more."""
    count = 1 if length <= side * 1.05 else int(np.ceil((length - side) / (side * 0.6))) + 1
    return [float(start) for start in np.linspace(0, length - side, count)] if count > 1 else [(length - side) / 2]


def _suppress(found: list[Detection]) -> list[Detection]:
    """Merge detections of the same face: boxes and points are averaged, weighted by score (as MediaPipe does)."""
    left = sorted(found, key=lambda d: -d.score)
    kept = []
    while left:
        best = left[0]
        same = [d for d in left if d.overlap(best) > _SAME_FACE_OVERLAP]
        left = [d for d in left if d.overlap(best) <= _SAME_FACE_OVERLAP]
        weights = np.array([d.score for d in same], np.float32)
        weights /= weights.sum()
        box = weights @ np.array([[d.x, d.y, d.width, d.height] for d in same], np.float32)
        points = np.tensordot(weights, np.stack([d.points for d in same]), axes=1)
        x, y, width, height = (float(value) for value in box)
        kept.append(Detection(x, y, width, height, points.astype(np.float32), best.score))
    return kept
