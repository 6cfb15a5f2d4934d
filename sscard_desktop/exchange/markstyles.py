# SPDX-License-Identifier: Apache-2.0
"""A workbook's styles with those of marked cells added: each as the cell had it, in the colour of a mark.

A mark keeps what colour was there before in the part of its fill that isn't shown, so that a later marking of the
same file can give the cell its own colour back.
"""

from __future__ import annotations

from sscard_desktop.exchange.xmlpieces import Piece, attribute, children, named, with_attribute

MARK_COLOUR = b"FFFFB8B0"
"""ARGB; a light red that no palette of Excel offers, by which an earlier mark is known again."""
_LIST_HEAD_COLOUR = b"FFEDEDED"
_NOTHING_KEPT = (b'indexed="64"', b'rgb="FFFF99CC"')
"""LibreOffice puts the nearest colour of Excel 97's palette in the place where a cell's own colour was kept."""
_MOST_STYLES = 60_000
"""Excel ends at 65,490."""
MINIMAL = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="\xe5\xae\x8b\xe4\xbd\x93"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    b"</styleSheet>"
)


class MarkStyles:
    """The styles of one workbook; raises ``ValueError`` for a part that has no styles of cells.

    Attributes:
        marked_before: styles that are marks of an earlier marking.
    """

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        root = children(xml)[-1]
        self._prefix = xml[root.start + 1 : root.head].split(b"styleSheet", 1)[0]
        self._fills, self._fill_list = self._parts(b"fills")
        self._styles, self._style_list = self._parts(b"cellXfs")
        self._made: dict[tuple[str, int], int] = {}
        self._mark_fills: dict[bytes, int] = {}
        marks = {number for number, fill in enumerate(self._fill_list) if b'"' + MARK_COLOUR + b'"' in fill}
        self.marked_before = frozenset(
            number for number, style in enumerate(self._style_list) if _number(style, b"fillId") in marks
        )

    def marked(self, style: int) -> int:
        """Return the style of a marked cell that had this one."""
        style = self._unmarked(style)
        return self._with_fill("mark", style, self._mark_fill(self._shown_colour(style)))

    def restored(self, style: int) -> int:
        """Return the style of a cell whose mark of an earlier marking goes."""
        return self._unmarked(style)

    def of_list(self) -> tuple[int, int]:
        """Return the styles of the list of marks: of its headers, of its other cells."""
        text = (
            self._tag(b'<{}xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" ')
            + b'applyAlignment="1">'
            + self._tag(b'<{}alignment vertical="top" wrapText="1"/></{}xf>')
        )
        cell = self._added(text)
        return self._with_fill("head", cell, self._solid(_LIST_HEAD_COLOUR, b'indexed="64"')), cell

    def rendered(self) -> bytes:
        """Return the part with what was added."""
        if len(self._style_list) > _MOST_STYLES:
            raise ValueError("too many styles")
        out, at = [], 0
        for piece, name, parts in sorted(
            ((self._fills, b"fills", self._fill_list), (self._styles, b"cellXfs", self._style_list)),
            key=lambda each: each[0].start,
        ):
            count = str(len(parts)).encode()
            opened = b'<%s%s count="%s">' % (self._prefix, name, count)
            out += [self._xml[at : piece.start], opened, *parts, b"</%s%s>" % (self._prefix, name)]
            at = piece.end
        return b"".join(out) + self._xml[at:]

    def _parts(self, name: bytes) -> tuple[Piece, list[bytes]]:
        found = named(self._xml, name)
        if len(found) != 1 or found[0].head == found[0].end:
            raise ValueError("no styles of cells")
        inside = self._xml[found[0].head : found[0].end].rsplit(b"</", 1)[0]
        return found[0], [inside[piece.start : piece.end] for piece in children(inside)]

    def _tag(self, text: bytes) -> bytes:
        return text.replace(b"{}", self._prefix)

    def _added(self, style: bytes) -> int:
        self._style_list.append(style)
        return len(self._style_list) - 1

    def _style(self, number: int) -> bytes:
        if not 0 <= number < len(self._style_list):
            raise ValueError("a style that isn't there")
        return self._style_list[number]

    def _with_fill(self, why: str, style: int, fill: int) -> int:
        key = (f"{why} {fill}", style)
        if key not in self._made:
            text = with_attribute(self._style(style), b"fillId", str(fill).encode())
            self._made[key] = self._added(with_attribute(text, b"applyFill", b"1"))
        return self._made[key]

    def _shown_colour(self, style: int) -> bytes:
        """Return the attributes of the colour that a style fills with, those of none where it doesn't."""
        number = _number(self._style(style), b"fillId")
        fill = self._fill_list[number] if 0 <= number < len(self._fill_list) else b""
        if b'"solid"' not in fill:
            return b'indexed="64"'
        return next((piece.attributes.strip() for piece in named(fill, b"fgColor")), b'indexed="64"')

    def _unmarked(self, style: int) -> int:
        if style not in self.marked_before:
            return style
        fill = self._fill_list[_number(self._style(style), b"fillId")]
        colour = next((piece.attributes.strip() for piece in named(fill, b"bgColor")), b'indexed="64"')
        plain = 0 if colour in _NOTHING_KEPT else self._solid(colour, b'indexed="64"')
        return self._with_fill("own", style, plain)

    def _mark_fill(self, kept: bytes) -> int:
        if kept not in self._mark_fills:
            self._mark_fills[kept] = self._solid(MARK_COLOUR, kept)
        return self._mark_fills[kept]

    def _solid(self, colour: bytes, kept: bytes) -> int:
        shown = b'rgb="%s"' % colour if b"=" not in colour else colour
        fill = self._tag(
            b'<{}fill><{}patternFill patternType="solid"><{}fgColor %s/><{}bgColor %s/></{}patternFill></{}fill>'
            % (shown, kept)
        )
        if fill in self._fill_list:
            return self._fill_list.index(fill)
        self._fill_list.append(fill)
        return len(self._fill_list) - 1


def _number(style: bytes, name: bytes) -> int:
    head = children(style)
    found = attribute(head[0].attributes, name) if head else None
    return int(found) if found is not None and found.isdigit() and len(found) < 7 else 0
