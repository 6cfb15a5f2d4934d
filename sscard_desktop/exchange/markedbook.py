# SPDX-License-Identifier: Apache-2.0
"""A workbook on its way through: parts carried over, marked sheets changed, the list of marks added."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO

from xlsxwriter.utility import xl_rowcol_to_cell

from sscard_desktop.exchange.marklist import MOST_LINES, Line, list_xml, quoted
from sscard_desktop.exchange.marknotes import Notes, xml_text
from sscard_desktop.exchange.markparts import (
    MOST_BYTES,
    RELATION,
    TYPES,
    Parts,
    Relation,
    relations_part,
    relations_xml,
)
from sscard_desktop.exchange.markrows import OUTWARD
from sscard_desktop.exchange.marksheet import MarkedSheet, SheetMarks
from sscard_desktop.exchange.markstyles import MINIMAL, MarkStyles
from sscard_desktop.exchange.xmlpieces import Piece, attribute, named, plain, without
from sscard_desktop.services.ports import CellMark, MarkingWords, Progress, TableFile

MOST_NOTES = 5000
"""Beyond, programs become slow; the cells are coloured and listed all the same."""
_LONGEST_NOTE = 1000
_CHUNK = 1 << 20
_PARTS = "application/vnd.openxmlformats-officedocument.spreadsheetml."


class MarkedBook:
    """One workbook; raises ``ValueError`` for one that isn't put together as every program does.

    Args:
        book: it, measured before.
        table: the same as it was read.
        marks: of cells in its sheets, by the names in ``table``.
    """

    def __init__(self, book: zipfile.ZipFile, table: TableFile, marks: Sequence[CellMark], words: MarkingWords) -> None:
        self._parts = Parts(book)
        self._table = table
        self._words = words
        self._xml = self._parts.read(self._parts.workbook)
        self._sheets = self._found_sheets()
        self._added: dict[str, str] = {}
        self._list_part = self._listed_before() or self._free("xl/worksheets/sheet{}.xml")
        self._messages: dict[str, dict[tuple[int, int], str]] = {}
        self._marks = self._by_sheet(marks)
        styles = [each.target for each in self._parts.relations(self._parts.workbook) if each.is_a("styles")]
        self._styles_part = styles[0] if styles else "xl/styles.xml"
        self._styles = MarkStyles(self._parts.read(self._styles_part) if styles else MINIMAL)
        self._room = MOST_BYTES
        self._written: set[str] = set()

    def write(self, target: zipfile.ZipFile, progress: Progress | None) -> None:
        """Write it whole."""
        names = list(self._parts.names())
        total = sum(self._parts.size(name) for name in names)
        cluster = 1 + max(
            (number for name in names if name.endswith(".vml") for number in Notes.clusters(self._parts.read(name))),
            default=0,
        )
        for part in self._sheets.values():
            if part != self._list_part:
                cluster = self._write_sheet(target, part, cluster, _Counted(progress, total))
        self._write_list(target)
        self._put(target, self._styles_part, [self._styles.rendered()])
        self._write_workbook(target)
        for name in names:
            if name not in self._written:
                self._copy(target, name)
        root = [each for each in self._parts.relations("") if each.target in self._written]
        self._put(target, relations_part(""), [relations_xml(root)])
        added = {part: kind for part, kind in self._added.items() if kind}
        boxes = any(name.endswith(".vml") for name in self._written)
        self._put(target, TYPES, [self._parts.types(added, boxes=boxes)])
        if progress:
            progress.report(total, total)

    # ── sheets ───────────────────────────────────────────────────────────────────────────────────────────────

    def _found_sheets(self) -> dict[str, str]:
        """Return the sheets' names and parts; a sheet of macros or dialogs isn't one."""
        parts = {each.id: each for each in self._parts.relations(self._parts.workbook)}
        found: dict[str, str] = {}
        for piece in named(self._xml, b"sheet"):
            relation = parts.get(plain(attribute(piece.attributes, b"id") or b""))
            if relation is None or not (relation.is_a("worksheet") or relation.is_a("chartsheet")):
                raise ValueError("a sheet of another kind")
            if relation.is_a("worksheet"):
                found[plain(attribute(piece.attributes, b"name") or b"")] = relation.target
        if len(set(found.values())) != len(found):
            raise ValueError("two sheets in one part")
        return found

    def _listed_before(self) -> str:
        """Return the part with the list of an earlier marking, ``""`` for none."""
        for sheet in self._table.sheets:
            if sheet.name == self._words.list_sheet and sheet.rows and sheet.name in self._sheets:
                head = tuple(cell.text for cell in sheet.rows[0].cells)
                if sheet.rows[0].number == 1 and head == self._words.list_headers:
                    return self._sheets[sheet.name]
        return ""

    def _by_sheet(self, marks: Sequence[CellMark]) -> dict[str, SheetMarks]:
        """Return part → its marks, several of one cell together."""
        told: dict[str, dict[tuple[int, int], list[str]]] = {}
        for mark in marks:
            part = self._sheets.get(mark.sheet)
            if part is None:
                raise ValueError("a mark on a sheet that isn't there")
            told.setdefault(part, {}).setdefault((mark.row, mark.column), []).append(mark.message)
        room = MOST_NOTES
        found: dict[str, SheetMarks] = {}
        for part, cells in told.items():
            said = {place: "\n".join(dict.fromkeys(cells[place])) for place in sorted(cells)}
            self._messages[part] = said
            notes = {place: text[:_LONGEST_NOTE] for place, text in list(said.items())[:room]}
            room -= len(notes)
            found[part] = SheetMarks(frozenset(cells), notes)
        return found

    def _write_sheet(self, target: zipfile.ZipFile, name: str, cluster: int, counted: _Counted) -> int:
        """Write a sheet with its notes and relations; return the next free cluster of shape numbers."""
        relations = list(self._parts.relations(name))
        texts = next((each for each in relations if each.is_a("comments")), None)
        marks = self._marks.get(name, SheetMarks(frozenset(), {}))
        wants_notes = bool(marks.notes) or texts is not None
        sheet = MarkedSheet(marks, self._styles, lambda xml: self._parts.without_what_goes(name, xml))
        ids = {each.id for each in relations}
        new = {kind: _free_id(kind, ids) for kind in ("rNote", "rBox")}
        known = frozenset(each.id for each in relations if each.is_a("vmlDrawing"))
        with self._parts.open(name) as stream, self._member(target, name) as sink:
            for chunk in sheet.flow(stream, known, new["rBox"] if wants_notes else ""):
                self._use(chunk)
                sink.write(chunk)
                counted.add(len(chunk))
        if wants_notes:
            boxes = next((each for each in relations if each.id == sheet.boxes), None)
            drawn = self._parts.read(boxes.target) if boxes else None
            notes = Notes(self._parts.read(texts.target) if texts else None, drawn, self._words.author)
            cluster = sheet.add_to(notes, cluster)
            if texts is None:
                texts = Relation(new["rNote"], RELATION + "comments", self._free("xl/comments{}.xml"))
                self._added[texts.target] = _PARTS + "comments+xml"
                relations.append(texts)
            if boxes is None:
                boxes = Relation(sheet.boxes, RELATION + "vmlDrawing", self._free("xl/drawings/vmlDrawing{}.vml"))
                self._added[boxes.target] = ""
                relations.append(boxes)
            for part, content in zip((texts.target, boxes.target), notes.rendered(), strict=True):
                self._put(target, part, [content])
        if relations:
            self._put(target, relations_part(name), [relations_xml(relations)])
        return cluster

    # ── the list, the workbook ───────────────────────────────────────────────────────────────────────────────

    def _write_list(self, target: zipfile.ZipFile) -> None:
        lines: list[Line] = []
        names = {part: name for name, part in self._sheets.items()}
        texts = {sheet.name: {row.number: row for row in sheet.rows} for sheet in self._table.sheets}
        several = len(self._table.sheets) > 1
        for part, marks in self._marks.items():
            for row, column in sorted(marks.cells):
                if len(lines) == MOST_LINES:
                    break
                cell, name = xl_rowcol_to_cell(row - 1, column - 1), names[part]
                there = texts.get(name, {}).get(row)
                place = f"{name}!{cell}" if several else cell
                said = self._messages[part][row, column]
                lines.append(Line(place, f"{quoted(name)}!{cell}", there.text(column - 1) if there else "", said))
        cells = sum(len(marks.cells) for marks in self._marks.values())
        if cells > len(lines):
            told = self._words.too_many.format(shown=len(lines), count=cells)
            lines.insert(0, Line("…", "", "", told))
        head, cell_style = self._styles.of_list()
        chunks = list_xml(self._words.list_headers, lines, head_style=head, cell_style=cell_style)
        self._put(target, self._list_part, chunks)
        self._added[self._list_part] = _PARTS + "worksheet+xml"

    def _write_workbook(self, target: zipfile.ZipFile) -> None:
        name = self._parts.workbook
        xml = self._parts.without_what_goes(name, self._xml)
        kept = without(xml, lambda piece: piece.name == b"definedName" and _leads_out(xml, piece))
        kept = re.sub(rb"<((?:[\w.-]+:)?definedNames)\b[^>]*>\s*</\1>", b"", kept)
        relations = list(self._parts.relations(name))
        ids = {each.id for each in relations}
        if all(each.target != self._styles_part for each in relations):
            relations.append(Relation(_free_id("rStyles", ids), RELATION + "styles", self._styles_part))
            self._added[self._styles_part] = _PARTS + "styles+xml"
        if all(each.target != self._list_part for each in relations):
            relation = Relation(_free_id("rList", ids), RELATION + "worksheet", self._list_part)
            relations.append(relation)
            kept = self._with_list(kept, relation.id)
        self._put(target, name, [kept])
        self._put(target, relations_part(name), [relations_xml(relations)])

    def _with_list(self, xml: bytes, relation: str) -> bytes:
        """Return the workbook with the list as its last sheet, under a name that no other has."""
        sheets = named(xml, b"sheet")
        last = sheets[-1]
        prefix = xml[last.start + 1 :].split(b"sheet", 1)[0]
        numbers = [int(attribute(each.attributes, b"sheetId") or b"0") for each in sheets]
        names = {plain(attribute(each.attributes, b"name") or b"").casefold() for each in sheets}
        title = next(
            each
            for each in (self._words.list_sheet, *(f"{self._words.list_sheet} ({n})" for n in range(2, 1000)))
            if each.casefold() not in names
        )
        written = b'<%ssheet name="%s" sheetId="%d" xmlns:r="%s" r:id="%s"/>' % (
            prefix,
            xml_text(title),
            max(numbers) + 1,
            RELATION.rstrip("/").encode(),
            relation.encode(),
        )
        return xml[: last.end] + written + xml[last.end :]

    # ── parts ────────────────────────────────────────────────────────────────────────────────────────────────

    def _copy(self, target: zipfile.ZipFile, name: str) -> None:
        """Write a part that nothing is marked in, with its relations."""
        relations = self._parts.relations(name)
        if name.endswith((".xml", ".vml")) and (self._parts.gone(name) or "/drawings/" in name):
            self._put(target, name, [self._parts.without_what_goes(name, self._parts.read(name))])
        else:
            with self._parts.open(name) as stream:
                self._put(target, name, iter(lambda: stream.read(_CHUNK), b""))
        if relations:
            self._put(target, relations_part(name), [relations_xml(relations)])

    def _put(self, target: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> None:
        with self._member(target, name) as sink:
            for chunk in chunks:
                self._use(chunk)
                sink.write(chunk)

    def _member(self, target: zipfile.ZipFile, name: str) -> IO[bytes]:
        self._written.add(name)
        member = zipfile.ZipInfo(name)
        member.compress_type = zipfile.ZIP_DEFLATED
        return target.open(member, "w")

    def _use(self, chunk: bytes) -> None:
        self._room -= len(chunk)
        if self._room < 0:
            raise ValueError("more than was measured")

    def _free(self, pattern: str) -> str:
        """Return a part's name that is free."""
        taken = {name.casefold() for name in (*self._parts.names(), *self._added)}
        return next(
            name for number in range(1, 10_000) if (name := pattern.format(f"Marks{number}")).casefold() not in taken
        )


class _Counted:
    """Tells how far the writing is, by bytes; raises ``CancelledError`` when the user cancelled."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def add(self, count: int) -> None:
        self._done += count
        if self._progress:
            self._progress.report(min(self._done, self._total), self._total)


def _free_id(wanted: str, taken: set[str]) -> str:
    return next(each for number in range(1, 10_000) if (each := f"{wanted}{number}") not in taken)


def _leads_out(xml: bytes, name: Piece) -> bool:
    """Return whether a name stands for a macro, or for something in another file."""
    flags = (attribute(name.attributes, each) for each in (b"xlm", b"vbProcedure", b"function"))
    called = plain(attribute(name.attributes, b"name") or b"").casefold()
    return (
        any(flag in (b"1", b"true") for flag in flags)
        or "auto_open" in called
        or "auto_close" in called
        or OUTWARD.search(xml, name.head, name.end) is not None
    )
