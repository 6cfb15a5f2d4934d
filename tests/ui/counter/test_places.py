# SPDX-License-Identifier: Apache-2.0
"""Every field that a card fills is shown where it stands, or on the whole side where that isn't known."""

from __future__ import annotations

import pytest

from sscard_desktop.domain.cardfill import CARD_VALUES
from sscard_desktop.domain.document import Layout, Side
from sscard_desktop.ui.counter.places import WHOLE, place_of


@pytest.mark.parametrize("card", CARD_VALUES)
@pytest.mark.parametrize("layout", [*Layout, None])
def test_a_part_lies_within_the_side(card: str, layout: Layout | None) -> None:
    left, top, right, bottom = place_of(layout, Side.FRONT, card).part
    assert 0 <= left < right <= 1
    assert 0 <= top < bottom <= 1


def test_the_parts_are_the_resident_cards_alone() -> None:
    assert place_of(Layout.RESIDENT, Side.FRONT, "number").part != WHOLE
    assert place_of(Layout.FOREIGN_PERMANENT, Side.FRONT, "number").part == WHOLE
    assert place_of(None, Side.FRONT, "number").part == WHOLE
