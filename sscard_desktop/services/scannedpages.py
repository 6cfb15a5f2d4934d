# SPDX-License-Identifier: Apache-2.0
"""A scanner's page on which both sides of a card lie: each is cut out.

Answers for one card or two, in the order in which they were found. A picture that a card fills is never searched for a
second one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sscard_desktop.domain.document import Corners, Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.services.ports import CardCutter, PhotoMaker

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_ROOM_FOR_TWO = 0.45
"""A card that takes less than this share of the picture leaves room for another beside or below it."""
_AROUND = 0.02
"""Beyond its edge, which is soft, so much more is covered before the page is searched again (shares of its width)."""


def cards_on(
    source: bytes, cutter: CardCutter, maker: PhotoMaker, spec: IdPictureSpec, *, expected: Side | None = None
) -> list[StraightCard]:
    """Return the cards of one picture: usually one, of a scanned page both sides.

    Raises:
        InvalidInputError: as :meth:`~sscard_desktop.services.ports.CardCutter.cut`; about a second card nothing.
    """
    first = cutter.cut(source, spec, expected=expected)
    page = maker.pixels(source)
    height, width = page.shape[:2]
    if _area(first.corners) > _ROOM_FOR_TWO * height * width:
        return [first]
    try:
        return [first, cutter.cut_frame(_without(page, first.corners), spec, corners=None)]
    except InvalidInputError:
        return [first]


def _area(corners: Corners) -> float:
    following = (*corners[1:], corners[0])
    return (
        abs(sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in zip(corners, following, strict=True))) / 2
    )


def _without(page: npt.NDArray[np.uint8], corners: Corners) -> npt.NDArray[np.uint8]:
    """Return the page with the card covered by what lies beside it."""
    height, width = page.shape[:2]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    margin = _AROUND * (max(xs) - min(xs))
    left, right = max(0, int(min(xs) - margin)), min(width, int(max(xs) + margin) + 1)
    top, bottom = max(0, int(min(ys) - margin)), min(height, int(max(ys) + margin) + 1)
    covered = page.copy()
    beside = page[top, max(left - 1, 0)] if left > 0 else page[max(top - 1, 0), left]
    covered[top:bottom, left:right] = beside
    return covered
