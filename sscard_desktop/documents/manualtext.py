# SPDX-License-Identifier: Apache-2.0
"""Running text of the manual on paper: words in several voices, broken over lines by the Chinese rules and over pages.

A key is drawn as a cap and never parted; everything else breaks where :mod:`typeset` lets a line end. What is longer
than a whole line is broken where it must be.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from reportlab.platypus import Flowable

from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.typeset import may_break
from sscard_desktop.domain.manual import Line, Voice, Words

LEADING_EM = 1.55
INK, MUTED, ACCENT, WASH = (0.11, 0.14, 0.19), (0.34, 0.38, 0.45), (0.04, 0.42, 0.57), (0.955, 0.965, 0.975)
_CAP_AIR_EM = 0.35
_ASCENT_EM, _DESCENT_EM = 0.88, 0.22
_ANY = "字"


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set; lengths in points."""

    size_pt: float = 10.0
    bold: bool = False
    before_pt: float = 0.0
    after_pt: float = 5.0
    indent_pt: float = 0.0
    marker: str = ""
    colour: tuple[float, float, float] = INK
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stays together: a word, a character with its marks, or a key."""

    runs: tuple[Words, ...]
    width_pt: float
    space_pt: float = 0.0


class Text(Flowable):
    """A paragraph.

    Args:
        line: its words.
        fonts: the bundled ones.
        anchors: the sections that the book has; links to others are words only.
        on_page: told the number of the page that it begins on.
    """

    def __init__(
        self,
        line: Line,
        style: Style,
        fonts: Fonts,
        *,
        anchors: Collection[str] = (),
        on_page: Callable[[Text], object] | None = None,
    ) -> None:
        super().__init__()
        self.line = line
        self.style = style
        self._fonts = fonts
        self._anchors = anchors
        self._on_page = on_page
        self._lines: list[list[_Piece]] | None = None
        self._set_for = -1.0
        self.keepWithNext = style.with_next
        self.spaceBefore, self.spaceAfter = style.before_pt, style.after_pt

    @property
    def _leading_pt(self) -> float:
        return self.style.size_pt * LEADING_EM

    def natural_pt(self) -> float:
        """Return how wide it would be on one line."""
        return sum(piece.width_pt + piece.space_pt for piece in self._pieces()) + self.style.indent_pt

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """Break it into lines for a width; reportlab asks."""
        if self._lines is None or self._set_for != avail_width:
            self._lines = self._break(avail_width - self.style.indent_pt)
            self._set_for = avail_width
        self.width, self.height = avail_width, len(self._lines) * self._leading_pt
        return self.width, self.height

    def split(self, avail_width: float, avail_height: float) -> list[Flowable]:
        """Part it at a page's end, leaving no single line behind or ahead."""
        self.wrap(avail_width, avail_height)
        assert self._lines is not None
        fits = int(avail_height / self._leading_pt)
        if len(self._lines) - fits == 1:
            fits -= 1
        if fits < 2 or fits >= len(self._lines):
            return [] if fits < 2 else [self]
        halves = []
        for lines, style in (
            (self._lines[:fits], replace(self.style, after_pt=0.0)),
            (self._lines[fits:], replace(self.style, before_pt=0.0, marker="")),
        ):
            half = Text(self.line, style, self._fonts, anchors=self._anchors)
            half._lines, half._set_for = lines, avail_width
            halves.append(half)
        halves[0]._on_page = self._on_page
        return list(halves)

    def draw(self) -> None:
        """Paint it; reportlab has moved the origin to its lower left corner."""
        if self._on_page is not None:
            self._on_page(self)
        assert self._lines is not None
        size = self.style.size_pt
        top = self.height - (self._leading_pt - size * (_ASCENT_EM + _DESCENT_EM)) / 2
        for number, line in enumerate(self._lines):
            baseline = top - size * _ASCENT_EM - number * self._leading_pt
            if number == 0 and self.style.marker:
                self._write(Words(self.style.marker), 0, baseline)
            x = self.style.indent_pt
            for run in _together(line):
                x = self._run(run, x, baseline)

    # lines

    def _break(self, width_pt: float) -> list[list[_Piece]]:
        lines: list[list[_Piece]] = [[]]
        used = 0.0
        for piece in self._pieces():
            for part in self._parted(piece, width_pt):
                if lines[-1] and used + part.width_pt > width_pt + 0.01:
                    lines.append([])
                    used = 0.0
                lines[-1].append(part)
                used += part.width_pt + part.space_pt
        return lines

    def _parted(self, piece: _Piece, width_pt: float) -> Iterator[_Piece]:
        if piece.width_pt <= width_pt:
            yield piece
            return
        for run in piece.runs:
            for character in run.text:
                one = replace(run, text=character)
                yield _Piece((one,), self._width(one))

    def _pieces(self) -> Iterator[_Piece]:
        marked: list[tuple[str, Words]] = []
        for words in self.line:
            if words.voice is Voice.KEY:
                marked.append((_ANY, words))
            else:
                marked += [(character, words) for character in words.text]
        start = 0
        for end in range(1, len(marked) + 1):
            before = marked[end - 1][0]
            after = marked[end][0] if end < len(marked) else " "
            if before == " ":
                start = end
            elif after == " " or may_break(before, after):
                space = after == " " and end < len(marked)
                yield self._piece(marked[start:end], marked[end][1] if space else None)
                start = end

    def _piece(self, marked: list[tuple[str, Words]], spaced: Words | None) -> _Piece:
        runs = tuple(
            words if words.voice is Voice.KEY else replace(words, text="".join(character for character, _ in group))
            for words, group in ((key, list(each)) for key, each in groupby(marked, key=lambda pair: pair[1]))
        )
        space = self._width(replace(spaced, text=" ", voice=Voice.PLAIN)) if spaced is not None else 0.0
        return _Piece(runs, sum(map(self._width, runs)), space)

    # painting

    def _weight(self, words: Words) -> Weight:
        return Weight.BOLD if self.style.bold or words.voice in (Voice.STRONG, Voice.KEY) else Weight.REGULAR

    def _width(self, words: Words) -> float:
        key = words.voice is Voice.KEY
        size = self.style.size_pt * (0.88 if key else 1.0)
        air = 2 * _CAP_AIR_EM * size + 0.3 * size if key else 0.0
        return self._fonts.width(words.text, size, self._weight(words)) + air

    def _run(self, words: Words, x: float, baseline: float) -> float:
        width, size = self._width(words), self.style.size_pt
        canvas = self.canv
        if words.voice is Voice.KEY:
            small = 0.88 * size
            canvas.setStrokeColorRGB(*MUTED)
            canvas.setLineWidth(0.5)
            gap = 0.15 * small
            canvas.roundRect(x + gap, baseline - 0.28 * small, width - 2 * gap, 1.35 * small, 2, stroke=1, fill=0)
            self._write(words, x + gap + _CAP_AIR_EM * small, baseline, small)
        else:
            if words.voice is Voice.CODE:
                canvas.setFillColorRGB(*WASH)
                canvas.rect(
                    x, baseline - _DESCENT_EM * size, width, (_ASCENT_EM + _DESCENT_EM) * size, stroke=0, fill=1
                )
            self._write(words, x, baseline)
        if words.anchor in self._anchors:
            canvas.linkRect("", words.anchor, (x, baseline - 2, x + width, baseline + size), relative=1, thickness=0)
        return x + width

    def _write(self, words: Words, x: float, baseline: float, size_pt: float = 0.0) -> None:
        size = size_pt or self.style.size_pt
        self.canv.setFillColorRGB(*(ACCENT if words.anchor in self._anchors else self.style.colour))
        for run in self._fonts.runs(words.text, self._weight(words)):
            self.canv.setFont(run.font, size)
            self.canv.drawString(x, baseline, run.text)
            x += self._fonts.width(run.text, size, self._weight(words))


def _spaced(piece: _Piece) -> Voice:
    return Voice.PLAIN if piece.runs[-1].voice is Voice.KEY else piece.runs[-1].voice


def _together(line: list[_Piece]) -> Iterator[Words]:
    """Give what stands on a line as few runs: a line that is drawn whole is copied and searched whole."""
    runs = [
        words
        for piece in line
        for words in (
            *piece.runs,
            *([replace(piece.runs[-1], text=" ", voice=_spaced(piece))] if piece.space_pt else ()),
        )
    ]
    for words, same in groupby(runs, key=lambda run: run if run.voice is Voice.KEY else replace(run, text="")):
        yield words if words.voice is Voice.KEY else replace(words, text="".join(run.text for run in same))
