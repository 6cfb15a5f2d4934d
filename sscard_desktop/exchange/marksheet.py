# SPDX-License-Identifier: Apache-2.0
"""One sheet of somebody's workbook with its marks: rows as they flow, notes, and what stands behind the rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from sscard_desktop.exchange.marknotes import Notes
from sscard_desktop.exchange.markrows import OUTWARD, Place, SheetWork
from sscard_desktop.exchange.markstyles import MarkStyles
from sscard_desktop.exchange.xmlpieces import Piece, attribute, children, plain, without

_RELATION_SPACE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BEHIND_BOXES = frozenset(
    {b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls", b"webPublishItems", b"tableParts",
     b"extLst", b"AlternateContent"}
)  # fmt: skip
"""What the standard wants behind the drawing of the notes (18.3.1.99)."""
_FORMULAS = frozenset({b"dataValidation", b"cfRule", b"ext"})


@dataclass(slots=True)
class SheetMarks:
    """What one sheet gets.

    Attributes:
        cells: to be coloured.
        notes: cell → what its note says; of the cells, those that get one.
    """

    cells: frozenset[Place]
    notes: Mapping[Place, str]


class MarkedSheet:
    """A sheet on its way through.

    Args:
        styles: the workbook's.
        clean: takes out of a text of XML what isn't carried over.
    """

    def __init__(self, marks: SheetMarks, styles: MarkStyles, clean: Callable[[bytes], bytes]) -> None:
        by_row: dict[int, set[int]] = {}
        for row, column in marks.cells:
            by_row.setdefault(row, set()).add(column)
        self._work = SheetWork({row: frozenset(columns) for row, columns in by_row.items()}, styles)
        self._marks = marks
        self._clean = clean
        self.boxes = ""

    def flow(self, stream: IO[bytes], known: frozenset[str], boxes: str) -> Iterator[bytes]:
        """Yield the sheet; afterwards :attr:`boxes` is the id of the relation to the drawing of its notes.

        Args:
            known: ids of the sheet's relations that are carried over.
            boxes: id of a relation for a new drawing, ``""`` for a sheet that gets no notes.
        """
        yield from self._work.flow(stream, self._head)
        yield self._tail(known, boxes)

    def add_to(self, notes: Notes, cluster: int) -> int:
        """Add this sheet's notes, once it has flowed by; return the next free cluster."""
        return notes.add(self._marks.notes, cluster, self._work.pixels)

    def _head(self, head: bytes) -> bytes:
        """Return what stands before the rows: the sheet's extent may have grown, and needn't be told."""
        begin = head.find(b"<%sdimension" % self._prefix_of(head))
        if begin < 0:
            return head
        end = head.index(b">", begin) + 1
        closed = b"</%sdimension>" % self._prefix_of(head)
        return head[:begin] + head[end:].removeprefix(closed)

    @staticmethod
    def _prefix_of(head: bytes) -> bytes:
        root = head[head.rindex(b"<", 0, head.index(b"worksheet")) + 1 :]
        return root.split(b"worksheet", 1)[0]

    def _tail(self, known: frozenset[str], boxes: str) -> bytes:
        """Return what stands behind the rows, with the drawing of the notes in its place."""
        prefix = self._work.prefix
        inside, end, after = self._work.tail.rpartition(b"</%sworksheet" % prefix)
        if not end:
            raise ValueError("a sheet without an end")
        inside = _without_reaching_out(self._clean(inside))
        there = next((piece for piece in children(inside) if piece.name == b"legacyDrawing"), None)
        if there is not None and (said := plain(attribute(there.attributes, b"id") or b"")) in known:
            self.boxes = said
            return inside + end + after
        self.boxes = boxes
        if not boxes:
            return inside + end + after
        place = next((piece.start for piece in children(inside) if piece.name in _BEHIND_BOXES), len(inside))
        drawing = b'<%slegacyDrawing xmlns:r="%s" r:id="%s"/>' % (prefix, _RELATION_SPACE, boxes.encode())
        return inside[:place] + drawing + inside[place:] + end + after


def _without_reaching_out(inside: bytes) -> bytes:
    """Return what stands behind the rows without checks and colourings whose formulas lead to another file."""
    if not OUTWARD.search(inside):
        return inside

    def reaches(piece: Piece) -> bool:
        return piece.name in _FORMULAS and OUTWARD.search(inside, piece.head, piece.end) is not None

    kept = without(inside, reaches)
    kept = re.sub(rb"""(<(?:[\w.-]+:)?dataValidations\b[^>]*?)\scount="[0-9]+\"""", rb"\1", kept)
    return re.sub(rb"<((?:[\w.-]+:)?(?:dataValidations|conditionalFormatting|extLst))\b[^>]*>\s*</\1>", b"", kept)
