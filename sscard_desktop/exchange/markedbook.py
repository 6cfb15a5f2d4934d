# SPDX-License-Identifier: Apache-2.0
"""A workbook on its way through: parts carried over, marked sheets changed, the list of marks added."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from typing import IO

from xlsxwriter.utility import xl_rowcol_to_cell

from sscard_desktop.exchange.markfacts import TableFacts
from sscard_desktop.exchange.marklist import MOST_LINES, Line, list_xml, quoted
from sscard_desktop.exchange.marknotes import Notes
from sscard_desktop.exchange.markparts import (
    MOST_BYTES,
    RELATION,
    TYPES,
    Parts,
    Relation,
    free_id,
    relations_part,
    relations_xml,
)
from sscard_desktop.exchange.marksheet import MarkedSheet, SheetMarks
from sscard_desktop.exchange.marksheets import sheets_in, with_sheet, without_names_outward
from sscard_desktop.exchange.markstyles import MINIMAL, MarkStyles
from sscard_desktop.services.ports import CellMark, MarkingWords, Progress

MOST_NOTES = 5000
"""Beyond, programs become slow; the cells are coloured and listed all the same."""
_LONGEST_NOTE = 1000
_CHUNK = 1 << 20
_PARTS = "application/vnd.openxmlformats-officedocument.spreadsheetml."


class MarkedBook:
    """One workbook; raises ``ValueError`` for one that isn't put together as every program does.

    Args:
        book: it, measured before.
        facts: what is kept of it as it was read.
        marks: of cells in its sheets.
    """

    def __init__(
        self, book: zipfile.ZipFile, facts: TableFacts, marks: Sequence[CellMark], words: MarkingWords
    ) -> None:
        self._parts = Parts(book)
        self._facts = facts
        self._words = words
        self._xml = self._parts.read(self._parts.workbook)
        self._sheets = sheets_in(self._parts, self._xml)
        self._added: dict[str, str] = {}
        listed = next((self._sheets[name] for name in facts.listed if name in self._sheets), "")
        self._list_part = listed or self._free("xl/worksheets/sheet{}.xml")
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
        counted = _Counted(progress, total)
        for part in self._sheets.values():
            if part != self._list_part:
                cluster = self._write_sheet(target, part, cluster, counted)
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
        new = {kind: free_id(kind, ids) for kind in ("rNote", "rBox")}
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
        several = len(self._sheets) > 1
        for part, marks in self._marks.items():
            for row, column in sorted(marks.cells):
                if len(lines) == MOST_LINES:
                    break
                cell, name = xl_rowcol_to_cell(row - 1, column - 1), names[part]
                place = f"{name}!{cell}" if several else cell
                said = self._messages[part][row, column]
                lines.append(
                    Line(place, f"{quoted(name)}!{cell}", self._facts.texts.get((name, row, column), ""), said)
                )
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
        kept = without_names_outward(xml)
        relations = list(self._parts.relations(name))
        ids = {each.id for each in relations}
        if all(each.target != self._styles_part for each in relations):
            relations.append(Relation(free_id("rStyles", ids), RELATION + "styles", self._styles_part))
            self._added[self._styles_part] = _PARTS + "styles+xml"
        if all(each.target != self._list_part for each in relations):
            relation = Relation(free_id("rList", ids), RELATION + "worksheet", self._list_part)
            relations.append(relation)
            kept = with_sheet(kept, self._words.list_sheet, relation.id)
        self._put(target, name, [kept])
        self._put(target, relations_part(name), [relations_xml(relations)])

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
