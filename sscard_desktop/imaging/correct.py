# SPDX-License-Identifier: Apache-2.0
"""Colour and exposure put right, as far as the light was wrong and not the person.

Answers for a curve per channel, the same for every pixel of the person, with figures that the report keeps: no region
is treated by itself, nothing is smoothed, reshaped or whitened. A cast is only believed where a neutral thing in the
picture tells of it (an even, nearly grey wall; else the white of the eyes) and the skin agrees: it looks unnatural
(OFIQ's natural colour, ISO/IEC 29794-5) and comes nearer to skin by the correction. Exposure is only raised where
nothing in the picture is bright, not even the white of the eyes, so that dark skin in good light stays dark. Every
figure is bounded; what lies beyond is left for the checks to fail.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sscard_desktop.domain.photo import Correction
from sscard_desktop.imaging import measure
from sscard_desktop.imaging.face import Face

Rgb = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]

MAX_GAIN = 1.2
MAX_EXPOSURE_EV = 0.5
# CIELAB a and b of skin in neutral light: the middle, and what is still natural around it.
_SKIN_A, _SKIN_B = 14.0, 17.0
_NATURAL_A, _NATURAL_B = 8.0, 11.0
_LEAST_CAST, _LEAST_EV = 4.0, 0.08
# CIELAB chroma: a wall farther from grey was painted so, whatever the lamp; an eye's white is yellow or red by nature.
_GREYISH_WALL, _GREYISH_EYE = 42.0, 24.0
_LEAST_WALL_SHARE, _MOST_WALL_SPREAD = 0.04, 16.0
_LOW_LUMA, _HIGH_LUMA = 0.42, 0.76
_AIM_DARK, _AIM_BRIGHT = 0.48, 0.70
# In good light some thing in the picture is as bright as this, and the white of the eyes nearly so.
_BRIGHT, _BRIGHT_EYE = 0.75, 0.55
_LUMA = np.array([0.299, 0.587, 0.114])
# Rims of the eyes, on the person's right and left.
_EYES = (
    ((33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246), (469, 470, 471, 472)),
    ((263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466), (474, 475, 476, 477)),
)


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """What is done to each channel.

    Attributes:
        table: shape (256, 3), uint8: new value of each old one, for red, green and blue.
        corrections: what the report says of it; empty where nothing is done.
    """

    table: npt.NDArray[np.uint8]
    corrections: tuple[Correction, ...]

    def applied(self, rgb: Rgb) -> Rgb:
        """Return ``rgb`` through the curve."""
        if not self.corrections:
            return rgb
        return np.asarray(cv2.LUT(rgb, self.table[None]), dtype=np.uint8)


UNCHANGED = Curve(np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1), ())


def curve_for(view: Rgb, alpha: Floats, face: Face) -> Curve:
    """Return the curve that puts ``view`` right.

    Args:
        view: head and shoulders before the wall was taken out.
        alpha: the person in it, 0–1.
        face: in it.
    """
    light = measure.light(view, face)
    gains = _gains(view, alpha, face, (light.skin_a, light.skin_b))
    exposure = _exposure(view, face, light.mean_luma, light.burnt_share)
    corrections = [
        Correction(key, round(float(gain), 3))
        for key, gain in zip(("red_gain", "green_gain", "blue_gain"), gains, strict=True)
        if abs(gain - 1) > 0.005
    ]
    if abs(exposure) >= _LEAST_EV:
        corrections.append(Correction("exposure_ev", round(exposure, 2)))
    else:
        exposure = 0.0
    if not corrections:
        return UNCHANGED
    values = np.linspace(0, 1, 256)[:, None] * gains[None, :]
    # A power keeps black and white where they are; its exponent moves the face's mean by ``exposure``.
    power = 1 + exposure / math.log2(max(light.mean_luma, 0.02)) if exposure else 1.0
    table = np.clip(values, 0, 1) ** power * 255
    return Curve(np.clip(table + 0.5, 0, 255).astype(np.uint8), tuple(corrections))


def _gains(view: Rgb, alpha: Floats, face: Face, skin: tuple[float, float]) -> npt.NDArray[np.float64]:
    """Return the channels' gains: as much of the cast as brings the skin nearest to natural, its luma kept."""
    neutral = np.ones(3)
    if _strangeness(*skin) <= 1:
        return neutral
    grey = _wall(view, alpha)
    if grey is None or _chroma(grey) < _LEAST_CAST:
        grey = _eye_white(view, face)
    if grey is None or _chroma(grey) < _LEAST_CAST:
        return neutral
    cheeks = np.maximum(measure.cheek_colour(view, face), 1)
    full = grey[1] / np.maximum(grey, 1)
    steps = [_bounded(1 + (full - 1) * share, cheeks) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    strange = [_strangeness(*_lab(np.clip(cheeks * gains, 0, 255))[1:]) for gains in steps]
    best = int(np.argmin(strange))
    return steps[best] if strange[best] < strange[0] - 0.15 else neutral


def _bounded(gains: npt.NDArray[np.float64], cheeks: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    kept = gains * float(_LUMA @ cheeks) / float(_LUMA @ (cheeks * gains))
    return np.clip(kept, 1 / MAX_GAIN, MAX_GAIN)


def _exposure(view: Rgb, face: Face, mean_luma: float, burnt_share: float) -> float:
    """Return by how many stops the face is brought nearer to its light."""
    if mean_luma < _LOW_LUMA:
        eye_white = _eye_white(view, face, darkest=30)
        if eye_white is None:
            return 0.0
        brightest = float(np.percentile(cv2.cvtColor(view, cv2.COLOR_RGB2GRAY)[::3, ::3], 97)) / 255
        wanted = (
            _AIM_DARK / max(mean_luma, 0.02),
            _BRIGHT / max(brightest, 0.02),
            _BRIGHT_EYE * 255 / float(_LUMA @ eye_white),
        )
        return float(np.clip(math.log2(min(wanted)), 0, MAX_EXPOSURE_EV))
    if mean_luma > _HIGH_LUMA and burnt_share < 0.02:
        return max(-MAX_EXPOSURE_EV, math.log2(_AIM_BRIGHT / mean_luma))
    return 0.0


def _wall(view: Rgb, alpha: Floats) -> npt.NDArray[np.float64] | None:
    """Return the colour of an even, nearly grey wall that isn't burnt out; else ``None``."""
    wall = view[::2, ::2][alpha[::2, ::2] < 0.02].astype(np.float64)
    if len(wall) < _LEAST_WALL_SHARE * alpha[::2, ::2].size:
        return None
    colour = np.median(wall, axis=0)
    spread = float(np.median(np.abs(wall - colour).max(axis=1)))
    even, lit = spread < _MOST_WALL_SPREAD, colour.mean() > 70 and colour.max() < 252
    return colour if even and lit and _chroma(colour) < _GREYISH_WALL else None


def _eye_white(view: Rgb, face: Face, *, darkest: float = 90) -> npt.NDArray[np.float64] | None:
    """Return the colour of the whites of the eyes, ``None`` where too little of them is to be seen."""
    marks = np.zeros(view.shape[:2], np.uint8)
    for rim, iris in _EYES:
        cv2.fillPoly(marks, [face.points[list(rim), :2].round().astype(np.int32)], 1)
        centre, radius = cv2.minEnclosingCircle(face.points[list(iris), :2].astype(np.float32))
        cv2.circle(marks, (round(centre[0]), round(centre[1])), int(radius * 1.15) + 1, 0, -1)
    seen = view[cv2.erode(marks, np.ones((3, 3), np.uint8)) > 0].astype(np.float64)
    if len(seen) < 24:
        return None
    # Lashes and lid shade are darker, a lamp's reflection brighter.
    order = seen.mean(axis=1).argsort()
    colour = np.median(seen[order[len(order) // 2 : len(order) * 9 // 10]], axis=0)
    believed = darkest < colour.mean() and colour.max() < 250 and _chroma(colour) < _GREYISH_EYE
    return colour if believed else None


def _lab(colour: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    lab = cv2.cvtColor((colour[None, None] / 255).astype(np.float32), cv2.COLOR_RGB2LAB)[0, 0]
    return float(lab[0]), float(lab[1]), float(lab[2])


def _chroma(colour: npt.NDArray[np.float64]) -> float:
    _lightness, a, b = _lab(colour)
    return math.hypot(a, b)


def _strangeness(a: float, b: float) -> float:
    """Return how far a skin colour lies from skin's middle; above 1 it looks unnatural."""
    return max(abs(a - _SKIN_A) / _NATURAL_A, abs(b - _SKIN_B) / _NATURAL_B)
