# SPDX-License-Identifier: Apache-2.0
"""People's own tables come back as they were but for the marks, whatever they are made of."""

from __future__ import annotations

import io
import re
import shutil
import string
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from xml.dom import minidom

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sscard_desktop.domain.errors import CancelledError, InvalidInputError, RefusedError, SscardError
from sscard_desktop.exchange import markedbook, marklist
from sscard_desktop.exchange.markedworkbook import MarkedWorkbooks
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services.ports import CellMark, MarkingWords
from tests.helpers.libreoffice import converted
from tests.helpers.tables import Rows, as_csv, as_xls, as_xlsx

WORDS = MarkingWords("采集核对", "问题清单", ("位置", "内容", "问题"), "只列出 {shown} 处，共 {count} 处。")
MARKED = "FFFFB8B0"
SHEET = "花名册 '1'"
AT = datetime(2026, 3, 2, tzinfo=UTC)
ROWS: Rows = (("个人编号", "姓名", "公民身份号码"), ("001", "张样例", "510107199003077411"), ("002", "𠮷样本", "=1+1"))


def made() -> bytes:
    """Return a roster as an office makes it: a merged title, colours, formulas, notes, hidden things, checks."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = SHEET
    page.merge_cells("A1:F1")
    page["A1"] = "2026年社保卡信息采集花名册"
    page["A1"].font = Font(size=18, bold=True)
    for number, header in enumerate(("序号", "姓名", "公民身份号码", "联系电话", "常住地址", "年龄"), start=1):
        page.cell(2, number, header).fill = PatternFill("solid", fgColor="FFBDD7EE")
    for row in range(3, 20):
        for number, value in enumerate((row - 2, f"样例{row}", "510107199003077411", 13800000000 + row, "路"), start=1):
            page.cell(row, number, value)
        page.cell(row, 6, f"=2026-A{row}")
    page["B5"].fill = PatternFill("solid", fgColor="FFF2F2F2")
    page["B5"].comment, page["B7"].comment = Comment("原来的批注", "张经理"), Comment("第二个", "张经理")
    page.column_dimensions["C"].width, page.column_dimensions["D"].hidden = 24, True
    page.freeze_panes, page.print_area = "C3", "A1:F19"
    check = DataValidation(type="list", formula1='"男,女"')
    page.add_data_validation(check)
    check.add("G3:G30")
    page.conditional_formatting.add("F3:F19", CellIsRule(operator="greaterThan", formula=["60"]))
    other = book.create_sheet("说明")
    other["A1"], other.sheet_state = "请不要改动", "hidden"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


MARKS = (
    CellMark(SHEET, 5, 2, "姓名里有数字。"),
    CellMark(SHEET, 6, 3, "身份证号码校验不对。"),
    CellMark(SHEET, 6, 4, "手机号码不是 11 位。"),
    CellMark(SHEET, 6, 8, "缺少出生日期。"),
    CellMark(SHEET, 8, 3, "与第 6 行相同。"),
    CellMark(SHEET, 8, 3, "还有别的。"),
    CellMark(SHEET, 40, 2, "没有姓名。"),
)


def marked(
    folder: Path, content: bytes, marks: Sequence[CellMark] = MARKS, name: str = "a.xlsx"
) -> tuple[openpyxl.Workbook, Path]:
    source, target = folder / name, folder / f"marked {name}.xlsx"
    source.write_bytes(content)
    written = MarkedWorkbooks().write(source, target, marks, WORDS, created_at=AT)
    assert (written.path, written.size_bytes) == (target, target.stat().st_size)
    assert source.read_bytes() == content
    whole(target)
    return openpyxl.load_workbook(target), target


def whole(path: Path) -> None:
    """Look at what Excel looks at: every part is XML, has a type, and leads to parts that are there."""
    with zipfile.ZipFile(path) as book:
        names = set(book.namelist())
        assert len(names) == len(book.namelist())
        types = book.read("[Content_Types].xml").decode()
        for name in names:
            if name.endswith((".xml", ".rels", ".vml")):
                minidom.parseString(book.read(name))
            assert f'"/{name}"' in types or f'Extension="{name.rpartition(".")[2]}"' in types
            if name.endswith(".rels"):
                targets = re.findall(r'Target="/([^"]+)"', book.read(name).decode())
                assert set(targets) <= names
                assert "External" not in book.read(name).decode()


def coloured(page: Worksheet) -> set[str]:
    return {cell.coordinate for row in page.iter_rows() for cell in row if cell.fill.fgColor.rgb == MARKED}


def test_the_marked_cells_are_coloured_and_noted_and_no_others(tmp_path: Path) -> None:
    page = marked(tmp_path, made())[0][SHEET]
    assert coloured(page) == {"B5", "C6", "D6", "H6", "C8", "B40"}
    noted = {cell.coordinate: cell.comment.text for row in page.iter_rows() for cell in row if cell.comment}
    assert noted["C6"] == "身份证号码校验不对。"
    assert noted["C8"] == "与第 6 行相同。\n还有别的。"
    assert noted["B5"].startswith("原来的批注")
    assert noted["B5"].endswith("姓名里有数字。")
    assert noted["B7"] == "第二个"
    assert len(noted) == 7


def test_everything_else_is_as_it_was(tmp_path: Path) -> None:
    before = openpyxl.load_workbook(io.BytesIO(made()))
    after, _ = marked(tmp_path, made())
    assert after.sheetnames == [*before.sheetnames, "问题清单"]
    old, new = before[SHEET], after[SHEET]
    assert str(new.merged_cells) == str(old.merged_cells)
    assert (new.freeze_panes, new.print_area) == (old.freeze_panes, old.print_area)
    for letter in "ABCDEF":
        assert new.column_dimensions[letter].width == old.column_dimensions[letter].width
        assert new.column_dimensions[letter].hidden == old.column_dimensions[letter].hidden
    for row in old.iter_rows():
        for cell in row:
            there = new[cell.coordinate]
            assert there.value == cell.value
            assert repr((there.font, there.border)) == repr((cell.font, cell.border))
            assert there.number_format == cell.number_format
    assert new["A2"].fill.fgColor.rgb == old["A2"].fill.fgColor.rgb
    assert new["F3"].value == "=2026-A3"
    assert [str(each.sqref) for each in new.data_validations.dataValidation] == ["G3:G30"]
    assert [str(each.sqref) for each in new.conditional_formatting] == ["F3:F19"]
    assert after["说明"].sheet_state == "hidden"


def test_the_list_tells_each_place_with_a_way_to_it(tmp_path: Path) -> None:
    page = marked(tmp_path, made())[0]["问题清单"]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0] == WORDS.list_headers
    assert rows[2] == (f"{SHEET}!C6", "510107199003077411", "身份证号码校验不对。")
    assert page["A3"].hyperlink.location == "'花名册 ''1'''!C6"
    assert len(rows) == 7


def test_a_second_marking_takes_the_first_one_out(tmp_path: Path) -> None:
    _, once = marked(tmp_path, made())
    book, _ = marked(tmp_path, once.read_bytes(), MARKS[1:2], "again.xlsx")
    page = book[SHEET]
    assert book.sheetnames == [SHEET, "说明", "问题清单"]
    assert coloured(page) == {"C6"}
    assert page["B5"].fill.fgColor.rgb == "FFF2F2F2"
    assert page["B5"].comment.text == "原来的批注"
    assert page["D6"].comment is None
    assert page["D6"].fill.fill_type is None
    assert len(list(book["问题清单"].iter_rows())) == 2


def put(
    content: bytes, parts: dict[str, bytes], change: Callable[[str, bytes], bytes] = lambda name, old: old
) -> bytes:
    """Return a workbook with parts added, and every other one changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in parts.items():
            new.writestr(name, part)
    return target.getvalue()


def test_macros_and_links_to_elsewhere_stay_behind(tmp_path: Path) -> None:
    outward = b'<c r="G%d"><f>%s</f><v>7</v></c></row>'
    relation = '<Relationship Id="rId9%d" Type="http://x/%s" Target="%s"%s/></Relationships>'

    def change(name: str, old: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            more = relation % (1, "vbaProject", "vbaProject.bin", "")
            more = more.replace(
                "</Relationships>", relation % (2, "externalLink", "externalLinks/externalLink1.xml", "")
            )
            return old.replace(b"</Relationships>", more.encode())
        if name == "xl/workbook.xml":
            links = b'<externalReferences><externalReference xmlns:r="r" r:id="rId92"/></externalReferences>'
            names = (
                b'<definedName name="Auto_Open">\'x\'!$A$1</definedName><definedName name="out">[1]S!$A$1</definedName>'
            )
            return re.sub(rb"(<definedNames>)", lambda found: links + found[1] + names, old, count=1)
        if name == "xl/worksheets/sheet1.xml":
            for row, formula in ((3, b"[1]Sheet1!$A$1+1"), (4, b"cmd|'/c calc'!A1"), (5, b'WEBSERVICE("http://x")')):
                end = old.index(b"</row>", old.index(b'<row r="%d"' % row))
                old = old[:end] + outward % (row, formula) + old[end + len(b"</row>") :]
            links = b'<hyperlink xmlns:r="r" ref="A3" r:id="rId93"/><hyperlink ref="A4" location="A1"/>'
            return old.replace(b"<pageMargins", b"<hyperlinks>" + links + b"</hyperlinks><pageMargins", 1)
        if name == "xl/worksheets/_rels/sheet1.xml.rels":
            more = relation % (3, "hyperlink", "https://example.com/x", ' TargetMode="External"')
            return old.replace(b"</Relationships>", more.encode())
        return old

    bad = {"xl/vbaProject.bin": b"macro", "xl/externalLinks/externalLink1.xml": b"<externalLink/>", "xl/ctrl.bin": b"x"}
    book, path = marked(tmp_path, put(made(), bad, change))
    with zipfile.ZipFile(path) as parts:
        assert not [name for name in parts.namelist() if "vba" in name or "external" in name or name.endswith(".bin")]
        everything = b"".join(parts.read(name) for name in parts.namelist())
    for trace in (b"example.com", b"[1]", b"calc'", b"WEBSERVICE", b"Auto_Open", b"externalReference"):
        assert trace not in everything
    page = book[SHEET]
    assert [page[f"G{row}"].value for row in (3, 4, 5)] == [7, 7, 7]
    assert page["F3"].value == "=2026-A3"
    assert page["A4"].hyperlink.location == "A1"
    assert coloured(page) == {"B5", "C6", "D6", "H6", "C8", "B40"}


def test_a_sheet_whose_elements_have_a_prefix_is_marked_too(tmp_path: Path) -> None:
    """As the SDK of Excel's maker writes them."""

    def change(name: str, old: bytes) -> bytes:
        if not re.fullmatch(r"xl/(worksheets/sheet\d|styles|workbook)\.xml", name):
            return old
        text = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", old)
        return text.replace(b"xmlns=", b"xmlns:x=", 1)

    plain = as_xlsx(ROWS)
    book, _ = marked(tmp_path, put(plain, {}, change), [CellMark("回盘", 2, 3, "核对"), CellMark("回盘", 9, 1, "缺")])
    assert coloured(book["回盘"]) == {"C2", "A9"}
    assert book["回盘"]["C2"].comment.text == "核对"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", as_csv(ROWS)), ("a.csv", as_csv(ROWS, "gb18030")), ("a.xls", as_xls(ROWS))],
)
def test_a_csv_and_an_xls_come_back_as_a_workbook_with_the_same_cells(
    tmp_path: Path, name: str, content: bytes
) -> None:
    sheet = TableFiles().read(_saved(tmp_path, name, content)).sheets[0].name
    book, path = marked(tmp_path, content, [CellMark(sheet, 3, 2, "核对姓名")], name)
    read = TableFiles().read(path).sheets[0]
    assert [[cell.text for cell in row.cells] for row in read.rows] == [list(row) for row in ROWS]
    page = book.worksheets[0]
    assert coloured(page) == {"B3"}
    assert page["C3"].data_type == "s"
    assert page["B3"].comment.text == "核对姓名"


def _saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / f"read {name}"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda old: old.replace(b'<row r="2"', b'<!-- <row r="9"> --><row r="2"', 1),
        lambda old: old.replace(b"<sheetData>", b"<sheetData><!-- a --><!-- b -->", 1),
        lambda old: re.sub(rb'(<row r="3".*?</row>)', rb"", old, count=1).replace(
            b"</sheetData>", b"<bad/></sheetData>"
        ),
        lambda old: old.replace(b'encoding="UTF-8"', b'encoding="GBK"', 1),
    ],
)
def test_a_sheet_that_no_program_writes_comes_back_as_a_new_workbook(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    content = put(
        as_xlsx(ROWS), {}, lambda name, old: change(old) if "sheet1.xml" in name and "rels" not in name else old
    )
    before = TableFiles().read(_saved(tmp_path, "a.xlsx", content))
    book, path = marked(tmp_path, content, [CellMark(before.sheets[0].name, 2, 3, "核对")])
    after = TableFiles().read(path)
    assert after.sheets[0].rows == before.sheets[0].rows
    assert "C2" in coloured(book.worksheets[0])


def test_beyond_a_number_cells_are_coloured_and_listed_without_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markedbook, "MOST_NOTES", 3)
    monkeypatch.setattr(markedbook, "MOST_LINES", 4)
    assert marklist.MOST_LINES > 3
    book, _ = marked(tmp_path, made())
    page, listed = book[SHEET], book["问题清单"]
    assert len(coloured(page)) == 6
    assert (
        sum(1 for row in page.iter_rows() for cell in row if cell.comment) == 4
    )  # B5 had one already, and B7 keeps its own
    assert [cell.value for cell in listed["C"]][1] == "只列出 4 处，共 6 处。"


def test_a_workbook_without_styles_gets_some(tmp_path: Path) -> None:
    content = put(as_xlsx(ROWS), {})
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                part = re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", part)
            if "worksheets/sheet" in name:
                part = re.sub(rb' (?:s|style)="\d+"', b"", part)
            if name != "xl/styles.xml":
                new.writestr(name, part.replace(b'<Override PartName="/xl/styles.xml"', b"<Gone"))
    book, _ = marked(tmp_path, target.getvalue(), [CellMark("回盘", 2, 1, "核对")])
    assert coloured(book["回盘"]) == {"A2"}


def test_the_original_is_never_written_over(tmp_path: Path) -> None:
    source = _saved(tmp_path, "a.xlsx", made())
    with pytest.raises(RefusedError, match="own_source"):
        MarkedWorkbooks().write(source, source, MARKS, WORDS, created_at=AT)
    with pytest.raises(InvalidInputError, match="ending"):
        MarkedWorkbooks().write(source, tmp_path / "a.xls", MARKS, WORDS, created_at=AT)
    assert openpyxl.load_workbook(source).sheetnames == [SHEET, "说明"]


class Impatient:
    """Cancels after a few steps."""

    def __init__(self, patience: int) -> None:
        self.left = patience

    def report(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise CancelledError


@pytest.mark.parametrize("patience", [0, 1, 2])
def test_a_cancelled_marking_leaves_nothing(tmp_path: Path, patience: int) -> None:
    source, target = _saved(tmp_path, "a.xlsx", made()), tmp_path / "b.xlsx"
    with pytest.raises(CancelledError):
        MarkedWorkbooks().write(source, target, MARKS, WORDS, created_at=AT, progress=Impatient(patience))
    assert {path.name for path in tmp_path.iterdir()} == {"read a.xlsx"}


@pytest.mark.parametrize("content", [b"", b"no table", b"PK\x03\x04broken", made()[:900]])
def test_what_cant_be_read_is_told_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    source = _saved(tmp_path, "a.xlsx", content)
    with pytest.raises(SscardError):
        MarkedWorkbooks().write(source, tmp_path / "b.xlsx", MARKS, WORDS, created_at=AT)
    assert [path.name for path in tmp_path.iterdir()] == ["read a.xlsx"]


TEXTS = st.text(st.sampled_from(string.digits + "abc \n\t.,;" + "张样例𠮷<>&\"'　\u00e9=_x0041_"), max_size=12)


@settings(max_examples=12)
@given(
    rows=st.lists(st.lists(TEXTS, min_size=1, max_size=5), min_size=1, max_size=6).filter(
        lambda rows: any(cell.strip() for row in rows for cell in row)
    ),
    places=st.sets(st.tuples(st.integers(1, 9), st.integers(1, 8)), min_size=1, max_size=6),
    messages=TEXTS,
)
def test_whatever_stands_in_the_cells_stays_and_just_the_marked_ones_are_coloured(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], places: set[tuple[int, int]], messages: str
) -> None:
    folder = tmp_path_factory.mktemp("marked")
    content = as_xlsx(rows)
    try:
        before = TableFiles().read(_saved(folder, "a.xlsx", content))
    except InvalidInputError:
        return  # nothing in it but blanks
    marks = [CellMark("回盘", row, column, messages) for row, column in places]
    book, path = marked(folder, content, marks)
    after = TableFiles().read(path)
    assert [row for sheet in after.sheets if sheet.name != "问题清单" for row in sheet.rows] == list(
        before.sheets[0].rows
    )
    page = book["回盘"]
    assert {
        (cell.row, cell.column) for row in page.iter_rows() for cell in row if cell.fill.fgColor.rgb == MARKED
    } == places
    shutil.rmtree(folder)


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice isn't installed")
def test_libreoffice_shows_the_marks_and_keeps_them_when_it_saves(tmp_path: Path) -> None:
    _, path = marked(tmp_path, made())
    saved = converted(path, "xlsx")
    # It takes the quotation marks out of a sheet's name.
    page = openpyxl.load_workbook(saved).worksheets[0]
    assert coloured(page) == {"B5", "C6", "D6", "H6", "C8", "B40"}
    assert page["C6"].comment.text == "身份证号码校验不对。"
    assert page.column_dimensions["D"].hidden
    book, _ = marked(tmp_path, saved.read_bytes(), [CellMark(page.title, 6, 3, "再看一遍。")], "again.xlsx")
    assert coloured(book.worksheets[0]) == {"C6"}
    assert book.worksheets[0]["B5"].comment.text == "原来的批注"
    assert book.worksheets[0]["B5"].fill.fill_type is None  # what LibreOffice lost isn't made up
