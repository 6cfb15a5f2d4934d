# SPDX-License-Identifier: Apache-2.0
"""The photo's picture: placed, cut out, laid on pure white.

Answers for head and shoulders at the planned place, on a wall of exactly 255, before encoding. The hair's top is found
a second time on the fine matte, and the photo shifted by the few pixels that the survey was off.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import PhotoSpec
from sscard_desktop.imaging.crop import Placement, Survey, place, warp
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.matte import cut_out
from sscard_desktop.imaging.measure import WHITE, crown_row
from sscard_desktop.imaging.mesh import CHIN
from sscard_desktop.imaging.person import PersonSegmenter

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

# Room around the photo in which the matte is made: edges need their surroundings, and the shift its play.
_MARGIN_PX = 48
_MAX_SHIFT_PX = 24


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
    placement = place(survey, face, spec)
    return _develop(rgb, face, placement, spec, segmenter)


def _develop(rgb: Rgb, face: Face, placement: Placement, spec: PhotoSpec, segmenter: PersonSegmenter) -> Portrait:
    matrix = placement.matrix(face, margin=_MARGIN_PX)
    size = (spec.width + 2 * _MARGIN_PX, spec.height + 2 * _MARGIN_PX)
    view = warp(rgb, matrix, size)
    placed = face.moved(matrix)
    eye_x, eye_y = placed.eye_middle
    chin_y = float(placed.points[CHIN, 1])
    reach = placed.width * 0.95
    head = (int(eye_x - reach), max(0, int(eye_y - placed.width * 1.25)), int(eye_x + reach), int(chin_y))
    mask = segmenter.mask_with_head(view, head)
    matte = cut_out(view, mask, face_width=placed.width, face_middle=(eye_x, (eye_y + chin_y) / 2), chin_y=chin_y)
    white = np.float32(255)
    laid = matte.colour * matte.alpha[..., None] + white * (1 - matte.alpha[..., None])
    shift = _shift(matte.alpha, placed, placement, spec)
    rows = slice(_MARGIN_PX + shift, _MARGIN_PX + shift + spec.height)
    columns = slice(_MARGIN_PX, _MARGIN_PX + spec.width)
    crop = np.array([[1, 0, -_MARGIN_PX], [0, 1, -_MARGIN_PX - shift]], np.float64)
    wall = view[rows, columns][matte.alpha[rows, columns] < 0.02]
    return Portrait(
        rgb=np.ascontiguousarray(np.clip(laid[rows, columns] + 0.5, 0, 255).astype(np.uint8)),
        alpha=np.ascontiguousarray(matte.alpha[rows, columns]),
        face=placed.moved(crop),
        hair_cut=placement.hair_cut,
        background_replaced=bool(wall.size and (wall.min(axis=1) < WHITE).mean() > 0.01),
    )


def _shift(alpha: Floats, placed: Face, placement: Placement, spec: PhotoSpec) -> int:
    """Return by how many rows the photo starts lower than planned, so that the hair's margin is as planned."""
    if placement.hair_cut:
        return 0
    eye_x, eye_y = placed.eye_middle
    crown = crown_row(alpha, eye_x, eye_y, placed.width)
    if crown is None:
        return 0
    wanted = round(crown - _MARGIN_PX - placement.top)
    # A lower start lifts the eyes in the photo; a higher one may not push the eye line under its limit.
    eye_above_bottom = spec.height + _MARGIN_PX - eye_y
    spare = int(eye_above_bottom - (spec.eye_above_bottom.low or 0) - 2)
    return int(np.clip(wanted, -min(_MAX_SHIFT_PX, max(0, spare)), _MAX_SHIFT_PX))
