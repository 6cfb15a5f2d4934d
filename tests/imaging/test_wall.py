# SPDX-License-Identifier: Apache-2.0
"""The wall is told from the person, and its colour, shadows and things on it from each other."""

from __future__ import annotations

import numpy as np
import pytest

from sscard_desktop.imaging.face import FaceFinder
from sscard_desktop.imaging.opening import Rgb
from sscard_desktop.imaging.wall import Wall, look_at_wall
from tests.helpers.photofaults import WALLS
from tests.helpers.sitters import HEIGHT, WIDTH, Floats, Shot, person


@pytest.fixture(scope="module")
def sitter() -> Shot:
    return person(np.random.default_rng(1), "light skin").shot


def looked_at(finder: FaceFinder, sitter: Shot, wall: Floats | float) -> Wall:
    rgb: Rgb = sitter.on(wall)
    found = look_at_wall(rgb, finder.only(rgb), sitter.alpha, of_source=True)
    assert found is not None
    return found


def test_a_plain_white_wall_is_light_colourless_even_and_empty(finder: FaceFinder, sitter: Shot) -> None:
    wall = looked_at(finder, sitter, 240.0)
    assert wall.lightness > 90
    assert wall.chroma < 2
    assert max(wall.unevenness, wall.shadow) < 2
    assert wall.clutter < 0.02


@pytest.mark.parametrize(
    ("name", "figure", "least"),
    [
        ("其它颜色背景 coloured wall", "chroma", 25),
        ("背景不均匀 uneven wall", "unevenness", 20),
        ("背景有阴影 shadow on the wall", "shadow", 12),
        ("有字体 letters", "clutter", 0.1),
    ],
)
def test_what_is_wrong_with_a_wall_shows_in_its_figure(
    finder: FaceFinder, sitter: Shot, name: str, figure: str, least: float
) -> None:
    wall = looked_at(finder, sitter, WALLS[name][1](np.random.default_rng(2)))
    assert getattr(wall, figure) > least


def test_where_the_person_fills_the_picture_there_is_no_wall_to_judge(finder: FaceFinder, sitter: Shot) -> None:
    rgb = sitter.on(240.0)
    full = np.ones((HEIGHT, WIDTH), np.float32)
    assert look_at_wall(rgb, finder.only(rgb), full, of_source=True) is None
