# SPDX-License-Identifier: Apache-2.0
"""The sheet that lists every mark: where, what stands there, what is wrong; a click leads to the cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sscard_desktop.exchange.marknotes import xml_text

MOST_LINES = 20_000
_WIDTHS = (24, 28, 90)
_MOST_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list.

    Attributes:
        place: such as ``Sheet1!C5``, as people read it.
        to: the same as a formula spells it, ``""`` for a line that leads nowhere.
    """

    place: str
    to: str
    text: str = field(repr=False)
    message: str = field(repr=False)


def list_xml(headers: Sequence[str], lines: Sequence[Line], *, head_style: int, cell_style: int) -> Iterator[bytes]:
    """Yield the sheet."""
    columns = b"".join(
        b'<col min="%d" max="%d" width="%d" style="%d" customWidth="1"/>' % (number, number, width, cell_style)
        for number, width in enumerate(_WIDTHS, start=1)
    )
    yield (
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        b'<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        b'state="frozen"/></sheetView></sheetViews><cols>' + columns + b"</cols><sheetData>"
    )
    yield _row(1, headers, head_style)
    for number, line in enumerate(lines, start=2):
        yield _row(number, (line.place, line.text, line.message), cell_style)
    yield b"</sheetData>"
    links = [
        b'<hyperlink ref="A%d" location="%s" display="%s"/>' % (number, xml_text(line.to), xml_text(line.place))
        for number, line in enumerate(lines, start=2)
        if line.to
    ]
    if links:
        yield b"<hyperlinks>" + b"".join(links) + b"</hyperlinks>"
    yield b'<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    yield b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'


def quoted(sheet: str) -> str:
    """Return a sheet's name as a formula spells it."""
    return "'" + sheet.replace("'", "''") + "'"


def _row(number: int, texts: Sequence[str], style: int) -> bytes:
    cells = b"".join(
        b'<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
        % (b"ABC"[at : at + 1], number, style, xml_text(text[:_MOST_CHARACTERS]))
        for at, text in enumerate(texts)
        if text
    )
    return b'<row r="%d">%s</row>' % (number, cells)
