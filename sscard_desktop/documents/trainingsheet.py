# SPDX-License-Identifier: Apache-2.0
"""A learner's results on paper, A4: a line for each lesson, room for a name and for whoever taught.

It names nobody: the learner writes their own name on it.
"""

from __future__ import annotations

from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.painting import paint
from sscard_desktop.documents.sheetpages import (
    HEAD_PT,
    HEIGHT_MM,
    TITLE_PT,
    WIDTH_MM,
    SheetPages,
    SheetTable,
)
from sscard_desktop.services.ports import TrainingSheet

_LESSON, _FIGURE, _WORDS = 3.2, 0.76, 4.6


def training_sheet(sheet: TrainingSheet, *, fonts: Fonts) -> bytes:
    """Return the sheet as PDF."""
    pages = SheetPages(fonts)
    pages.line(sheet.title, TITLE_PT, 8.0, Weight.BOLD)
    for line in sheet.lead:
        pages.line(line, HEAD_PT, 6.0)
    figures = len(sheet.headers) - 2
    shares = (_LESSON, *[_FIGURE] * figures, _WORDS)
    pages.table(SheetTable("", tuple(sheet.headers), shares, [tuple(row) for row in sheet.rows]))
    pages.signatures(sheet.signatures)
    return paint(pages.finished(sheet.foot), title=sheet.title, width_mm=WIDTH_MM, height_mm=HEIGHT_MM, fonts=fonts)
