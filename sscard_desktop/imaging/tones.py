# SPDX-License-Identifier: Apache-2.0
"""Tones of a face beyond its mean: noise, halos, contrast of the skin, glare, and the whites of the eyes.

Answers for figures with units; judges nothing. The whites of the eyes are the one grey card that everybody carries:
they tell dark skin from a dark picture, and warm skin from a yellow lamp.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.imaging.look import LEFT_EYE, RIGHT_EYE, Look, hull
from sscard_desktop.imaging.measure import LEFT_CHEEK, RIGHT_CHEEK, Light
from sscard_desktop.imaging.mesh import IRIS_LEFT, IRIS_RIGHT, OVAL

Floats = npt.NDArray[np.float32]

_EYES = ((IRIS_RIGHT, RIGHT_EYE), (IRIS_LEFT, LEFT_EYE))
# Skin that neither beard, brow nor fringe covers on most people.
_BARE = (RIGHT_CHEEK, LEFT_CHEEK, (108, 151, 337, 336, 9, 107), (168, 122, 351, 5))
_HALO_SIGMA = 1.6
_COLOURLESS = 3.0
_GLARE_LIGHTER, _GLARE_LUMA = 18.0, 0.90


@dataclass(frozen=True, slots=True)
class Tones:
    """Figures of a face's tones.

    Attributes:
        noise: spread of the skin from pixel to pixel, of 255.
        overshoot: halos beside edges, over the edges themselves.
        spread: 95th less 5th percentile of the face's luma, 0–1.
        glare: share of the face that shines: far lighter and paler than its skin.
        eye_white: luma of the whites of the eyes, 0–1; ``None`` where they can't be seen.
        eye_white_colour: their CIELAB a and b less what every eye has.
        darker_side: of the picture.
    """

    noise: float
    overshoot: float
    spread: float
    glare: float
    eye_white: float | None
    eye_white_colour: tuple[float, float] | None
    darker_side: Literal["left", "right"]


def tones(look: Look) -> Tones:
    """Return the tones of the face in ``look``."""
    face = look.inside(OVAL)
    values = look.luma[face]
    low, high = np.percentile(values, (5, 95)) if values.size else (0.0, 1.0)
    right, left = (_median(look.luma[look.inside(ring)]) for ring in (RIGHT_CHEEK, LEFT_CHEEK))
    white, colour = _eye_white(look)
    return Tones(
        noise=_noise(look),
        overshoot=_overshoot(look),
        spread=float(high - low),
        glare=_glare(look),
        eye_white=white,
        eye_white_colour=colour,
        darker_side="left" if right < left else "right",
    )


def cast_direction(light: Light, white: tuple[float, float] | None) -> str:
    """Return the hint that names the cast: cyan, blue, yellow, red, green, or grey where there is no colour at all."""
    if np.hypot(light.skin_a, light.skin_b) < _COLOURLESS:
        return "cast_grey"
    a, b = (light.skin_a - 14.0, light.skin_b - 16.0)
    if white is not None:
        a, b = a + white[0], b + white[1]
    # CIELAB's hue circle: +a red, +b yellow, -a green, -b blue; cyan lies between green and blue.
    hue = float(np.degrees(np.arctan2(b, a))) % 360
    for upper, name in ((45, "red"), (115, "yellow"), (175, "green"), (235, "cyan"), (320, "blue")):
        if hue < upper:
            return f"cast_{name}"
    return "cast_red"


def _median(values: Floats) -> float:
    """Return the median, 0 of a part that lies outside the picture."""
    return float(np.median(values)) if values.size else 0.0


def _noise(look: Look) -> float:
    """Return the standard deviation of the skin's finest grain (Immerkær 1996), of 255; the quietest patch counts."""
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    found = []
    for ring in _BARE:
        low, high = look.points[list(ring)].min(axis=0), look.points[list(ring)].max(axis=0)
        x, y = (low + high) / 2
        half_width, half_height = (high - low) / 2 / look.face_width
        rows, columns = look.box(float(x), float(y), float(half_width), float(half_height))
        shape = (rows.stop - rows.start, columns.stop - columns.start)
        if min(shape) < 3:
            continue
        grain = cv2.filter2D(look.luma[rows, columns] * 255, cv2.CV_32F, kernel)
        corner = np.array([columns.start, rows.start], np.float32)
        patch = grain[hull(shape, look.points - corner, ring)]
        if patch.size >= 60:
            found.append(float(np.median(np.abs(patch))) / 0.6745 / 6)
    return min(found) if found else 0.0


def _overshoot(look: Look) -> float:
    rows, columns = look.box(look.eyes[0], look.eyes[1] + 0.3 * look.face_width, 0.6, 0.6)
    part = look.luma[rows, columns]
    if min(part.shape, default=0) < 8:
        return 0.0
    smooth = np.asarray(cv2.GaussianBlur(part, (0, 0), _HALO_SIGMA), dtype=np.float32)
    # Against the smoothed edge: sharpening raises the halo, and hardly what is left of the edge after smoothing.
    across, down = (cv2.Sobel(smooth, cv2.CV_32F, dx, 1 - dx, ksize=3) / 8 for dx in (1, 0))
    edges = float(np.percentile(cv2.magnitude(across, down), 99))
    return float(np.percentile(np.abs(part - smooth), 99)) / max(edges, 1e-3)


def _glare(look: Look) -> float:
    skin = np.zeros(look.luma.shape, bool)
    for ring in _BARE:
        skin |= look.inside(ring)
    lab, luma = look.lab[skin], look.luma[skin]
    if not luma.size:
        return 0.0
    chroma = np.hypot(lab[:, 1], lab[:, 2])
    own = float(np.percentile(chroma, 70))
    # The cheeks may be what shines: the darker part of all bare skin is the skin.
    shines = (lab[:, 0] > np.percentile(lab[:, 0], 30) + _GLARE_LIGHTER) & (luma > _GLARE_LUMA) & (chroma < 0.6 * own)
    return float(shines.mean())


def _eye_white(look: Look) -> tuple[float | None, tuple[float, float] | None]:
    """Return luma and colour of the lightest, palest part beside the irises."""
    found = []
    for iris, ring in _EYES:
        box, opening, away = look.eye(iris, ring)
        beside = opening & (away > 0.045)
        lab, luma = look.lab[box][beside], look.luma[box][beside]
        if luma.size >= 12:
            bright = luma >= np.percentile(luma, 70)
            found.append((float(np.median(luma[bright])), np.median(lab[bright, 1:], axis=0)))
    if not found:
        return None, None
    lightest = max(found, key=lambda one: one[0])
    colour = np.mean([one[1] for one in found], axis=0)
    return lightest[0], (float(colour[0]), float(colour[1]))
