# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import tempfile
import tracemalloc
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.workbook import MAX_CELL_UNITS, MAX_ROWS, Sheet, sheet_name, write_workbook

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class Sink:
    """What a member of a package offers: write and flush, no tell, no seek."""

    def __init__(self) -> None:
        self.written = bytearray()

    def write(self, data: bytes) -> int:
        self.written += data
        return len(data)

    def flush(self) -> None:
        pass


class CountingSink(Sink):
    def __init__(self) -> None:
        self.size_bytes = 0

    def write(self, data: bytes) -> int:
        self.size_bytes += len(data)
        return len(data)


def book(headers: Sequence[str], rows: Sequence[Sequence[str]], sheet: str = "采集") -> bytes:
    sink = Sink()
    write_workbook(sink, [Sheet(sheet, headers, [16] * len(headers), rows, len(rows))], created_at=AT)
    return bytes(sink.written)


def by_calamine(data: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()  # type: ignore[return-value]


def by_openpyxl(data: bytes) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)]


HARD = [
    *("510107199003077411", "51010719900307741X", "000012", "1e5", "1/2", "12345678901234567890123", "-0", "１２３"),
    *("=cmd()", "=1+1", "@SUM(A1)", "+1", "-1", '=HYPERLINK("http://x")', "{=1}", "http://example.com", "mailto:a@b"),
    *(
        "𠮷",
        "㛃",
        "𬭚",
        "买买提·阿不都拉",
        "José",
        "e\u0301",
        "\u200b",
        "\ue000",
        "\u202eabc",
        "TRUE",
        "#N/A",
        "2026-01-01",
    ),
    *(" lead", "trail ", "a\nb", "a\tb", "\n", "<&>\"'", "]]>", "&amp;", "<!--", "字" * 2000, "x" * MAX_CELL_UNITS),
    *("_x41_", "%00", "'text", "00:00", "1,000"),
]


@pytest.mark.parametrize("read", [by_calamine, by_openpyxl])
def test_hard_values_come_back_exactly(read: object) -> None:
    headers = [f"列{index}" for index in range(len(HARD))]
    assert read(book(headers, [HARD, HARD[::-1]])) == [headers, HARD, HARD[::-1]]  # type: ignore[operator]


def test_each_sheet_comes_back_under_its_name_with_its_own_columns() -> None:
    sheets = [
        Sheet("新申领", ["证件号码", "姓名"], [22, 12], [["510107199003070011", "王小明"]], 1),
        Sheet("挂失", ["卡号"], [20], [["A12345678"], ["B12345678"]], 2),
        Sheet("解挂", ["卡号", "手机", "核验"], [], [], 0),
    ]
    sink, again = Sink(), Sink()
    write_workbook(sink, sheets, created_at=AT)
    write_workbook(again, sheets, created_at=AT)
    assert sink.written == again.written
    book = CalamineWorkbook.from_filelike(io.BytesIO(bytes(sink.written)))
    assert book.sheet_names == ["新申领", "挂失", "解挂"]
    for sheet in sheets:
        assert book.get_sheet_by_name(sheet.name).to_python() == [list(sheet.headers), *map(list, sheet.rows)]
    pages = openpyxl.load_workbook(io.BytesIO(bytes(sink.written))).worksheets
    assert [page.freeze_panes for page in pages] == ["A2", "A2", "A2"]
    assert {cell.number_format for page in pages for row in page for cell in row} == {"@"}


def test_sheets_that_excel_would_call_the_same_get_a_number() -> None:
    sink = Sink()
    names = ["Loss", "LOSS", "loss", "x" * 40, "x" * 50]
    write_workbook(sink, [Sheet(name, ["h"], [], [], 0) for name in names], created_at=AT)
    assert CalamineWorkbook.from_filelike(io.BytesIO(bytes(sink.written))).sheet_names == [
        "Loss", "LOSS (2)", "loss (3)", "x" * 31, "x" * 27 + " (2)",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0, 101])
def test_a_workbook_of_no_sheet_or_of_too_many_is_a_mistake_of_the_programs(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 100 sheets"):
        write_workbook(Sink(), [Sheet("s", ["h"], [], [], 0)] * count, created_at=AT)


CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@settings(max_examples=60)
@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=2, max_size=5)))
def test_any_table_comes_back_exactly_from_both_readers(table: list[list[str]]) -> None:
    table = [[cell.replace("_x", "-x") for cell in row] for row in table]
    table[0] = [f"{index}{cell}" for index, cell in enumerate(table[0])]
    table[-1] = [f"{index}{cell}" for index, cell in enumerate(table[-1])]  # readers drop empty rows at the end
    data = book(table[0], table[1:])
    assert by_calamine(data) == table
    assert by_openpyxl(data) == table


def test_every_cell_is_text_and_no_formula_or_link_exists() -> None:
    data = book(["a", "b"], [["=1+1", "http://example.com"]])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert {cell.data_type for row in sheet for cell in row} == {"s"}
    assert {cell.number_format for row in sheet for cell in row} == {"@"}
    assert all(cell.hyperlink is None for row in sheet for cell in row)
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "<hyperlink" not in xml


def test_the_header_is_frozen_and_the_columns_have_their_widths() -> None:
    sink = Sink()
    write_workbook(sink, [Sheet("s", ["a", "b"], [8, 33], [["1", "2"]], 1)], created_at=AT)
    sheet = openpyxl.load_workbook(io.BytesIO(bytes(sink.written))).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert [round(sheet.column_dimensions[name].width) for name in "AB"] == [9, 34]  # Excel adds the cell's padding
    assert sheet.dimensions == "A1:B2"


def test_the_same_rows_give_the_same_bytes_and_no_time_but_the_given_one() -> None:
    data = book(["a"], [["1"]])
    assert data == book(["a"], [["1"]])
    core = zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml").decode()
    assert core.count("2026-03-02T01:00:00Z") == 2


@pytest.mark.parametrize(
    "bad", ["\x00", "\x01", "\x0b", "\r", "a\r\nb", "\x1b", "\x7f", "\x85", "\udc80", "\ufffe", "\uffff", "_x0041_"]
)
def test_what_a_workbook_cannot_hold_is_refused_with_row_and_column(bad: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        book(["a", "b"], [["1", "2"], ["王小明", f"王{bad}"]])
    assert caught.value.code == "package.cell_character"
    assert (caught.value.params["row"], caught.value.params["column"]) == (2, 2)
    assert "王" not in str(caught.value)


@pytest.mark.parametrize("text", ["x" * (MAX_CELL_UNITS + 1), "𠮷" * (MAX_CELL_UNITS // 2 + 1)])
def test_a_cell_beyond_excels_limit_is_refused_not_cut(text: str) -> None:
    with pytest.raises(InvalidInputError, match=r"package\.cell_too_long"):
        book(["a"], [[text]])


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"package\.table_ragged"):
        book(["a", "b"], [["1"]])


@pytest.mark.parametrize(("columns", "rows"), [(0, 1), (1, MAX_ROWS), (16_385, 1)])
def test_a_table_beyond_excels_limits_is_refused(columns: int, rows: int) -> None:
    with pytest.raises(InvalidInputError, match=r"package\.table_too_big"):
        write_workbook(Sink(), [Sheet("s", ["h"] * columns, [], [], rows)], created_at=AT)


def test_rows_that_were_announced_must_come() -> None:
    with pytest.raises(ValueError, match="announced"):
        write_workbook(Sink(), [Sheet("s", ["h"], [], [], 3)], created_at=AT)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("采集信息", "采集信息"),
        ("a/b\\c:d*e?f[g]", "a_b_c_d_e_f_g_"),
        ("'quoted'", "quoted"),
        ("", "Sheet1"),
        ("   ", "Sheet1"),
        ("History", "Sheet1"),
        ("x" * 40, "x" * 31),
        ("𠮷" * 20, "𠮷" * 15),
        ("a\x00b", "a_b"),
        ("\udc80", "_"),
    ],
)
def test_sheet_names_are_made_what_excel_allows(name: str, clean: str) -> None:
    assert sheet_name(name) == clean
    assert CalamineWorkbook.from_filelike(io.BytesIO(book(["a"], [["1"]], sheet=name))).sheet_names == [clean]


def test_rows_are_written_nowhere_but_to_the_sink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there-is-no-such-folder"))
    assert by_calamine(book(["a"], [["510107199003077411"]]))[1] == ["510107199003077411"]


def test_a_failing_sink_raises_its_error_and_leaves_nothing_open() -> None:
    class Full(Sink):
        def write(self, data: bytes) -> int:
            if len(self.written) > 2000:
                raise OSError(28, "No space left on device")
            return super().write(data)

    with pytest.raises(OSError, match="No space"):
        write_workbook(Full(), [Sheet("s", ["h"], [], [["x" * 999]] * 99, 99)], created_at=AT)


@pytest.mark.long
def test_fifty_thousand_rows_need_little_memory() -> None:
    row = ["510107199003077411", *("四川省成都市武侯区一环路南一段二十四号" for _ in range(39))]
    sink = CountingSink()
    tracemalloc.start()
    write_workbook(sink, [Sheet("s", row, [], (row for _ in range(50_000)), 50_000)], created_at=AT)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak_bytes < 8 << 20
    assert sink.size_bytes > 1 << 20
