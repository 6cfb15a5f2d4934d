# SPDX-License-Identifier: Apache-2.0
"""A page with both sides gives two cards; a picture that a card fills gives one and isn't searched again."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from sscard_desktop.domain.document import Corners, Side, StraightCard
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import IdPictureSpec
from sscard_desktop.services.scannedpages import cards_on

SPEC = IdPictureSpec(max_bytes=1024 * 1024, min_width=10, min_height=10)
Rgb = npt.NDArray[np.uint8]


class FirstDark:
    """Finds the uppermost box of dark pixels."""

    def __init__(self, page: Rgb) -> None:
        self.page = page
        self.searched = 0

    def warm(self) -> None:
        pass

    def cut(self, source: bytes, spec: IdPictureSpec, *, expected: Side | None = None) -> StraightCard:
        return self.cut_frame(self.page, spec, corners=None)

    def cut_frame(
        self, rgb: Rgb, spec: IdPictureSpec, *, corners: Corners | None, expected: Side | None = None
    ) -> StraightCard:
        self.searched += 1
        dark = rgb[..., 0] < 100
        rows = np.nonzero(dark.any(axis=1))[0]
        if not len(rows):
            raise InvalidInputError("document.no_card")
        ends = np.nonzero(np.diff(rows) > 1)[0]
        rows = rows[: ends[0] + 1] if len(ends) else rows
        columns = np.nonzero(dark[rows[0]])[0]
        left, top, right, bottom = (float(each) for each in (columns[0], rows[0], columns[-1], rows[-1]))
        shade = int(rgb[int(top), int(left), 0])
        return StraightCard(bytes([shade]), ((left, top), (right, top), (right, bottom), (left, bottom)), None, None)


class Opener:
    """The one thing of the photo maker that is needed."""

    def __init__(self, page: Rgb) -> None:
        self.page = page

    def pixels(self, source: bytes) -> Rgb:
        return self.page


def page(*boxes: tuple[int, int, int, int, int]) -> Rgb:
    drawn = np.full((400, 300, 3), 255, np.uint8)
    for left, top, width, height, shade in boxes:
        drawn[top : top + height, left : left + width] = shade
    return drawn


def cut(drawn: Rgb) -> tuple[list[bytes], int]:
    cutter = FirstDark(drawn)
    cards = cards_on(b"", cutter, Opener(drawn), SPEC)  # type: ignore[arg-type]
    return [card.jpeg for card in cards], cutter.searched


def test_both_sides_of_a_scanned_page_are_cut_out() -> None:
    assert cut(page((60, 40, 160, 100, 10), (60, 200, 160, 100, 20))) == ([b"\x0a", b"\x14"], 2)


def test_a_page_with_one_card_gives_one() -> None:
    assert cut(page((60, 40, 160, 100, 10))) == ([b"\x0a"], 2)


def test_a_picture_filled_by_a_card_is_not_searched_again() -> None:
    assert cut(page((10, 10, 280, 380, 10))) == ([b"\x0a"], 1)


def test_a_page_without_a_card_says_so() -> None:
    with pytest.raises(InvalidInputError, match=r"document\.no_card"):
        cut(page())


def test_the_page_itself_is_left_as_it_was() -> None:
    drawn = page((60, 40, 160, 100, 10))
    before = drawn.copy()
    cut(drawn)
    assert np.array_equal(drawn, before)
