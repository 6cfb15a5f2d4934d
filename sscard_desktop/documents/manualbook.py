# SPDX-License-Identifier: Apache-2.0
"""The user manual as a PDF: title page, contents with page numbers, chapters with tables and pictures, A4.

It is set twice: the first time tells on which page each section begins. The same manual gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)

from sscard_desktop import __version__
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.manualtext import MUTED, WASH, Style, Text
from sscard_desktop.documents.pictures import PrintedPicture, prepare
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.manual import Block, Grid, Line, Manual, Paragraph, Picture, Points, Sample, Section, Words

MARGIN_MM = 20.0
_WIDTH_PT = A4[0] - 2 * MARGIN_MM * mm
_PICTURE_MM = (_WIDTH_PT / mm, 110.0)
_CHAPTER_ROOM_PT = 90 * mm
_TEXT = Style()
_CELL = Style(size_pt=9.0, after_pt=0.0)
_CODE = Style(size_pt=8.5, after_pt=0.0)
_CAPTION = Style(size_pt=8.5, colour=MUTED, after_pt=8.0)
_HEADS = {
    1: Style(size_pt=20, bold=True, before_pt=14, after_pt=8, with_next=True),
    2: Style(size_pt=13, bold=True, before_pt=10, after_pt=4, with_next=True),
    3: Style(size_pt=11, bold=True, before_pt=8, after_pt=3, with_next=True),
}
_LINE = (0.84, 0.87, 0.91)
_NO_AIR = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]

PictureOf = Callable[[str, str], Path | None]


class _Entry(Text):
    """A line of the contents: its page number at the right margin."""

    def __init__(self, line: Line, style: Style, fonts: Fonts, anchors: Iterable[str], page: str) -> None:
        super().__init__(line, style, fonts, anchors=frozenset(anchors))
        self._page = page

    def draw(self) -> None:
        super().draw()
        size = self.style.size_pt
        width = self._fonts.width(self._page, size)
        self._write(Words(self._page), self.width - width, self.height - (self._leading_pt + 0.66 * size) / 2)


@dataclass(slots=True)
class _Setting:
    """One setting of the book.

    Attributes:
        pages: section → the page that it begins on, from the setting before.
        made: the pictures that were made ready so far.
        seen: the same, as this setting finds it.
    """

    manual: Manual
    fonts: Fonts
    picture: PictureOf
    subtitle: str
    contents: str
    pages: dict[str, int]
    made: dict[str, PrintedPicture | None]
    seen: dict[str, int] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()

    def render(self) -> bytes:
        """Return the PDF, and remember the pages."""
        self.anchors = frozenset(section.anchor for _, section in self.manual.sections())
        sink = io.BytesIO()
        document = BaseDocTemplate(
            sink,
            pagesize=A4,
            title=f"{self.manual.title} · {self.subtitle}",
            author="sscard_desktop",
            lang=self.manual.language.replace("_", "-"),
            invariant=1,
        )
        margin = MARGIN_MM * mm
        frame = Frame(margin, margin, _WIDTH_PT, A4[1] - 2 * margin, 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate(frames=[frame], onPage=self._foot))
        document.build([*self._front(), *self._chapters()])
        return sink.getvalue()

    def _foot(self, canvas: Any, document: Any) -> None:
        if document.page == 1:
            return
        y = MARGIN_MM * mm / 2
        canvas.setFillColorRGB(*MUTED)
        for text, right in ((f"{self.manual.title} · {self.subtitle}", False), (str(document.page), True)):
            x = A4[0] - MARGIN_MM * mm - self.fonts.width(text, 8) if right else MARGIN_MM * mm
            for run in self.fonts.runs(text):
                canvas.setFont(run.font, 8)
                canvas.drawString(x, y, run.text)
                x += self.fonts.width(run.text, 8)

    def _front(self) -> Iterator[Flowable]:
        yield Spacer(1, 70 * mm)
        yield self._text((Words(self.manual.title),), Style(size_pt=28, bold=True, after_pt=12))
        yield self._text((Words(self.subtitle),), Style(size_pt=16, colour=MUTED, after_pt=6))
        yield self._text((Words(__version__),), Style(size_pt=11, colour=MUTED))
        yield PageBreak()
        yield self._text((Words(self.contents),), _HEADS[1])
        for _, section in self.manual.sections():
            if section.depth < 3:
                top = section.depth == 1
                style = Style(size_pt=10 if top else 9, bold=top, before_pt=5 if top else 0, after_pt=0)
                page = str(self.pages.get(section.anchor, ""))
                line = (Words(section.title, anchor=section.anchor),)
                yield _Entry(line, replace(style, indent_pt=0 if top else 12), self.fonts, self.anchors, page)
        yield PageBreak()

    def _chapters(self) -> Iterator[Flowable]:
        for at, (_, section) in enumerate(self.manual.sections()):
            if section.depth == 1 and at:
                yield CondPageBreak(_CHAPTER_ROOM_PT)
            yield self._heading(section)
            yield from self._blocks(section.blocks)

    def _heading(self, section: Section) -> Flowable:
        def noted(text: Text) -> None:
            canvas = text.canv
            self.seen[section.anchor] = canvas.getPageNumber()
            canvas.bookmarkHorizontal(section.anchor, 0, text.height + 4)
            canvas.addOutlineEntry(section.title, section.anchor, section.depth - 1, closed=section.depth == 1)

        return Text((Words(section.title),), _HEADS[section.depth], self.fonts, on_page=noted)

    def _text(self, line: Line, style: Style = _TEXT) -> Text:
        return Text(line, style, self.fonts, anchors=self.anchors)

    def _blocks(self, blocks: Iterable[Block], *, indent_pt: float = 0.0, marker: str = "") -> Iterator[Flowable]:
        for block in blocks:
            match block:
                case Paragraph(line):
                    yield self._text(line, replace(_TEXT, indent_pt=indent_pt, marker=marker))
                    marker = ""
                case Points(items, numbered):
                    for number, item in enumerate(items, start=1):
                        sign = f"{number}." if numbered else "•"
                        yield from self._blocks(item, indent_pt=indent_pt + 16, marker=sign)
                case Grid():
                    yield self._grid(block)
                case Sample(text):
                    lines = [[self._text((Words(each),), _CODE)] for each in text.splitlines()]
                    yield Table(
                        lines, colWidths=[_WIDTH_PT], style=[("BACKGROUND", (0, 0), (-1, -1), WASH), *_tight(2)]
                    )
                    yield Spacer(1, 6)
                case Picture(name, caption):
                    yield from self._picture(name, caption)

    def _grid(self, grid: Grid) -> Flowable:
        head = [[self._text(cell, replace(_CELL, bold=True)) for cell in grid.head]] if any(grid.head) else []
        rows = [[self._text(cell, _CELL) for cell in row] for row in grid.rows]
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE), *_tight(4)]
        if head:
            style.append(("BACKGROUND", (0, 0), (-1, 0), WASH))
        return Table(
            [*head, *rows],
            colWidths=_widths([*head, *rows]),
            repeatRows=len(head),
            style=style,
            spaceBefore=3,
            spaceAfter=9,
        )

    def _picture(self, name: str, caption: str) -> Iterator[Flowable]:
        if name not in self.made:
            self.made[name] = self._prepared(name)
        made = self.made[name]
        if made is None:
            return
        scale = min(_PICTURE_MM[0] * mm / made.width_px, _PICTURE_MM[1] * mm / made.height_px)
        image = Image(io.BytesIO(made.jpeg), made.width_px * scale, made.height_px * scale)
        framed = Table([[image]], style=[("BOX", (0, 0), (-1, -1), 0.5, _LINE), *_NO_AIR], hAlign="LEFT")
        # A group of its own would not stay with the heading before: groups within groups are always parted.
        framed.keepWithNext = framed.spaceBefore = 4
        yield framed
        yield self._text((Words(caption),), _CAPTION)

    def _prepared(self, name: str) -> PrintedPicture | None:
        path = self.picture(name, self.manual.language)
        try:
            content = path.read_bytes() if path is not None else b""
            return prepare(content, box=name, width_mm=_PICTURE_MM[0], height_mm=_PICTURE_MM[1])
        except (OSError, InvalidInputError):
            # The words stand without it; that all pictures are there is the tests' matter.
            return None


def _tight(air_pt: float) -> list[tuple[Any, ...]]:
    sides = (("LEFTPADDING", 6.0), ("RIGHTPADDING", 6.0), ("TOPPADDING", air_pt), ("BOTTOMPADDING", air_pt))
    return [(name, (0, 0), (-1, -1), value) for name, value in sides]


def _widths(rows: Sequence[Sequence[Text]]) -> list[float]:
    """Give each column what its longest cell takes, up to three tenths of the page, and the last one the rest."""
    most = 0.3 * _WIDTH_PT
    columns = list(zip(*rows, strict=True))
    first = [min(max(cell.natural_pt() for cell in column) + 14, most) for column in columns[:-1]]
    return [*first, _WIDTH_PT - sum(first)]


class BookPress:
    """Sets manuals.

    Args:
        fonts: the folder of the bundled fonts.
        picture: name, language → a picture's file, ``None`` where there is none.
    """

    def __init__(self, fonts: Path, picture: PictureOf) -> None:
        self._fonts = Fonts(fonts)
        self._picture = picture

    def render(self, manual: Manual, *, subtitle: str, contents: str) -> bytes:
        """Return the book.

        Raises:
            EnvironmentFailedError: ``fonts.unreadable``.
        """
        with self._fonts.lock:
            first = _Setting(manual, self._fonts, self._picture, subtitle, contents, {}, {})
            first.render()
            return replace(first, pages=first.seen, seen={}).render()
