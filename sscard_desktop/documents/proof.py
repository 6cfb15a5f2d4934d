# SPDX-License-Identifier: Apache-2.0
"""A name as it will be printed: one line, large, from the forms' own fonts, for the applicant to read over.

It goes the same way as a form (:mod:`.painting`), so what is seen here is what the paper gets.
"""

from __future__ import annotations

from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.marks import POINTS_PER_MM, TextMark
from sscard_desktop.documents.painting import paint
from sscard_desktop.documents.typeset import ASCENT_EM

SIZE_PT = 28.0
_MARGIN_PT = 6.0
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
    return paint(
        [[TextMark(line, _MARGIN_PT, _MARGIN_PT + ASCENT_EM * SIZE_PT, SIZE_PT)]],
        title="",
        width_mm=(fonts.width(line, SIZE_PT) + 2 * _MARGIN_PT) / POINTS_PER_MM,
        height_mm=(SIZE_PT * 1.2 + 2 * _MARGIN_PT) / POINTS_PER_MM,
        fonts=fonts,
    )
