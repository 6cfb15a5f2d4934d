# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress, read_template
from sscard_desktop.documents.paging import deal
from sscard_desktop.documents.sheaves import MAX_PEOPLE, render_people
from sscard_desktop.documents.template import FormTemplate, load
from sscard_desktop.domain.errors import CancelledError, InvalidInputError
from sscard_desktop.domain.profile import FormScope
from sscard_desktop.services.ports import FormContent, PeopleContent
from tests.helpers import forms

ROWS, LAST_ROWS = 20, 15
TEMPLATE = """title = "信息采集汇总表"
page = { width_mm = 210, height_mm = 297 }
elements = [
    { kind = "text", x_mm = 10, y_mm = 10, w_mm = 190, h_mm = 9, text = "信息采集汇总表", size_pt = 18 },
    { kind = "value", x_mm = 10, y_mm = 20, w_mm = 100, h_mm = 6, key = "unit", before = "单位：" },
    { kind = "value", x_mm = 110, y_mm = 20, w_mm = 50, h_mm = 6, key = "page_count_of_people", before = "本页人数" },
    { kind = "text", x_mm = 160, y_mm = 20, w_mm = 40, h_mm = 6, text = "仅首页", pages = "first" },
    { kind = "table", x_mm = 10, y_mm = 30, w_mm = 190, h_mm = 176, last_h_mm = 144, row_mm = 8, TOTALS, columns = [
        { header = "序号", width_mm = 12, key = "running_number", align = "center" },
        { header = "姓名", width_mm = 40, key = "name" },
        { header = "证件号码", width_mm = 58, key = "number" },
        { header = "工本费", width_mm = 40, key = "cost", total = "sum", align = "right" },
        { header = "签名", width_mm = 40 },
    ] },
    { kind = "seal", x_mm = 150, y_mm = 220, w_mm = 40, h_mm = 40, label = "单位盖章", pages = "last" },
    { kind = "pagenumber", x_mm = 85, y_mm = 283, w_mm = 40, h_mm = 5, label = "第 {page} 页 共 {pages} 页" },
]
""".replace("TOTALS", 'page_total = "本页合计：{count} 人", grand_total = "总计：{count} 人"')
FIELDS = {"name", "number", "unit", "cost"}
FONTS = paths.resources() / "fonts"
DAY = date(2026, 3, 2)


def people(count: int, **values: str) -> list[FormContent]:
    return [
        FormContent({"name": f"某{n:05d}", "number": f"1101051949{n:08d}", "cost": "25.50", **values}, {}, {}, "", DAY)
        for n in range(1, count + 1)
    ]


def content(rows: Sequence[FormContent], unit: str = "成都某某公司") -> PeopleContent:
    return PeopleContent({"unit": unit, "name": "", "number": "", "cost": ""}, {}, rows, DAY)


def template(text: str = TEMPLATE, fields: set[str] = FIELDS) -> FormTemplate:
    return load(text.encode(), file="city/summary.toml", fields=fields, scope=FormScope.PEOPLE)


def printed(rows: Sequence[FormContent], text: str = TEMPLATE) -> bytes:
    return render_people(template(text), content(rows), fonts=forms.FONTS)


def texts(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


# ── dealing rows out ──────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(0, 500), st.integers(1, 60).flatmap(lambda full: st.tuples(st.just(full), st.integers(1, full))))
def test_everybody_stands_on_exactly_one_page(count: int, rows: tuple[int, int]) -> None:
    full, last = rows
    pages = deal(count, full=full, last=last)
    assert sum(pages) == count
    assert max(pages) <= full
    assert pages[-1] <= last
    assert all(pages) or count == 0


@pytest.mark.parametrize(
    ("count", "pages"),
    [(0, [0]), (1, [1]), (15, [15]), (16, [15, 1]), (20, [19, 1]), (21, [20, 1]), (35, [20, 15]), (36, [20, 15, 1])],
)
def test_pages_at_their_borders(count: int, pages: list[int]) -> None:
    assert deal(count, full=ROWS, last=LAST_ROWS) == pages


# ── what is printed ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("count", [0, 1, 15, 16, 20, 21, 35, 36])
def test_a_list_has_the_pages_that_its_people_take(count: int) -> None:
    pages = texts(printed(people(count)))
    expected = deal(count, full=ROWS, last=LAST_ROWS)
    assert len(pages) == len(expected)
    for number, (text, here) in enumerate(zip(pages, expected, strict=True), start=1):
        assert f"第{number}页共{len(expected)}页" in text
        assert f"本页合计：{here}人" in text
        assert f"本页人数{here}" in text
        assert len(re.findall(r"某\d{5}", text)) == here
        assert text.count("证件号码") == 1
        assert ("仅首页" in text) == (number == 1)
        assert ("单位盖章" in text) == (f"总计：{count}人" in text) == (number == len(expected))


def test_totals_are_those_of_the_page_and_of_all() -> None:
    first, last = texts(printed([*people(20), *people(3, cost="0.5"), *people(1, cost="")]))
    assert "本页合计：20人510.00" in first
    assert re.search(r"本页合计：4人1\.5(?!\d).*总计：24人511\.50", last)


def test_people_stand_in_their_order_with_running_numbers() -> None:
    text = "".join(texts(printed(people(40))))
    assert re.findall(r"(?:签名|25\.50)(\d{1,2})某(\d{5})", text) == [(str(n), f"{n:05d}") for n in range(1, 41)]


def test_heading_shows_the_unit_on_every_page() -> None:
    assert all("单位：成都某某公司" in text for text in texts(printed(people(50))))


def test_rare_characters_are_read_back_from_a_row() -> None:
    assert "𠮷野·㛃𬭚" in texts(printed(people(1, name="𠮷野·㛃𬭚")))[0]


def test_a_long_value_gets_smaller_and_wraps_but_is_whole() -> None:
    name = "阿卜杜拉·买买提·吐尔逊江·阿不都热合曼"
    assert name in texts(printed(people(1, name=name)))[0]


def test_what_fits_no_row_is_refused_by_column_and_row() -> None:
    rows = people(7)
    rows[4] = people(1, name="某" * 200)[0]
    with pytest.raises(InvalidInputError) as caught:
        printed(rows)
    assert (caught.value.code, caught.value.params["box"]) == ("form.text_too_long", "姓名 (#5)")


@pytest.mark.parametrize("cost", ["免费", "NaN", "Infinity", "1e99999", "1e400"])
def test_what_cannot_be_added_up_is_refused(cost: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        printed(people(1, cost=cost))
    assert (caught.value.code, caught.value.params["box"]) == ("form.not_a_number", "工本费")


def test_more_people_than_a_list_takes_are_refused_before_anything_is_set() -> None:
    with pytest.raises(InvalidInputError, match=r"form\.too_many_people"):
        printed(people(1) * (MAX_PEOPLE + 1))


def test_a_cancelled_list_stops() -> None:
    class Stop:
        def report(self, done: int, total: int) -> None:
            assert total == 60
            if done:
                raise CancelledError

    with pytest.raises(CancelledError):
        render_people(template(), content(people(60)), fonts=forms.FONTS, progress=Stop())


@pytest.mark.parametrize("count", [0, 1, 21])
def test_nothing_comes_nearer_to_the_edge_than_8_mm(count: int) -> None:
    page = forms.seen(printed(people(count)), dpi=100)
    ink = ImageChops.invert(page.convert("L")).getbbox()
    assert ink is not None
    edge = 8 / 25.4 * 100 - 1
    assert min(ink[0], ink[1], page.width - ink[2], page.height - ink[3]) >= edge


def test_empty_rows_are_ruled_where_the_form_says_so() -> None:
    plain, ruled = (
        forms.seen(printed(people(1), TEMPLATE.replace("row_mm = 8,", f"row_mm = 8, ruled = {word},")), dpi=50)
        for word in ("false", "true")
    )
    foot = (0, round(120 / 25.4 * 50), plain.width, round(160 / 25.4 * 50))
    assert ImageChops.invert(plain.crop(foot).convert("L")).getbbox() is None
    assert ImageChops.invert(ruled.crop(foot).convert("L")).getbbox() is not None


def test_a_column_may_hold_photos() -> None:
    text = TEMPLATE.replace('{ header = "签名", width_mm = 40 }', '{ header = "照片", width_mm = 40, role = "photo" }')
    rows = [FormContent({"name": "某"}, {}, forms.PICTURES, "", DAY)] * 3
    (page,) = pypdf.PdfReader(io.BytesIO(printed(rows, text))).pages
    assert len(list(page.images)) == 1, "the same picture is embedded once"


def test_a_column_that_a_city_lacks_is_left_out_and_the_others_fill_its_room() -> None:
    text = TEMPLATE.replace('key = "cost", total = "sum"', 'key = "cost", optional = true')
    table = template(text, FIELDS - {"cost"}).table
    assert table is not None
    assert [column.header for column in table.columns] == ["序号", "姓名", "证件号码", "签名"]
    assert sum(column.width_mm for column in table.columns) == pytest.approx(190)


def test_a_press_understands_a_template_for_people(tmp_path: Path) -> None:
    path = tmp_path / "summary.toml"
    path.write_text(TEMPLATE, "utf-8")
    pdf = FormPress(FONTS).render_people(path, content(people(2)))
    assert "某00002" in texts(pdf)[0]
    with pytest.raises(InvalidInputError, match=r"template\.wrong_scope"):
        read_template(path, FIELDS | {"page_count_of_people"})


# ── templates that are refused ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("part", "instead", "code", "key"),
    [
        ("width_mm = 58", "width_mm = 57", "template.bad_value", "elements[5].columns"),
        ("width_mm = 58", "width_mm = 1", "template.bad_value", "elements[5].columns[3].width_mm"),
        ('key = "number"', 'key = "salary"', "template.unknown_field", "elements[5].columns[3].key"),
        ('key = "number"', 'role = "chip_photo"', "template.bad_value", "elements[5].columns[3].role"),
        ('key = "number"', 'key = "number", role = "photo"', "template.bad_value", "elements[5].columns[3].role"),
        ('key = "number"', 'total = "sum"', "template.bad_value", "elements[5].columns[3].total"),
        ('key = "number"', 'key = "number", total = "median"', "template.bad_value", "elements[5].columns[3].total"),
        ('key = "number"', 'key = "number", size_pt = 0', "template.bad_value", "elements[5].columns[3].size_pt"),
        ('key = "number"', 'key = "number", script = "x"', "template.unknown_key", "elements[5].columns[3].script"),
        ("row_mm = 8", "row_mm = 0.001", "template.bad_value", "elements[5].row_mm"),
        ("row_mm = 8", "row_mm = 120", "template.bad_value", "elements[5].h_mm"),
        ("row_mm = 8", "header_mm = 170", "template.bad_value", "elements[5].h_mm"),
        ("last_h_mm = 144", "last_h_mm = 20", "template.bad_value", "elements[5].last_h_mm"),
        ("last_h_mm = 144", "last_h_mm = 200", "template.bad_value", "elements[5].last_h_mm"),
        ("row_mm = 8", 'pages = "last"', "template.bad_value", "elements[5].pages"),
        ('pages = "first"', 'pages = "third"', "template.bad_value", "elements[4].pages"),
        ('kind = "seal"', 'kind = "picture", role = "photo"', "template.wrong_scope", "elements[6].kind"),
        ('key = "unit"', 'key = "personal_code"', "template.unknown_field", "elements[2].key"),
    ],
)
def test_a_wrong_table_is_told_by_file_line_and_key(part: str, instead: str, code: str, key: str) -> None:
    assert part in TEMPLATE
    with pytest.raises(InvalidInputError) as caught:
        template(TEMPLATE.replace(part, instead))
    params = caught.value.params
    assert (caught.value.code, params["key"], params["file"]) == (code, key, "city/summary.toml")
    assert int(params["line"]) > 3


def test_two_tables_are_refused() -> None:
    start = TEMPLATE.index('    { kind = "table"')
    table = TEMPLATE[start : TEMPLATE.index("    ] },\n", start) + len("    ] },\n")]
    with pytest.raises(InvalidInputError) as caught:
        template(TEMPLATE.replace(table, table + table))
    assert caught.value.params["key"] == "elements[6].kind"
