# SPDX-License-Identifier: Apache-2.0
"""A name as it will be printed: one line, large, from the forms' own fonts, for the applicant to read over.

It goes the same way as a form (:mod:`.marks`), so what is seen here is what the paper gets. What no bundled font has
stands as a box with its code point in it: never a blank, and never a look-alike from the computer's own fonts.
"""

from __future__ import annotations

from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.marks import POINTS_PER_MM, FrameMark, Mark, TextMark
from sscard_desktop.documents.painting import paint
from sscard_desktop.documents.typeset import ASCENT_EM

SIZE_PT = 28.0
_MARGIN_PT = 6.0
_BOX_EM = 0.9
_LONGEST = 60
"""Characters: beyond, nobody reads a proof, and the page would be metres wide."""


def proof(text: str, *, fonts: Fonts) -> bytes:
    """Return ``text`` on one line of a page that fits it, as PDF; beyond 60 characters it ends in ``…``.

    Raises:
        EnvironmentFailedError: ``fonts.unreadable``.
    """
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        line = line[:_LONGEST] + "…"
    missing = set(fonts.missing_characters(line))
    marks: list[Mark] = []
    x = _MARGIN_PT
    baseline = _MARGIN_PT + ASCENT_EM * SIZE_PT
    for character in line:
        if character in missing:
            marks += _box(character, x, fonts)
            x += SIZE_PT
        else:
            marks.append(TextMark(character, x, baseline, SIZE_PT))
            x += fonts.width(character, SIZE_PT)
    return paint(
        [marks],
        title="",
        width_mm=(x + _MARGIN_PT) / POINTS_PER_MM,
        height_mm=(SIZE_PT * 1.2 + 2 * _MARGIN_PT) / POINTS_PER_MM,
        fonts=fonts,
    )


def _box(character: str, x_pt: float, fonts: Fonts) -> list[Mark]:
    """Return a frame with the code point in it, on two lines as the old charts drew it."""
    code = f"{ord(character):04X}"
    half = (len(code) + 1) // 2
    side, inset = SIZE_PT * _BOX_EM, SIZE_PT * (1 - _BOX_EM) / 2
    size = SIZE_PT * 0.34
    marks: list[Mark] = [FrameMark(x_pt + inset, _MARGIN_PT + inset, side, side, 0.5)]
    for row, part in enumerate((code[:half], code[half:])):
        left = x_pt + (SIZE_PT - fonts.width(part, size)) / 2
        marks.append(TextMark(part, left, _MARGIN_PT + inset + side * (0.45 + 0.42 * row), size))
    return marks
