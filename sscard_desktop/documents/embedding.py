# SPDX-License-Identifier: Apache-2.0
"""How a TrueType font goes into a PDF: once for the whole document, however many characters it takes.

reportlab embeds fonts in pieces of 256 characters, each with its own copy of the font's tables; a thousand people's
names take a dozen of them. Here a font becomes one composite font (ISO 32000-1, 9.7) with two-byte codes, so that a
document holds one font file for each face, with the glyphs that it uses and no others. The files themselves stay on
disk, and are mapped instead of read: three of them would be 44 MB for a form's few dozen characters.
"""

from __future__ import annotations

import mmap
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFStream, PDFZCompress
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

_LINES_A_BLOCK = 100
"""Adobe technical note 5411 allows no more."""


class WholeFont(TTFont):
    """A font whose characters in one document are numbered from 1 in the order of their use.

    Its text can be copied and searched in the PDF, beyond U+FFFF too.

    Raises:
        TTFError: the file isn't a TrueType font.
        OSError: it can't be read.
    """

    def __init__(self, name: str, file: Path) -> None:
        super().__init__(name, str(file), asciiReadable=False, shapable=False)
        _slim(self.face, file)

    def splitString(  # noqa: N802
        self, text: str, doc: PDFDocument, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Return ``text`` in this document's codes; reportlab calls it for each text that it writes."""
        state: Any = self.state.get(doc)
        if state is None:
            state = self.state[doc] = TTFont.State(asciiReadable=False)
            state.assignments, state.subsets = {}, [[0]]
        codes, used = state.assignments, state.subsets[0]
        coded = bytearray()
        for character in text:
            code = codes.get(character)
            if code is None:
                code = codes[character] = struct.pack(">H", len(used))
                used.append(ord(character))
            coded += code
        return [(0, bytes(coded))]

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Write the font into the document; reportlab calls it once, when all its text is there."""
        face: Any = self.face
        state: Any = self.state[doc]
        used: list[int] = state.subsets[0]
        key = self.getSubsetInternalName(0, doc)[1:]
        postscript = face.name.decode("ascii") if isinstance(face.name, bytes) else str(face.name)
        name = f"{SUBSETN(0).decode('ascii')}+{postscript}"
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(name),
                "CIDSystemInfo": PDFDictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}),
                "FontDescriptor": face.addSubsetObjects(doc, name, used),
                "DW": 1000,
                "W": PDFArray([0, PDFArray([face.getCharWidth(code) for code in used])]),
                "CIDToGIDMap": doc.Reference(_stream(doc, self._glyphs(used)), f"glyphs:{name}"),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(name),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([doc.Reference(descendant, f"descendant:{name}")]),
                "ToUnicode": doc.Reference(_stream(doc, to_unicode(used)), f"toUnicode:{name}"),
            }
        )
        doc.idToObject["BasicFonts"].dict[key] = doc.Reference(font, key)
        del self.state[doc]
        # Its glyphs were copied out of the whole file; those pages are read again when they are needed.
        if hasattr(mmap, "MADV_DONTNEED"):
            face._ttf_data.madvise(mmap.MADV_DONTNEED)

    def _glyphs(self, used: list[int]) -> bytes:
        """Return the glyph number of each code, as the subset will number them: each glyph of the face once."""
        numbers = {0: 0}
        glyphs = [numbers.setdefault(self.face.charToGlyph.get(code, 0), len(numbers)) for code in used]
        return struct.pack(f">{len(glyphs)}H", *glyphs)


def _slim(face: Any, file: Path) -> None:
    """Have reportlab's tables of a font take a fifth of what they take: the file mapped, lists of numbers packed."""
    with file.open("rb") as opened:
        face._ttf_data = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    if hasattr(mmap, "MADV_RANDOM"):
        # A form's few dozen glyphs are scattered; reading ahead around each of them would read the whole file.
        face._ttf_data.madvise(mmap.MADV_RANDOM)
    face.glyphPos = array("I", face.glyphPos)
    # reportlab takes the whole table of outlines out of the file, 9 MB, for the few that it wants.
    whole_table, outlines = face.get_table, _Outlines(face)
    face.get_table = lambda tag: outlines if tag == "glyf" else whole_table(tag)
    known: dict[tuple[int, int], tuple[int, int]] = {}
    face.hmetrics = [known.setdefault(each, each) for each in face.hmetrics]
    face.charToGlyph = _ByCode(face.charToGlyph, "H")
    face.charWidths = _ByCode(face.charWidths, "d")
    # Characters by glyph, which only its reading needs.
    face.glyphToChar = {}


class _Outlines:
    """A font's outlines, read where they are asked for."""

    def __init__(self, face: Any) -> None:
        self._data = face._ttf_data
        self._start, self._length = face.get_table_pos("glyf")

    def __getitem__(self, part: slice) -> bytes:
        first, past, _ = part.indices(self._length)
        return bytes(self._data[self._start + first : self._start + past])


class _ByCode(Mapping[int, float]):
    """A number for each of a font's 30,000 characters: two rows of plain numbers for a dictionary of objects."""

    def __init__(self, numbers: Mapping[int, float], kind: str) -> None:
        codes = sorted(numbers)
        self._codes, self._numbers = array("I", codes), array(kind, (numbers[code] for code in codes))

    def __getitem__(self, code: int) -> float:
        at = bisect_left(self._codes, code)
        if at == len(self._codes) or self._codes[at] != code:
            raise KeyError(code)
        return self._numbers[at]

    def __iter__(self) -> Iterator[int]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


def to_unicode(used: list[int]) -> bytes:
    """Return the map from two-byte codes to text in UTF-16, as ISO 32000-1, 9.10.3 wants it."""
    lines = [f"<{code:04X}> <{_utf16_hex(character)}>" for code, character in enumerate(used)]
    blocks = [lines[start : start + _LINES_A_BLOCK] for start in range(0, len(lines), _LINES_A_BLOCK)]
    mapping = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{mapping}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode("ascii")


def _stream(doc: Any, content: bytes) -> PDFStream:
    stream = PDFStream()
    stream.content = content
    if doc.compression:
        stream.filters = [PDFZCompress]
    return stream


def _utf16_hex(character: int) -> str:
    return chr(character).encode("utf-16-be", "surrogatepass").hex().upper()
