# SPDX-License-Identifier: Apache-2.0
"""The one face that a card photo is of: found, told from look-alikes, and judged to be alone.

Answers for a :class:`Face` with points, pose and presence. Refuses, with the reason, a picture without a face, with two
people, or of somebody who looks away. A detector box counts as a face only where the mesh agrees and the pose is one
that a head can have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.imaging.detector import Detection, FaceDetector, Rgb
from sscard_desktop.imaging.expressions import Expressions
from sscard_desktop.imaging.mesh import (
    EAR_LEFT,
    EAR_RIGHT,
    IRIS_LEFT,
    IRIS_RIGHT,
    FaceMesh,
    Mesh,
    Points,
    Region,
)
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.pose import Pose, PoseSolver

_MIN_PRESENCE = 0.5
# Beyond this the far half of the face is guessed by the mesh; a clerk's camera never needs it.
_PROFILE_YAW_DEGREES = 35.0
_MAX_PITCH_DEGREES = 50.0
# A face less than half as large as the main one is a picture on the wall or a passer-by far behind.
_OTHER_PERSON_SHARE = 0.45


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face in a picture, in that picture's pixels.

    Attributes:
        points: shape (478, 3).
        presence: 0–1, the mesh network's own opinion.
        pose: see :class:`Pose`.
    """

    points: Points
    presence: float
    pose: Pose

    @property
    def width(self) -> float:
        """Distance of the points where the ears join the head."""
        return float(np.linalg.norm(self.points[EAR_RIGHT, :2] - self.points[EAR_LEFT, :2]))

    @property
    def eye_middle(self) -> tuple[float, float]:
        """Middle between the irises."""
        x, y = (self.points[IRIS_RIGHT, :2] + self.points[IRIS_LEFT, :2]) / 2
        return float(x), float(y)

    @property
    def roll_degrees(self) -> float:
        """Tilt of the line through the irises, positive clockwise in the picture."""
        across, down = self.points[IRIS_LEFT, :2] - self.points[IRIS_RIGHT, :2]
        return float(np.degrees(np.arctan2(down, across)))

    def moved(self, matrix: np.ndarray) -> Face:
        """Return this face in the pixels of the picture that ``matrix`` (2×3, a similarity) maps this one to."""
        points = self.points.copy()
        points[:, :2] = points[:, :2] @ matrix[:, :2].T.astype(np.float32) + matrix[:, 2].astype(np.float32)
        points[:, 2] *= np.float32(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
        turned = np.degrees(np.arctan2(matrix[1, 0], matrix[0, 0]))
        return Face(points, self.presence, Pose(self.pose.yaw, self.pose.pitch, self.pose.roll + float(turned)))


class FaceFinder:
    """Finds faces, follows one, and scores its expression."""

    def __init__(self, models: Models) -> None:
        self._detector = FaceDetector(models)
        self._mesh = FaceMesh(models)
        self._pose = PoseSolver(models)
        self._expressions = Expressions(models)

    def detect(self, rgb: Rgb, *, thorough: bool = False) -> tuple[Detection, ...]:
        """Return detector boxes, largest first; see :meth:`FaceDetector.detect`."""
        return self._detector.detect(rgb, thorough=thorough)

    def find(self, rgb: Rgb, *, thorough: bool = True) -> tuple[Face, ...]:
        """Return every face that detector and mesh agree on, largest first."""
        faces: list[Face] = []
        for detection in self.detect(rgb, thorough=thorough):
            face = self._judge(self._mesh.refine(rgb, Region.around_detection(detection)))
            if face is not None and not any(_same_place(face, other) for other in faces):
                faces.append(face)
        return tuple(sorted(faces, key=lambda face: -face.width))

    def follow(self, rgb: Rgb, previous: Face) -> Face | None:
        """Return the face of the last frame in the next one, or ``None`` when it is lost."""
        return self._judge(self._mesh.fit(rgb, Region.around_points(previous.points)))

    def only(self, rgb: Rgb) -> Face:
        """Return the one face that ``rgb`` is a picture of.

        Raises:
            InvalidInputError: ``photo.no_face``, ``photo.several_faces`` or ``photo.turned_away``.
        """
        faces = self.find(rgb)
        if not faces:
            detections = self.detect(rgb, thorough=True)
            raise InvalidInputError("photo.turned_away" if any(_sideways(d) for d in detections) else "photo.no_face")
        main = faces[0]
        people = sum(face.width >= main.width * _OTHER_PERSON_SHARE for face in faces)
        if people > 1:
            raise InvalidInputError("photo.several_faces", count=people)
        if abs(main.pose.yaw) > _PROFILE_YAW_DEGREES or abs(main.pose.pitch) > _MAX_PITCH_DEGREES:
            raise InvalidInputError("photo.turned_away")
        return main

    def expressions(self, face: Face) -> Mapping[str, float]:
        """Return the 52 expression scores of ``face``."""
        return self._expressions.score(face.points)

    def _judge(self, mesh: Mesh | None) -> Face | None:
        if mesh is None or mesh.presence < _MIN_PRESENCE:
            return None
        pose = self._pose.solve(mesh.points)
        return None if pose is None else Face(mesh.points, mesh.presence, pose)


def _same_place(one: Face, other: Face) -> bool:
    distance = np.hypot(*np.subtract(one.eye_middle, other.eye_middle))
    return bool(distance < 0.5 * max(one.width, other.width))


def _sideways(detection: Detection) -> bool:
    """Say whether the detector's nose point lies beyond its eyes, as in a profile view."""
    right_eye, left_eye, nose = detection.points[:3, 0]
    span = abs(left_eye - right_eye)
    return bool(span < 0.2 * detection.width or not min(right_eye, left_eye) < nose < max(right_eye, left_eye))
