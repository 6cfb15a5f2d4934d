# SPDX-License-Identifier: Apache-2.0
"""A training station's paper: the sheet of results, and the words across every page."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from sscard_desktop import paths
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.documents.painting import paint
from sscard_desktop.services.ports import TrainingSheet

FONTS = paths.resources() / "fonts"
SHEET = TrainingSheet(
    title="练习成绩单",
    lead=("成都 · 2026-11-22",),
    headers=("课", "得分", "按键", "做错了什么"),
    rows=[(f"{number}  课", "100", "12", "都做对了") for number in range(1, 16)],
    foot="练习站点",
    signatures=("学员", "带教"),
)


def pages(pdf: bytes) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_all_lessons_stand_on_one_page() -> None:
    (page,) = pages(FormPress(FONTS).training_sheet(SHEET))
    text = page.extract_text()
    for told in ("练习成绩单", "15", "都做对了", "学员", "练习站点"):
        assert told in text


def test_the_words_across_stand_on_every_page_and_only_where_they_belong() -> None:
    two = [[], []]
    for across, expected in (("练习 TRAINING", 2), ("", 0)):
        pdf = paint(two, title="两页", width_mm=210, height_mm=297, fonts=Fonts(FONTS, across=across))
        found = ["/ExtGState" in page["/Resources"] for page in pages(pdf)]
        assert sum(found) == expected


@pytest.mark.parametrize("make", ["calibration", "proof", "sheet"])
def test_whatever_the_press_makes_is_marked(make: str, tmp_path: Path) -> None:
    def made(press: FormPress) -> bytes:
        match make:
            case "calibration":
                return press.calibration_page("Printer")
            case "proof":
                return press.proof("龚")
            case _:
                return press.training_sheet(SHEET)

    marked, plain = made(FormPress(FONTS, across="练习 TRAINING")), made(FormPress(FONTS))
    assert len(marked) > len(plain)
    assert len(pages(marked)) == len(pages(plain))
