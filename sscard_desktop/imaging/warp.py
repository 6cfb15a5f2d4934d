# SPDX-License-Identifier: Apache-2.0
"""Pictures levelled and resampled: the map that puts a face at a place, and a warp that neither aliases nor blurs."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.face import Face

Rgb = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]


def levelling(face: Face, face_width: float, eye_x: float, eye_y: float) -> Matrix:
    """Return the similarity that levels ``face`` and puts its eyes' middle at the place given."""
    scale = face_width / face.width
    angle = np.radians(face.roll_degrees)
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    x, y = face.eye_middle
    return np.array([[cos, sin, eye_x - cos * x - sin * y], [-sin, cos, eye_y + sin * x - cos * y]], np.float64)


def warp(rgb: Rgb, matrix: Matrix, size: tuple[int, int]) -> Rgb:
    """Return ``rgb`` mapped by ``matrix`` into ``size`` (width, height), reduced first so that nothing aliases."""
    scale = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    corners = np.array([[0, 0], [size[0], 0], [0, size[1]], [size[0], size[1]]], np.float64)
    back = cv2.invertAffineTransform(matrix)
    source = corners @ back[:, :2].T + back[:, 2]
    low = np.maximum(np.floor(source.min(axis=0)) - 4, 0).astype(int)
    high = np.minimum(np.ceil(source.max(axis=0)) + 4, (rgb.shape[1], rgb.shape[0])).astype(int)
    if (high <= low).any():
        return np.full((size[1], size[0], 3), 255, np.uint8)
    part = rgb[low[1] : high[1], low[0] : high[0]]
    moved = matrix.copy()
    moved[:, 2] += matrix[:, :2] @ low
    if scale < 0.75:
        # Down to just above the wanted size by area, the rest by the warp's cubic.
        target = (max(1, round(part.shape[1] * scale * 1.25)), max(1, round(part.shape[0] * scale * 1.25)))
        across, down = part.shape[1] / target[0], part.shape[0] / target[1]
        part = np.asarray(cv2.resize(part, target, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        moved[:, 2] += moved[:, :2] @ ((across - 1) / 2, (down - 1) / 2)
        moved[:, 0] *= across
        moved[:, 1] *= down
    warped = cv2.warpAffine(part, moved, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, dtype=np.uint8)
