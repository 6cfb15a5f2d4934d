# SPDX-License-Identifier: Apache-2.0
"""The template that is handed out: a sheet to fill in, with answers to choose, notes at the cells, and a guide.

Cells are text throughout, so that no number loses a place and no date changes its spelling. What was filled in before
it was handed out, in columns that mustn't change, is locked; everything else can be written, rows added and taken out.
XlsxWriter makes the workbook's frame; the people in it are streamed into its sheet, never spooled in a temp folder.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.diskerrors import as_environment_failure
from sscard_desktop.exchange.marknotes import xml_text
from sscard_desktop.exchange.partfile import removed_on_failure
from sscard_desktop.exchange.workbook import MAX_ROWS, check_row, sheet_name
from sscard_desktop.services.ports import BookColumn, BookTemplate, WrittenFile

_OWNER_ONLY = 0o600
_MOST_LIST_CHARACTERS = 255
"""Of the answers that stand in the drop-down itself; longer lists stand on the hidden sheet."""
_MOST_TITLE, _MOST_NOTE = 32, 255
"""Excel's limits for a note that shows while its cell is chosen."""
_SPELLED_OUT = 300
"""Empty rows whose cells stand in the file: some programs don't look at a column's own format."""
_WIDEST_PAGE = 170
"""Characters of a row that can still be read on a sheet of A4."""
_FONT = {"font_name": "宋体", "font_size": 11}
_TEXT = {**_FONT, "num_format": "@", "valign": "vcenter"}
_PATTERN = re.compile(rb'<row r="(\d+)"[^>]*><c r="A\1" s="(\d+)"/><c r="B\1" s="(\d+)"/></row>')
_PROTECTION = {
    "format_columns": True, "format_rows": True, "insert_rows": True, "delete_rows": True, "sort": True,
    "autofilter": True,
}  # fmt: skip


class TemplateWorkbooks:
    """Writes templates (:class:`~sscard_desktop.services.ports.TemplateBooks`)."""

    def write(self, path: Path, template: BookTemplate, *, created_at: datetime) -> WrittenFile:
        """Write a template to ``path``, readable by its owner only; an earlier file is replaced."""
        if path.suffix.casefold() != ".xlsx":
            raise InvalidInputError("table.ending", file=path.name)
        if template.row_count + template.spare_rows + 2 > MAX_ROWS or not template.columns:
            raise InvalidInputError("package.table_too_big", rows=template.row_count, columns=len(template.columns))
        part = path.with_name(f"{path.name}.part")
        with as_environment_failure(path.parent), removed_on_failure(part):
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb+") as file:
                _write(file, template, created_at)
                file.flush()
                os.fsync(file.fileno())
                file.seek(0)
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                size = file.tell()
            part.replace(path)
        return WrittenFile(path, size, digest)


def _write(file: IO[bytes], template: BookTemplate, created_at: datetime) -> None:
    frame = zipfile.ZipFile(io.BytesIO(_frame(template, created_at)))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for info in frame.infolist():
            member = zipfile.ZipInfo(info.filename)
            member.compress_type = zipfile.ZIP_DEFLATED
            with book.open(member, "w") as sink:
                content = frame.read(info)
                if info.filename != "xl/worksheets/sheet1.xml":
                    sink.write(content)
                    continue
                found = _PATTERN.search(content)
                if found is None:
                    raise ValueError("XlsxWriter writes rows in another way than it did")
                sink.write(content[: found.start()])
                for row in _rows(template, int(found[1]), locked=found[2], free=found[3]):
                    sink.write(row)
                sink.write(content[found.end() :])


def _rows(template: BookTemplate, first: int, *, locked: bytes, free: bytes) -> Iterator[bytes]:
    """Yield the people who are known already; ``first`` is the first one's row."""
    letters = [xl_col_to_name(column).encode() for column in range(len(template.columns))]
    styles = [locked if column.fixed else free for column in template.columns]
    count = 0
    for count, texts in enumerate(template.rows, start=1):
        check_row(texts, row=count, columns=len(letters))
        number = str(first + count - 1).encode()
        cells = b"".join(
            b'<c r="%s%s" s="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
            % (letter, number, style, xml_text(text))
            if text
            else b'<c r="%s%s" s="%s"/>' % (letter, number, style)
            for letter, style, text in zip(letters, styles, texts, strict=True)
        )
        yield b'<row r="%s">%s</row>' % (number, cells)
    if count != template.row_count:
        raise ValueError(f"{template.row_count} people were announced, but {count} came")
    for place in range(first + count, first + count + min(template.spare_rows, _SPELLED_OUT)):
        cells = b"".join(b'<c r="%s%d" s="%s"/>' % (letter, place, free) for letter in letters)
        yield b'<row r="%d">%s</row>' % (place, cells)


def _frame(template: BookTemplate, created_at: datetime) -> bytes:
    """Return the workbook without its people; a row with a locked and a free cell stands where they go."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_format_properties": {"font_name": "宋体"}})
    book.set_properties({"created": created_at.replace(tzinfo=None)})
    page = book.add_worksheet(sheet_name(template.sheet))
    free = book.add_format({**_TEXT, "locked": False})
    fixed = book.add_format({**_TEXT, "locked": True, "bg_color": "#EDEDED"})
    _head(book, page, template.columns, free)
    first = 1
    if template.sample_mark:
        _sample(book, page, template)
        first = 2
    page.write_blank(first, 0, None, fixed)
    page.write_blank(first, 1, None, free)
    last = first + max(template.row_count + template.spare_rows, 1) - 1
    guide = book.add_worksheet(sheet_name(template.guide_sheet))
    lists = book.add_worksheet(sheet_name(template.lists_sheet))
    _choices(page, lists, sheet_name(template.lists_sheet), template.columns, first, last)
    _guide(book, guide, template.guide)
    lists.hide()
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    if sum(column.width for column in template.columns) <= _WIDEST_PAGE:
        page.fit_to_pages(1, 0)
    page.print_area(0, 0, first + max(template.row_count, 1) - 1, len(template.columns) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(template.columns) - 1)}{last + 1}"})
    # Without a password: it keeps fingers off what mustn't change, and is no secret.
    page.protect("", _PROTECTION)
    lists.protect()
    book.close()
    return target.getvalue()


def _head(book: xlsxwriter.Workbook, page: Worksheet, columns: tuple[BookColumn, ...], free: Format) -> None:
    head = {**_FONT, "num_format": "@", "bold": True, "border": 1, "text_wrap": True, "align": "center",
            "valign": "vcenter"}  # fmt: skip
    required = book.add_format({**head, "bg_color": "#F8CBAD"})
    optional = book.add_format({**head, "bg_color": "#DDEBF7"})
    locked = book.add_format({**head, "bg_color": "#D0CECE"})
    page.set_default_row(18)
    page.set_row(0, 30)
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width, free)
        page.write_string(
            0, number, column.header, locked if column.fixed else required if column.required else optional
        )


def _sample(book: xlsxwriter.Workbook, page: Worksheet, template: BookTemplate) -> None:
    look = book.add_format({**_TEXT, "italic": True, "font_color": "#7F7F7F", "bg_color": "#F7F7F7", "locked": True})
    for number, column in enumerate(template.columns):
        if column.sample:
            page.write_string(1, number, column.sample, look)
        else:
            page.write_blank(1, number, None, look)
    page.write_comment(1, 0, template.sample_mark, {"x_scale": 1.6, "y_scale": 0.7})


def _choices(
    page: Worksheet, lists: Worksheet, lists_name: str, columns: tuple[BookColumn, ...], first: int, last: int
) -> None:
    """Give the columns their answers and notes; long lists stand on the hidden sheet."""
    used = 0
    for number, column in enumerate(columns):
        rule: dict[str, object] = {"validate": "any", "ignore_blank": True}
        answers = list(column.choices)
        if answers:
            rule |= {"validate": "list", "error_type": "stop" if column.strict else "warning"}
            if len(",".join(answers)) <= _MOST_LIST_CHARACTERS and not any("," in each for each in answers):
                rule["source"] = answers
            else:
                lists.write_column(0, used, answers)
                letter = xl_col_to_name(used)
                rule["source"] = f"='{lists_name}'!${letter}$1:${letter}${len(answers)}"
                used += 1
        if column.note:
            rule |= {"input_title": column.header[:_MOST_TITLE], "input_message": column.note[:_MOST_NOTE]}
        if answers or column.note:
            page.data_validation(first, number, last, number, rule)


def _guide(book: xlsxwriter.Workbook, page: Worksheet, lines: tuple[tuple[str, str], ...]) -> None:
    heading = book.add_format({**_FONT, "bold": True, "font_size": 13, "valign": "vcenter"})
    word = book.add_format({**_FONT, "bold": True, "valign": "top", "text_wrap": True})
    text = book.add_format({**_FONT, "valign": "top", "text_wrap": True})
    page.set_column(0, 0, 24, word)
    page.set_column(1, 1, 90, text)
    page.hide_gridlines(2)
    for number, (said, what) in enumerate(lines):
        page.write_string(number, 0, said, word if what else heading)
        if what:
            page.write_string(number, 1, what, text)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
