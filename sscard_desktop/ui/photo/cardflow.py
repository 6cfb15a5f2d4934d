# SPDX-License-Identifier: Apache-2.0
"""When a card under the camera is taken by itself, and which side a picture is of: pure decisions.

The same side is never taken twice in a row by itself: after each picture the card must have been moved or taken away
first. What the picture shows decides which side it is stored as; what was asked for decides only where nothing tells.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from sscard_desktop.domain.document import CardSighting, Corners, Side, StraightCard
from sscard_desktop.domain.photo import PictureRole

ROLES = (PictureRole.ID_FRONT, PictureRole.ID_BACK)
ROLE_OF: Mapping[Side, PictureRole] = {Side.FRONT: PictureRole.ID_FRONT, Side.BACK: PictureRole.ID_BACK}
SIDE_OF: Mapping[PictureRole, Side] = {role: side for side, role in ROLE_OF.items()}

_GONE_FOR = 2
"""So many looks without a card mean that it was lifted; one may be a shadow of a hand."""
_MOVED_SHARE = 0.25
"""A card that lies further off than this share of its width was touched."""


class CardFlow:
    """Watches sightings for the moment of the next shot."""

    def __init__(self) -> None:
        self._taken_at: Corners | None = None
        self._gone = 0
        self._armed = True

    @property
    def armed(self) -> bool:
        """Whether the next card that lies still is taken; False while the one that was taken still lies there."""
        return self._armed

    def see(self, sighting: CardSighting) -> bool:
        """Take note of a look at the camera's picture; return whether now is the moment."""
        self._gone = self._gone + 1 if sighting.corners is None else 0
        if not self._armed:
            moved = sighting.corners is not None and _far(sighting.corners, self._taken_at)
            self._armed = moved or self._gone >= _GONE_FOR
        return self._armed and sighting.ready and sighting.corners is not None

    def took(self, corners: Corners | None) -> None:
        """Note that a picture was taken of the card that lies there."""
        self._taken_at, self._armed, self._gone = corners, False, 0

    def begin(self) -> None:
        """Begin anew: whatever lies there may be taken."""
        self._taken_at, self._armed, self._gone = None, True, 0


def placed(
    cards: Sequence[StraightCard], asked: Sequence[PictureRole], wanted: PictureRole
) -> dict[PictureRole, StraightCard]:
    """Return which of one picture's cards is which side.

    Args:
        cards: one, or the two of a scanned page.
        asked: the sides that the document has.
        wanted: the side that was asked for; a card of which nothing tells its side is this one.
    """
    found: dict[PictureRole, StraightCard] = {}
    for card in cards:
        role = ROLE_OF[card.side] if card.side is not None and len(asked) > 1 else wanted
        if role in found or role not in asked:
            role = next((other for other in asked if other not in found), role)
        found.setdefault(role, card)
    return found


def already_taken(
    cards: Mapping[PictureRole, StraightCard], wanted: PictureRole, taken: Collection[PictureRole]
) -> PictureRole | None:
    """Return the side that a picture shows again while the other one was asked for; ``None`` where all is well."""
    return next((role for role in cards if role is not wanted and role in taken), None)


def _far(corners: Corners, others: Corners | None) -> bool:
    if others is None:
        return True
    width = math.dist(corners[0], corners[1])

    def middle(four: Corners) -> tuple[float, float]:
        return sum(x for x, _ in four) / 4, sum(y for _, y in four) / 4

    return math.dist(middle(corners), middle(others)) > _MOVED_SHARE * max(width, 1.0)
