# SPDX-License-Identifier: Apache-2.0
"""Whoever sits before whatever wall at whatever distance: the photo keeps every limit, by other eyes than the maker's.

Measured on the written file by what the maker doesn't place by: the eyes by BlazeFace's own points, the hair's top and
the background by brightness alone.
"""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from sscard_desktop.domain.photo import PhotoSpec
from sscard_desktop.imaging.face import FaceFinder
from sscard_desktop.imaging.opening import Rgb, open_picture
from sscard_desktop.imaging.photomaker import PhotoMaker
from tests.imaging.people import HEIGHT, WIDTH, before_a_wall, cut_out

Floats = npt.NDArray[np.float32]


def shaded() -> Floats:
    """A light wall with a lamp's fall-off and the person's own soft shadow."""
    across, down = np.meshgrid(np.linspace(-1, 1, WIDTH), np.linspace(-1, 1, HEIGHT))
    light = 225 - 35 * across**2 - 45 * np.exp(-(((across - 0.25) / 0.2) ** 2) - ((down - 0.1) / 0.7) ** 2)
    return np.repeat(light[..., None], 3, axis=2).astype(np.float32)


def curtain() -> Floats:
    wave = 170 + 18 * np.sin(np.arange(WIDTH) / 11)
    return np.broadcast_to(wave[None, :, None] * np.array([1, 0.97, 0.9]), (HEIGHT, WIDTH, 3)).astype(np.float32)


WALLS: dict[str, tuple[int, int, int] | Floats] = {
    "white": (242, 243, 241),
    "beige": (205, 185, 160),
    "blue": (70, 120, 190),
    "red": (170, 40, 45),
    "dark": (38, 36, 40),
    "shaded": shaded(),
    "curtain": curtain(),
}


def clothed(share: float, grey: float) -> Floats:
    """The person with clothes without colour, from black (``grey`` 0) to nearly white."""
    person = cut_out().copy()
    weight = np.clip((np.arange(person.shape[0], dtype=np.float32) - 345) / 20, 0, 1)[:, None, None]
    plain = person[..., :3].mean(axis=2, keepdims=True) * share + grey
    person[..., :3] += weight * (plain - person[..., :3])
    return person


def wider(factor: float) -> Floats:
    """The person with a broader or narrower head than they have."""
    person = cut_out()
    matrix = np.array([[factor, 0, 449 * (1 - factor)], [0, 1, 0]])
    return np.asarray(cv2.warpAffine(person, matrix, (person.shape[1], person.shape[0])), dtype=np.float32)


SITTERS = {
    "plain": (cut_out(), None),
    "dark skin": (clothed(0.3, 10), 0.5),
    "white shirt": (clothed(0.25, 170), None),
    "narrow": (wider(0.9), None),
    "broad": (wider(1.12), 0.8),
}
PLACES = {
    "near": {"face_width": 270.0, "eyes": (0.5, 0.42), "noise": 3.0},
    "usual": {"face_width": 200.0, "eyes": (0.48, 0.38), "noise": 5.0},
    "far and grainy": {"face_width": 135.0, "eyes": (0.55, 0.5), "noise": 10.0},
    "to the side": {"face_width": 180.0, "eyes": (0.24, 0.4), "noise": 3.0},
}
EVERY = list(itertools.product(SITTERS, WALLS, PLACES))
# Each sitter, wall and place at least once.
SOME = [EVERY[index] for index in (0, 9, 22, 31, 41, 50, 66, 75, 84, 95, 117, 138)]


def judged(maker: PhotoMaker, finder: FaceFinder, national: PhotoSpec, case: tuple[str, str, str]) -> list[str]:
    """Return what is wrong with the photo of this case, as other measures see it."""
    (person, skin), wall, place = SITTERS[case[0]], WALLS[case[1]], PLACES[case[2]]
    photo = maker.make(before_a_wall(wall, person=person, skin=skin, **place), national)
    rgb: Rgb = open_picture(photo.jpeg).rgb
    (seen,) = finder.detect(rgb)
    eye_x, eye_y = (float(v) for v in seen.points[:2].mean(axis=0))
    shown = (rgb.min(axis=2) < 240).sum(axis=1) >= 5
    top = int(shown.argmax())
    wall_pixels = rgb[photo_outside(rgb)]
    wrong = {
        "placement": {c.key for c in photo.report.failed} & {"face_width", "eye_x", "eye_above_bottom", "top_margin"},
        "eyes across": eye_x not in national.eye_x,
        "eyes up": national.height - eye_y not in national.eye_above_bottom,
        "hair": top not in national.top_margin,
        "background": (wall_pixels.min(axis=1) >= 250).mean() < 0.99,
        "file": len(photo.jpeg) not in national.file_bytes,
    }
    return [f"{key} {eye_x:.0f} {eye_y:.0f} {top}" for key, found in wrong.items() if found]


def photo_outside(rgb: Rgb) -> npt.NDArray[np.bool_]:
    """Return where the photo is surely wall: both upper corners, and a strip down each side to the middle."""
    height, width = rgb.shape[:2]
    down, across = np.mgrid[0:height, 0:width]
    from_side = np.minimum(across, width - 1 - across) / width
    return ((from_side + down / height < 0.22) | ((from_side < 0.02) & (down < 0.5 * height))).astype(np.bool_)


@pytest.mark.parametrize("case", SOME, ids="-".join)
def test_a_photo_of_anybody_keeps_every_limit(
    maker: PhotoMaker, finder: FaceFinder, national: PhotoSpec, case: tuple[str, str, str]
) -> None:
    assert judged(maker, finder, national, case) == []


@pytest.mark.parametrize("length", [5, 8])
def test_strands_above_the_hair_keep_the_limit_too(maker: PhotoMaker, national: PhotoSpec, length: float) -> None:
    person = cut_out().copy()
    top = int((person[..., 3] > 128).any(axis=1).argmax())
    for x in range(400, 500, 14):
        tip = (x + 4, round(top - length))
        cv2.line(person, (x, top + 30), tip, (40.0, 30.0, 25.0, 255.0), 2, cv2.LINE_AA)
    photo = maker.make(before_a_wall((225, 224, 220), person=person), national)
    rgb = open_picture(photo.jpeg).rgb
    first = int(((rgb.min(axis=2) < 240).sum(axis=1) >= 5).argmax())
    assert first in national.top_margin
    assert photo.report.geometry is not None
    assert photo.report.geometry.top_margin in national.top_margin


@pytest.mark.long
def test_of_all_together_at_least_ninety_five_in_a_hundred_keep_every_limit(
    maker: PhotoMaker, finder: FaceFinder, national: PhotoSpec
) -> None:
    wrong = {case: found for case in EVERY if (found := judged(maker, finder, national, case))}
    assert len(wrong) <= 0.05 * len(EVERY), wrong
