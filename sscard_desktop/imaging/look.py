# SPDX-License-Identifier: Apache-2.0
"""The finished photo as the checks look at it: the face near one size, with its planes and its own skin colour.

Answers for regions named by mesh points or by face widths, and for "is this skin like the cheeks' skin", which is the
only idea of skin there is here: nobody's skin is held against a fixed colour. Judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.measure import LEFT_CHEEK, RIGHT_CHEEK
from sscard_desktop.imaging.mesh import CHIN, IRIS_LEFT, IRIS_RIGHT
from sscard_desktop.imaging.warp import levelling, warp

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]

FACE_PX = 195.0
# Mesh points around the eyes' openings; right and left are the person's.
RIGHT_EYE = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246)
LEFT_EYE = (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466)
_SIZE = (358, 441)
_EYE = (179.0, 200.0)
# Lightness differs within one face, colour less: CIELAB units.
_SKIN_LIGHTNESS, _SKIN_COLOUR = 26.0, 13.0


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A picture of one face, level, about :data:`FACE_PX` wide.

    Attributes:
        luma: shape (H, W), 0–1.
        lab: CIELAB, shape (H, W, 3); lightness 0–100.
        alpha: the person, 0–1.
        points: mesh points, shape (478, 2).
        face_width: pixels.
        skin: median CIELAB of the cheeks.
    """

    luma: Floats
    lab: Floats
    alpha: Floats
    points: npt.NDArray[np.float32]
    face_width: float
    skin: npt.NDArray[np.float32]

    @classmethod
    def of(cls, rgb: Rgb, alpha: Floats, face: Face) -> Look:
        """Return the look at ``face``; the picture itself where it is near the size already: resampling softens."""
        if not (0.75 < face.width / FACE_PX < 1.35 and abs(face.roll_degrees) < 4 and rgb.shape[0] <= 2 * _SIZE[1]):
            matrix = levelling(face, FACE_PX, *_EYE)
            rgb, face = warp(rgb, matrix, _SIZE), face.moved(matrix)
            alpha = np.asarray(cv2.warpAffine(alpha, matrix, _SIZE, flags=cv2.INTER_LINEAR), dtype=np.float32)
        scaled = rgb.astype(np.float32) / np.float32(255)
        lab = np.asarray(cv2.cvtColor(scaled, cv2.COLOR_RGB2LAB), dtype=np.float32)
        luma = np.asarray(cv2.cvtColor(scaled, cv2.COLOR_RGB2GRAY), dtype=np.float32)
        points = face.points[:, :2]
        cheeks = hull(luma.shape, points, RIGHT_CHEEK) | hull(luma.shape, points, LEFT_CHEEK)
        skin = np.median(lab[cheeks], axis=0) if cheeks.any() else np.array([60.0, 15.0, 15.0])
        return cls(luma, lab, alpha, points, face.width, skin.astype(np.float32))

    @property
    def eyes(self) -> tuple[float, float]:
        """Middle between the irises."""
        x, y = (self.points[IRIS_RIGHT] + self.points[IRIS_LEFT]) / 2
        return float(x), float(y)

    @property
    def chin_y(self) -> float:
        """Row of the chin."""
        return float(self.points[CHIN, 1])

    def inside(self, ring: tuple[int, ...]) -> Marks:
        """Return the pixels inside the convex hull of these mesh points."""
        return hull(self.luma.shape, self.points, ring)

    def box(self, x: float, y: float, half_width: float, half_height: float) -> tuple[slice, slice]:
        """Return rows and columns around a place; half sizes in face widths. May be empty at the picture's edge."""
        height, width = self.luma.shape
        across, down = half_width * self.face_width, half_height * self.face_width
        top, bottom = (int(np.clip(round(v), 0, height)) for v in (y - down, y + down))
        left, right = (int(np.clip(round(v), 0, width)) for v in (x - across, x + across))
        return slice(top, bottom), slice(left, right)

    def eye(self, iris: int, ring: tuple[int, ...]) -> tuple[tuple[slice, slice], Marks, Floats]:
        """Return the box around an eye, its opening in the box, and distances from the iris's middle in face widths.

        Args:
            iris: mesh point of its middle.
            ring: mesh points around the opening.
        """
        x, y = self.points[iris]
        rows, columns = self.box(float(x), float(y), 0.15, 0.09)
        corner = np.array([columns.start, rows.start], np.float32)
        shape = (rows.stop - rows.start, columns.stop - columns.start)
        down, across = np.ogrid[rows.start : rows.stop, columns.start : columns.stop]
        away = np.hypot(across - x, down - y).astype(np.float32) / np.float32(self.face_width)
        return (rows, columns), hull(shape, self.points - corner, ring), away

    def skin_share(self, lab: Floats) -> float:
        """Return the share of these CIELAB values that look like this person's cheeks; 0 of none."""
        flat = lab.reshape(-1, 3)
        if not flat.size:
            return 0.0
        away = np.abs(flat - self.skin)
        colour = np.hypot(away[:, 1], away[:, 2])
        return float(((away[:, 0] < _SKIN_LIGHTNESS) & (colour < _SKIN_COLOUR)).mean())


def hull(shape: tuple[int, ...], points: npt.NDArray[np.float32], ring: tuple[int, ...]) -> Marks:
    """Return the pixels inside the convex hull of mesh points ``ring``."""
    marks = np.zeros(shape[:2], np.uint8)
    cv2.fillConvexPoly(marks, cv2.convexHull(points[list(ring), :2].round().astype(np.int32)), 1)
    return np.asarray(marks > 0)
