# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from sscard_desktop import paths
from sscard_desktop.documents.contactsheet import COLUMNS, ROWS, contact_sheet
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.services.ports import ContactEntry


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(paths.resources() / "fonts")


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (240, 160), "grey").save(target, "JPEG")
    return target.getvalue()


def test_each_picture_stands_with_its_name_and_reason_twenty_a_page(fonts: Fonts) -> None:
    entries = [ContactEntry(f"照片{at}.jpg", "画面模糊，请重拍。", picture()) for at in range(COLUMNS * ROWS + 1)]
    pages = PdfReader(io.BytesIO(contact_sheet(["需要处理的文件", "共 21 个"], entries, fonts=fonts))).pages
    assert len(pages) == 2
    assert "照片20.jpg" in pages[1].extract_text()
    assert "画面模糊" in pages[1].extract_text()
    assert "需要处理的文件" in pages[0].extract_text()


def test_what_cannot_be_shown_or_is_endless_still_gives_a_sheet(fonts: Fonts) -> None:
    entries = [ContactEntry("x" * 500, "很长" * 500, b"no picture"), ContactEntry("", "", b"")]
    reader = PdfReader(io.BytesIO(contact_sheet(["t" * 500], entries, fonts=fonts)))
    assert len(reader.pages) == 1
    assert len(reader.pages[0].extract_text()) < 600


def test_an_empty_sheet_has_a_page(fonts: Fonts) -> None:
    assert len(PdfReader(io.BytesIO(contact_sheet([], [], fonts=fonts))).pages) == 1


def test_words_stay_whole_and_closing_signs_begin_no_line(fonts: Fonts) -> None:
    told = "The face is too small: 111 pixels wide, at least 121 are needed. Come closer and take another picture."
    chinese = "脸太小，宽一百一十一像素，至少要一百二十一像素；请靠近镜头再拍，或者选择更清晰的原图。" * 2
    pages = PdfReader(
        io.BytesIO(contact_sheet(["t"], [ContactEntry("a", told), ContactEntry("b", chinese)], fonts=fonts))
    ).pages
    lines = pages[0].extract_text().splitlines()
    assert {word for line in lines for word in line.split() if word.isascii()} <= {
        *told.split(),
        "t",
        "a",
        "b",
        "1",
        "/",
    }
    assert not [line for line in lines if line.startswith(("，", "。", "；"))]
