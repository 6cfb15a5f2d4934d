# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import csv
import io
import struct
from pathlib import Path

import dbf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.spelling import TableEncoding
from sscard_desktop.exchange import packagetable
from sscard_desktop.services.ports import PackageContent, PackageItem
from tests.helpers.packages import content

HEADERS = ("证件号码", "姓名", "地址")
PERSON = ("51010719900307001X", "王小明", "成都市武侯区“一环路”24号,2栋")


def one(*cells: str, ending: str, encoding: TableEncoding = TableEncoding.GB18030) -> PackageContent:
    return content(
        headers=HEADERS, items=(PackageItem(cells or PERSON, {}),), workbook=f"采集{ending}", encoding=encoding
    )


def table_of(what: PackageContent) -> bytes:
    packagetable.check(what)
    sink = io.BytesIO()
    packagetable.write(sink, what)
    return sink.getvalue()


def dbf_rows(data: bytes, encoding: str) -> list[list[str]]:
    """Read a table as its format is described, with nothing of ours."""
    count, start, length = struct.unpack_from("<IHH", data, 4)
    fields = [data[32 + 32 * index : 64 + 32 * index] for index in range((start - 33) // 32)]
    rows = [[field[:11].rstrip(b"\0").decode(encoding) for field in fields]]
    for row in range(count):
        at = start + row * length + 1
        cells = []
        for field in fields:
            cells.append(data[at : at + field[16]].decode(encoding).rstrip(" "))
            at += field[16]
        rows.append(cells)
    assert data[start + count * length :] == b"\x1a"
    return rows


@pytest.mark.parametrize("encoding", TableEncoding)
def test_a_csv_says_what_the_record_says_in_the_encoding_that_the_bureau_wants(encoding: TableEncoding) -> None:
    data = table_of(one(ending=".csv", encoding=encoding))
    text = data.decode("utf-8-sig" if encoding is TableEncoding.UTF_8 else encoding.value)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [list(HEADERS), list(PERSON)]
    assert text.count("\r\n") == 2


@pytest.mark.parametrize("encoding", [TableEncoding.GBK, TableEncoding.GB18030])
def test_a_dbf_is_read_back_as_it_was(encoding: TableEncoding) -> None:
    data = table_of(one(ending=".dbf", encoding=encoding))
    assert dbf_rows(data, encoding.value) == [list(HEADERS), list(PERSON)]


@pytest.mark.parametrize("encoding", [TableEncoding.GBK, TableEncoding.GB18030])
def test_a_reader_that_is_not_ours_finds_the_same_by_what_the_head_says(
    tmp_path: Path, encoding: TableEncoding
) -> None:
    people = [
        PERSON,
        ("001122200001010012", "欧阳·花子", ""),
        ("510107199003070028", "", "x" * 254),
    ]
    items = tuple(PackageItem(person, {}) for person in people)
    path = tmp_path / "t.dbf"
    path.write_bytes(table_of(content(headers=HEADERS, items=items, workbook="t.dbf", encoding=encoding)))
    with dbf.Table(str(path)) as table:
        assert table.codepage.name == "cp936"
        assert list(table.field_names) == list(HEADERS)
        assert [tuple(str(cell).rstrip(" ") for cell in row) for row in table] == people
        assert {table.field_info(name).field_type for name in HEADERS} == {ord("C")}


SAFE = st.text(st.characters(codec="gbk", exclude_categories=("Cc", "Cs")), max_size=60).map(lambda text: text.strip())


@given(cells=st.lists(st.tuples(SAFE, SAFE, SAFE), max_size=6))
def test_what_a_table_takes_comes_back_and_what_it_refuses_is_refused_before_it_is_sealed(
    cells: list[tuple[str, str, str]],
) -> None:
    items = tuple(PackageItem(row, {}) for row in cells)
    for ending in (".csv", ".dbf"):
        what = content(headers=HEADERS, items=items, workbook=f"t{ending}", encoding=TableEncoding.GBK)
        try:
            data = table_of(what)
        except InvalidInputError:
            continue
        if ending == ".dbf":
            assert dbf_rows(data, "gbk")[1:] == [list(row) for row in cells]
        else:
            assert list(csv.reader(io.StringIO(data.decode("gbk"), newline="")))[1:] == [list(row) for row in cells]


@pytest.mark.parametrize(
    ("cells", "ending", "code"),
    [
        (("1", "𠮷小明", "x"), ".csv", "package.cell_encoding"),
        (("1", "王", "=HYPERLINK(1)"), ".csv", "package.cell_character"),
        (("1", "王", "@x"), ".csv", "package.cell_character"),
        (("1", "王", "x" * 255), ".dbf", "package.cell_too_long"),
        (("1", "王", "a\nb"), ".dbf", "package.cell_character"),
    ],
)
def test_what_a_form_cannot_hold_is_told_by_row_and_column(cells: tuple[str, ...], ending: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        packagetable.check(one(*cells, ending=ending, encoding=TableEncoding.GBK))
    assert caught.value.code == code
    assert caught.value.params["row"] == 1
    assert "𠮷" not in str(caught.value)


@pytest.mark.parametrize("phone", ["+86 28 8555 1234", "-", "(028) 85551234"])
def test_a_phone_number_is_no_formula(phone: str) -> None:
    assert phone.encode() in table_of(one("1", "王", phone, ending=".csv"))


def test_the_same_table_gives_the_same_bytes() -> None:
    for ending in packagetable.ENDINGS:
        assert table_of(one(ending=ending)) == table_of(one(ending=ending))


def test_a_table_of_text_holds_one_kind_of_business() -> None:
    what = one(ending=".csv")
    two = content(sheets=what.sheets * 2, workbook="t.csv")
    with pytest.raises(InvalidInputError, match=r"package\.one_sheet"):
        packagetable.check(two)
