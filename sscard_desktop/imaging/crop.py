# SPDX-License-Identifier: Apache-2.0
"""Where the photo's edges go: a placement that keeps a city's limits, or the reason why the picture can't.

A *survey* (the picture levelled, reduced, person masked) tells where hair, shoulders and the camera's own frame end.
The placement aims at the profile's face width, the eyes in the middle and the hair's margin, and gives way in the order
that the rule allows: a little off the aim inside the limits; smaller; then tall hair cut by the upper edge, so that the
eye line stays high enough ("特殊情况下可部分切除耸立过高的头发"). It never enlarges beyond 1.5 times, and never shows
where the camera's frame cut the body.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PhotoSpec
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.measure import crown_row
from sscard_desktop.imaging.person import PersonSegmenter

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]
Matrix = npt.NDArray[np.float64]

MAX_UPSCALE = 1.5
MAX_LEVELLING_DEGREES = 8.0
# Distance kept from the limits: the mesh answers a pixel or two differently on the finished picture.
_WIDTH_RESERVE, _EYE_X_RESERVE, _EYE_Y_RESERVE, _TOP_RESERVE = 5.0, 5.0, 4.0, 3.0
_SURVEY_FACE_PX = 96.0
_SURVEY_SIDES_FACES = 2.4
_SURVEY_ABOVE_FACES, _SURVEY_BELOW_FACES = 2.2, 3.2


@dataclass(frozen=True, slots=True)
class Placement:
    """How the picture goes into the photo; lengths in the finished photo's pixels.

    Attributes:
        face_width: of the face in the photo.
        eye_x, eye_y: where the middle between the irises goes, from left and top.
        top: planned distance of the hair from the upper edge; negative where hair is cut.
        hair_cut: the hair rule was needed.
    """

    face_width: float
    eye_x: float
    eye_y: float
    top: float
    hair_cut: bool

    def matrix(self, face: Face, *, margin: int = 0) -> Matrix:
        """Return the 2×3 map from the picture to the photo with ``margin`` more pixels on each side, levelled."""
        return _levelling(face, self.face_width, self.eye_x + margin, self.eye_y + margin)


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """The levelled, reduced view that placements are judged in.

    Attributes:
        face_width: of the face in the survey, pixels.
        eye_x, eye_y: middle between the irises.
        crown_y: top of the hair.
        beyond: integral image of pixels where a person would be, but outside of the camera's frame.
    """

    face_width: float
    eye_x: float
    eye_y: float
    crown_y: float
    beyond: npt.NDArray[np.int32]

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
        eye_x, eye_y = _SURVEY_SIDES_FACES * _SURVEY_FACE_PX, _SURVEY_ABOVE_FACES * _SURVEY_FACE_PX
        size = (round(2 * eye_x), round((_SURVEY_ABOVE_FACES + _SURVEY_BELOW_FACES) * _SURVEY_FACE_PX))
        matrix = _levelling(face, _SURVEY_FACE_PX, eye_x, eye_y)
        view = warp(rgb, matrix, size)
        inside = cv2.warpAffine(np.full((height, width), 255, np.uint8), matrix, size, flags=cv2.INTER_NEAREST) > 0
        person = segmenter.mask(view) > 0.5
        crown = crown_row((person & inside).astype(np.float32), eye_x, eye_y, _SURVEY_FACE_PX)
        if crown is None or _touches_ceiling(person, inside, eye_x, eye_y):
            raise InvalidInputError("photo.head_cut_off")
        beyond = cv2.integral((person & ~inside).astype(np.uint8))
        return cls(_SURVEY_FACE_PX, eye_x, eye_y, crown, np.asarray(beyond, dtype=np.int32))

    def cut_body(self, placement: Placement, spec: PhotoSpec) -> bool:
        """Say whether ``placement`` would show the edge where the camera's frame cut the body."""
        scale = self.face_width / placement.face_width
        left, top = self.eye_x - placement.eye_x * scale, self.eye_y - placement.eye_y * scale
        rows, columns = self.beyond.shape
        x0, x1 = (int(np.clip(round(x), 0, columns - 1)) for x in (left, left + spec.width * scale))
        y0, y1 = (int(np.clip(round(y), 0, rows - 1)) for y in (top, top + spec.height * scale))
        count = self.beyond[y1, x1] - self.beyond[y0, x1] - self.beyond[y1, x0] + self.beyond[y0, x0]
        return bool(count > 0.0005 * (x1 - x0) * (y1 - y0))


def place(survey: Survey, face: Face, spec: PhotoSpec, *, hair_faces: float | None = None) -> Placement:
    """Return the best placement of the surveyed picture for ``spec``.

    Args:
        survey: of the picture.
        face: in the picture.
        spec: the city's specification.
        hair_faces: height of the hair's top above the eyes in face widths, where it is known better than surveyed.

    Raises:
        InvalidInputError: ``photo.too_few_pixels`` (``have``, ``need``: face width) or ``photo.body_cut_off``.
    """
    most_width = face.width * MAX_UPSCALE
    narrowest = (spec.face_width.low or 0) + _WIDTH_RESERVE
    if most_width < narrowest:
        raise InvalidInputError(
            "photo.too_few_pixels", have=round(face.width), need=int(np.ceil(narrowest / MAX_UPSCALE))
        )
    hair = survey.hair_faces if hair_faces is None else hair_faces
    fitting = (
        candidate
        for _cost, candidate in sorted(_candidates(hair, most_width, spec), key=lambda pair: pair[0])
        if not survey.cut_body(candidate, spec)
    )
    best = next(fitting, None)
    if best is None:
        raise InvalidInputError("photo.body_cut_off")
    return best


def _candidates(hair: float, most_width: float, spec: PhotoSpec) -> Iterator[tuple[float, Placement]]:
    """Yield placements inside the limits with their distance from the aim; ``hair`` is crown above eyes in faces."""
    low = (spec.face_width.low or 1) + _WIDTH_RESERVE
    high = min(most_width, (spec.face_width.high or spec.width * 0.8) - _WIDTH_RESERVE)
    lowest_eye = spec.height - (spec.eye_above_bottom.low or 0) - _EYE_Y_RESERVE
    x_low = (spec.eye_x.low or 0) + _EYE_X_RESERVE
    x_high = (spec.eye_x.high or spec.width) - _EYE_X_RESERVE
    top_low = (spec.top_margin.low or 0) + _TOP_RESERVE
    top_high = max(top_low, (spec.top_margin.high or spec.height * 0.1) - _TOP_RESERVE)
    centre = (x_low + x_high) / 2
    widths = np.unique(np.clip(np.append(np.arange(low, high, 3.0), (spec.aim_face_width, high)), low, high))
    tops = np.unique(np.clip(np.append(np.linspace(top_low, top_high, 5), spec.aim_top_margin), top_low, top_high))
    for face_width in widths.tolist():
        # Larger than the aim looks crowded sooner than smaller looks lost.
        stretch = abs(face_width - spec.aim_face_width) * (1.5 if face_width > spec.aim_face_width else 1.0)
        for eye_x in np.linspace(x_low, x_high, 7).tolist():
            aside = abs(eye_x - centre) * 1.5
            for top in tops.tolist():
                eye_y = top + hair * face_width
                if eye_y <= lowest_eye:
                    cost = stretch + aside + abs(top - spec.aim_top_margin) * 2
                    yield cost, Placement(face_width, eye_x, eye_y, top, hair_cut=False)
            cut_top = lowest_eye - hair * face_width
            if cut_top < top_low:
                # Only after everything else: each pixel of hair lost weighs more than any other step off the aim.
                yield (
                    1000 + stretch + aside + (top_low - cut_top) * 4,
                    Placement(face_width, eye_x, lowest_eye, cut_top, hair_cut=cut_top < (spec.top_margin.low or 0)),
                )


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


def _touches_ceiling(person: Marks, inside: Marks, eye_x: float, eye_y: float) -> bool:
    """Say whether hair or head reaches the frame's upper edge over more than a tenth of the face's width."""
    head = slice(int(eye_x - _SURVEY_FACE_PX), int(eye_x + _SURVEY_FACE_PX))
    above, shown = person[: int(eye_y), head], inside[: int(eye_y), head]
    first = shown.argmax(axis=0)
    columns = np.flatnonzero(shown.any(axis=0) & (first > 0))
    touching = above[np.minimum(first[columns] + 2, above.shape[0] - 1), columns]
    return bool(touching.sum() > 0.1 * _SURVEY_FACE_PX)


def _levelling(face: Face, face_width: float, eye_x: float, eye_y: float) -> Matrix:
    """Return the similarity that levels ``face`` and puts its eyes' middle at the place given."""
    scale = face_width / face.width
    angle = np.radians(face.roll_degrees)
    cos, sin = np.cos(angle) * scale, np.sin(angle) * scale
    x, y = face.eye_middle
    return np.array([[cos, sin, eye_x - cos * x - sin * y], [-sin, cos, eye_y + sin * x - cos * y]], np.float64)
