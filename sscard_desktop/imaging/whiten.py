# SPDX-License-Identifier: Apache-2.0
"""The photo's picture: placed, cut out, laid on pure white.

Answers for head and shoulders at the planned place, on a wall of exactly 255, before encoding. The hair's top is found
a second time on the fine matte, and the photo shifted by the few pixels that the survey was off.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PhotoSpec
from sscard_desktop.imaging.crop import Placement, place
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.matte import Matte, cut_out
from sscard_desktop.imaging.measure import WHITE, crown_row
from sscard_desktop.imaging.mesh import CHIN
from sscard_desktop.imaging.person import PersonSegmenter
from sscard_desktop.imaging.survey import Survey
from sscard_desktop.imaging.warp import warp

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

# Room around the photo in which the matte is made: edges need their surroundings, and the shift its play.
_MARGIN_PX = 48
_MAX_SHIFT_PX = 24
# Where the coarse survey and the fine matte differ by more than this about the hair, the placing is done again.
_TRUSTED_SURVEY_PX = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """The photo before encoding.

    Attributes:
        rgb: shape (height, width, 3) of the specification.
        alpha: the person in it, 0–1.
        face: the source's face, in the photo's pixels.
        hair_cut: tall hair was cut by the upper edge.
        background_replaced: the wall wasn't white already.
    """

    rgb: Rgb
    alpha: Floats
    face: Face
    hair_cut: bool
    background_replaced: bool


def portray(rgb: Rgb, face: Face, spec: PhotoSpec, segmenter: PersonSegmenter) -> Portrait:
    """Return the portrait of ``face`` in ``rgb`` for ``spec``; errors as :meth:`Survey.of` and :func:`place`."""
    survey = Survey.of(rgb, face, segmenter)
    negative = _develop(rgb, face, place(survey, face, spec), spec, segmenter)
    hair = negative.hair_faces
    if hair is not None and abs(hair - survey.hair_faces) * negative.face.width > _TRUSTED_SURVEY_PX:
        # Where the better figure leaves no room, the first placing stands, shifted; the report tells what it is like.
        with contextlib.suppress(InvalidInputError):
            negative = _develop(rgb, face, place(survey, face, spec, hair_faces=hair), spec, segmenter)
    return negative.cropped(spec)


@dataclass(frozen=True, slots=True, eq=False)
class _Negative:
    """The photo with a margin around it: all planned, not yet cropped."""

    view: Rgb
    matte: Matte
    face: Face
    placement: Placement

    @property
    def hair_faces(self) -> float | None:
        """Height of the hair's top above the eyes, in face widths."""
        eye_x, eye_y = self.face.eye_middle
        crown = crown_row(self.matte.alpha, eye_x, eye_y, self.face.width)
        return None if crown is None else (eye_y - crown) / self.face.width

    def cropped(self, spec: PhotoSpec) -> Portrait:
        """Return the photo itself, laid on white."""
        shift = self._shift(spec)
        rows = slice(_MARGIN_PX + shift, _MARGIN_PX + shift + spec.height)
        columns = slice(_MARGIN_PX, _MARGIN_PX + spec.width)
        alpha = np.ascontiguousarray(self.matte.alpha[rows, columns])
        laid = self.matte.colour[rows, columns] * alpha[..., None] + np.float32(255) * (1 - alpha[..., None])
        wall = self.view[rows, columns][alpha < 0.02]
        return Portrait(
            rgb=np.clip(laid + 0.5, 0, 255).astype(np.uint8),
            alpha=alpha,
            face=self.face.moved(np.array([[1, 0, -_MARGIN_PX], [0, 1, -_MARGIN_PX - shift]], np.float64)),
            hair_cut=self.placement.hair_cut,
            background_replaced=bool(wall.size and (wall.min(axis=1) < WHITE).mean() > 0.01),
        )

    def _shift(self, spec: PhotoSpec) -> int:
        """Return by how many rows the photo starts lower than planned, so that the hair's margin is as planned."""
        hair = self.hair_faces
        if self.placement.hair_cut or hair is None:
            return 0
        eye_y = self.face.eye_middle[1]
        wanted = round(eye_y - hair * self.face.width - _MARGIN_PX - self.placement.top)
        # A higher start may not push the eye line under its limit; a lower one only lifts the eyes.
        spare = int(spec.height + _MARGIN_PX - eye_y - (spec.eye_above_bottom.low or 0) - 2)
        return int(np.clip(wanted, -min(_MAX_SHIFT_PX, max(0, spare)), _MAX_SHIFT_PX))


def _develop(rgb: Rgb, face: Face, placement: Placement, spec: PhotoSpec, segmenter: PersonSegmenter) -> _Negative:
    matrix = placement.matrix(face, margin=_MARGIN_PX)
    view = warp(rgb, matrix, (spec.width + 2 * _MARGIN_PX, spec.height + 2 * _MARGIN_PX))
    placed = face.moved(matrix)
    eye_x, eye_y = placed.eye_middle
    chin_y = float(placed.points[CHIN, 1])
    reach = placed.width * 0.95
    head = (int(eye_x - reach), int(eye_y - placed.width * 1.25), int(eye_x + reach), int(chin_y))
    mask = segmenter.mask_with_head(view, head)
    matte = cut_out(view, mask, face_width=placed.width, face_middle=(eye_x, (eye_y + chin_y) / 2), chin_y=chin_y)
    return _Negative(view, matte, placed, placement)
