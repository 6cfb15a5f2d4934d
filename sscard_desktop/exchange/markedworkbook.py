# SPDX-License-Identifier: Apache-2.0
"""Somebody's own table with what is wrong in it marked: cells coloured and noted, and a sheet that lists them.

An .xlsx goes back as it came but for the marks. It isn't loaded and saved, which would lose what a library doesn't know
and take a gigabyte for a large one, but changed in the few places where something is wrong, as it flows by. Macros,
controls, data connections and links to other files aren't carried over. What was written is read again and compared
cell by cell; where it differs, or where the file is put together as no program does, the person gets a new workbook
with the same cells, as they do for an .xls and a CSV.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, RefusedError
from sscard_desktop.exchange.diskerrors import as_environment_failure
from sscard_desktop.exchange.markedbook import MarkedBook
from sscard_desktop.exchange.markfacts import TableFacts, facts_of
from sscard_desktop.exchange.partfile import removed_on_failure
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.exchange.tablezip import ZIP_MARK
from sscard_desktop.exchange.workbook import MAX_CELL_UNITS, Sheet, fit_to_hold, sheet_name, write_workbook
from sscard_desktop.services.ports import CellMark, MarkingWords, Progress, TableSheet, WrittenFile

_OWNER_ONLY = 0o600
_UNUSUAL = (ValueError, KeyError, IndexError, zipfile.BadZipFile, RuntimeError, zlib.error, EOFError)
_WIDEST, _NARROWEST = 40, 8


class MarkedWorkbooks:
    """Marks tables (:class:`~sscard_desktop.services.ports.MarkedBooks`)."""

    def write(
        self,
        source: Path,
        target: Path,
        marks: Sequence[CellMark],
        words: MarkingWords,
        *,
        created_at: datetime,
        progress: Progress | None = None,
    ) -> WrittenFile:
        """Write ``source`` to ``target`` with its marks, readable by its owner only; see the port for errors."""
        if target.suffix.casefold() != ".xlsx":
            raise InvalidInputError("table.ending", file=target.name)
        if target.exists() and source.exists() and target.samefile(source):
            raise RefusedError("table.own_source", file=target.name)
        content, facts = _read(source, marks, words)
        part = target.with_name(f"{target.name}.part")
        with as_environment_failure(target.parent), removed_on_failure(part):
            part.unlink(missing_ok=True)
            as_it_is = content.startswith(ZIP_MARK) and _marked(part, content, facts, marks, words, progress)
            if not as_it_is:
                plain, facts, marks = _anew(source, marks, words, created_at)
                _write(part, plain, facts, marks, words, progress)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                size = file.tell()
            part.replace(target)
        return WrittenFile(target, size, digest)


def _marked(
    part: Path,
    content: bytes,
    facts: TableFacts,
    marks: Sequence[CellMark],
    words: MarkingWords,
    progress: Progress | None,
) -> bool:
    """Write the file as it is with marks; return whether that came out with the same cells."""
    try:
        _write(part, content, facts, marks, words, progress)
        again = facts_of(TableFiles().read(part), (), words)
    except (*_UNUSUAL, InvalidInputError):
        return False
    # A list of marks under another name than the words': the person's own sheet has that one.
    new = TableFacts({name: again.cells[name] for name in again.cells if name in facts.cells}, {}, facts.listed)
    return facts.same_cells(new)


def _write(
    part: Path,
    content: bytes,
    facts: TableFacts,
    marks: Sequence[CellMark],
    words: MarkingWords,
    progress: Progress | None,
) -> None:
    part.unlink(missing_ok=True)
    with (
        zipfile.ZipFile(io.BytesIO(content)) as book,
        os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as target,
    ):
        MarkedBook(book, facts, marks, words).write(target, progress)


def _read(source: Path, marks: Sequence[CellMark], words: MarkingWords) -> tuple[bytes, TableFacts]:
    """Return a file's bytes, and what is kept of the table in just these bytes."""
    table = TableFiles().read(source)
    try:
        content = source.read_bytes()
    except OSError as error:
        raise EnvironmentFailedError("table.unreadable", file=table.name) from error
    if hashlib.sha256(content).hexdigest() != table.sha256:
        raise EnvironmentFailedError("table.unreadable", file=table.name)
    return content, facts_of(table, marks, words)


def _anew(
    source: Path, marks: Sequence[CellMark], words: MarkingWords, created_at: datetime
) -> tuple[bytes, TableFacts, list[CellMark]]:
    """Return a new workbook with a table's cells in their places, what is kept of it, and the marks by its names."""
    table = TableFiles().read(source)
    facts = facts_of(table, marks, words)
    names: dict[str, str] = {}
    sheets: list[Sheet] = []
    for sheet in table.sheets:
        if sheet.name in facts.listed:
            continue
        name = wanted = sheet_name(sheet.name or Path(table.name).stem)
        number = 1
        while name.casefold() in {each.casefold() for each in names.values()}:
            number += 1
            name = f"{wanted[:25]} ({number})"
        names[sheet.name] = name
        sheets.append(_sheet_anew(name, sheet))
    target = io.BytesIO()
    write_workbook(target, sheets, created_at=created_at)
    texts = {(names.get(sheet, sheet), row, column): text for (sheet, row, column), text in facts.texts.items()}
    renamed = [CellMark(names.get(mark.sheet, mark.sheet), mark.row, mark.column, mark.message) for mark in marks]
    return target.getvalue(), TableFacts({}, texts, ()), renamed


def _sheet_anew(name: str, sheet: TableSheet) -> Sheet:
    columns = max(len(row.cells) for row in sheet.rows)
    last = sheet.rows[-1].number
    by_number = {row.number: row for row in sheet.rows}

    def texts(number: int) -> list[str]:
        row = by_number.get(number)
        return [fit_to_hold(row.text(column)) if row else "" for column in range(columns)]

    sample = sheet.rows[:200]
    widths = [
        min(max((_shown_width(row.text(column)) for row in sample), default=0) + 2, _WIDEST)
        for column in range(columns)
    ]
    rows = (texts(number) for number in range(2, last + 1))
    return Sheet(name, texts(1), [max(width, _NARROWEST) for width in widths], rows, last - 1)


def _shown_width(text: str) -> int:
    return sum(1 if character.isascii() else 2 for character in text[:MAX_CELL_UNITS].partition("\n")[0])
