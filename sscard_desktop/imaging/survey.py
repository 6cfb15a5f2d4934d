# SPDX-License-Identifier: Apache-2.0
"""The levelled, reduced view of a picture that placements are judged in: hair, body, and the camera's own frame.

Answers for where the hair begins and where the frame cuts the person. Refuses a picture whose frame cuts face or head.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.measure import crown_row, shoulder_slope
from sscard_desktop.imaging.mesh import CHIN
from sscard_desktop.imaging.person import PersonSegmenter
from sscard_desktop.imaging.warp import Matrix, levelling, warp

Rgb = npt.NDArray[np.uint8]
Marks = npt.NDArray[np.bool_]

_SURVEY_FACE_PX = 96.0
_SIDES_FACES = 2.4
_ABOVE_FACES, _BELOW_FACES = 2.2, 3.2
_CUT_CHORD_FACES = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """The levelled, reduced view that placements are judged in.

    Attributes:
        face_width: of the face in the survey, pixels.
        eye_x, eye_y: middle between the irises.
        crown_y: top of the hair.
        map: 2×3, from the picture to the survey.
        missing: 1 where a person would be, but the camera's frame has ended; else 0.
        shoulders: their slope in degrees, ``None`` where the frame doesn't show both.
    """

    face_width: float
    eye_x: float
    eye_y: float
    crown_y: float
    map: Matrix
    missing: npt.NDArray[np.uint8]
    shoulders: float | None = None
    _integral: npt.NDArray[np.int32] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_integral", np.asarray(cv2.integral(self.missing), dtype=np.int32))

    @property
    def hair_faces(self) -> float:
        """Height of the hair's top above the eyes, in face widths."""
        return (self.eye_y - self.crown_y) / self.face_width

    @classmethod
    def of(cls, rgb: Rgb, face: Face, segmenter: PersonSegmenter) -> Survey:
        """Survey ``rgb`` around ``face``.

        Raises:
            InvalidInputError: ``photo.head_cut_off`` where the frame cuts face or hair.
        """
        height, width = rgb.shape[:2]
        outline, allowance = face.points[:468, :2], face.width * 0.04
        if (outline < -allowance).any() or (outline > np.array([width, height]) + allowance).any():
            raise InvalidInputError("photo.head_cut_off")
        eye_x, eye_y = _SIDES_FACES * _SURVEY_FACE_PX, _ABOVE_FACES * _SURVEY_FACE_PX
        size = (round(2 * eye_x), round((_ABOVE_FACES + _BELOW_FACES) * _SURVEY_FACE_PX))
        matrix = levelling(face, _SURVEY_FACE_PX, eye_x, eye_y)
        view = warp(rgb, matrix, size)
        inside = cv2.warpAffine(np.full((height, width), 255, np.uint8), matrix, size, flags=cv2.INTER_NEAREST) > 0
        person = segmenter.mask(view) > 0.5
        crown = crown_row((person & inside).astype(np.float32), eye_x, eye_y, _SURVEY_FACE_PX)
        if crown is None or _touches_ceiling(person, inside, eye_x, eye_y):
            raise InvalidInputError("photo.head_cut_off")
        missing = (_continued(person, inside) & ~inside).astype(np.uint8)
        chin_y = float(face.moved(matrix).points[CHIN, 1])
        slope = shoulder_slope(person & inside, eye_x, chin_y, _SURVEY_FACE_PX)
        return cls(_SURVEY_FACE_PX, eye_x, eye_y, crown, matrix, missing, slope)

    def person_beyond(self, left: float, top: float, right: float, bottom: float) -> float:
        """Return the share of the box (survey pixels) where a person would be, but the camera's frame has ended."""
        rows, columns = self._integral.shape
        x0, x1 = (int(np.clip(round(x), 0, columns - 1)) for x in (left, right))
        y0, y1 = (int(np.clip(round(y), 0, rows - 1)) for y in (top, bottom))
        count = self._integral[y1, x1] - self._integral[y0, x1] - self._integral[y1, x0] + self._integral[y0, x0]
        return float(count) / max(1, (x1 - x0) * (y1 - y0))


def _touches_ceiling(person: Marks, inside: Marks, eye_x: float, eye_y: float) -> bool:
    """Say whether the frame's upper edge cuts the head; a mere tip of tall hair doesn't count."""
    head = slice(int(eye_x - _SURVEY_FACE_PX), int(eye_x + _SURVEY_FACE_PX))
    above, shown = person[: int(eye_y), head], inside[: int(eye_y), head]
    first = shown.argmax(axis=0)
    columns = np.flatnonzero(shown.any(axis=0) & (first > 0))
    touching = above[np.minimum(first[columns] + 2, above.shape[0] - 1), columns]
    return bool(touching.sum() > _CUT_CHORD_FACES * _SURVEY_FACE_PX)


def _continued(person: Marks, inside: Marks) -> Marks:
    """Return ``person`` carried on outwards from the frame's left, right and lower edge: where the body would be."""
    continued = person & inside
    rows = np.flatnonzero(inside.any(axis=1))
    for row in rows.tolist():
        shown = np.flatnonzero(inside[row])
        first, last = shown[0], shown[-1]
        continued[row, :first] = person[row, min(first + 1, last)]
        continued[row, last + 1 :] = person[row, max(last - 1, first)]
    if rows.size:
        continued[rows[-1] + 1 :] = continued[rows[-1]]
    return continued
