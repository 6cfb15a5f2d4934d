# SPDX-License-Identifier: Apache-2.0
"""Which side of a document a picture is of: pure decisions.

What the picture shows decides which side it is stored as; what was asked for decides only where nothing tells.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sscard_desktop.domain.document import Side, StraightCard
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.cardpictures import CardPictureReport

ROLES = (PictureRole.ID_FRONT, PictureRole.ID_BACK)
ROLE_OF: Mapping[Side, PictureRole] = {Side.FRONT: PictureRole.ID_FRONT, Side.BACK: PictureRole.ID_BACK}
SIDE_OF: Mapping[PictureRole, Side] = {role: side for side, role in ROLE_OF.items()}


def placed(
    cards: Sequence[StraightCard],
    asked: Sequence[PictureRole],
    wanted: PictureRole,
    *,
    doubtful: Collection[PictureRole] = (),
) -> dict[PictureRole, StraightCard]:
    """Return which of one picture's cards is which side.

    Args:
        cards: one, or the two of a scanned page.
        asked: the sides that the document has.
        wanted: the side that was asked for; a card of which nothing tells its side is this one.
        doubtful: sides with a picture that may be of the other side: nothing takes their place unasked. Given as what
            was asked for, the two are changed over where they are stored.
    """
    found: dict[PictureRole, StraightCard] = {}
    for card in cards:
        role = ROLE_OF[card.side] if card.side is not None and len(asked) > 1 else wanted
        role = wanted if role in doubtful else role
        if role in found or role not in asked:
            role = next((other for other in asked if other not in found), role)
        found.setdefault(role, card)
    return found


def plainly_there(reports: Mapping[PictureRole, CardPictureReport]) -> frozenset[PictureRole]:
    """Return the sides whose picture plainly shows them; of another one it may turn out that it is the other side."""
    return frozenset(role for role, report in reports.items() if report.side is SIDE_OF[role])


def already_taken(
    cards: Mapping[PictureRole, StraightCard], wanted: PictureRole, taken: Collection[PictureRole]
) -> PictureRole | None:
    """Return the side that a picture shows again while the other one was asked for; ``None`` where all is well."""
    return next((role for role in cards if role is not wanted and role in taken), None)
