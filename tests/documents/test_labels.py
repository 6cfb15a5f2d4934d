# SPDX-License-Identifier: Apache-2.0
"""Address labels: each in its place on the sheet, whole or refused; a grid that leaves the page is told."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.documents.labels import label_pages, read_label_sheet
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.services.ports import PostLabel

SHEET = paths.forms() / "shared-forms" / "labels.toml"
LABEL = PostLabel("610041", "四川省成都市武侯区一环路南一段24号", "王小明", "13800138000", "社会保障卡")
PRESS = FormPress(paths.resources() / "fonts")


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_labels_fill_sheets_from_the_first_free_place() -> None:
    assert [text.count("王小明") for text in pages(PRESS.labels(SHEET, [LABEL] * 16))] == [14, 2]
    assert [text.count("王小明") for text in pages(PRESS.labels(SHEET, [LABEL] * 2, first=13))] == [1, 1]
    assert len(pages(PRESS.labels(SHEET, []))) == 1


def test_a_long_address_wraps_whole_and_an_endless_one_is_refused() -> None:
    long = PostLabel(
        "610041", "四川省成都市武侯区" * 8 + "末", "阿依古丽·买买提江·阿不都热合曼", "028-85551234", "社会保障卡"
    )
    (text,) = pages(PRESS.labels(SHEET, [long]))
    assert "末" in text
    with pytest.raises(InvalidInputError) as caught:
        PRESS.labels(SHEET, [LABEL, PostLabel("610041", "路" * 400, "王小明", "1")])
    assert (caught.value.code, caught.value.params["box"]) == ("form.text_too_long", "#2")


def test_a_character_that_steers_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        PRESS.labels(SHEET, [PostLabel("610041", "一环路\u202e24号", "王小明", "1")])
    assert caught.value.code == "form.missing_glyph"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("columns = 2", "columns = 3", "grid.width_mm"),
        ("rows = 7", "rows = 9", "grid.height_mm"),
        ("rows = 7", "rows = 0", "grid.rows"),
        ("rows = 7", "rows = 7.5", "grid.rows"),
        ("pad_mm = 5", "pad_mm = 15", "grid.pad_mm"),
        ("pad_mm = 5", "pad_mm = true", "grid.pad_mm"),
        ("gap_y_mm = 0", "gap_y_mm = nan", "grid.gap_y_mm"),
        ("floor_pt = 7", "floor_pt = 12", "text.floor_pt"),
        ("left_mm", "leeft_mm", "grid.leeft_mm"),
        ("title", "titel", "titel"),
        ("page = {", "paper = 1\npage = {", "paper"),
    ],
)
def test_a_sheet_that_is_wrong_is_told_by_key(old: str, new: str, key: str) -> None:
    content = SHEET.read_text(encoding="utf-8")
    assert old in content
    with pytest.raises(InvalidInputError) as caught:
        read_label_sheet(content.replace(old, new, 1).encode(), file="labels.toml")
    assert (caught.value.code, caught.value.params["key"]) == ("labels.broken", key)


def test_the_sheet_that_comes_along_is_sound() -> None:
    sheet = read_label_sheet(SHEET.read_bytes(), file="labels.toml")
    assert sheet.each == 14
    assert label_pages(sheet, [LABEL], fonts=PRESS._fonts)
