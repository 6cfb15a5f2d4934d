# SPDX-License-Identifier: Apache-2.0
"""A card is found wherever it lies, to one percent of its width, and nothing where there is none."""

from __future__ import annotations

from functools import cache
from itertools import product

import cv2
import numpy as np
import pytest

from sscard_desktop.domain.document import Side
from sscard_desktop.imaging.card.find import FoundCard, find_all, find_card
from sscard_desktop.imaging.card.geometry import as_quad
from tests.helpers.idcards.desks import DESKS, Desk
from tests.helpers.idcards.draw import draw_card
from tests.helpers.idcards.people import person
from tests.helpers.idcards.scene import Level, Scene, scene
from tests.helpers.idcards.sheet import Rgb

# A webcam's; what is found doesn't depend on the size.
SMALL = (960, 540)


@cache
def card(seed: int, side: Side = Side.FRONT) -> Rgb:
    rng = np.random.default_rng(seed)
    return draw_card(person(rng), side, px_per_mm=10, rng=rng)


def corner_error(found: FoundCard | None, truth: object) -> float:
    """Return the worst corner's distance as a share of the card's width; whichever corner is called the first."""
    if found is None:
        return 9.0
    corners, wanted = as_quad(found.corners), np.array(truth, np.float64)
    width = float(np.linalg.norm(wanted[1] - wanted[0]))
    return min(float(np.linalg.norm(np.roll(corners, turn, 0) - wanted, axis=1).max()) for turn in range(4)) / width


def seen(seed: int, level: Level, desk: Desk, **options: object) -> Scene:
    return scene(card(seed), rng=np.random.default_rng(seed), level=level, desk=desk, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("desk", DESKS)
def test_a_card_is_found_on_any_desk(desk: Desk) -> None:
    picture = seen(3, "moderate", desk, size=SMALL)
    assert corner_error(find_card(picture.rgb), picture.corners) < 0.01


@pytest.mark.long
@pytest.mark.parametrize(("level", "desk"), list(product(("scan", "moderate", "hard"), DESKS)))
def test_a_card_is_found_however_the_picture_is_taken(level: Level, desk: Desk) -> None:
    found = [
        corner_error(find_card(picture.rgb), picture.corners) < 0.01
        for picture in (seen(seed, level, desk) for seed in range(3, 9))
    ]
    assert sum(found) >= len(found) - (level == "hard")


def test_a_dark_card_on_a_dark_desk_is_found() -> None:
    picture = seen(5, "moderate", "dark", dim=True, size=SMALL)
    assert corner_error(find_card(picture.rgb), picture.corners) < 0.01


def test_a_hand_at_the_edge_hides_no_card() -> None:
    picture = seen(6, "moderate", "plain", hand=True, size=SMALL)
    assert corner_error(find_card(picture.rgb), picture.corners) < 0.01


@pytest.mark.parametrize("turn", [1, 2])
def test_which_way_the_picture_is_held_changes_nothing(turn: int) -> None:
    picture = seen(3, "moderate", "wood", size=SMALL)
    assert picture.corners is not None
    height, width = picture.rgb.shape[:2]
    corners = np.array(picture.corners)
    rgb = picture.rgb
    for _ in range(turn):
        rgb = np.ascontiguousarray(np.rot90(rgb))
        corners = np.stack([corners[:, 1], width - 1 - corners[:, 0]], axis=1)
        width, height = height, width
    assert corner_error(find_card(rgb), corners) < 0.01


@pytest.mark.parametrize("scale", [0.7, 3])
def test_how_many_pixels_the_camera_has_changes_nothing(scale: float) -> None:
    picture = seen(3, "moderate", "plain", size=SMALL)
    assert picture.corners is not None
    rgb = np.asarray(cv2.resize(picture.rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    assert corner_error(find_card(rgb), (np.array(picture.corners) + 0.5) * scale - 0.5) < 0.01


@pytest.mark.parametrize("desk", DESKS)
def test_an_empty_desk_shows_no_card(desk: Desk) -> None:
    picture = scene(None, rng=np.random.default_rng(3), level="moderate", desk=desk, hand=desk == "plain", size=SMALL)
    assert find_card(picture.rgb) is None


@pytest.mark.parametrize("level", [0, 128, 255])
def test_an_empty_picture_shows_no_card(level: int) -> None:
    assert find_card(np.full((360, 640, 3), level, np.uint8)) is None


@pytest.mark.parametrize("size", [(16, 16), (16, 4000), (4000, 16), (40, 60)])
def test_a_picture_of_any_shape_is_looked_at(size: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (*size, 3), dtype=np.uint8)
    assert find_card(noise) is None


def test_both_sides_on_a_scanners_page_are_found() -> None:
    page = np.full((1754, 1240, 3), 250, np.uint8)
    places = {}
    for side, top in ((Side.FRONT, 150), (Side.BACK, 800)):
        small = cv2.resize(card(9, side), (506, 319), interpolation=cv2.INTER_AREA)
        page[top : top + 319, 300:806] = small
        places[side] = np.array([(299.5, top - 0.5), (805.5, top - 0.5), (805.5, top + 318.5), (299.5, top + 318.5)])
    page = np.clip(page.astype(np.int16) + np.random.default_rng(2).normal(0, 2, page.shape), 0, 255).astype(np.uint8)
    found = find_all(page)
    assert len(found) == 2
    for place in places.values():
        assert min(corner_error(each, place) for each in found) < 0.01
