# SPDX-License-Identifier: Apache-2.0
"""The copy of both sides of the ID card on one page: at the size of the original, and good for one purpose only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pypdfium2
import pypdfium2.raw
import pytest

from sscard_desktop import paths
from sscard_desktop.documents.formfill import render
from sscard_desktop.documents.template import FormTemplate
from sscard_desktop.domain.document import ID_1_HEIGHT_MM, ID_1_WIDTH_MM
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from tests.helpers import forms

FRONT, BACK = PictureRole.ID_FRONT, PictureRole.ID_BACK
PAGE = forms.form(paths.forms() / "shared-forms" / "photocopy.toml")
# As a straight card comes: ID-1's ratio in whole pixels.
CARDS = {FRONT: forms.picture(1600, 1009, "lightblue"), BACK: forms.picture(1600, 1009, "lightgreen")}
CONTENT = replace(forms.content(pictures=CARDS), printed_on=date(2026, 11, 22))


def copy(template: FormTemplate = PAGE) -> bytes:
    return render(template, CONTENT, fonts=forms.FONTS)


def unmarked() -> FormTemplate:
    return replace(PAGE, elements=tuple(each for each in PAGE.elements if type(each).__name__ != "Watermark"))


def sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of each picture on the one page, as it will be printed."""
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    found = []
    for image in document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_pos() if hasattr(image, "get_pos") else image.get_bounds()
        found.append(((right - left) / 72 * 25.4, (top - bottom) / 72 * 25.4))
    document.close()
    return found


def test_both_sides_lie_on_one_page_at_the_size_of_the_original() -> None:
    found = sizes_mm(copy())
    assert len(found) == 2
    for size in found:
        assert size == pytest.approx((ID_1_WIDTH_MM, ID_1_HEIGHT_MM), abs=0.05)


def test_of_a_passport_its_data_page_lies_there_at_its_own_size() -> None:
    passport = replace(
        CONTENT, codes={"document_type": "passport"}, pictures={FRONT: forms.picture(1500, 1056, "lightblue")}
    )
    (size,) = sizes_mm(render(PAGE, passport, fonts=forms.FONTS))
    assert size == pytest.approx((125, 88), abs=0.05)
    with pytest.raises(InvalidInputError, match=r"form\.picture_missing"):
        render(PAGE, replace(passport, pictures={}), fonts=forms.FONTS)


def test_the_page_says_whose_copy_it_is_what_for_and_is_signed() -> None:
    text = "".join(forms.pdfium_text(copy(unmarked())).split())
    for words in ("陈思远", "成都某某经济技术合作有限公司", "0001-20260302-0007", "本复印件与原件一致", "申请人签名"):
        assert words in text


def test_the_purpose_with_the_day_lies_over_both_pictures() -> None:
    plain = np.asarray(forms.seen(copy(unmarked()), dpi=72).convert("L"), dtype=int)
    marked = np.asarray(forms.seen(copy(), dpi=72).convert("L"), dtype=int)
    darker = plain - marked
    for top_mm in (70.0, 138.0):
        rows = slice(round(top_mm / 25.4 * 72), round((top_mm + ID_1_HEIGHT_MM) / 25.4 * 72))
        columns = slice(round(62.2 / 25.4 * 72), round((62.2 + ID_1_WIDTH_MM) / 25.4 * 72))
        assert (darker[rows, columns] > 8).mean() > 0.03
    assert "仅用于社会保障卡办理 2026-11-22" in forms.pypdf_text(copy())


def test_what_lies_below_the_watermark_can_still_be_read() -> None:
    plain = np.asarray(forms.seen(copy(unmarked()), dpi=150).convert("L"), dtype=int)
    marked = np.asarray(forms.seen(copy(), dpi=150).convert("L"), dtype=int)
    # A fifth darker at most: black on the card stays far from what lies around it.
    assert (plain - marked).max() <= 0.25 * 255


@pytest.mark.parametrize(("role", "named"), [(FRONT, "证件正面"), (BACK, "证件背面")])
def test_without_one_of_the_pictures_there_is_no_copy(role: PictureRole, named: str) -> None:
    left = {each: content for each, content in CARDS.items() if each is not role}
    with pytest.raises(InvalidInputError) as caught:
        render(PAGE, replace(CONTENT, pictures=left), fonts=forms.FONTS)
    assert caught.value.code == "form.picture_missing"
    assert caught.value.params == {"form": "证件复印件", "box": named}


def test_an_empty_one_to_look_at_shows_where_the_pictures_stand() -> None:
    blank = replace(CONTENT, pictures={}, specimen=True)
    text = forms.pdfium_text(render(PAGE, blank, fonts=forms.FONTS))
    assert "证件正面" in text
    assert "证件背面" in text


def test_the_same_copy_is_the_same_file() -> None:
    assert copy() == copy()
