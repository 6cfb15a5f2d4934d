# SPDX-License-Identifier: Apache-2.0
"""Under the document camera a card is outlined at once, and taken once for each time that it is laid down."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from sscard_desktop.domain.document import CardSighting, Side
from sscard_desktop.imaging.card.lens import Lens
from sscard_desktop.services.ports import Frame
from tests.helpers.idcards.scene import Scene, scene
from tests.helpers.idcards.sheet import Rgb
from tests.imaging.card.conftest import Cards

FRAMES_A_SECOND = 10


class Desk:
    """A camera over a desk."""

    def __init__(self) -> None:
        self.lens = Lens()
        self._count = 0

    def show(self, rgb: Rgb, *, frames: int = 8) -> CardSighting:
        """Show ``rgb`` with a camera's noise for some frames; return the last sighting."""
        for sighting in self.sightings(rgb, frames=frames):
            last = sighting
        return last

    def sightings(self, rgb: Rgb, *, frames: int) -> Iterator[CardSighting]:
        for _ in range(frames):
            self._count += 1
            noise = np.random.default_rng(self._count).integers(-2, 3, rgb.shape, dtype=np.int16)
            noisy = np.clip(rgb.astype(np.int16) + noise, 0, 255).astype(np.uint8)
            yield self.lens.look(Frame(noisy, self._count / FRAMES_A_SECOND))


def shot(cards: Cards, side: Side, seed: int = 40, **options: object) -> Scene:
    rng = np.random.default_rng(seed)
    return scene(cards(40, side), rng=rng, level="clean", desk="dark", size=(800, 450), **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def front(cards: Cards) -> Rgb:
    return shot(cards, Side.FRONT).rgb


@pytest.fixture(scope="module")
def back(cards: Cards) -> Rgb:
    return shot(cards, Side.BACK).rgb


@pytest.fixture(scope="module")
def empty() -> Rgb:
    return scene(None, rng=np.random.default_rng(1), level="clean", desk="dark", size=(800, 450)).rgb


def test_an_empty_desk_asks_for_a_card(empty: Rgb) -> None:
    assert Desk().show(empty) == CardSighting(None, "no_card")


def test_a_card_is_outlined_in_its_first_frame_and_taken_when_it_lies_still(cards: Cards) -> None:
    picture = shot(cards, Side.FRONT)
    seen = list(Desk().sightings(picture.rgb, frames=8))
    assert picture.corners is not None
    wanted = np.array(picture.corners)
    for sighting in seen:
        assert sighting.corners is not None
        assert np.abs(np.array(sighting.corners) - wanted).max() < 0.02 * 800
    assert (seen[0].hint, seen[0].ready) == ("hold_still", False)
    assert (seen[-1].hint, seen[-1].ready) == ("", True)


def test_what_was_taken_isnt_taken_again_while_it_lies_there(front: Rgb) -> None:
    desk = Desk()
    assert desk.show(front).ready
    desk.lens.reset()
    assert {(each.hint, each.ready) for each in desk.sightings(front, frames=8)} == {
        ("hold_still", False),
        ("turn_over", False),
    }


def test_the_other_side_is_taken_as_soon_as_it_lies_there(front: Rgb, back: Rgb) -> None:
    desk = Desk()
    desk.show(front)
    desk.lens.reset()
    assert desk.show(back).ready


def test_the_same_side_is_taken_again_once_it_was_lifted(front: Rgb, empty: Rgb) -> None:
    desk = Desk()
    desk.show(front)
    desk.lens.reset()
    desk.show(empty)
    assert desk.show(front).ready


def test_a_moving_card_isnt_taken(front: Rgb) -> None:
    desk = Desk()
    for step in range(7):
        assert not desk.show(np.ascontiguousarray(np.roll(front, 14 * step - 49, axis=1)), frames=1).ready


@pytest.mark.parametrize(("harm", "hint"), [("dark", "light"), ("soft", "sharpen"), ("far", "closer")])
def test_what_is_in_the_way_is_said(cards: Cards, harm: str, hint: str) -> None:
    import cv2

    picture = shot(cards, Side.FRONT).rgb
    if harm == "dark":
        picture = (picture * 0.25).astype(np.uint8)
    elif harm == "soft":
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), 3.0), np.uint8)
    else:
        far = np.full((540, 960, 3), 30, np.uint8)
        far[150:420, 200:680] = cv2.resize(picture, (480, 270), interpolation=cv2.INTER_AREA)
        picture = cv2.resize(far[80:480], (1920, 800))
        picture = np.asarray(cv2.copyMakeBorder(picture, 0, 0, 500, 500, cv2.BORDER_REPLICATE), np.uint8)
    assert Desk().show(picture).hint == hint


def test_a_pause_of_the_camera_begins_anew(front: Rgb) -> None:
    lens = Lens()
    lens.look(Frame(front, 1.0))
    assert not lens.look(Frame(front, 60.0)).ready
    assert not lens.look(Frame(front, 2.0)).ready
