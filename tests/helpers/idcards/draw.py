# SPDX-License-Identifier: Apache-2.0
"""Draws both sides of every layout as they are printed, from edge to edge."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from sscard_desktop.domain.document import ID_1_HEIGHT_MM, ID_1_WIDTH_MM, Layout, Side
from tests.helpers.idcards import art
from tests.helpers.idcards.cardsides import hmt_back, resident_back, resident_front
from tests.helpers.idcards.fonts import REGULAR, Face
from tests.helpers.idcards.page import Page
from tests.helpers.idcards.people import CardPerson
from tests.helpers.idcards.sheet import Ink, Rgb, Sheet
from tests.helpers.idcards.travelpages import (
    PASSPORT_HEIGHT_MM,
    PASSPORT_WIDTH_MM,
    foreign_back,
    foreign_front,
    pass_back,
    pass_front,
    passport_page,
)

_PALE: tuple[Ink, Ink] = ((218, 232, 240), (240, 222, 226))
_TINTS: dict[tuple[Layout, Side], tuple[Ink, Ink]] = {
    (Layout.RESIDENT, Side.FRONT): _PALE,
    (Layout.RESIDENT, Side.BACK): ((232, 224, 226), (214, 230, 232)),
    (Layout.HMT_RESIDENCE, Side.FRONT): _PALE,
    (Layout.HMT_RESIDENCE, Side.BACK): ((232, 224, 226), (214, 230, 232)),
    (Layout.HMT_PASS, Side.FRONT): ((214, 226, 240), (226, 236, 224)),
    (Layout.HMT_PASS, Side.BACK): ((224, 226, 240), (232, 230, 222)),
    (Layout.FOREIGN_PERMANENT, Side.FRONT): ((226, 236, 240), (238, 230, 214)),
    (Layout.FOREIGN_PERMANENT, Side.BACK): ((236, 232, 222), (222, 234, 238)),
    (Layout.PASSPORT, Side.FRONT): ((238, 228, 224), (222, 232, 236)),
}
_PAGES: dict[tuple[Layout, Side], Callable[[Page], None]] = {
    (Layout.RESIDENT, Side.FRONT): resident_front,
    (Layout.RESIDENT, Side.BACK): resident_back,
    (Layout.HMT_RESIDENCE, Side.FRONT): resident_front,
    (Layout.HMT_RESIDENCE, Side.BACK): hmt_back,
    (Layout.HMT_PASS, Side.FRONT): pass_front,
    (Layout.HMT_PASS, Side.BACK): pass_back,
    (Layout.FOREIGN_PERMANENT, Side.FRONT): foreign_front,
    (Layout.FOREIGN_PERMANENT, Side.BACK): foreign_back,
    (Layout.PASSPORT, Side.FRONT): passport_page,
}


def size_mm(layout: Layout) -> tuple[float, float]:
    """Return width and height of the document's page."""
    return (PASSPORT_WIDTH_MM, PASSPORT_HEIGHT_MM) if layout is Layout.PASSPORT else (ID_1_WIDTH_MM, ID_1_HEIGHT_MM)


def draw_card(
    holder: CardPerson,
    side: Side,
    *,
    font: Face = REGULAR,
    layout: Layout | None = None,
    px_per_mm: float = 20,
    rng: np.random.Generator | None = None,
    photograph: bool = False,
    grey: bool = False,
) -> Rgb:
    """Return the card's side as RGB, edge to edge, with square corners (a scene rounds them).

    Args:
        layout: of the holder, unless another one is wanted for their words.
        rng: for ground, portrait and ink; the holder's own seed where none is given.
        photograph: the portrait is the public photograph instead of a drawn person.
        grey: as a photocopier leaves it.
    """
    kind = layout or holder.layout
    chance = rng or np.random.default_rng(holder.seed)
    width_mm, height_mm = size_mm(kind)
    width, height = round(width_mm * px_per_mm), round(height_mm * px_per_mm)
    tints = _TINTS[kind, side]
    tinted = tuple(tuple(int(v + chance.integers(-5, 6)) for v in tint) for tint in tints)
    sheet = Sheet(art.ground(width, height, chance, (tinted[0], tinted[1])), px_per_mm)  # type: ignore[arg-type]
    _PAGES[kind, side](Page(sheet, holder, font, px_per_mm, chance, photograph))
    drawn = sheet.rgb()
    if grey:
        light = cv2.cvtColor(drawn, cv2.COLOR_RGB2GRAY).astype(np.float32)
        light = np.clip((light - 40) * 1.25 + chance.normal(0, 5, light.shape), 0, 255)
        drawn = np.repeat(light.astype(np.uint8)[..., None], 3, axis=2)
    return drawn
