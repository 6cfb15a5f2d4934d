# SPDX-License-Identifier: Apache-2.0
"""A card is taken once, when it lies still; the next shot waits until it was touched. The picture tells its side."""

from __future__ import annotations

import pytest

from sscard_desktop.domain.document import CardSighting, Corners, Side, StraightCard
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.ui.photo.cardflow import CardFlow, already_taken, placed
from sscard_desktop.ui.photo.choices import document_camera

FRONT, BACK = PictureRole.ID_FRONT, PictureRole.ID_BACK
NOTHING = CardSighting(None, "no_card")


def corners(left: float = 200.0, top: float = 100.0) -> Corners:
    return (left, top), (left + 800, top), (left + 800, top + 505), (left, top + 505)


def lying(left: float = 200.0, *, ready: bool = True) -> CardSighting:
    return CardSighting(corners(left), "", ready)


def card(side: Side | None) -> StraightCard:
    return StraightCard(b"", corners(), side, None)


def test_a_card_is_taken_when_it_is_ready_and_not_before() -> None:
    flow = CardFlow()
    assert [flow.see(each) for each in (NOTHING, lying(ready=False), lying())] == [False, False, True]


def test_the_same_card_is_not_taken_twice() -> None:
    flow = CardFlow()
    flow.see(lying())
    flow.took(corners())
    assert not any(flow.see(lying()) for _ in range(50))
    assert not flow.armed


def test_a_card_that_was_lifted_is_taken_again() -> None:
    flow = CardFlow()
    flow.took(corners())
    assert not flow.see(NOTHING)
    assert not flow.see(lying()), "one look without a card may be a hand's shadow"
    flow.see(NOTHING)
    flow.see(NOTHING)
    assert flow.see(lying())


def test_a_card_that_was_pushed_is_taken_again() -> None:
    flow = CardFlow()
    flow.took(corners())
    assert not flow.see(lying(left=260))
    assert flow.see(lying(left=500))


def test_begun_anew_whatever_lies_there_is_taken() -> None:
    flow = CardFlow()
    flow.took(corners())
    flow.begin()
    assert flow.see(lying())


@pytest.mark.parametrize(
    ("sides", "wanted", "expected"),
    [
        ((Side.FRONT,), FRONT, [FRONT]),
        ((Side.BACK,), FRONT, [BACK]),
        ((None,), BACK, [BACK]),
        ((Side.BACK, Side.FRONT), FRONT, [BACK, FRONT]),
        ((None, Side.FRONT), FRONT, [FRONT, BACK]),
        ((Side.FRONT, Side.FRONT), FRONT, [FRONT, BACK]),
    ],
)
def test_each_card_is_the_side_that_it_shows(
    sides: tuple[Side | None, ...], wanted: PictureRole, expected: list[PictureRole]
) -> None:
    found = placed([card(side) for side in sides], (FRONT, BACK), wanted)
    assert sorted(found) == sorted(expected)
    assert len(found) == len(sides)


def test_the_one_page_of_a_passport_is_that_page_whatever_it_shows() -> None:
    assert list(placed([card(Side.BACK)], (FRONT,), FRONT)) == [FRONT]


def test_a_side_that_is_there_is_noticed_only_where_the_other_was_wanted() -> None:
    again = {FRONT: card(Side.FRONT)}
    assert already_taken(again, BACK, {FRONT}) is FRONT
    assert already_taken(again, FRONT, {FRONT}) is None
    assert already_taken(again, BACK, set()) is None


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Integrated Camera", "良田高拍仪 S500"], 1),
        (["USB Document Camera", "Integrated Camera"], 0),
        (["Integrated Camera", "USB 2.0 Camera"], 1),
    ],
)
def test_the_document_camera_is_found_by_its_name_or_is_the_last(names: list[str], expected: int) -> None:
    devices = [CameraDevice(str(index), name) for index, name in enumerate(names)]
    assert document_camera(devices) == str(expected)
    assert document_camera([]) == ""
