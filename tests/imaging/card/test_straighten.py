# SPDX-License-Identifier: Apache-2.0
"""A card cut out along its corners is the card, as sharp as it was seen."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sscard_desktop.imaging.card.geometry import ID_1_RATIO, to_picture
from sscard_desktop.imaging.card.straighten import LONG_SIDE_PX, straighten
from sscard_desktop.imaging.idpicture import Rgb, blur_of


def chart() -> Rgb:
    """Return smooth colours, by which a place is known wherever it comes to lie."""
    y, x = np.mgrid[0:404, 0:640].astype(np.float32)
    planes = [128 + 100 * np.sin(x / 40 + y / 90), 128 + 100 * np.cos(y / 35), 60 + x * 0.25]
    return np.stack(planes, axis=2).astype(np.uint8)


CHART = chart()
shifts = st.tuples(*[st.floats(-60, 60)] * 8)


@settings(max_examples=20)
@given(shifts=shifts)
def test_a_known_perspective_comes_back(shifts: tuple[float, ...]) -> None:
    quad = np.array([[200, 150], [1000, 150], [1000, 655], [200, 655]], np.float64) + np.array(shifts).reshape(4, 2)
    matrix = to_picture(quad) @ np.diag([1 / 640, 1 / 404, 1]) @ np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    seen = np.asarray(cv2.warpPerspective(CHART, matrix, (1280, 800), flags=cv2.INTER_CUBIC), np.uint8)
    back = cv2.resize(straighten(seen, quad), (640, 404), interpolation=cv2.INTER_AREA)
    inner = np.s_[8:-8, 8:-8]
    assert np.abs(back[inner].astype(int) - CHART[inner]).mean() < 2.0


def test_a_quarter_turn_changes_nothing() -> None:
    quad = np.array([[-0.5, -0.5], [639.5, -0.5], [639.5, 403.5], [-0.5, 403.5]])
    turned = np.ascontiguousarray(np.rot90(CHART))
    there = np.stack([quad[:, 1], 639 - quad[:, 0]], axis=1)
    assert np.abs(straighten(turned, there).astype(int) - straighten(CHART, quad)).max() <= 2


@pytest.mark.parametrize("width", [300, 900, 5000])
def test_no_pixel_is_made_up_and_none_is_lost(width: int) -> None:
    rgb = np.zeros((round(width / ID_1_RATIO), width, 3), np.uint8)
    quad = np.array([[0, 0], [width, 0], [width, len(rgb)], [0, len(rgb)]], np.float64) - 0.5
    assert abs(straighten(rgb, quad).shape[1] - min(width, LONG_SIDE_PX)) <= 1


def test_sharp_print_stays_sharp() -> None:
    rng = np.random.default_rng(1)
    rgb = np.full((600, 950, 3), 220, np.uint8)
    for x, y in rng.integers(20, 580, (400, 2)):
        rgb[y : y + 8, x : x + 3] = 20
    quad = np.array([[0, 0], [950, 0], [950, 600], [0, 600]], np.float64) - 0.5
    before = blur_of(rgb[..., 0])
    assert blur_of(np.ascontiguousarray(straighten(rgb, quad)[..., 0])) < before + 0.03


def test_what_lies_beyond_the_picture_makes_no_hole() -> None:
    quad = np.array([[-40, -30], [600, -30], [600, 380], [-40, 380]], np.float64)
    assert straighten(CHART, quad).min() > 0
