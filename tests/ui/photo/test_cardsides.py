# SPDX-License-Identifier: Apache-2.0
"""The picture tells which side it is; which camera looks at documents is guessed by its name at first."""

from __future__ import annotations

import pytest

from sscard_desktop.domain.document import Corners, Side, StraightCard
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import CameraDevice
from sscard_desktop.ui.photo.cardsides import already_taken, placed
from sscard_desktop.ui.photo.choices import document_camera

FRONT, BACK = PictureRole.ID_FRONT, PictureRole.ID_BACK


def corners(left: float = 200.0, top: float = 100.0) -> Corners:
    return (left, top), (left + 800, top), (left + 800, top + 505), (left, top + 505)


def card(side: Side | None) -> StraightCard:
    return StraightCard(b"", corners(), side, None)


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


def test_a_picture_that_may_be_of_the_other_side_is_not_overwritten_unasked() -> None:
    assert list(placed([card(Side.FRONT)], (FRONT, BACK), BACK, doubtful={FRONT})) == [BACK]
    assert list(placed([card(Side.FRONT)], (FRONT, BACK), FRONT, doubtful={FRONT})) == [FRONT]
    both = placed([card(Side.FRONT), card(Side.BACK)], (FRONT, BACK), FRONT, doubtful={FRONT, BACK})
    assert {role: shown.side for role, shown in both.items()} == {FRONT: Side.FRONT, BACK: Side.BACK}


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
