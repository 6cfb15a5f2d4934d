# SPDX-License-Identifier: Apache-2.0
"""The pictures that finding and reading are counted on: numbered, so that any one of them can be had again.

``case(DEVELOPMENT, "moderate", 17)`` is the same pictures of the same person on every computer that has the same
typefaces. The conditions change with the number, so a run of any length has its share of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sscard_desktop.domain.document import Layout, Side
from tests.helpers.idcards.camera import LEVELS, Level
from tests.helpers.idcards.desks import Desk
from tests.helpers.idcards.draw import draw_card
from tests.helpers.idcards.fonts import Face, faces
from tests.helpers.idcards.people import DEVELOPMENT, HELD_OUT, CardPerson, person
from tests.helpers.idcards.scene import Scene, scene

FAMILIES = {DEVELOPMENT: "development", HELD_OUT: "held-out"}
Condition = Literal["plain", "white", "dark", "wood", "cluttered", "dim", "hand"]
CONDITIONS: tuple[Condition, ...] = ("plain", "white", "dark", "wood", "cluttered", "dim", "hand")
_DESK_OF: dict[Condition, Desk] = {"dim": "dark"}
_EMPTY: tuple[Desk, ...] = ("plain", "white", "dark", "wood", "cluttered", "cluttered", "cluttered")
# Webcams and old document cameras give the first, most document cameras the second and third.
_SIZES = ((1280, 720), (1920, 1080), (1600, 1200))
_LAYOUTS = tuple(Layout)


@dataclass(frozen=True)
class Case:
    """A person, and the pictures of both sides of their card.

    Attributes:
        name: names it in findings: family, level, layout, number.
        shots: one each for front and back; a passport has its data page only.
    """

    name: str
    number: int
    level: Level
    condition: Condition
    holder: CardPerson
    face: Face
    shots: dict[Side, Scene]


def case(family: int, level: Level, number: int, layout: Layout = Layout.RESIDENT) -> Case:
    """Return the case of this number; its two pictures are taken under the same conditions."""
    rng = np.random.default_rng([family, LEVELS.index(level), _LAYOUTS.index(layout), number])
    holder = person(rng, layout)
    condition = CONDITIONS[number % len(CONDITIONS)]
    face = faces()[int(rng.integers(len(faces())))]
    size = _SIZES[number % len(_SIZES)]
    copied = level != "hard" and rng.random() < 0.06
    lit_face = rng.random() < 0.5
    sides = (Side.FRONT,) if layout is Layout.PASSPORT else (Side.FRONT, Side.BACK)
    shots = {}
    for side in sides:
        card = draw_card(holder, side, font=face, rng=rng, photograph=lit_face, grey=copied)
        shots[side] = scene(
            card,
            rng=rng,
            level=level,
            size=size,
            desk=_desk(condition, rng),
            hand=condition == "hand",
            dim=condition == "dim",
            turn=_turn(level, rng),
        )
    return Case(f"{FAMILIES[family]}/{level}/{layout}/{number}", number, level, condition, holder, face, shots)


def empty(family: int, level: Level, number: int) -> Scene:
    """Return a picture without a card: desks, papers, keyboards, a part of a card, hands."""
    rng = np.random.default_rng([family, LEVELS.index(level), 99, number])
    desk = _EMPTY[number % len(_EMPTY)]
    return scene(None, rng=rng, level=level, desk=desk, hand=number % 3 == 0)


def _desk(condition: Condition, rng: np.random.Generator) -> Desk:
    if condition == "hand":
        return ("plain", "wood", "white", "dark")[int(rng.integers(4))]  # type: ignore[return-value]
    return _DESK_OF.get(condition, condition)  # type: ignore[arg-type]


def _turn(level: Level, rng: np.random.Generator) -> int:
    """Return quarter turns: under a camera some cards lie upside down or across, on a scanner a few."""
    share = {"clean": 0.0, "scan": 0.1, "moderate": 0.25, "hard": 0.5}[level]
    return int(rng.choice([1, 2, 2, 3])) if rng.random() < share else 0
