# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io

import pypdf
import pypdfium2
import pytest

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.documents.proof import proof
from sscard_desktop.domain.errors import InvalidInputError
from tests.helpers import forms

PRESS = FormPress(paths.resources() / "fonts")


def words(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def test_a_rare_name_is_read_back_from_its_proof() -> None:
    assert words(proof("李𠮷𬭚䶮·王", fonts=forms.FONTS)).strip() == "李𠮷𬭚䶮·王"


@pytest.mark.parametrize("character", ["\ue863", "\U00031350", "\U000f0001"])
def test_what_no_font_draws_is_a_box_with_its_code_in_the_name(character: str) -> None:
    pdf = proof(f"李{character}云", fonts=forms.FONTS)
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    content = page.get_contents()
    assert content is not None
    data = content.get_data()
    assert f"/ActualText <FEFF{character.encode('utf-16-be').hex()}>".encode() in data
    assert b" re" in data
    shown = words(pdf)
    assert "李" in shown
    assert "云" in shown


def test_a_box_is_as_wide_as_the_character_it_stands_for() -> None:
    with_box = pypdf.PdfReader(io.BytesIO(proof("李\ue863云", fonts=forms.FONTS))).pages[0].mediabox.width
    with_character = pypdf.PdfReader(io.BytesIO(proof("李䶮云", fonts=forms.FONTS))).pages[0].mediabox.width
    assert with_box == pytest.approx(with_character)


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert words(proof("李" * 1000, fonts=forms.FONTS)).strip() == "李" * 60 + "…"


def test_a_form_prints_the_box_in_the_name() -> None:
    pdf = PRESS.render(forms.REGISTRATION, forms.content({"name": "王\ue863"}))
    (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
    content = page.get_contents()
    assert content is not None
    assert b"/ActualText <FEFFe863>" in content.get_data()


def test_a_picture_is_no_part_of_a_name() -> None:
    with pytest.raises(InvalidInputError) as caught:
        PRESS.render(forms.REGISTRATION, forms.content({"name": "王\U0001f600"}))
    assert caught.value.code == "form.missing_glyph"
