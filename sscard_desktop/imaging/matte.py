# SPDX-License-Identifier: Apache-2.0
"""The person cut out: an alpha per pixel from a coarse mask, down to strands of hair, and the person's own colours.

Method: the mask's sure parts give local fields of person and wall colour; in the band between them each pixel is placed
on the line from one to the other; where the two colours are too alike to tell, the mask decides; a guided filter ties
the result to the picture's edges; only what hangs together with the face is kept. Wall colour that shines through the
edge is taken out of it, else blue and grey fringes stay on white.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Marks = npt.NDArray[np.uint8]

_SURE_PERSON, _SURE_WALL = 0.95, 0.05
# Colours nearer than this (of 255, all channels together) can't be told apart under webcam noise.
_ALIKE = 28.0
_HAZE, _FULL = 0.06, 0.94
_CELL_PX = 4
# From the likely person, in face widths: as far as the mask alone is believed, and not at all.
_NEAR_FACES, _FAR_FACES = 0.03, 0.09


@dataclass(frozen=True, slots=True, eq=False)
class Matte:
    """A person cut out.

    Attributes:
        alpha: shape (H, W), 0–1.
        colour: shape (H, W, 3), 0–255: the picture with the wall's colour taken out of the edge.
        lift: shape (H, W, 3): what was added to the picture's colour to take the wall's out; 0 inside the person.
    """

    alpha: Floats
    colour: Floats
    lift: Floats


def cut_out(rgb: Rgb, mask: Floats, *, face_width: float, face_middle: tuple[float, float], chin_y: float) -> Matte:
    """Return the matte of the person in ``rgb``.

    Args:
        rgb: the picture.
        mask: probability of person, same height and width.
        face_width: pixels; the band of doubt is proportional to it.
        face_middle: a point surely inside the face.
        chin_y: below it the outline is clothes, and the band narrower.
    """
    person, wall = _sure_parts(mask, face_width, chin_y)
    picture = rgb.astype(np.float32)
    shown_person, shown_wall = _Shown.of(picture, person), _Shown.of(picture, wall)
    # In place from here on: each of these is a picture in decimals, and the most that a visit needs is needed here.
    wall_colour = shown_wall.field()
    towards = shown_person.field() - wall_colour
    apart = np.einsum("ijk,ijk->ij", towards, towards)
    offset = picture - wall_colour
    del shown_person, wall_colour
    placed = np.clip(np.einsum("ijk,ijk->ij", offset, towards) / np.maximum(apart, 1), 0, 1)
    # Trust the placing where the colours differ by more than the wall does in itself, and where the line between them
    # explains the pixel.
    offset -= placed[..., None] * towards
    residual = np.einsum("ijk,ijk->ij", offset, offset)
    del offset
    clutter = shown_wall.unevenness()
    trust = (apart / (apart + _ALIKE**2 + 10 * clutter)) / (1 + residual / np.maximum(0.25 * apart, _ALIKE**2))
    # The mask's own doubt far from the outline shows on white as grey smudges.
    firm = np.clip((mask - 0.25) / 0.5, 0, 1) * _near_the_likely(mask, face_width)
    alpha = firm + trust * (placed - firm)
    alpha[person > 0], alpha[wall > 0] = 1, 0
    radius = max(2, round(face_width * 0.02))
    alpha = _guided(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32) / np.float32(255), alpha, radius, 2e-4)
    alpha = np.clip((alpha - _HAZE) / (_FULL - _HAZE), 0, 1)
    alpha[person > 0] = 1
    alpha = _keep_face_part(alpha, face_middle)
    lift = towards
    lift *= (1 - alpha)[..., None]
    picture += lift
    return Matte(alpha.astype(np.float32), np.clip(picture, 0, 255, out=picture), lift)


def _near_the_likely(mask: Floats, face_width: float) -> Floats:
    """Return 1 where a pixel that is likely person is near, falling to 0 where the mask only doubts."""
    unlikely = (mask < 0.6).astype(np.uint8)
    away = cv2.distanceTransform(unlikely, cv2.DIST_L2, 3) / face_width
    return np.asarray(np.clip((_FAR_FACES - away) / (_FAR_FACES - _NEAR_FACES), 0, 1), dtype=np.float32)


def _disc(radius: float) -> Marks:
    size = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), dtype=np.uint8)


def _sure_parts(mask: Floats, face_width: float, chin_y: float) -> tuple[Marks, Marks]:
    """Return marks (0 or 1) of surely person and surely wall; the band between is wider around the hair."""
    likely_person, likely_wall = (mask > _SURE_PERSON).astype(np.uint8), (mask < _SURE_WALL).astype(np.uint8)
    person, wall = cv2.erode(likely_person, _disc(face_width * 0.05)), cv2.erode(likely_wall, _disc(face_width * 0.07))
    below = int(np.clip(chin_y, 0, mask.shape[0]))
    person[below:] = cv2.erode(likely_person, _disc(face_width * 0.02))[below:]
    wall[below:] = cv2.erode(likely_wall, _disc(face_width * 0.025))[below:]
    return np.asarray(person, dtype=np.uint8), np.asarray(wall, dtype=np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """What a part of the picture shows for sure, at a quarter of the size: fields are smooth.

    Attributes:
        weight: shape (h, w), share of each cell that belongs to the part.
        colour: shape (h, w, 3), its colour times the weight.
        square: shape (h, w), its squared colour, all channels together, times the weight.
        overall: its mean colour; white where it shows nothing.
        size: width and height of the picture.
    """

    weight: Floats
    colour: Floats
    square: Floats
    overall: npt.NDArray[np.float64]
    size: tuple[int, int]

    @classmethod
    def of(cls, picture: Floats, sure: Marks) -> _Shown:
        height, width = sure.shape
        cells = (max(1, width // _CELL_PX), max(1, height // _CELL_PX))
        weight = sure.astype(np.float32)
        weighted = picture * weight[..., None]
        square = np.einsum("ijk,ijk->ij", weighted, picture)
        small = [
            np.asarray(cv2.resize(plane, cells, interpolation=cv2.INTER_AREA), dtype=np.float32)
            for plane in (weight, weighted, square)
        ]
        share = float(small[0].mean())
        overall = small[1].mean(axis=(0, 1), dtype=np.float64) / share if share > 0 else np.full(3, 255.0)
        return cls(small[0], small[1], small[2], overall, (width, height))

    def field(self) -> Floats:
        """Return the part's colour spread over the picture: near ones first, far ones where none is near."""
        spread = np.empty_like(self.colour)
        spread[:] = self.overall
        for cells in (41, 15, 7):
            amount = _mean(self.weight, cells)
            colour = _mean(self.colour, cells) / np.maximum(amount, 1e-6)[..., None]
            near = np.clip(amount / 0.04, 0, 1)[..., None]
            spread += near * (colour - spread)
        return self._enlarged(spread)

    def unevenness(self) -> Floats:
        """Return the colour variance (all channels together) around each pixel, or farther off where none is near."""
        spread: Floats | None = None
        for cells in (41, 15):
            amount = _mean(self.weight, cells)
            known = np.maximum(amount, 1e-4)
            mean = _mean(self.colour, cells) / known[..., None]
            variance = np.maximum(_mean(self.square, cells) / known - np.einsum("ijk,ijk->ij", mean, mean), 0)
            near = np.clip(amount / 0.04, 0, 1)
            spread = variance if spread is None else spread + near * (variance - spread)
        return self._enlarged(np.asarray(spread, dtype=np.float32))

    def _enlarged(self, plane: Floats) -> Floats:
        return np.asarray(cv2.resize(plane, self.size, interpolation=cv2.INTER_LINEAR), dtype=np.float32)


def _mean(plane: Floats, size: int) -> Floats:
    return np.asarray(cv2.blur(plane, (size, size), borderType=cv2.BORDER_REPLICATE), dtype=np.float32)


def _guided(guide: Floats, values: Floats, radius: int, smoothness: float) -> Floats:
    """Return ``values`` smoothed along the edges of ``guide`` (He, Sun, Tang: Guided Image Filtering, 2013)."""
    window = (2 * radius + 1, 2 * radius + 1)

    def mean(plane: npt.NDArray[np.floating[Any]]) -> Floats:
        return np.asarray(cv2.blur(plane, window, borderType=cv2.BORDER_REFLECT), dtype=np.float32)

    guide_mean, values_mean = mean(guide), mean(values)
    covariance = mean(guide * values) - guide_mean * values_mean
    slope = covariance / (mean(guide * guide) - guide_mean * guide_mean + smoothness)
    shift = values_mean - slope * guide_mean
    return mean(slope) * guide + mean(shift)


def _keep_face_part(alpha: Floats, face_middle: tuple[float, float]) -> Floats:
    """Return ``alpha`` without the parts that don't hang together with the face."""
    solid = (alpha > 0.3).astype(np.uint8)
    _count, labels = cv2.connectedComponents(solid, connectivity=4)
    x = int(np.clip(face_middle[0], 0, alpha.shape[1] - 1))
    y = int(np.clip(face_middle[1], 0, alpha.shape[0] - 1))
    if labels[y, x] == 0:
        return alpha
    kept = cv2.dilate((labels == labels[y, x]).astype(np.uint8), _disc(3))
    return np.asarray(alpha * kept, dtype=np.float32)
