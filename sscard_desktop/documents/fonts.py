# SPDX-License-Identifier: Apache-2.0
"""The bundled fonts on paper: which of them holds a character, how wide text is, and how it is read back.

reportlab has no fallback: a character that its font lacks is printed as an empty box without a word. So text is split
into runs here, Noto Sans SC first, HanaMinB (rare characters beyond the BMP; 0.1 s and 20 MB to load) only when a
character asks for it, and what no font holds is named before anything is printed. Refused: system fonts, and a font
that looks nearly right.
"""

from __future__ import annotations

import threading
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from sscard_desktop.documents.embedding import WholeFont
from sscard_desktop.domain.errors import EnvironmentFailedError


class Weight(StrEnum):
    """Weight of a printed text."""

    REGULAR = "regular"
    BOLD = "bold"


class Run(NamedTuple):
    """A piece of text that one font holds."""

    font: str
    text: str


class _Held(NamedTuple):
    """What is known of a character in one weight: its font, its width, and whether that font lacks it."""

    font: str
    width_em: float
    missing: bool


_FILES = {
    "regular": "NotoSansSC-Regular.ttf",
    "bold": "NotoSansSC-Bold.ttf",
    "rare": "HanaMinB.ttf",
}
_ORDER = {Weight.REGULAR: ("regular", "rare"), Weight.BOLD: ("bold", "regular", "rare")}


class Fonts:
    """The three font files of ``folder``, each loaded at its first use.

    One object serves the whole program, from any thread; a page is drawn while holding :attr:`lock`, for reportlab's
    fonts remember the characters of one document at a time.

    Args:
        across: words that stand across every page that is painted with them, as a training station's do.
    """

    def __init__(self, folder: Path, *, across: str = "") -> None:
        self._folder = folder
        self.across = across
        self._loaded: dict[str, WholeFont] = {}
        self._held: dict[Weight, dict[str, _Held]] = {weight: {} for weight in Weight}
        self.lock = threading.RLock()

    def runs(self, text: str, weight: Weight = Weight.REGULAR) -> tuple[Run, ...]:
        """Split ``text`` by font. Characters of :meth:`missing_characters` go to the first font (an empty box)."""
        held = self._held[weight]
        return tuple(
            Run(name, "".join(group))
            for name, group in groupby(text, key=lambda each: (held.get(each) or self._hold(each, weight)).font)
        )

    def width(self, text: str, size_pt: float, weight: Weight = Weight.REGULAR) -> float:
        """Return the width of ``text`` on one line, in points."""
        held = self._held[weight]
        return sum((held.get(each) or self._hold(each, weight)).width_em for each in text) * size_pt

    def missing_characters(self, text: str) -> list[str]:
        """Return the characters of ``text`` that can't be printed, each once, in their order."""
        held = self._held[Weight.REGULAR]
        return [each for each in dict.fromkeys(text) if (held.get(each) or self._hold(each, Weight.REGULAR)).missing]

    def warm(self) -> None:
        """Load the fonts that every form takes; the one of rare characters is for the few names that have some."""
        for weight in Weight:
            self._font(_ORDER[weight][0])

    def is_loaded(self, file_name: str) -> bool:
        """Whether the font file was needed so far."""
        return any(_FILES[role] == file_name for role in self._loaded)

    def _hold(self, character: str, weight: Weight) -> _Held:
        """Find out once which font holds a character: a page asks for the same ones hundreds of times."""
        code = ord(character)
        # A mapped glyph 0 is the empty box itself.
        fonts = (self._font(role) for role in _ORDER[weight])
        font = next((font for font in fonts if font.face.charToGlyph.get(code, 0)), None)
        missing = font is None
        font = font or self._font(_ORDER[weight][0])
        width = float(font.face.charWidths.get(code, font.face.defaultWidth)) / 1000
        held = self._held[weight][character] = _Held(font.fontName, width, missing)
        return held

    def _font(self, role: str) -> WholeFont:
        font = self._loaded.get(role)
        if font is None:
            with self.lock:
                font = self._loaded.get(role) or self._load(role)
                self._loaded[role] = font
        return font

    def _load(self, role: str) -> WholeFont:
        # reportlab finds fonts by name in a registry of its own; the name must not meet another Fonts' fonts there.
        name = f"{role}-{id(self):x}"
        try:
            font = WholeFont(name, self._folder / _FILES[role])
        except (TTFError, OSError) as error:
            raise EnvironmentFailedError("fonts.unreadable", file=_FILES[role]) from error
        pdfmetrics.registerFont(font)
        return font
