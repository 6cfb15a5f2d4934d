# SPDX-License-Identifier: Apache-2.0
"""Figures of wall and lamp from the camera's frames, with or without somebody before the wall. Judges nothing.

Answers for a :class:`LightReading` of any frame; what is a good wall is :mod:`sscard_desktop.domain.lighting`'s.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.lighting import LightReading
from sscard_desktop.imaging import measure
from sscard_desktop.imaging.face import Face, FaceFinder
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.person import PersonSegmenter
from sscard_desktop.services.ports import Frame

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]

_WIDTH = 320
# The photo shows so much of the wall, in face widths from the eyes; without a face the middle of the frame.
_ASIDE, _ABOVE, _BELOW = 1.5, 1.7, 1.1
_MIDDLE_WIDE, _MIDDLE_TALL = 0.7, 0.8
_EDGE = 0.06
_LEAST_PIXELS = 300
_MAD_TO_SIGMA = 1.4826


class LightMeter:
    """Reads frames one after the other; loads its models on first use. For one thread at a time."""

    def __init__(self, models: Models | None = None) -> None:
        loaded = models or Models()
        self._finder = FaceFinder(loaded)
        self._segmenter = PersonSegmenter(loaded)

    def read(self, frame: Frame) -> LightReading:
        """Return the figures of ``frame``."""
        faces = self._finder.find(frame.rgb, thorough=False)
        if not faces:
            return read_light(frame.rgb, None, None)
        return read_light(frame.rgb, faces[0], self._segmenter.mask(frame.rgb))


def read_light(rgb: Rgb, face: Face | None, person: Floats | None) -> LightReading:
    """Return the figures of one frame.

    Args:
        rgb: shape (H, W, 3).
        face: who sits there.
        person: where they are, 0–1, shape (H, W).
    """
    small, wall = _wall_of(rgb, face, person)
    luma = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.float32) / np.float32(255)
    middle = max(float(np.median(luma[wall])), 1e-3)
    smooth = _smoothed(luma, wall, 6.0)
    low, high = np.percentile(smooth[wall], (5, 95))
    lab = cv2.cvtColor((small[wall][None] / np.float32(255)).astype(np.float32), cv2.COLOR_RGB2LAB)[0]
    green_red, blue_yellow = float(np.median(lab[:, 1])), float(np.median(lab[:, 2]))
    inner = cv2.erode(wall.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    light = None if face is None else measure.light(rgb, face)
    return LightReading(
        wall_luma=middle,
        unevenness=float(high - low) / middle,
        step=_steepest(_smoothed(luma, wall, 2.5), inner) / middle,
        chroma=float(np.hypot(green_red, blue_yellow)),
        yellow=blue_yellow,
        clutter=_clutter(luma, inner),
        noise=_noise(rgb, face),
        face_luma=None if light is None else light.mean_luma,
        side_difference=None if light is None else light.side_difference,
        face_share=None if face is None else face.width / rgb.shape[0],
    )


def _wall_of(rgb: Rgb, face: Face | None, person: Floats | None) -> tuple[Rgb, Marks]:
    """Return the frame at :data:`_WIDTH` and which of its pixels are wall that a photo would show."""
    height, width = rgb.shape[:2]
    scale = _WIDTH / width
    # A camera's frame is no strip; one that is would grow beyond all bounds.
    size = (_WIDTH, min(max(1, round(height * scale)), 4 * _WIDTH))
    small = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    wall = np.zeros(small.shape[:2], np.bool_)
    if face is None:
        side = round(size[0] * (1 - _MIDDLE_WIDE) / 2)
        wall[: max(1, round(size[1] * _MIDDLE_TALL)), side : size[0] - side] = True
        return small, wall
    (x, y), reach = face.eye_middle, face.width
    left, right = (int(np.clip((x + aside * reach) * scale, 0, size[0])) for aside in (-_ASIDE, _ASIDE))
    top, bottom = (int(np.clip((y + down * reach) * scale, 0, size[1])) for down in (-_ABOVE, _BELOW))
    wall[top:bottom, left:right] = True
    if person is not None:
        seen = cv2.resize(person, size, interpolation=cv2.INTER_AREA) > 0.05
        wall &= cv2.dilate(seen.astype(np.uint8), np.ones((9, 9), np.uint8)) == 0
    if wall.sum() < _LEAST_PIXELS:
        # The face fills the frame; what stands at its upper corners is all there is.
        wall[: max(1, size[1] // 6)] = True
    return small, wall


def _smoothed(plane: Floats, where: Marks, sigma: float) -> Floats:
    """Return ``plane`` smoothed over the marked pixels only."""
    weight = where.astype(np.float32)
    amount = cv2.GaussianBlur(weight, (0, 0), sigma)
    return np.asarray(cv2.GaussianBlur(plane * weight, (0, 0), sigma) / np.maximum(amount, 1e-3), dtype=np.float32)


def _slope(plane: Floats) -> Floats:
    """Return how much ``plane`` changes a pixel."""
    across = cv2.Sobel(plane, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    down = cv2.Sobel(plane, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
    return np.asarray(cv2.magnitude(across, down), dtype=np.float32)


def _steepest(smooth: Floats, inner: Marks) -> float:
    return float(np.percentile(_slope(smooth)[inner], 99)) if inner.any() else 0.0


def _clutter(luma: Floats, inner: Marks) -> float:
    soft = np.asarray(cv2.GaussianBlur(luma, (0, 0), 0.8), dtype=np.float32)
    return float((_slope(soft)[inner] > _EDGE).mean()) if inner.any() else 0.0


def _noise(rgb: Rgb, face: Face | None) -> float:
    """Return the grain above the head, from neighbours' differences: a picture on the wall has few edges, grain all."""
    bottom = rgb.shape[0] // 3 if face is None else max(8, int(face.eye_middle[1] - face.width))
    strip = rgb[: min(bottom, rgb.shape[0]), :, 1].astype(np.float32)
    steps = np.diff(strip, axis=1)
    if steps.size == 0:
        return 0.0
    spread = float(np.median(np.abs(steps - np.median(steps))))
    return _MAD_TO_SIGMA * spread / 2**0.5 / 255
