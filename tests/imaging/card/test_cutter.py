# SPDX-License-Identifier: Apache-2.0
"""A card is cut out of any picture: upright, told front from back, judged, and within the profile's limits."""

from __future__ import annotations

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from sscard_desktop.domain.document import Corners, Side
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.imaging.card.cutter import Cutter
from sscard_desktop.imaging.card.geometry import ID_1_RATIO
from tests.helpers.idcards.scene import Scene, scene
from tests.helpers.idcards.sheet import Rgb
from tests.imaging.card.conftest import Cards


def jpeg(rgb: Rgb) -> bytes:
    target = io.BytesIO()
    Image.fromarray(rgb).save(target, "JPEG", quality=92)
    return target.getvalue()


def shot(cards: Cards, seed: int, side: Side, turn: int = 0, **options: object) -> Scene:
    rng = np.random.default_rng(seed)
    return scene(cards(seed, side), rng=rng, level="moderate", turn=turn, glare=False, **options)  # type: ignore[arg-type]


def error(corners: Corners, truth: Corners | None) -> float:
    """Return the worst corner's distance as a share of the card's width; corners in the order of the upright card."""
    assert truth is not None
    wanted = np.array(truth)
    return float(np.linalg.norm(np.array(corners) - wanted, axis=1).max() / np.linalg.norm(wanted[1] - wanted[0]))


@pytest.mark.parametrize(("side", "turn"), [(Side.FRONT, 0), (Side.FRONT, 3), (Side.BACK, 1), (Side.BACK, 2)])
def test_a_card_comes_out_upright_whichever_way_it_lay(
    cards: Cards, cutter: Cutter, spec: IdPictureSpec, side: Side, turn: int
) -> None:
    picture = shot(cards, 20 + turn, side, turn)
    card = cutter.cut(picture.jpeg(), spec, expected=side)
    assert error(card.corners, picture.corners) < 0.01
    assert card.side is side
    with Image.open(io.BytesIO(card.jpeg)) as image:
        assert image.width / image.height == pytest.approx(ID_1_RATIO, abs=0.01)
    assert len(card.jpeg) <= spec.max_bytes


def test_the_other_side_is_told_not_refused(cards: Cards, cutter: Cutter, spec: IdPictureSpec) -> None:
    card = cutter.cut(shot(cards, 30, Side.BACK).jpeg(), spec, expected=Side.FRONT)
    assert card.side is Side.BACK
    assert card.problems[0] == "wrong_side"


def test_a_picture_that_is_the_card_is_taken_as_it_is(cards: Cards, cutter: Cutter, spec: IdPictureSpec) -> None:
    upright = cards(31, Side.FRONT)
    card = cutter.cut(jpeg(np.ascontiguousarray(np.rot90(upright, 2))), spec)
    height, width = upright.shape[:2]
    assert card.corners == ((width - 0.5, height - 0.5), (-0.5, height - 0.5), (-0.5, -0.5), (width - 0.5, -0.5))
    assert card.side is Side.FRONT


def test_a_framed_portrait_on_a_card_that_fills_the_picture_is_no_card(
    cards: Cards, cutter: Cutter, spec: IdPictureSpec
) -> None:
    upright = np.array(cards(31, Side.FRONT))
    height, width = upright.shape[:2]
    # As some cards print it: the portrait on a ground of its own, with an edge all around.
    cv2.rectangle(upright, (int(width * 0.65), int(height * 0.14)), (int(width * 0.93), int(height * 0.85)), 90, 6)
    (card,) = cutter.cut_all(jpeg(upright), spec)
    assert card.corners[0] == (-0.5, -0.5)


def test_an_empty_desk_of_a_cards_ratio_is_no_card(cutter: Cutter, spec: IdPictureSpec) -> None:
    picture = scene(None, rng=np.random.default_rng(5), level="moderate", desk="wood", size=(1280, 800))
    with pytest.raises(InvalidInputError) as refused:
        cutter.cut(picture.jpeg(), spec)
    assert refused.value.code == "document.no_card"


def test_a_scanned_page_gives_both_sides(cards: Cards, cutter: Cutter, spec: IdPictureSpec) -> None:
    page = np.full((1754, 1240, 3), 248, np.uint8)
    for side, top in ((Side.FRONT, 150), (Side.BACK, 800)):
        page[top : top + 319, 300:806] = cv2.resize(cards(32, side), (506, 319), interpolation=cv2.INTER_AREA)
    assert {card.side for card in cutter.cut_all(jpeg(page), spec)} == set(Side)
    for side in Side:
        assert cutter.cut(jpeg(page), spec, expected=side).side is side


def test_corners_set_by_hand_are_kept(cards: Cards, cutter: Cutter, spec: IdPictureSpec) -> None:
    picture = shot(cards, 33, Side.FRONT, turn=2)
    assert picture.corners is not None
    begun = picture.corners[1:] + picture.corners[:1]
    card = cutter.cut_frame(picture.rgb, spec, corners=begun)
    assert error(card.corners, picture.corners) < 1e-6


def test_a_corner_outside_the_picture_is_told(cards: Cards, cutter: Cutter, spec: IdPictureSpec) -> None:
    picture = shot(cards, 34, Side.FRONT, desk="dark")
    assert picture.corners is not None
    left = int(min(x for x, _y in picture.corners)) + 25
    cut = np.ascontiguousarray(picture.rgb[:, left:])
    card = cutter.cut_frame(cut, spec, corners=tuple((x - left, y) for x, y in picture.corners))  # type: ignore[arg-type]
    assert "corner_cut" in card.problems


def test_glare_blur_and_darkness_are_told(cards: Cards, cutter: Cutter, spec: IdPictureSpec) -> None:
    card = np.asarray(cv2.resize(cards(35, Side.FRONT), (720, 454), interpolation=cv2.INTER_AREA), np.uint8)
    assert cutter.cut(jpeg(card), spec).problems == ()
    shining = cv2.circle(card.copy(), (280, 210), 42, (255, 255, 255), -1)
    assert cutter.cut(jpeg(shining), spec).problems == ("glare",)
    soft = np.asarray(cv2.GaussianBlur(card, (0, 0), 2.0), np.uint8)
    assert "blurred" in cutter.cut(jpeg(soft), spec).problems
    assert "dim" in cutter.cut(jpeg((card * 0.28).astype(np.uint8)), spec).problems


def test_a_finger_on_the_print_is_told_and_one_at_the_border_isnt(
    cards: Cards, cutter: Cutter, spec: IdPictureSpec
) -> None:
    picture = shot(cards, 36, Side.FRONT, desk="dark")
    assert picture.corners is not None
    left, right = np.array(picture.corners[3]), np.array(picture.corners[2])
    inwards = (np.array(picture.corners[0]) - left) / np.linalg.norm(np.array(picture.corners[0]) - left)
    breadth = float(np.linalg.norm(right - left))
    for depth, told in ((0.14, True), (-0.03, False)):
        rgb = picture.rgb.copy()
        tip = (left + right) / 2 + inwards * depth * breadth
        far = tip - inwards * breadth
        cv2.line(rgb, *(tuple(int(v) for v in each) for each in (tip, far)), (205, 150, 125), int(0.1 * breadth))
        card = cutter.cut_frame(rgb, spec, corners=picture.corners)
        assert ("covered" in card.problems) is told


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0 no picture"])
def test_what_isnt_a_picture_is_refused_as_one(cutter: Cutter, spec: IdPictureSpec, data: bytes) -> None:
    with pytest.raises(InvalidInputError) as refused:
        cutter.cut(data, spec)
    assert refused.value.code.startswith("picture.")
