# SPDX-License-Identifier: Apache-2.0
"""Where on a card a field is printed, so that the part to be compared can be shown large.

The places are those of GA/T 467's card, with room around them; of other layouts the whole side is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sscard_desktop.domain.document import Layout, Side
from sscard_desktop.domain.photo import PictureRole

Part = tuple[float, float, float, float]
"""Left, top, right, bottom as shares of the side."""

WHOLE: Part = (0.0, 0.0, 1.0, 1.0)
ROLE_OF: Mapping[Side, PictureRole] = {Side.FRONT: PictureRole.ID_FRONT, Side.BACK: PictureRole.ID_BACK}


@dataclass(frozen=True, slots=True)
class Place:
    """A part of one side."""

    side: Side
    part: Part = WHOLE


_NAME: Part = (0.03, 0.06, 0.64, 0.34)
_BIRTH: Part = (0.03, 0.22, 0.64, 0.48)
_ADDRESS: Part = (0.03, 0.42, 0.63, 0.80)
_NUMBER: Part = (0.03, 0.78, 0.97, 0.97)
_BACK: Part = (0.14, 0.60, 0.97, 0.97)
_PARTS: Mapping[str, Part] = {
    "name": _NAME,
    "sex": _NAME,
    "nation": _NAME,
    "birth_date": _BIRTH,
    "address": _ADDRESS,
    "number": _NUMBER,
    "authority": _BACK,
    "valid_from": _BACK,
    "valid_to": _BACK,
    "pass_number": _BACK,
}
_KNOWN = frozenset({Layout.RESIDENT, Layout.HMT_RESIDENCE})


def place_of(layout: Layout | None, side: Side, card: str) -> Place:
    """Return where a straight card shows what ``FieldSpec.card`` names."""
    return Place(side, _PARTS.get(card, WHOLE) if layout in _KNOWN else WHOLE)
