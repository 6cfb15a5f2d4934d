# SPDX-License-Identifier: Apache-2.0
"""Tables from outside: the same cells from every format, digits as they stand, each bad file told for what it is."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError, SscardError
from sscard_desktop.exchange import tablelimits, tablezip
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services.ports import TableFile
from tests.helpers.tables import FEEDBACK, as_csv, as_xls, as_xlsx

WANTED = [tuple(str(cell) for cell in row if str(cell)) for row in FEEDBACK]


def read(folder: Path, content: bytes, name: str = "回盘.xlsx") -> TableFile:
    path = folder / name
    path.write_bytes(content)
    return TableFiles().read(path)


def texts(table: TableFile, sheet: int = 0) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells if cell.text) for row in table.sheets[sheet].rows]


def refused(folder: Path, content: bytes, name: str = "回盘.xlsx") -> str:
    with pytest.raises(SscardError) as caught:
        read(folder, content, name)
    assert caught.value.params["file"] == name
    return caught.value.code


def with_part(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook in one part of which something stands in another's place."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for member in source.infolist():
            inside = source.read(member)
            if member.filename == part:
                assert old in inside
                inside = inside.replace(old, new)
            made.writestr(member.filename, inside)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


# ── what is read ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "content", "encoding"),
    [
        ("a.xlsx", as_xlsx(FEEDBACK), ""),
        ("a.xls", as_xls(FEEDBACK), ""),
        ("renamed.xls", as_xlsx(FEEDBACK), ""),
        ("renamed.csv", as_xls(FEEDBACK), ""),
        ("a.csv", as_csv(FEEDBACK), "utf-8"),
        ("a.csv", as_csv(FEEDBACK, "utf-8-sig"), "utf-8"),
        ("a.csv", as_csv(FEEDBACK, "gb18030"), "gb18030"),
        ("a.csv", as_csv(FEEDBACK, "utf-16"), "utf-16-le"),
        ("a.csv", as_csv(FEEDBACK, "utf-16-le"), "utf-16-le"),
        ("a.csv", as_csv(FEEDBACK, "utf-16-be"), "utf-16-be"),
        ("a.txt", as_csv(FEEDBACK, "gb18030", "\t"), "gb18030"),
        ("a.csv", as_csv(FEEDBACK, delimiter=";"), "utf-8"),
        ("a.csv", as_csv(FEEDBACK, delimiter="|"), "utf-8"),
    ],
)
def test_every_format_gives_the_same_cells(tmp_path: Path, name: str, content: bytes, encoding: str) -> None:
    table = read(tmp_path, content, name)
    assert texts(table) == WANTED
    assert (table.name, table.encoding, table.otherwise_encoded) == (name, encoding, ())
    assert [row.number for row in table.sheets[0].rows] == [1, 2, 3, 4, 5]
    assert not any(cell.lossy for row in table.sheets[0].rows for cell in row.cells)


def test_cells_are_text_as_they_stand(tmp_path: Path) -> None:
    rows = [
        (
            "0017",
            610041,
            12.5,
            True,
            datetime.combine(date(2026, 3, 2), time()),
            date(2026, 3, 2),
            datetime.combine(date(2026, 3, 2), time(9, 30)),
        ),
        ("　 王小明\xa0", "'510107199003070014", "'", -3, 1e15 - 1, "=1+1", ""),
    ]
    (first, second) = texts(read(tmp_path, as_xlsx(rows)))
    assert first == ("0017", "610041", "12.5", "TRUE", "2026-03-02", "2026-03-02", "2026-03-02 09:30:00")
    assert second == ("王小明", "510107199003070014", "'", "-3", "999999999999999", "#FORMULA!")


@pytest.mark.parametrize("make", [as_xlsx, as_xls])
def test_a_number_that_excel_cut_is_told(tmp_path: Path, make: object) -> None:
    rows = [(510107199003070014, "5.10107E+17", 999999999999999, "510107199003070014")]
    assert callable(make)
    (row,) = read(tmp_path, make(rows)).sheets[0].rows
    assert [(cell.text, cell.lossy) for cell in row.cells] == [
        ("510107199003070000", True),
        ("5.10107E+17", True),
        ("999999999999999", False),
        ("510107199003070014", False),
    ]


FORMULAS = (
    b'<row r="1"><c r="A1" t="str"><f>B1</f><v>a</v></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>1+1</f></c>'
    b'<c r="D1" t="e"><f>NA()</f><v>#N/A</v></c><c r="E1"><f t="shared" si="0"/></c>'
    b'<c r="F1" t="str"><f>""</f><v></v></c>'
    b'<c r="G1"><f>1+1</f><v></v></c><c r="H1"><v>3</v></c></row>'
)


def test_a_formula_is_its_stored_result_and_says_so_where_there_is_none(tmp_path: Path) -> None:
    book = as_xlsx([("x",)])
    inside = zipfile.ZipFile(io.BytesIO(book)).read(SHEET)
    row = inside[inside.index(b"<row") : inside.index(b"</row>") + 6]
    (read_row,) = read(tmp_path, with_part(book, SHEET, row, FORMULAS)).sheets[0].rows
    assert [cell.text for cell in read_row.cells] == ["a", "2", "#FORMULA!", "#N/A", "#FORMULA!", "", "#FORMULA!", "3"]
    assert [cell.numeric for cell in read_row.cells] == [False, True, False, False, False, False, False, True]


def test_a_workbook_says_from_when_it_counts_days_and_which_sheets_nobody_sees(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append([date(1990, 1, 5), 31416])
    hidden = book.create_sheet("名单")
    hidden.append(["b"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    table = TableFiles().read(tmp_path / "a.xlsx")
    assert (table.serials_1904, [sheet.hidden for sheet in table.sheets]) == (True, [False, True])
    assert [cell.text for cell in table.sheets[0].rows[0].cells] == ["1990-01-05", "31416"]
    assert read(tmp_path, as_xls([("a",)]), "a.xls").serials_1904 is False
    assert read(tmp_path, b"a,b\n1,2\n", "a.csv").serials_1904 is None


def test_plain_and_odd_ways_of_writing_cells_measure_alike(tmp_path: Path) -> None:
    book = as_xlsx([("x", "y"), ("z",)])
    odd = with_part(book, SHEET, b"<c r=", b"<c  r=")
    assert texts(read(tmp_path, odd)) == texts(read(tmp_path, book)) == [("x", "y"), ("z",)]
    far = b'<c r="XFD1"'
    for content in (book, odd):
        begin = b'<c r="B1"' if content is book else b'<c  r="B1"'
        assert refused(tmp_path, with_part(content, SHEET, begin, far)) == "table.too_many_columns"
    # Formatted and empty: as many as one likes.
    empty = with_part(book, SHEET, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    assert texts(read(tmp_path, empty)) == [("x", "y"), ("z",)]


def test_empty_rows_and_columns_keep_their_numbers_and_empty_sheets_go(tmp_path: Path) -> None:
    table = read(tmp_path, as_xlsx([(), ("", "a"), (), ("b",)], "一", ("空", ()), ("二", [("c",)])))
    assert [sheet.name for sheet in table.sheets] == ["一", "二"]
    assert [(row.number, row.text(0), row.text(1), row.text(9)) for row in table.sheets[0].rows] == [
        (2, "", "a", ""),
        (4, "b", "", ""),
    ]


def test_lines_of_another_encoding_are_read_and_told(tmp_path: Path) -> None:
    lines = ["姓名,状态", "王小明,制卡中", "李娜,退回", "张伟,可领卡"]
    mixed = b"\n".join(line.encode("gb18030" if at == 2 else "utf-8") for at, line in enumerate(lines))
    table = read(tmp_path, mixed, "a.csv")
    assert texts(table) == [tuple(line.split(",")) for line in lines]
    assert (table.encoding, table.otherwise_encoded) == ("utf-8", (3,))


def test_a_quoted_line_end_belongs_to_its_cell(tmp_path: Path) -> None:
    table = read(tmp_path, '姓名,原因\n王小明,"照片不合格，\n请重照"\n李娜,无\n'.encode(), "a.csv")
    assert [(row.number, row.text(1)) for row in table.sheets[0].rows] == [
        (1, "原因"),
        (2, "照片不合格，\n请重照"),
        (4, "无"),
    ]


# ── what is refused ───────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_no_table_is_told_for_what_it_is(tmp_path: Path) -> None:
    page = b"<html><table><tr><td>1</td></tr></table></html>"
    assert refused(tmp_path, page, "a.xls") == "table.web_page"
    assert refused(tmp_path, b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "a.xls") == "table.web_page"
    assert refused(tmp_path, as_csv(FEEDBACK), "a.xlsx") == "table.not_a_workbook"
    assert refused(tmp_path, b"%PDF-1.7", "a.pdf") == "table.unknown_kind"
    assert refused(tmp_path, b" \r\n\0", "a.csv") == "table.empty"
    assert refused(tmp_path, b",,,\n,,\n", "a.csv") == "table.empty"
    assert refused(tmp_path, as_xlsx([])) == "table.empty"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("readme.txt", "x")
    assert refused(tmp_path, archive.getvalue()) == "table.unknown_kind"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("xl/workbook.bin", "x")
    assert refused(tmp_path, archive.getvalue()) == "table.binary_workbook"
    with pytest.raises(EnvironmentFailedError, match=r"table\.missing"):
        TableFiles().read(tmp_path / "none.xlsx")
    with pytest.raises(EnvironmentFailedError, match=r"table\.missing"):
        TableFiles().read(tmp_path)


def test_bytes_that_no_encoding_fits_are_told_by_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, "姓名\n".encode() + b"\xff\xff\n", "a.csv")
    assert (caught.value.code, caught.value.params["row"]) == ("table.encoding", 2)


def test_a_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    content = bytearray(as_xls(FEEDBACK))
    name = "Workbook".encode("utf-16-le")
    at = content.index(name)
    content[at : at + 36] = "EncryptedPackage".encode("utf-16-le").ljust(36, b"\0")
    content[at + 64 : at + 66] = struct.pack("<H", 34)
    assert refused(tmp_path, bytes(content)) == "table.encrypted"
    # BIFF's own way: a FILEPASS record; any record that nobody needs is renamed into one.
    locked = as_xls(FEEDBACK).replace(b"\xe1\x00\x02\x00", b"\x2f\x00\x02\x00", 1)
    assert refused(tmp_path, locked, "a.xls") == "table.encrypted"


@pytest.mark.parametrize("make", [as_xlsx, as_xls])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_damaged(tmp_path: Path, make: object, share: float) -> None:
    assert callable(make)
    content = make([*FEEDBACK, *FEEDBACK * 200])
    assert refused(tmp_path, content[: int(len(content) * share)], "a.xls") in ("table.damaged", "table.unknown_kind")


@pytest.mark.long
def test_a_million_empty_rows_are_no_matter(tmp_path: Path) -> None:
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % number for number in range(10, 1_048_577))
    content = with_part(as_xlsx(FEEDBACK), SHEET, b"</sheetData>", rows + b"</sheetData>")
    assert texts(read(tmp_path, content)) == WANTED


def test_a_stray_cell_in_the_last_row_is_told(tmp_path: Path) -> None:
    stray = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, with_part(as_xlsx(FEEDBACK), SHEET, b"</sheetData>", stray))
    assert (caught.value.code, caught.value.params["row"]) == ("table.too_many_rows", 1_048_576)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD9"><v>1</v></c>',
        b"<c r='XFD9'><v>1</v></c>",
        b'<c s="1" r = "XFD9"><!-- --><v>1</v></c>',
        b'<x:c r="XFD9"><x:v>1</x:v></x:c>',
        b'<c r="XFD9" t="inlineStr"><is><t>x</t></is></c>',
        b'<c r="XFD9"><f>1</f></c>',
    ],
)
def test_a_cell_in_the_last_column_is_told_however_it_is_spelled(tmp_path: Path, cell: bytes) -> None:
    content = with_part(as_xlsx(FEEDBACK), SHEET, b"</sheetData>", b'<row r="9">' + cell + b"</row></sheetData>")
    assert refused(tmp_path, content) == "table.too_many_columns"


def test_a_value_that_hides_a_cells_place_is_refused(tmp_path: Path) -> None:
    hidden = b'<row r="9"><c x=">" r="XFD9"><v>1</v></c></row></sheetData>'
    assert refused(tmp_path, with_part(as_xlsx(FEEDBACK), SHEET, b"</sheetData>", hidden)) == "table.damaged"


def test_formatted_cells_without_content_take_no_room(tmp_path: Path) -> None:
    empty = b'<row r="9"><c r="XFD9" s="1"/><c r="XFE9" s="1"></c></row></sheetData>'
    assert texts(read(tmp_path, with_part(as_xlsx(FEEDBACK), SHEET, b"</sheetData>", empty))) == WANTED


def test_filled_cells_far_apart_are_too_many(tmp_path: Path) -> None:
    corner = b'<row r="90000"><c r="KA90000"><v>1</v></c></row></sheetData>'
    assert refused(tmp_path, with_part(as_xlsx(FEEDBACK), SHEET, b"</sheetData>", corner)) == "table.too_big"
    far = [(), *[()] * 60_000, ("",) * 200 + ("x",)]
    assert refused(tmp_path, as_xls([*FEEDBACK, *far]), "a.xls") == "table.too_big"


def test_a_workbook_that_unpacks_to_gigabytes_is_told_and_never_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tablezip, "MAX_UNPACKED_BYTES", 8 << 20)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        with made.open("xl/sharedStrings.xml", "w") as stream:
            for _ in range(12):
                stream.write(b" " * (1 << 20))
    assert refused(tmp_path, bomb.getvalue()) == "table.too_large"


def test_bounds_hold_for_csv_too(tmp_path: Path) -> None:
    assert refused(tmp_path, b"x," * 400, "a.csv") == "table.too_many_columns"
    assert refused(tmp_path, b"x\n" * (tablelimits.MAX_ROWS + 1), "a.csv") == "table.too_many_rows"
    assert refused(tmp_path, b'a,b\n"' + b"x" * 40_000 + b'",y\n', "a.csv") == "table.cell_too_long"
    assert refused(tmp_path, b'a,b\n"' + b"x" * 200_000, "a.csv") == "table.damaged"


def test_another_part_of_one_name_or_a_directory_that_lies_changes_nothing(tmp_path: Path) -> None:
    """Readers differ in which of two members they take; after vetting there is one."""
    content = as_xlsx(FEEDBACK)
    target = io.BytesIO(content)
    evil = b'<worksheet><sheetData><row r="9"><c r="XFD9"><v>1</v></c></row></sheetData></worksheet>'
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(target, "a") as made:
        made.writestr(SHEET, evil)
    assert refused(tmp_path, target.getvalue()) == "table.too_many_columns"


_CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cf"], exclude_characters=",;|，"),
    min_size=1,
    max_size=8,
).filter(lambda text: not text.startswith(("'", "=")) and "E" not in text and "e" not in text)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(_CELLS, min_size=2, max_size=4).filter(lambda row: len(row) > 1), min_size=1, max_size=6))
def test_what_was_written_as_text_is_read_as_it_was(tmp_path: Path, rows: list[list[str]]) -> None:
    assert texts(read(tmp_path, as_xlsx(rows))) == [tuple(row) for row in rows]
    width = max(map(len, rows))
    square = [row + ["x"] * (width - len(row)) for row in rows]
    assert texts(read(tmp_path, as_csv(square, "utf-8-sig"), "a.csv")) == [tuple(row) for row in square]


@pytest.mark.parametrize("begin", [b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n", b"Rar!\x1a"])
@pytest.mark.parametrize("ending", ["xlsx", "xls", "csv"])
def test_a_scan_or_an_archive_is_not_called_a_text(tmp_path: Path, begin: bytes, ending: str) -> None:
    path = tmp_path / f"名单.{ending}"
    path.write_bytes(begin + b"x" * 500)
    with pytest.raises(InvalidInputError) as told:
        TableFiles().read(path)
    assert told.value.code == "table.unknown_kind"


def test_merged_cells_without_end_are_refused(tmp_path: Path) -> None:
    plain = zipfile.ZipFile(io.BytesIO(as_xlsx([("姓名", "身份证号")], "名单")))
    path = tmp_path / "名单.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for member in plain.namelist():
            content = plain.read(member)
            if member.endswith("sheet1.xml"):
                merges = b"<mergeCells>" + b'<mergeCell ref="A1:A9"/>' * 210_000 + b"</mergeCells></worksheet>"
                content = content.replace(b"</worksheet>", merges)
            made.writestr(member, content)
    with pytest.raises(InvalidInputError) as told:
        TableFiles().read(path)
    assert told.value.code == "table.too_big"
