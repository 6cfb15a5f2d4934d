# SPDX-License-Identifier: Apache-2.0
"""The template as other programs open it: text cells, answers, notes, what is locked, a sample and a guide."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.rostertemplate import TemplateWorkbooks
from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services.ports import BookColumn, BookTemplate
from tests.helpers.libreoffice import converted

NATIONS = tuple(f"民族{number}" for number in range(120))
COLUMNS = (
    BookColumn("个人编号", note="社保部门已填好", fixed=True, sample="样本", width=14),
    BookColumn("姓名", note="与身份证一致" * 60, required=True, sample="样本甲"),
    BookColumn("公民身份号码", required=True, sample="110101190001010014", width=22),
    BookColumn("性别", choices=("男", "女"), strict=True, sample="男", width=6),
    BookColumn("民族", choices=NATIONS, note="编号或名称", sample="汉"),
)
GUIDE = (("怎么填", ""), ("一人一行", "从表头下面开始。"))


def written(folder: Path, **more: object) -> Path:
    template = BookTemplate("社保卡/采集", "填写说明", GUIDE, "选项", "示例行", COLUMNS, **more)  # type: ignore[arg-type]
    path = folder / "模板.xlsx"
    found = TemplateWorkbooks().write(path, template, created_at=datetime(2026, 3, 2, tzinfo=UTC))
    assert found.size_bytes == path.stat().st_size
    return path


def rules(page: Worksheet) -> dict[str, tuple[str, str, str]]:
    return {
        str(rule.sqref): (str(rule.type), str(rule.formula1), str(rule.prompt))
        for rule in page.data_validations.dataValidation
    }


def test_every_cell_is_text_and_offers_its_answers_and_notes(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path))
    page = book["社保卡_采集"]
    assert [cell.value for cell in page[1]] == [column.header for column in COLUMNS]
    assert [cell.value for cell in page[2]] == [column.sample for column in COLUMNS]
    for row in page.iter_rows(min_row=2, max_row=40):
        assert {cell.number_format for cell in row} == {"@"}
    told = rules(page)
    assert told["A3:A2002"][2] == "社保部门已填好"
    assert len(told["B3:B2002"][2]) == 255
    assert told["D3:D2002"][:2] == ("list", '"男,女"')
    assert told["E3:E2002"][:2] == ("list", "'选项'!$A$1:$A$120")
    assert [cell.value for cell in book["选项"]["A"]] == list(NATIONS)
    assert book["选项"].sheet_state == "hidden"
    assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")
    assert page.column_dimensions["C"].width == pytest.approx(22, abs=1.5)
    assert page["A1"].font.name == "宋体"
    assert "示例行" in page["A2"].comment.text
    assert [cell.value for cell in book["填写说明"]["A"]] == ["怎么填", "一人一行"]


def test_only_what_was_filled_in_before_is_locked(tmp_path: Path) -> None:
    people = [("000123", "张样例", "510107199003077411", "女", "汉"), ("000124", "=1+1", "", "", "")]
    page = openpyxl.load_workbook(written(tmp_path, rows=people, row_count=2)).worksheets[0]
    assert page.protection.sheet
    assert not page.protection.insertRows
    assert [[cell.protection.locked for cell in row] for row in page.iter_rows(min_row=3, max_row=4)] == [
        [True, False, False, False, False]
    ] * 2
    assert {cell.protection.locked for cell in page[5]} == {False}
    assert {cell.protection.locked for cell in page[1]} == {True}
    assert page["A3"].value == "000123"
    assert (page["B4"].value, page["B4"].data_type) == ("=1+1", "s")


def test_the_reader_finds_the_sheet_and_nothing_but_texts(tmp_path: Path) -> None:
    people = [("0001", "𠮷样本", "510107199003077411", "女", "汉")]
    table = TableFiles().read(written(tmp_path, rows=people, row_count=1))
    assert table.sheets[0].name == "社保卡_采集"
    assert [cell.text for cell in table.sheets[0].rows[2].cells] == list(people[0])
    assert len(table.sheets[0].rows) == 3


def test_what_no_cell_can_hold_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="cell_character"):
        written(tmp_path, rows=[("a\x00", "", "", "", "")], row_count=1)
    template = BookTemplate("a", "b", GUIDE, "c", "", COLUMNS)
    with pytest.raises(InvalidInputError, match="ending"):
        TemplateWorkbooks().write(tmp_path / "a.xls", template, created_at=datetime(2026, 3, 2, tzinfo=UTC))
    assert not list(tmp_path.iterdir())


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice isn't installed")
def test_libreoffice_keeps_answers_notes_and_locks(tmp_path: Path) -> None:
    people = [("000123", "张样例", "510107199003077411", "女", "汉")]
    page = openpyxl.load_workbook(converted(written(tmp_path, rows=people, row_count=1), "xlsx")).worksheets[0]
    told = {text[:2] for text in rules(page).values()}
    assert ("list", '"男,女"') in told
    assert any(kind == "list" and "选项" in source for kind, source in told)
    assert page.protection.sheet
    assert [cell.protection.locked for cell in page[3]] == [True, False, False, False, False]
    assert page["C3"].value == "510107199003077411"
