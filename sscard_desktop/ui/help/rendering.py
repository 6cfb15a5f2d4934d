# SPDX-License-Identifier: Apache-2.0
"""A chapter of the manual as the rich text of Qt's text browser: in the palette's colours, in the type in force.

Everything that the manual says is escaped; the only tags are those written here, and the only addresses are sections
of the manual and pictures by their file's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from PySide6.QtGui import QColor, QPalette

from sscard_desktop.domain.manual import Block, Chapter, Grid, Line, Paragraph, Picture, Points, Sample, Voice, Words
from sscard_desktop.ui.theme import tokens

_LEADING = "line-height:140%;"


@dataclass(frozen=True, slots=True)
class Dress:
    """How it looks: the palette, and how many pixels the running text is high."""

    palette: QPalette
    text_px: float

    def colour(self, role: QPalette.ColorRole) -> str:
        """Return a colour of the palette as style sheets write it."""
        return QColor(self.palette.color(role)).name()

    def size(self, name: str) -> int:
        """Return the size of a kind of type in px, in proportion to the running text."""
        kinds = tokens().type
        return round(self.text_px * kinds[name] / kinds["text"])


def page_of(chapter: Chapter, dress: Dress) -> str:
    """Return a chapter as a page; each section can be scrolled to by its anchor."""
    parts = []
    for section in chapter.sections:
        size = dress.size({1: "name", 2: "section", 3: "value"}[section.depth])
        above = 0 if section.depth == 1 else dress.size("section")
        parts.append(
            f'<h{section.depth} style="font-size:{size}px; margin-top:{above}px; margin-bottom:{size // 3}px;">'
            f'<a name="{section.anchor}"></a>{escape(section.title)}</h{section.depth}>'
        )
        parts += _blocks(section.blocks, dress)
    return f"<html><body>{''.join(parts)}</body></html>"


def _blocks(blocks: Iterable[Block], dress: Dress) -> list[str]:
    return [_block(block, dress) for block in blocks]


def _block(block: Block, dress: Dress) -> str:
    gap = dress.size("text") // 2
    match block:
        case Paragraph(line):
            return f'<p style="margin-top:0; margin-bottom:{gap}px; {_LEADING}">{_line(line, dress)}</p>'
        case Points(items, numbered):
            kind = "ol" if numbered else "ul"
            inner = "".join(f"<li>{''.join(_blocks(item, dress))}</li>" for item in items)
            return f'<{kind} style="margin-top:0; margin-bottom:{gap}px;">{inner}</{kind}>'
        case Sample(text):
            lines = "<br/>".join(escape(line).replace(" ", "&nbsp;") for line in text.splitlines())
            wash = dress.colour(QPalette.ColorRole.AlternateBase)
            return (
                f'<table width="100%" cellpadding="{gap}" bgcolor="{wash}"><tr><td>'
                f'<span style="font-size:{dress.size("hint")}px;">{lines}</span></td></tr></table>'
            )
        case Picture(file, caption):
            muted = dress.colour(QPalette.ColorRole.PlaceholderText)
            return (
                f'<p style="margin-top:{gap}px; margin-bottom:{gap}px;">'
                f'<img src="{escape(file)}" alt="{escape(caption)}"/><br/>'
                f'<span style="color:{muted}; font-size:{dress.size("hint")}px;">{escape(caption)}</span></p>'
            )
        case Grid():
            return _grid(block, dress)


def _grid(grid: Grid, dress: Dress) -> str:
    line, wash = dress.colour(QPalette.ColorRole.Mid), dress.colour(QPalette.ColorRole.AlternateBase)
    pad = dress.size("text") // 2
    under = f"border-bottom:1px solid {line};"
    head = "".join(f'<th align="left" bgcolor="{wash}" style="{under}">{_cell(cell, dress)}</th>' for cell in grid.head)
    rows = [f"<tr>{head}</tr>"] if any(grid.head) else []
    rows += [
        "<tr>" + "".join(f'<td style="{under}">{_cell(cell, dress)}</td>' for cell in row) + "</tr>"
        for row in grid.rows
    ]
    return (
        f'<table width="100%" border="0" cellspacing="0" cellpadding="{pad}" style="margin-bottom:{pad}px;">'
        f"{''.join(rows)}</table>"
    )


def _cell(line: Line, dress: Dress) -> str:
    return f'<p style="margin:0; {_LEADING}">{_line(line, dress)}</p>'


def _line(line: Line, dress: Dress) -> str:
    return "".join(_words(words, dress) for words in line)


def _words(words: Words, dress: Dress) -> str:
    text = escape(words.text)
    wash = dress.colour(QPalette.ColorRole.AlternateBase)
    match words.voice:
        case Voice.STRONG:
            text = f"<b>{text}</b>"
        case Voice.CODE:
            text = f'<span style="background-color:{wash};">{text}</span>'
        case Voice.KEY:
            accent = dress.colour(QPalette.ColorRole.Link)
            text = f'<span style="background-color:{wash}; color:{accent}; font-weight:bold;">&nbsp;{text}&nbsp;</span>'
        case Voice.PLAIN:
            pass
    return f'<a href="#{escape(words.anchor)}">{text}</a>' if words.anchor else text
