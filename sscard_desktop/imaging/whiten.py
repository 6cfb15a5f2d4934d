# SPDX-License-Identifier: Apache-2.0
"""The photo's picture: placed, cut out, laid on pure white.

Answers for head and shoulders at the planned place, on a wall of exactly 255, before encoding. The hair's top is found
a second time on the fine matte, and the photo shifted by the few pixels that the survey was off. What the cut-out cost
is kept in a :class:`Sitting`, so that the same picture moved by hand is only resampled.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import Adjustment, Correction, PhotoSpec
from sscard_desktop.imaging.correct import UNCHANGED, curve_for
from sscard_desktop.imaging.crop import BEARABLE_CUT, Placement, place
from sscard_desktop.imaging.face import Face
from sscard_desktop.imaging.matte import Matte, cut_out
from sscard_desktop.imaging.measure import WHITE, crown_row, strands_row
from sscard_desktop.imaging.mesh import CHIN
from sscard_desktop.imaging.person import PersonSegmenter
from sscard_desktop.imaging.survey import Survey
from sscard_desktop.imaging.warp import Matrix, warp

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

# Room around the photo in which the matte is made: edges need their surroundings, and the shift its play.
_MARGIN_PX = 48
# Room for what an adjustment may bring into the photo: its largest shift, zoom and rotation together.
_ADJUSTING_MARGIN_PX = 150
_MAX_SHIFT_PX = 24
# Distance that a shift keeps from the limits of hair and eyes.
_TOP_RESERVE_PX, _EYE_RESERVE_PX = 1.5, 4.0
# Where the coarse survey and the fine matte differ by more than this about the hair, the placing is done again.
_TRUSTED_SURVEY_PX = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """The photo before encoding.

    Attributes:
        rgb: shape (height, width, 3) of the specification.
        before: the same part of the picture with its own background.
        alpha: the person in it, 0–1.
        face: the source's face, in the photo's pixels.
        hair_cut: tall hair was cut by the upper edge.
        background_replaced: the wall wasn't white already.
        corrected: what was put right in colour and exposure.
        shoulders: slope of the shoulders in degrees, ``None`` where the source doesn't show both.
    """

    rgb: Rgb
    before: Rgb
    alpha: Floats
    face: Face
    hair_cut: bool
    background_replaced: bool
    corrected: tuple[Correction, ...]
    shoulders: float | None


class Sitting:
    """One picture, cut out for one specification; portraits of it are quick, moved by hand or not."""

    def __init__(self, rgb: Rgb, face: Face, spec: PhotoSpec, segmenter: PersonSegmenter) -> None:
        """Survey, place and cut out ``face`` in ``rgb``; errors as :meth:`Survey.of` and :func:`place`."""
        self._rgb, self._face, self._spec, self._segmenter = rgb, face, spec, segmenter
        self._survey = Survey.of(rgb, face, segmenter)
        negative = _develop(rgb, face, place(self._survey, face, spec), spec, segmenter)
        hair = negative.hair_faces
        if hair is not None and (self._mistaken(hair, negative) or not negative.hair_fits(spec)):
            # Where the better figure leaves no room, the first placing stands, shifted; the report tells what it is
            # like.
            with contextlib.suppress(InvalidInputError):
                placement = place(self._survey, face, spec, hair_faces=hair)
                negative = _develop(rgb, face, placement, spec, segmenter)
        self._negative = negative
        self._shift = negative.shift(spec)
        self._curve = curve_for(negative.view, negative.matte.alpha, negative.face) if spec.correct else UNCHANGED
        self._wide: _Negative | None = None

    def _mistaken(self, hair: float, negative: _Negative) -> bool:
        return abs(hair - self._survey.hair_faces) * negative.face.width > _TRUSTED_SURVEY_PX

    def portrait(self, adjustment: Adjustment | None = None) -> Portrait:
        """Return the portrait, moved by ``adjustment``.

        Raises:
            InvalidInputError: ``photo.body_cut_off``: the adjustment shows where the camera's frame cut the body.
        """
        if adjustment is None or adjustment == Adjustment():
            return self._as_placed()
        spec, placed = self._spec, self._negative.placement.matrix(self._face)
        placed[1, 2] -= self._shift
        move = _move(adjustment, self._negative.placement.eye_x, self._negative.placement.eye_y - self._shift)
        size, matrix = (spec.width, spec.height), _after(move, placed)
        from_survey = _after(matrix, np.asarray(cv2.invertAffineTransform(self._survey.map), dtype=np.float64))
        missing = np.asarray(cv2.warpAffine(self._survey.missing, from_survey, size, flags=cv2.INTER_NEAREST))
        if missing.mean() > BEARABLE_CUT:
            raise InvalidInputError("photo.body_cut_off")
        wide = self._wide or self._widened()
        self._wide = wide
        from_wide = move.copy()
        from_wide[:, 2] -= move[:, :2] @ (wide.margin, wide.margin + self._shift)
        alpha, lift = (
            np.asarray(cv2.warpAffine(plane, from_wide, size, flags=cv2.INTER_LINEAR), dtype=np.float32)
            for plane in (wide.matte.alpha, wide.matte.lift)
        )
        view = warp(self._rgb, matrix, size)
        return self._portrait(view, alpha, view + lift, self._face.moved(matrix), turned=adjustment.rotate_degrees)

    def _as_placed(self) -> Portrait:
        negative, spec = self._negative, self._spec
        rows = slice(negative.margin + self._shift, negative.margin + self._shift + spec.height)
        columns = slice(negative.margin, negative.margin + spec.width)
        back = np.array([[1, 0, -negative.margin], [0, 1, -negative.margin - self._shift]], np.float64)
        return self._portrait(
            negative.view[rows, columns],
            np.ascontiguousarray(negative.matte.alpha[rows, columns]),
            negative.matte.colour[rows, columns],
            negative.face.moved(back),
        )

    def _portrait(self, view: Rgb, alpha: Floats, colour: Floats, face: Face, *, turned: float = 0.0) -> Portrait:
        if self._curve.corrections:
            colour = self._curve.applied(np.clip(colour + 0.5, 0, 255).astype(np.uint8)).astype(np.float32)
        laid = colour * alpha[..., None] + np.float32(255) * (1 - alpha[..., None])
        wall = view[alpha < 0.02]
        return Portrait(
            rgb=np.clip(laid + 0.5, 0, 255).astype(np.uint8),
            before=np.ascontiguousarray(view),
            alpha=alpha,
            face=face,
            hair_cut=self._negative.placement.hair_cut,
            background_replaced=bool(wall.size and (wall.min(axis=1) < WHITE).mean() > 0.01),
            corrected=self._curve.corrections,
            shoulders=None if self._survey.shoulders is None else self._survey.shoulders + turned,
        )

    def _widened(self) -> _Negative:
        """Return the negative with room to move in; its middle stays, so that a first step changes nothing."""
        narrow = self._negative
        wide = _develop(
            self._rgb, self._face, narrow.placement, self._spec, self._segmenter, margin=_ADJUSTING_MARGIN_PX
        )
        inset = wide.margin - narrow.margin
        height, width = narrow.matte.alpha.shape
        middle = (slice(inset, inset + height), slice(inset, inset + width))
        wide.matte.alpha[middle] = narrow.matte.alpha
        wide.matte.lift[middle] = narrow.matte.lift
        return wide


@dataclass(frozen=True, slots=True, eq=False)
class _Negative:
    """The photo with a margin around it: all planned, not yet cropped."""

    view: Rgb
    matte: Matte
    face: Face
    placement: Placement
    margin: int

    @property
    def hair_faces(self) -> float | None:
        """Height of the hair's top above the eyes, in face widths."""
        eye_x, eye_y = self.face.eye_middle
        crown = crown_row(self.matte.alpha, eye_x, eye_y, self.face.width)
        return None if crown is None else (eye_y - crown) / self.face.width

    def hair_fits(self, spec: PhotoSpec) -> bool:
        """Say whether the hair's top keeps its margin once the photo is shifted, as far as the eyes let it."""
        hair = self.hair_faces
        if self.placement.hair_cut or hair is None:
            return True
        top = self.face.eye_middle[1] - hair * self.face.width - self.margin - self.shift(spec)
        return top - 0.5 in spec.top_margin and top + 0.5 in spec.top_margin

    def shift(self, spec: PhotoSpec) -> int:
        """Return by how many rows the photo starts lower than planned, so that the hair's margin is as planned.

        Strands that stand out above the head's top keep the limit too, as far as the top itself can stay inside.
        """
        hair = self.hair_faces
        if self.placement.hair_cut or hair is None:
            return 0
        eye_x, eye_y = self.face.eye_middle
        crown = eye_y - hair * self.face.width
        strands = strands_row(self.matte.alpha, eye_x, eye_y, self.face.width)
        least, most = spec.top_margin.low, spec.top_margin.high
        top = self.placement.top
        if strands is not None and least is not None and most is not None:
            top = max(top, min(least + _TOP_RESERVE_PX + crown - strands, most - _TOP_RESERVE_PX))
        wanted = round(crown - self.margin - top)
        # A higher start may not push the eye line under its limit; a lower one only lifts the eyes.
        spare = int(spec.height + self.margin - eye_y - (spec.eye_above_bottom.low or 0) - _EYE_RESERVE_PX)
        return int(np.clip(wanted, -min(_MAX_SHIFT_PX, max(0, spare)), _MAX_SHIFT_PX))


def _develop(
    rgb: Rgb,
    face: Face,
    placement: Placement,
    spec: PhotoSpec,
    segmenter: PersonSegmenter,
    *,
    margin: int = _MARGIN_PX,
) -> _Negative:
    matrix = placement.matrix(face, margin=margin)
    view = warp(rgb, matrix, (spec.width + 2 * margin, spec.height + 2 * margin))
    placed = face.moved(matrix)
    eye_x, eye_y = placed.eye_middle
    chin_y = float(placed.points[CHIN, 1])
    reach = placed.width * 0.95
    head = (int(eye_x - reach), int(eye_y - placed.width * 1.25), int(eye_x + reach), int(chin_y))
    mask = segmenter.mask_with_head(view, head)
    matte = cut_out(view, mask, face_width=placed.width, face_middle=(eye_x, (eye_y + chin_y) / 2), chin_y=chin_y)
    return _Negative(view, matte, placed, placement, margin)


def _move(adjustment: Adjustment, eye_x: float, eye_y: float) -> Matrix:
    """Return the 2×3 map of the photo's pixels by ``adjustment`` about the middle between the eyes."""
    angle = np.radians(adjustment.rotate_degrees)
    cos, sin = np.cos(angle) * adjustment.zoom, np.sin(angle) * adjustment.zoom
    turn = np.array([[cos, -sin], [sin, cos]])
    offset = np.array([eye_x + adjustment.shift_x_px, eye_y + adjustment.shift_y_px]) - turn @ (eye_x, eye_y)
    return np.column_stack([turn, offset])


def _after(second: Matrix, first: Matrix) -> Matrix:
    """Return the 2×3 map that does ``first``, then ``second``."""
    return second[:, :2] @ first + np.column_stack([np.zeros((2, 2)), second[:, 2]])
