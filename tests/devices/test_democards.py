# SPDX-License-Identifier: Apache-2.0
"""The demo's cards: two sides in ID-1's proportions, other for each person, lettered whole."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from sscard_desktop.devices.democards import CardFonts, DrawnCard, draw_card, wrapped
from sscard_desktop.devices.demodesk import HEIGHT, WIDTH, DemoDesk
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.domain.document import ID_1_HEIGHT_MM, ID_1_WIDTH_MM, Side

RESOURCES = Path(__file__).parents[2] / "resources"
FONTS = CardFonts(RESOURCES / "fonts" / "NotoSansSC-Regular.ttf", RESOURCES / "fonts" / "HanaMinB.ttf")


def card_of(index: int) -> DrawnCard:
    person = demo_people(RESOURCES / "samples", index + 1, date(2026, 11, 21))[index]
    return draw_card(person.card, FONTS, nation="汉")


@pytest.mark.parametrize("index", [0, 5, 6])
def test_every_kind_of_card_has_two_sides_in_the_right_proportions(index: int) -> None:
    card = card_of(index)
    for side in (card.front, card.back):
        height, width = side.shape[:2]
        assert width / height == pytest.approx(ID_1_WIDTH_MM / ID_1_HEIGHT_MM, rel=0.002)
    assert not np.array_equal(card.front, card.back)
    for jpeg in card.jpegs():
        with Image.open(io.BytesIO(jpeg)) as image:
            assert image.size == (1370, 864)


def test_nothing_of_an_address_is_left_out() -> None:
    address = "新疆维吾尔自治区乌鲁木齐市天山区样本路8号3栋12单元1204号"
    lines = wrapped(address)
    assert "".join(lines) == address
    assert max(len(line) for line in lines) <= 11


def test_the_card_comes_lies_still_and_is_turned_over() -> None:
    desk = DemoDesk(card_of(0), seed=0)
    empty = desk.frame(0.0)
    assert empty.shape == (HEIGHT, WIDTH, 3)
    moving = [desk.frame(0.5 + step / 15).copy() for step in range(1, 10)]
    still = [desk.frame(3.0 + step / 15) for step in range(4)]
    assert _difference(moving[3], moving[4]) > 1
    assert _difference(still[0], still[1]) < 2.5
    assert _difference(still[0], empty) > 20
    desk.lay(Side.BACK)
    desk.frame(4.0)
    assert _difference(desk.frame(4.7), empty) < 2.5
    after = [desk.frame(5.0 + step / 15) for step in range(60)][-1]
    assert _difference(after, empty) > 20
    assert _difference(after, still[0]) > 5


def _difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other).mean())
