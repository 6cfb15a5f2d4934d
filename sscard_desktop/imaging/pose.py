# SPDX-License-Identifier: Apache-2.0
"""How the head is turned: yaw, pitch and roll from the canonical face model.

The canonical mesh (centimetres) and its 33 pose points come from MediaPipe's geometry file, a protocol buffer of which
three fields are read here. The angles are solved with the principal point on the face itself, so that a face away from
the middle of the frame isn't taken for a turned one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.imaging.models import FACE_GEOMETRY, Models

_VERTICES = 468
_FLOATS_A_VERTEX = 5
# A face (about 14 cm from ear to ear) seen from 0.7 m, the usual place before a webcam: focal length in face widths.
_FOCAL_FACE_WIDTHS = 5.0


@dataclass(frozen=True, slots=True)
class Pose:
    """Angles in degrees, zero for a face straight to the camera.

    Attributes:
        yaw: positive when the person turns towards the right edge of the picture.
        pitch: positive when the chin is raised.
        roll: positive when the head is tilted clockwise in the picture.
    """

    yaw: float
    pitch: float
    roll: float


class PoseSolver:
    """Solves poses with the canonical mesh of ``models``."""

    def __init__(self, models: Models) -> None:
        self._models = models
        self._basis: tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]] | None = None

    def solve(self, points: npt.NDArray[np.float32]) -> Pose | None:
        """Return the pose of mesh ``points`` (478×3, pixels), or ``None`` where no rotation explains them."""
        if self._basis is None:
            self._basis = _read_basis(self._models.read(FACE_GEOMETRY))
        indices, model = self._basis
        width = float(np.linalg.norm(points[234, :2] - points[454, :2]))
        if not np.isfinite(width) or width < 4:
            return None
        centre = points[:468, :2].mean(axis=0)
        focal = width * _FOCAL_FACE_WIDTHS
        camera = np.array([[focal, 0, centre[0]], [0, focal, centre[1]], [0, 0, 1]], np.float64)
        image = np.ascontiguousarray(points[indices, :2], dtype=np.float64)
        try:
            solved, turn, _shift = cv2.solvePnP(model, image, camera, np.zeros(4), flags=cv2.SOLVEPNP_SQPNP)
        except cv2.error:
            return None
        if not solved:
            return None
        rotation, _ = cv2.Rodrigues(turn)
        # The face's own forward axis and its left-to-right axis, in the camera's frame (x right, y down, z away).
        forward, across = rotation @ np.array([0.0, 0.0, -1.0]), rotation @ np.array([1.0, 0.0, 0.0])
        yaw = np.degrees(np.arctan2(forward[0], -forward[2]))
        pitch = np.degrees(np.arctan2(-forward[1], np.hypot(forward[0], forward[2])))
        roll = np.degrees(np.arctan2(across[1], across[0]))
        if not np.isfinite([yaw, pitch, roll]).all():
            return None
        return Pose(float(yaw), float(pitch), float(roll))


def _read_basis(data: bytes) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """Return indices and 3-D places (cm; x right, y down, z away in the picture) of the pose points."""
    try:
        message = list(_fields(data))
        mesh = next(bytes_of for number, bytes_of in message if number == 1 and isinstance(bytes_of, bytes))
        floats = [
            struct.unpack("<f", value)[0] for number, value in _fields(mesh) if number == 3 and isinstance(value, bytes)
        ]
        vertices = np.array(floats, np.float64).reshape(_VERTICES, _FLOATS_A_VERTEX)[:, :3]
        points = [dict(_fields(value)) for number, value in message if number == 2 and isinstance(value, bytes)]
        indices = np.array([point.get(1, 0) for point in points], np.intp)
        return indices, np.ascontiguousarray(vertices[indices] * (1.0, -1.0, -1.0))
    except (ValueError, IndexError, KeyError, StopIteration, struct.error, TypeError) as error:
        raise EnvironmentFailedError("photo.model_unreadable", file=FACE_GEOMETRY) from error


def _fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield number and value of a protocol buffer's fields: varints as int, the rest as bytes."""
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        key = varint()
        number, wire_type = key >> 3, key & 7
        if wire_type == 0:
            yield number, varint()
            continue
        length = varint() if wire_type == 2 else {5: 4, 1: 8}[wire_type]
        yield number, data[at : at + length]
        at += length
