# SPDX-License-Identifier: Apache-2.0
"""The cut-out against known truth: a person laid on walls of every colour comes off them cleanly."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from sscard_desktop.imaging.face import FaceFinder
from sscard_desktop.imaging.matte import Matte, cut_out
from sscard_desktop.imaging.mesh import CHIN
from sscard_desktop.imaging.models import Models
from sscard_desktop.imaging.opening import Rgb
from sscard_desktop.imaging.person import PersonSegmenter

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "demo-face.webp"
Floats = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def person() -> tuple[Floats, Floats]:
    """Colours and true alpha of head and shoulders, 500×560 pixels."""
    with Image.open(SAMPLE) as image:
        rgba = np.asarray(image.convert("RGBA")).astype(np.float32)
    part = rgba[:560, 200:700]
    return part[..., :3], part[..., 3] / np.float32(255)


def laid_on(person: tuple[Floats, Floats], wall: Floats) -> Rgb:
    colour, alpha = person
    noise = np.random.default_rng(7).normal(0, 2, colour.shape)
    return np.clip(colour * alpha[..., None] + wall * (1 - alpha[..., None]) + noise, 0, 255).astype(np.uint8)


def matte_of(rgb: Rgb, finder: FaceFinder, models: Models) -> Matte:
    face = finder.only(rgb)
    x, y = face.eye_middle
    chin = float(face.points[CHIN, 1])
    head = (int(x - face.width), int(y - 1.2 * face.width), int(x + face.width), int(chin))
    mask = PersonSegmenter(models).mask_with_head(rgb, head)
    return cut_out(rgb, mask, face_width=face.width, face_middle=(x, (y + chin) / 2), chin_y=chin)


def plain(red: int, green: int, blue: int) -> Floats:
    return np.full((560, 500, 3), (red, green, blue), np.float32)


def gradient() -> Floats:
    return np.linspace(150, 240, 500, dtype=np.float32)[None, :, None] * np.ones((560, 1, 3), np.float32)


def stripes() -> Floats:
    light = np.where(np.arange(500) // 50 % 2, 225, 195).astype(np.float32)
    return light[None, :, None] * np.ones((560, 1, 3), np.float32)


WALLS = {
    "white": plain(250, 250, 250),
    "light grey": plain(205, 205, 205),
    "blue": plain(90, 140, 220),
    "green": plain(120, 190, 130),
    "cream": plain(236, 228, 205),
    "a window at one side": gradient(),
    "stripes": stripes(),
}


@pytest.mark.parametrize("name", WALLS)
def test_the_person_comes_off_the_wall(
    person: tuple[Floats, Floats], finder: FaceFinder, models: Models, name: str
) -> None:
    _colour, truth = person
    matte = matte_of(laid_on(person, WALLS[name]), finder, models)
    head = slice(0, 400)
    error = np.abs(matte.alpha - truth)[head]
    assert error.mean() < 0.012
    # Away from the outline the wall is gone, and the person whole.
    outline = cv2.dilate(((truth > 0.02) & (truth < 0.98)).astype(np.uint8), np.ones((17, 17), np.uint8))[head] > 0
    clear = ~outline
    assert (matte.alpha[head][clear & (truth[head] < 0.5)] < 0.02).mean() > 0.99
    assert (matte.alpha[head][clear & (truth[head] > 0.5)] > 0.98).mean() > 0.99


def test_no_blue_fringe_is_left_on_white(person: tuple[Floats, Floats], finder: FaceFinder, models: Models) -> None:
    colour, truth = person
    blue = WALLS["blue"]
    matte = matte_of(laid_on(person, blue), finder, models)
    edge = (truth > 0.1) & (truth < 0.9)
    edge[400:] = False

    def tint(on_white: Floats) -> float:
        return float((on_white[..., 2] - on_white[..., 0])[edge].mean())

    ideal = colour * truth[..., None] + 255 * (1 - truth[..., None])
    naive = laid_on(person, blue) * truth[..., None] + 255 * (1 - truth[..., None])
    made = matte.colour * matte.alpha[..., None] + 255 * (1 - matte.alpha[..., None])
    assert tint(made) - tint(ideal) < 0.35 * (tint(naive) - tint(ideal))


def test_what_doesnt_hang_together_with_the_face_is_left_out(
    person: tuple[Floats, Floats], finder: FaceFinder, models: Models
) -> None:
    rgb = laid_on(person, plain(215, 215, 215))
    mask = PersonSegmenter(models).mask(rgb)
    mask[20:80, 430:490] = 1.0
    face = finder.only(rgb)
    chin = float(face.points[CHIN, 1])
    x, y = face.eye_middle
    matte = cut_out(rgb, mask, face_width=face.width, face_middle=(x, (y + chin) / 2), chin_y=chin)
    assert matte.alpha[30:70, 440:480].max() == 0


def test_a_cluttered_wall_that_the_mask_doubts_about_leaves_no_smudges(
    person: tuple[Floats, Floats], finder: FaceFinder, models: Models
) -> None:
    blocks = np.random.default_rng(3).integers(20, 235, (35, 32, 3)).astype(np.float32)
    shelf = np.asarray(cv2.resize(blocks, (500, 560), interpolation=cv2.INTER_NEAREST), dtype=np.float32)
    rgb = laid_on(person, shelf)
    face = finder.only(rgb)
    truth = person[1]
    beside = (cv2.distanceTransform((truth < 0.5).astype(np.uint8), cv2.DIST_L2, 3) < 0.25 * face.width) & (
        truth < 0.02
    )
    mask = np.where(beside, np.float32(0.5), truth)
    x, y = face.eye_middle
    chin = float(face.points[CHIN, 1])
    matte = cut_out(rgb, mask, face_width=face.width, face_middle=(x, (y + chin) / 2), chin_y=chin)
    far = beside & (cv2.dilate((truth > 0.02).astype(np.uint8), np.ones((31, 31), np.uint8)) == 0)
    far[int(chin) :] = False
    assert far.sum() > 2000
    assert matte.alpha[far].mean() < 0.05
