# SPDX-License-Identifier: Apache-2.0
"""The face's 478 points, from FaceMesh V2: found from a detector box, then followed from frame to frame.

Answers for points in pixels of the picture, and for how sure the network is that a face is there (``presence``): a
cushion can look like a face to the detector, hardly ever to both. Irises are points 468–477.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.detector import Detection, Rgb
from sscard_desktop.imaging.models import FACE_LANDMARKS, Models

Points = npt.NDArray[np.float32]

_INPUT_PX = 256
_POINTS = 478
# MediaPipe feeds the network a square of 1.5 times the face box, levelled by the eyes.
_ROI_SCALE = 1.5
EYE_RIGHT_OUTER, EYE_LEFT_OUTER = 33, 263
IRIS_RIGHT, IRIS_LEFT = 468, 473
EAR_RIGHT, EAR_LEFT = 234, 454
CHIN = 152
# The face's outline, clockwise in the picture from the forehead.
OVAL = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
         150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Mesh:
    """Points of one face.

    Attributes:
        points: shape (478, 3), x and y in pixels of the picture, z on the same scale (towards the camera negative).
        presence: 0–1.
    """

    points: Points
    presence: float


@dataclass(frozen=True, slots=True)
class Region:
    """A levelled square around a face: centre and side in pixels, angle in radians (clockwise in the picture)."""

    x: float
    y: float
    side: float
    angle: float

    @classmethod
    def around_detection(cls, detection: Detection) -> Region:
        """Return the region for a detector box, levelled by its eye points."""
        right, left = detection.points[0], detection.points[1]
        angle = float(np.arctan2(left[1] - right[1], left[0] - right[0]))
        x, y = detection.centre
        return cls(x, y, max(detection.width, detection.height) * _ROI_SCALE, angle)

    @classmethod
    def around_points(cls, points: Points) -> Region:
        """Return the region for mesh points, levelled by the outer corners of the eyes."""
        right, left = points[EYE_RIGHT_OUTER, :2], points[EYE_LEFT_OUTER, :2]
        angle = float(np.arctan2(left[1] - right[1], left[0] - right[0]))
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
        level = points[:, :2] @ turn.T
        low, high = level.min(axis=0), level.max(axis=0)
        x, y = turn.T @ ((low + high) / 2)
        return cls(float(x), float(y), float((high - low).max()) * _ROI_SCALE, angle)

    def matrix(self) -> npt.NDArray[np.float64]:
        """Return the 2×3 map from the picture to the network's input."""
        scale = _INPUT_PX / self.side
        cos, sin = np.cos(self.angle) * scale, np.sin(self.angle) * scale
        half = _INPUT_PX / 2
        return np.array(
            [[cos, sin, half - cos * self.x - sin * self.y], [-sin, cos, half + sin * self.x - cos * self.y]],
            np.float64,
        )


class FaceMesh:
    """Finds the points with the network of ``models``."""

    def __init__(self, models: Models) -> None:
        self._models = models

    def fit(self, rgb: Rgb, region: Region) -> Mesh | None:
        """Return the mesh of the face in ``region`` of ``rgb``; ``None`` where the region makes no sense."""
        if not np.isfinite([region.x, region.y, region.side, region.angle]).all() or region.side < 8:
            return None
        matrix = region.matrix()
        source, reduced = _reduce(rgb, region, matrix)
        patch = cv2.warpAffine(
            source, reduced, (_INPUT_PX, _INPUT_PX), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
        )
        blob = np.ascontiguousarray((patch.astype(np.float32) / np.float32(255)).transpose(2, 0, 1)[None])
        raw, flag = self._models.network(FACE_LANDMARKS).run(blob)
        presence = float(1 / (1 + np.exp(-np.clip(flag.ravel()[0], -60, 60))))
        flat = raw.reshape(_POINTS, 3)
        back = cv2.invertAffineTransform(matrix)
        points = np.empty_like(flat)
        points[:, :2] = flat[:, :2] @ back[:, :2].T.astype(np.float32) + back[:, 2].astype(np.float32)
        points[:, 2] = flat[:, 2] * (region.side / _INPUT_PX)
        return Mesh(points, presence) if np.isfinite(points).all() else None

    def refine(self, rgb: Rgb, region: Region) -> Mesh | None:
        """Return the mesh fitted twice, the second time in the region of its own first answer: steadier to a pixel."""
        first = self.fit(rgb, region)
        return self.fit(rgb, Region.around_points(first.points)) if first and first.presence > 0.1 else first


def _reduce(rgb: Rgb, region: Region, matrix: npt.NDArray[np.float64]) -> tuple[Rgb, npt.NDArray[np.float64]]:
    """Return the picture's part around ``region``, halved until a bilinear warp doesn't alias, with its map."""
    reach = region.side * 0.75
    x0, y0 = max(0, int(region.x - reach)), max(0, int(region.y - reach))
    x1, y1 = min(rgb.shape[1], int(region.x + reach) + 1), min(rgb.shape[0], int(region.y + reach) + 1)
    if x1 <= x0 or y1 <= y0:
        return rgb[:1, :1], matrix
    part = rgb[y0:y1, x0:x1]
    factor = int(region.side / _INPUT_PX)
    shifted = matrix.copy()
    shifted[:, 2] += matrix[:, :2] @ (x0, y0)
    if factor < 2:
        return part, shifted
    size = (max(1, part.shape[1] // factor), max(1, part.shape[0] // factor))
    small = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    across, down = part.shape[1] / size[0], part.shape[0] / size[1]
    # Pixel centres: x of the part = (x_small + 0.5) * across - 0.5.
    shifted[:, 2] += shifted[:, :2] @ ((across - 1) / 2, (down - 1) / 2)
    shifted[:, 0] *= across
    shifted[:, 1] *= down
    return small, shifted
