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

import numpy as np

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PhotoSpec
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.survey import Survey
from sscard_desktop.imaging.warp import Matrix, levelling

MAX_UPSCALE = 1.5
MAX_LEVELLING_DEGREES = 8.0
# Share of the photo: a column or two of a sleeve don't show.
BEARABLE_CUT = 0.0005


@dataclass(frozen=True, slots=True)
class _Reserve:
    """Distance kept from the limits, pixels."""

    width: float
    eye_x: float
    eye_y: float
    top: float


# The mesh answers a pixel or two differently on the finished picture, and whoever measures the photo by another program
# may see the eyes a few pixels lower.
_ROOMY, _TIGHT = _Reserve(5.0, 5.0, 6.0, 3.0), _Reserve(2.0, 2.0, 1.6, 1.2)


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
        return levelling(face, self.face_width, self.eye_x + margin, self.eye_y + margin)


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
    narrowest = (spec.face_width.low or 0) + _TIGHT.width
    if most_width < narrowest:
        raise InvalidInputError(
            "photo.too_few_pixels", have=round(face.width), need=int(np.ceil(narrowest / MAX_UPSCALE))
        )
    hair = survey.hair_faces if hair_faces is None else hair_faces
    fitting = (
        candidate
        for _cost, candidate in sorted(_candidates(hair, most_width, spec), key=lambda pair: pair[0])
        if not _cuts_body(candidate, survey, spec)
    )
    best = next(fitting, None)
    if best is None:
        raise InvalidInputError("photo.body_cut_off")
    return best


def _candidates(hair: float, most_width: float, spec: PhotoSpec) -> Iterator[tuple[float, Placement]]:
    """Yield placements inside the limits with their distance from the aim; ``hair`` is crown above eyes in faces.

    First with a reserve to every limit, then close to the limits, last with hair cut.
    """
    for reserve, penalty in ((_ROOMY, 0.0), (_TIGHT, 200.0)):
        room = _Room.inside(spec, most_width, reserve)
        tops = room.tops()
        for face_width in room.widths():
            # Larger than the aim looks crowded sooner than smaller looks lost.
            stretch = abs(face_width - spec.aim_face_width) * (1.5 if face_width > spec.aim_face_width else 1.0)
            for eye_x in np.linspace(room.x_low, room.x_high, 7).tolist():
                cost = penalty + stretch + abs(eye_x - (room.x_low + room.x_high) / 2) * 1.5
                for top in tops:
                    eye_y = top + hair * face_width
                    if eye_y <= room.lowest_eye:
                        placement = Placement(face_width, eye_x, eye_y, top, hair_cut=False)
                        yield cost + abs(top - spec.aim_top_margin) * 2, placement
                cut_top = room.lowest_eye - hair * face_width
                if cut_top < room.top_low:
                    # Each pixel of hair lost weighs more than any other step off the aim.
                    placement = Placement(
                        face_width, eye_x, room.lowest_eye, cut_top, hair_cut=cut_top < (spec.top_margin.low or 0)
                    )
                    yield 1000 + cost + (room.top_low - cut_top) * 4, placement


@dataclass(frozen=True, slots=True)
class _Room:
    """The limits of a specification, narrowed by a reserve; open ones closed by what fits the picture."""

    low: float
    high: float
    aim: float
    x_low: float
    x_high: float
    lowest_eye: float
    top_low: float
    top_high: float
    aim_top: float

    @classmethod
    def inside(cls, spec: PhotoSpec, most_width: float, reserve: _Reserve) -> _Room:
        low = (spec.face_width.low or 1) + reserve.width
        top_low = (spec.top_margin.low or 0) + reserve.top
        return cls(
            low=low,
            high=max(low, min(most_width, (spec.face_width.high or spec.width * 0.8) - reserve.width)),
            aim=spec.aim_face_width,
            x_low=(spec.eye_x.low or 0) + reserve.eye_x,
            x_high=(spec.eye_x.high or spec.width) - reserve.eye_x,
            lowest_eye=spec.height - (spec.eye_above_bottom.low or 0) - reserve.eye_y,
            top_low=top_low,
            top_high=max(top_low, (spec.top_margin.high or spec.height * 0.1) - reserve.top),
            aim_top=spec.aim_top_margin,
        )

    def widths(self) -> list[float]:
        steps = np.append(np.arange(self.low, self.high, 3.0), (self.aim, self.high))
        return [float(width) for width in np.unique(np.clip(steps, self.low, self.high))]

    def tops(self) -> list[float]:
        steps = np.append(np.linspace(self.top_low, self.top_high, 5), self.aim_top)
        return [float(top) for top in np.unique(np.clip(steps, self.top_low, self.top_high))]


def _cuts_body(placement: Placement, survey: Survey, spec: PhotoSpec) -> bool:
    """Say whether ``placement`` would show the edge where the camera's frame cut the body."""
    scale = survey.face_width / placement.face_width
    left, top = survey.eye_x - placement.eye_x * scale, survey.eye_y - placement.eye_y * scale
    beyond = survey.person_beyond(left, top, left + spec.width * scale, top + spec.height * scale)
    return beyond > BEARABLE_CUT
