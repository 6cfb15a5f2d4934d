# SPDX-License-Identifier: Apache-2.0
"""What stands on paper for a character that no bundled font draws: a box with its code point, to be written over.

A private-use character of an old card, or one of Unicode's newest blocks, is part of somebody's name all the same. The
form says by the code which it is, and leaves a frame of its size for the pen. Refused: a blank, and a look-alike.
"""

from __future__ import annotations

from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.marks import FrameMark, Mark, TextMark
from sscard_desktop.domain.gb18030 import is_private
from sscard_desktop.domain.names import is_han

_SIDE_EM = 0.9
_BELOW_BASELINE_EM = 0.07
_CODE_EM = 0.34
_LINE_PT = 0.5


def may_be_boxed(character: str) -> bool:
    """Return whether a box can stand for a character: ideographs and private use; never invisible ones or pictures."""
    return is_han(character) or is_private(character)


def box_marks(character: str, *, x_pt: float, baseline_pt: float, size_pt: float, fonts: Fonts) -> tuple[Mark, ...]:
    """Return a frame with the code point in it on two lines, in the place of a character as wide as high.

    Args:
        x_pt: the character's left edge.
        baseline_pt: the line's, from the page's upper edge.
        size_pt: the type's.
    """
    code = f"{ord(character):04X}"
    half = (len(code) + 1) // 2
    side, small = size_pt * _SIDE_EM, size_pt * _CODE_EM
    top = baseline_pt + _BELOW_BASELINE_EM * size_pt - side
    rows = tuple(
        TextMark(part, x_pt + (size_pt - fonts.width(part, small)) / 2, top + side * (0.45 + 0.42 * row), small)
        for row, part in enumerate((code[:half], code[half:]))
    )
    return (FrameMark(x_pt + (size_pt - side) / 2, top, side, side, _LINE_PT), *rows)
