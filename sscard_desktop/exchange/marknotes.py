# SPDX-License-Identifier: Apache-2.0
"""Notes (批注) at cells: the part that holds their texts, and the drawing that holds their boxes.

Notes that a sheet has already stay; a cell that has one gets ours below it. Excel shows no note without its box in
VML, which the standard keeps for this alone (ECMA-376 part 4, 19.4).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_rowcol_to_cell

from sscard_desktop.exchange.markrows import Place, cell_place
from sscard_desktop.exchange.xmlpieces import Piece, attribute, children, named, plain

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHAPE = re.compile(rb"<([\w.-]+:)shape\b(?!type).*?</\1shape\s*>", re.DOTALL)
_SHAPE_PLACE = re.compile(rb"<[\w.-]+:(Row|Column)>\s*([0-9]{1,7})\s*</")
_CLUSTERS = re.compile(rb"""(<[\w.-]+:idmap\b[^>]*?\bdata\s*=\s*["'])([^"']*)""")
_SPACES = {b"v": b"urn:schemas-microsoft-com:vml", b"o": b"urn:schemas-microsoft-com:office:office",
           b"x": b"urn:schemas-microsoft-com:office:excel"}  # fmt: skip
_CLUSTER = 1024
"""Numbers of shapes come in clusters of so many, and the drawing tells which it has."""
_BOX_PIXELS, _LINE_PIXELS, _ROW_PIXELS, _CHARACTERS_A_LINE, _MOST_LINES = 250, 18, 20, 17, 14
_LAST_BREAK = re.compile(rb"(?:\n|&#10;|&#xA;)(</(?:[\w.-]+:)?t>\s*</(?:[\w.-]+:)?r>\s*</(?:[\w.-]+:)?text>)")
_NO_NOTES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="http://schemas.openxmlformats.org/'
    b'spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>'
)
_NO_BOXES = (
    b'<xml xmlns:v="%s" xmlns:o="%s" xmlns:x="%s"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/>'
    b"</o:shapelayout></xml>" % tuple(_SPACES.values())
)
_SHAPE_TYPE = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def xml_text(text: str) -> bytes:
    """Return a text as it stands in XML; what no XML can hold becomes the sign for that."""
    return escape(_UNWRITABLE.sub("\ufffd", text), {'"': "&quot;"}).encode("utf-8", "replace")


class Notes:
    """The notes of one sheet.

    Args:
        texts: the part with their texts, ``None`` where the sheet has none.
        boxes: the drawing with their boxes.
        author: who ours are from; those of an earlier marking are taken out.
    """

    def __init__(self, texts: bytes | None, boxes: bytes | None, author: str) -> None:
        self._texts, self._boxes = texts or _NO_NOTES, boxes or _NO_BOXES
        root = children(self._texts)[-1]
        self._prefix = self._texts[root.start + 1 : root.head].split(b"comments", 1)[0]
        self._authors = self._inside(b"authors")
        self._list = self._inside(b"commentList")
        self._author = xml_text(author)
        self._begin = xml_text(f"【{author}】")
        names = [
            plain(self._authors[1][each.head : each.end].partition(b"<")[0]) for each in children(self._authors[1])
        ]
        earlier = names.index(author) if author in names else -1
        self._number = earlier if earlier >= 0 else len(names)
        self._new_author = earlier < 0
        self._kept: dict[Place, bytes] = {}
        gone: set[Place] = set()
        for each in children(self._list[1]):
            place = _place(attribute(each.attributes, b"ref") or b"")
            if attribute(each.attributes, b"authorId") == str(earlier).encode():
                gone.add(place)
            else:
                self._kept[place] = self._without_ours(self._list[1][each.start : each.end])
        self._remove_boxes(gone)

    @staticmethod
    def clusters(boxes: bytes) -> list[int]:
        """Return which clusters of shape numbers a drawing has."""
        found = _CLUSTERS.search(boxes)
        return [int(each) for each in found[2].split(b",") if each.strip().isdigit()] if found else []

    def add(self, notes: Mapping[Place, str], cluster: int, width: Callable[[int], int]) -> int:
        """Add notes; return the next free cluster of shape numbers.

        Args:
            cluster: the first free one in the workbook.
            width: of a column (from 1), in pixels.
        """
        shapes: list[bytes] = []
        number = cluster * _CLUSTER
        used: list[int] = []
        for place, text in sorted(notes.items()):
            if place in self._kept:
                self._kept[place] = self._with_ours(self._kept[place], text)
                continue
            ref = xl_rowcol_to_cell(place[0] - 1, place[1] - 1).encode()
            self._kept[place] = (
                self._tag(b'<{}comment ref="%s" authorId="%d" shapeId="0"><{}text>' % (ref, self._number))
                + self._run(text)
                + self._tag(b"</{}text></{}comment>")
            )
            number += 1
            if number % _CLUSTER == 0:
                number += 1
            if number // _CLUSTER not in used[-1:]:
                used.append(number // _CLUSTER)
            shapes.append(_box(number, place, text, width))
        if shapes:
            self._add_boxes(shapes, used)
        return used[-1] + 1 if used else cluster

    def rendered(self) -> tuple[bytes, bytes]:
        """Return the two parts."""
        (authors, said), (listed, _) = self._authors, self._list
        if self._new_author:
            said += self._tag(b"<{}author>") + self._author + self._tag(b"</{}author>")
        texts = (
            self._texts[: authors.start]
            + self._tag(b"<{}authors>")
            + said
            + self._tag(b"</{}authors>")
            + self._texts[authors.end : listed.start]
            + self._tag(b"<{}commentList>")
            + b"".join(self._kept[place] for place in sorted(self._kept))
            + self._tag(b"</{}commentList>")
            + self._texts[listed.end :]
        )
        return texts, self._boxes

    def _inside(self, name: bytes) -> tuple[Piece, bytes]:
        found = named(self._texts, name)
        if len(found) != 1:
            raise ValueError("no notes")
        text = self._texts[found[0].start : found[0].end]
        return found[0], b"" if b"</" not in text else self._texts[found[0].head : found[0].end].rsplit(b"</", 1)[0]

    def _tag(self, text: bytes) -> bytes:
        return text.replace(b"{}", self._prefix)

    def _run(self, text: str, begin: bytes = b"") -> bytes:
        style = b'<{}rPr><{}sz val="9"/><{}color rgb="FFC00000"/><{}rFont val="\xe5\xae\x8b\xe4\xbd\x93"/></{}rPr>'
        return (
            self._tag(b"<{}r>" + style + b'<{}t xml:space="preserve">')
            + begin
            + xml_text(text)
            + self._tag(b"</{}t></{}r>")
        )

    def _with_ours(self, comment: bytes, text: str) -> bytes:
        found = named(comment, b"text")
        if len(found) != 1 or b"</" not in comment[found[0].start : found[0].end]:
            raise ValueError("a note without a text")
        inside = comment[found[0].head : found[0].end].rsplit(b"</", 1)[0]
        runs = b""
        for each in children(inside):
            piece = inside[each.start : each.end]
            # Plain text and runs don't stand beside each other.
            runs += self._tag(b"<{}r>") + piece + self._tag(b"</{}r>") if each.name == b"t" else piece
        runs += self._run(text, b"\n" + self._begin)
        return comment[: found[0].head] + runs + self._tag(b"</{}text>") + comment[found[0].end :]

    def _without_ours(self, comment: bytes) -> bytes:
        if self._begin not in comment:
            return comment
        for each in reversed(named(comment, b"r")):
            if self._begin in comment[each.start : each.end]:
                comment = comment[: each.start] + comment[each.end :]
        return _LAST_BREAK.sub(rb"\1", comment)

    def _remove_boxes(self, gone: Collection[Place]) -> None:
        def kept(found: re.Match[bytes]) -> bytes:
            told = {name: int(number) + 1 for name, number in _SHAPE_PLACE.findall(found[0])}
            return b"" if (told.get(b"Row"), told.get(b"Column")) in gone else found[0]

        if gone:
            self._boxes = _SHAPE.sub(kept, self._boxes)

    def _add_boxes(self, shapes: list[bytes], used: list[int]) -> None:
        if b'"_x0000_t202"' not in re.sub(rb'type="#_x0000_t202"', b"", self._boxes):
            shapes.insert(0, _SHAPE_TYPE)
        begin, end, rest = self._boxes.rpartition(b"</xml>")
        if not end:
            raise ValueError("no drawing")
        all_of_them = ",".join(str(each) for each in [*self.clusters(self._boxes), *used]).encode()
        root = begin.index(b">", begin.index(b"<xml"))
        # Whatever another program calls these spaces, ours are called so.
        named_here = b"".join(
            b' xmlns:%s="%s"' % each for each in _SPACES.items() if b"xmlns:%s=" % each[0] not in begin[:root]
        )
        begin = begin[:root] + named_here + begin[root:]
        begin = _CLUSTERS.sub(lambda found: found[1] + all_of_them, begin, count=1)
        self._boxes = begin + b"".join(shapes) + end + rest


def _box(number: int, place: Place, text: str, width: Callable[[int], int]) -> bytes:
    """Return a note's box: beside its cell, wide enough to read, and hidden until the cell is pointed at."""
    row, column = place[0] - 1, place[1] - 1
    lines = sum(math.ceil((len(line) or 1) / _CHARACTERS_A_LINE) for line in text.split("\n"))
    height = (min(lines, _MOST_LINES) + 1) * _LINE_PIXELS
    right, room = column + 1, _BOX_PIXELS
    while room > (here := width(right + 1)) and right < column + 40:
        room -= here
        right += 1
    top = max(row - 1, 0)
    down, rest = divmod(height, _ROW_PIXELS)
    anchor = f"{column + 1}, 12, {top}, 8, {right}, {room}, {top + down}, {rest}"
    return (
        b'<v:shape id="_x0000_s%d" type="#_x0000_t202" style=\'position:absolute;margin-left:80pt;margin-top:5pt;'
        b'width:%dpt;height:%dpt;z-index:%d;visibility:hidden\' fillcolor="#ffe9e6" o:insetmode="auto">'
        b'<v:fill color2="#ffe9e6"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        b"<v:textbox style='mso-direction-alt:auto'><div style='text-align:left'></div></v:textbox>"
        b'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor>'
        b"<x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
        % (number, _BOX_PIXELS * 3 // 4, height * 3 // 4, number % 60_000 + 1, anchor.encode(), row, column)
    )


def _place(ref: bytes) -> Place:
    place = cell_place(ref)
    if place is None:
        raise ValueError("a note without a cell")
    return place
