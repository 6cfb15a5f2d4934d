# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from sscard_desktop import paths
from sscard_desktop.documents.embedding import WholeFont
from sscard_desktop.documents.fonts import Fonts, Weight
from sscard_desktop.documents.marks import TextMark
from sscard_desktop.documents.painting import paint
from sscard_desktop.storage.ideographs import read_ideographs
from tests.helpers import forms

FOLDER = paths.resources() / "fonts"
SIGNS = "〇·—“”○●√×□■①②③④⑤⑥⑦⑧⑨⑩《》（）【】…"


def gb2312() -> str:
    rows = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in rows)


def test_the_bundled_files_are_those_of_the_readme() -> None:
    told = dict(re.findall(r"^([0-9a-f]{64})  (\S+\.ttf)$", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE))
    assert {file: digest for digest, file in told.items()} == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.ttf")
    }


def test_each_font_has_its_licence_beside_it() -> None:
    for name in ("NotoSansSC-OFL.txt", "HanaMinB-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in (FOLDER / name).read_text("utf-8")


@pytest.mark.parametrize("weight", list(Weight))
def test_each_weight_holds_gb2312_and_the_forms_signs(weight: Weight) -> None:
    runs = forms.FONTS.runs(gb2312().replace("\u3000", "") + SIGNS, weight)
    assert len(runs) == 1


def test_both_fonts_together_draw_every_ideograph_of_gb18030_2022() -> None:
    table = read_ideographs(paths.resources() / "codes")
    rows = [row for row in map(table.look_up, table.characters()) if row is not None]
    in_the_standard = [row.character for row in rows if row.level]
    assert len(in_the_standard) == 87_896
    assert forms.FONTS.missing_characters("".join(in_the_standard)) == []


@pytest.mark.parametrize("character", "𠮷㛃𬭚·䶮𬱖㐀〇鿍")
def test_rare_characters_of_names_can_be_printed(character: str) -> None:
    assert forms.FONTS.missing_characters(character) == []


def test_missing_characters_are_each_named_once_in_order() -> None:
    assert forms.FONTS.missing_characters("王\U00031350五\ue000\U00031350") == ["\U00031350", "\ue000"]


def test_text_is_split_where_the_font_changes() -> None:
    runs = forms.FONTS.runs("王𠮷𠮟五")
    assert [run.text for run in runs] == ["王", "𠮷𠮟", "五"]
    assert len({run.font for run in runs}) == 2


def test_a_bold_name_falls_back_to_the_regular_weight() -> None:
    runs = forms.FONTS.runs("王龘", Weight.BOLD)
    assert "".join(run.text for run in runs) == "王龘"
    assert forms.FONTS.width("王", 10, Weight.BOLD) == pytest.approx(10)


def test_chinese_is_as_wide_as_its_size() -> None:
    assert forms.FONTS.width("成都市", 10.5) == pytest.approx(31.5)


def test_characters_beyond_the_first_plane_are_searchable_in_the_pdf() -> None:
    pdf = paint([[TextMark("𠮷𬭚a", 50, 50, 12)]], title="t", width_mm=100, height_mm=50, fonts=forms.FONTS)
    assert "𠮷𬭚a" in forms.pypdf_text(pdf)
    assert "𠮷𬭚a" in forms.pdfium_text(pdf)


def test_a_font_is_embedded_once_however_many_characters_it_takes() -> None:
    text = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 600))
    lines = [TextMark(text[at : at + 30], 20, 20 + at / 3, 8) for at in range(0, 600, 30)]
    pdf = paint([lines], title="t", width_mm=210, height_mm=297, fonts=Fonts(Path(FOLDER)))
    assert "".join(forms.pypdf_text(pdf).split()) == text
    assert forms.font_files(pdf) == 1
    assert len(pdf) < 200_000


def test_characters_that_share_a_glyph_stay_what_they_are() -> None:
    """The radical U+2F00 looks like the character U+4E00: both are drawn, each is read back as itself."""
    pdf = paint([[TextMark("⼀一⼀二", 50, 50, 12)]], title="t", width_mm=100, height_mm=50, fonts=forms.FONTS)
    assert "".join(forms.pypdf_text(pdf).split()) == "⼀一⼀二"


def test_a_fonts_outlines_are_read_one_by_one_and_its_characters_are_all_there() -> None:
    file = FOLDER / "NotoSansSC-Bold.ttf"
    usual, packed = TTFont("usual", str(file)).face, WholeFont("packed", file).face
    assert dict(packed.charToGlyph) == usual.charToGlyph
    assert dict(packed.charWidths) == usual.charWidths
    assert packed.charToGlyph.get(0x10FFFD) is None
    used = [0, *map(ord, "社保卡 Ünïcode 13800")]
    assert packed.makeSubset(used) == usual.makeSubset(used)
    assert not isinstance(packed.get_table("glyf"), bytes), "nine megabytes for a few dozen outlines"
