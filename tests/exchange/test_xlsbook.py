# SPDX-License-Identifier: Apache-2.0
"""Old Excel's workbook: read back by another program's reader as it was written, whatever is in its cells."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl
import pytest
import python_calamine as calamine
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange import packagetable, xlsbook
from sscard_desktop.exchange.compoundfile import write_compound
from sscard_desktop.exchange.xlsbook import XlsSheet, write_xls
from sscard_desktop.services.ports import PackageItem
from tests.helpers.libreoffice import converted
from tests.helpers.packages import content

HEADERS = ("证件号码", "姓名", "地址")
WIDTHS = (22, 12, 40)


def book(*sheets: Sequence[Sequence[str]]) -> bytes:
    sink = io.BytesIO()
    names = ("新申领", "挂失")
    write_xls(
        sink.write,
        [XlsSheet(names[index], lambda rows=rows: rows, len(rows), WIDTHS) for index, rows in enumerate(sheets)],  # type: ignore[misc]
    )
    return sink.getvalue()


def rows_of(data: bytes, sheet: int = 0) -> list[list[object]]:
    with calamine.load_workbook(io.BytesIO(data)) as opened:
        return opened.get_sheet_by_index(sheet).to_python()


# The reader takes a byte order mark at a text's beginning for one; what is typed never keeps any (domain/kindspelling).
CELL = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=80).map(
    lambda text: text.strip() or "×"
)


@given(rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=30))
def test_every_text_comes_back_as_it_was(rows: list[tuple[str, str, str]]) -> None:
    assert rows_of(book([HEADERS, *rows])) == [list(HEADERS), *map(list, rows)]


def test_numbers_formulas_and_empty_cells_are_what_was_written() -> None:
    rows = [HEADERS, ("001122", "", "=1+1"), ("51010719900307001X", "𠮷田·花子", "+86 28 8555")]
    data = book(rows, [HEADERS, ("1", "2", "3")])
    assert rows_of(data) == [list(row) for row in rows]
    assert rows_of(data, 1) == [list(HEADERS), ["1", "2", "3"]]


def test_a_workbook_beyond_the_header_s_table_of_sectors_is_whole() -> None:
    """From seven megabytes on the format lists its tables in sectors of their own, from sixteen in several."""
    people = 40_000

    def rows() -> Iterator[Sequence[str]]:
        yield HEADERS
        for number in range(people):
            yield (f"{number:018d}", "王小明𠮷", "成都市武侯区一环路南一段24号" * 12)

    sink = io.BytesIO()
    write_xls(sink.write, [XlsSheet("新申领", rows, people + 1, WIDTHS)])
    assert len(sink.getvalue()) > 16_000_000
    read = rows_of(sink.getvalue())
    assert len(read) == people + 1
    assert read[-1] == [f"{people - 1:018d}", "王小明𠮷", "成都市武侯区一环路南一段24号" * 12]


def test_cells_that_fill_a_record_to_its_last_byte_are_not_broken() -> None:
    rows = [HEADERS, *[("x" * length, "𠮷" * 2000, "y" * 4000) for length in range(3990, 4001)]]
    assert rows_of(book(rows)) == [list(row) for row in rows]


def test_what_the_format_cannot_hold_is_told_before_anything_is_written() -> None:
    for rows, columns in ((65_537, 3), (2, 257), (2, 0)):
        with pytest.raises(InvalidInputError, match=r"package\.table_too_big"):
            xlsbook.check_size(rows, columns)
    long = content(headers=HEADERS, items=(PackageItem(("1", "𠮷" * 2001, "x"), {}),), workbook="t.xls")
    with pytest.raises(InvalidInputError) as caught:
        packagetable.check(long)
    assert (caught.value.code, caught.value.params["row"]) == ("package.cell_too_long", 1)


def test_a_package_may_have_a_sheet_for_each_kind_of_business() -> None:
    one = content(headers=HEADERS, items=(PackageItem(("1", "王小明", "x"), {}),), workbook="t.xls")
    two = content(sheets=one.sheets * 2, workbook="t.xls")
    packagetable.check(two)
    sink = io.BytesIO()
    packagetable.write(sink, two)
    assert rows_of(sink.getvalue(), 1) == [list(HEADERS), ["1", "王小明", "x"]]


def test_a_stream_of_another_length_than_announced_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="announced"):
        write_compound(io.BytesIO().write, "Workbook", [b"x"], length=2)


@pytest.mark.long
def test_libreoffice_reads_text_widths_and_the_frozen_header(tmp_path: Path) -> None:
    source = tmp_path / "old.xls"
    source.write_bytes(book([HEADERS, ("51010719900307001X", "𠮷田·花子", "=1+1")]))
    sheet = openpyxl.load_workbook(converted(source, "xlsx")).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["51010719900307001X", "𠮷田·花子", "=1+1"]
    assert all(cell.data_type == "s" and cell.number_format == "@" for cell in sheet[2])
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["C"].width == pytest.approx(40, abs=1.5)
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
