# SPDX-License-Identifier: Apache-2.0
"""The bundled fonts on paper: which of them holds a character, how wide text is, and how it is read back.

reportlab has no fallback: a character that its font lacks is printed as an empty box without a word. So text is split
into runs here, Noto Sans SC first, HanaMinB (rare characters beyond the BMP; 0.3 s and 50 MB to load) only when a
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
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from sscard_desktop.domain.errors import EnvironmentFailedError


class Weight(StrEnum):
    """Weight of a printed text."""

    REGULAR = "regular"
    BOLD = "bold"


class Run(NamedTuple):
    """A piece of text that one font holds."""

    font: str
    text: str


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
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[str, _Font] = {}
        self.lock = threading.RLock()

    def runs(self, text: str, weight: Weight = Weight.REGULAR) -> tuple[Run, ...]:
        """Split ``text`` by font. Characters of :meth:`missing_characters` go to the first font (an empty box)."""
        return tuple(
            Run(name, "".join(character for character, _ in group))
            for name, group in groupby(((c, self._font_of(c, weight).fontName) for c in text), key=lambda pair: pair[1])
        )

    def width(self, text: str, size_pt: float, weight: Weight = Weight.REGULAR) -> float:
        """Return the width of ``text`` on one line, in points."""
        return sum(self._width_em(character, weight) for character in text) * size_pt

    def missing_characters(self, text: str) -> list[str]:
        """Return the characters of ``text`` that can't be printed, each once, in their order."""
        return [character for character in dict.fromkeys(text) if self._holder(character, Weight.REGULAR) is None]

    def is_loaded(self, file_name: str) -> bool:
        """Whether the font file was needed so far."""
        return any(_FILES[role] == file_name for role in self._loaded)

    def _width_em(self, character: str, weight: Weight) -> float:
        face = self._font_of(character, weight).face
        return float(face.charWidths.get(ord(character), face.defaultWidth)) / 1000

    def _font_of(self, character: str, weight: Weight) -> _Font:
        return self._holder(character, weight) or self._font(_ORDER[weight][0])

    def _holder(self, character: str, weight: Weight) -> _Font | None:
        code = ord(character)
        for role in _ORDER[weight]:
            font = self._font(role)
            # A mapped glyph 0 is the empty box itself.
            if font.face.charToGlyph.get(code, 0):
                return font
        return None

    def _font(self, role: str) -> _Font:
        font = self._loaded.get(role)
        if font is None:
            with self.lock:
                font = self._loaded.get(role) or self._load(role)
                self._loaded[role] = font
        return font

    def _load(self, role: str) -> _Font:
        # reportlab finds fonts by name in a registry of its own; the name must not meet another Fonts' fonts there.
        name = f"{role}-{id(self):x}"
        try:
            font = _Font(name, str(self._folder / _FILES[role]), asciiReadable=False, shapable=False)
        except (TTFError, OSError) as error:
            raise EnvironmentFailedError("fonts.unreadable", file=_FILES[role]) from error
        pdfmetrics.registerFont(font)
        return font


class _Font(TTFont):
    """A TrueType font whose text can be copied and searched in the PDF, beyond U+FFFF too.

    WORKAROUND(reportlab 5.1.0, 2026-11): its own ToUnicode map writes U+20BB7 as ``<20BB7>``, which readers take for
    U+20BB and a half. The map is written again here in UTF-16, as ISO 32000-1, 9.10.3 wants it, and in blocks of at
    most 100 lines (Adobe technical note 5411). A test notices when reportlab mends it.
    """

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        # The streams were made in the order of the subsets and are still plain text.
        prefix = "toUnicodeCMap:"
        names = [key for key in doc.idToObject if str(key).startswith(prefix) and str(key).endswith(self._postscript)]
        for key, subset in zip(names, subsets, strict=True):
            stream = doc.idToObject[key]
            assert isinstance(stream, PDFStream)
            stream.content = _to_unicode(str(key).removeprefix(prefix), subset)

    @property
    def _postscript(self) -> str:
        name = self.face.name
        return "+" + (name.decode("ascii") if isinstance(name, bytes) else str(name))


def _to_unicode(name: str, subset: list[int]) -> str:
    lines = [f"<{code:02X}> <{_utf16_hex(character)}>" for code, character in enumerate(subset)]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    mapping = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(subset) - 1:02X}>\nendcodespacerange\n"
        f"{mapping}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _utf16_hex(character: int) -> str:
    return chr(character).encode("utf-16-be", "surrogatepass").hex().upper()
