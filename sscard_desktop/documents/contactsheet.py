# SPDX-License-Identifier: Apache-2.0
"""A contact sheet: small pictures on A4, each with its name and what is to be said of it, to be worked off by hand.

A name or sentence that is too long for its place is cut; a picture that can't be shown leaves its frame empty, for what
is on the sheet is mostly what went wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.marks import POINTS_PER_MM, FrameMark, Mark, PictureMark, TextMark
from sscard_desktop.documents.painting import paint
from sscard_desktop.documents.pictures import prepare
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import ContactEntry

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
COLUMNS, ROWS = 4, 5
_MARGIN_MM, _HEADING_MM = 12.0, 22.0
_CELL_WIDTH_MM = (WIDTH_MM - 2 * _MARGIN_MM) / COLUMNS
_CELL_HEIGHT_MM = (HEIGHT_MM - _HEADING_MM - 2 * _MARGIN_MM) / ROWS
_PICTURE_MM, _GAP_MM = 30.0, 2.0
_HEADING_PT, _NAME_PT, _TOLD_PT, _LINE = 13.0, 7.5, 7.0, 1.3
_TOLD_LINES = 4
_FRAME_PT = 0.4
_BESIDE = 1.8
# A word of letters and figures with the space behind it; any other sign stands for itself, a closing one with the last.
_PIECE = re.compile(r"[!-~\u00a1-\u024f]+ ?|.[，。；：！？、）》”]* ?")


def contact_sheet(heading: Sequence[str], entries: Sequence[ContactEntry], *, fonts: Fonts) -> bytes:
    """Return the sheet as PDF, twenty pictures a page, at least one page.

    Args:
        heading: the title, and up to two lines under it; on every page.
        entries: in their order.
    """
    each = COLUMNS * ROWS
    count = max(1, -(-len(entries) // each))
    pages = (_page(heading, entries[at * each : (at + 1) * each], f"{at + 1} / {count}", fonts) for at in range(count))
    return paint(pages, title=heading[0] if heading else "", width_mm=WIDTH_MM, height_mm=HEIGHT_MM, fonts=fonts)


def _page(heading: Sequence[str], entries: Sequence[ContactEntry], number: str, fonts: Fonts) -> Iterator[Mark]:
    left, width = _MARGIN_MM * POINTS_PER_MM, (WIDTH_MM - 2 * _MARGIN_MM) * POINTS_PER_MM
    for at, line in enumerate(heading[:3]):
        size, weight = (_HEADING_PT, Weight.BOLD) if at == 0 else (_TOLD_PT + 1.5, Weight.REGULAR)
        baseline = (_MARGIN_MM + 4 + 5.5 * at) * POINTS_PER_MM
        yield TextMark(cut(line, width * 0.9, size, fonts), left, baseline, size, weight)
    beside = left + width - fonts.width(number, _TOLD_PT)
    yield TextMark(number, beside, (_MARGIN_MM + 4) * POINTS_PER_MM, _TOLD_PT)
    for at, entry in enumerate(entries):
        column, row = at % COLUMNS, at // COLUMNS
        x_pt = (_MARGIN_MM + column * _CELL_WIDTH_MM) * POINTS_PER_MM
        y_pt = (_MARGIN_MM + _HEADING_MM + row * _CELL_HEIGHT_MM) * POINTS_PER_MM
        yield from _cell(entry, x_pt, y_pt, fonts)


def _cell(entry: ContactEntry, x_pt: float, y_pt: float, fonts: Fonts) -> Iterator[Mark]:
    side, room = _PICTURE_MM * POINTS_PER_MM, (_CELL_WIDTH_MM - _GAP_MM) * POINTS_PER_MM
    picture = None
    if entry.thumbnail:
        try:
            picture = prepare(entry.thumbnail, box="contact", width_mm=_PICTURE_MM, height_mm=_PICTURE_MM)
        except InvalidInputError:
            picture = None
    # Pictures side by side take the whole width of the cell.
    beside = picture is not None and picture.width_px > _BESIDE * picture.height_px
    frame = room if beside else side
    yield FrameMark(x_pt, y_pt, frame, side, _FRAME_PT)
    if picture is not None:
        scale = min(frame / picture.width_px, side / picture.height_px)
        width, height = picture.width_px * scale, picture.height_px * scale
        yield PictureMark(picture, x_pt + (frame - width) / 2, y_pt + (side - height) / 2, width, height)
    below = y_pt + side + _NAME_PT * _LINE
    name = cut(entry.name, room, _NAME_PT, fonts)
    if name:
        yield TextMark(name, x_pt, below, _NAME_PT, Weight.BOLD)
    for line in wrapped(entry.told, room, _TOLD_PT, fonts)[:_TOLD_LINES]:
        below += _TOLD_PT * _LINE
        yield TextMark(line, x_pt, below, _TOLD_PT)


def cut(text: str, room_pt: float, size_pt: float, fonts: Fonts) -> str:
    """Return as much of a line as has room, with … where something is missing."""
    line = " ".join(text.split())
    if fonts.width(line, size_pt) <= room_pt:
        return line
    while line and fonts.width(f"{line}…", size_pt) > room_pt:
        line = line[:-1]
    return f"{line}…"


def wrapped(text: str, room_pt: float, size_pt: float, fonts: Fonts) -> list[str]:
    """Return a sentence in lines that have room; broken at spaces and, as Chinese may be, anywhere else."""
    lines, line = [], ""
    for piece in _PIECE.findall(" ".join(text.split())):
        # A word that is longer than a line is broken as it comes.
        for part in [piece] if fonts.width(piece.rstrip(), size_pt) <= room_pt else piece:
            if line and fonts.width((line + part).rstrip(), size_pt) > room_pt:
                lines.append(line.rstrip())
                line = ""
            line += part
    return [*lines, line.rstrip()] if line.strip() else lines
