# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
from collections.abc import Iterator

import pypdf
import pytest
import zxingcpp
from PIL import ImageChops

from sscard_desktop import paths
from sscard_desktop.documents.formfill import FormPress
from sscard_desktop.domain.errors import CancelledError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.services.ports import FormContent
from tests.helpers import forms

PRESS = FormPress(paths.resources() / "fonts")


def crowd(count: int, **values: str) -> Iterator[FormContent]:
    for position in range(count):
        yield forms.content({"name": f"某{position:04d}", "number": f"510107199{position:09d}", **values})


def texts(pdf: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_everybody_gets_the_form_that_they_would_get_alone() -> None:
    sheaf = PRESS.render_many(forms.REGISTRATION, crowd(3), 3)
    for position, content in enumerate(crowd(3)):
        alone = forms.seen(PRESS.render(forms.REGISTRATION, content), dpi=100)
        page = forms.seen(sheaf.pdf, dpi=100, page=position)
        difference = ImageChops.difference(alone, page).convert("L").point([255 * (level > 96) for level in range(256)])
        assert difference.getbbox() is None


def test_values_and_labels_are_read_back_from_each_page() -> None:
    pages = texts(PRESS.render_many(forms.REGISTRATION, crowd(3), 3).pdf)
    assert len(pages) == 3
    for position, text in enumerate(pages):
        assert f"某{position:04d}" in text
        assert "成都市社会保障卡申办登记表" in text
        assert "●成都银行" in text


def test_codes_of_each_page_scan() -> None:
    contents = [forms.content(personal_code=f"1|{position}|某") for position in range(2)]
    pdf = PRESS.render_many(forms.REGISTRATION, contents, 2).pdf
    for position in range(2):
        found = {each.text for each in zxingcpp.read_barcodes(forms.seen(pdf, dpi=300, page=position))}
        assert found == {"0137612345", f"1|{position}|某"}


def test_fonts_and_shared_pictures_are_in_the_file_once() -> None:
    pdf = PRESS.render_many(forms.REGISTRATION, crowd(5, agent_name="𠮷野"), 5).pdf
    assert forms.font_files(pdf) == 3
    assert pdf.count(forms.PICTURES[PictureRole.PHOTO]) == 1
    one = PRESS.render_many(forms.REGISTRATION, crowd(1, agent_name="𠮷野"), 1).pdf
    assert len(pdf) - len(one) < 4 * 12_000, "a page more costs its own values only"


def test_who_cannot_be_printed_is_told_and_the_others_are_printed() -> None:
    contents = [*crowd(2), *crowd(1, unit="某" * 500), *crowd(1)]
    sheaf = PRESS.render_many(forms.REGISTRATION, contents, 4)
    assert sheaf.printed == (0, 1, 3)
    assert sheaf.refused[2].code == "form.text_too_long"
    assert len(texts(sheaf.pdf)) == 3


@pytest.mark.parametrize("contents", [[], [forms.content({"unit": "某" * 500})]], ids=["nobody", "nobody printable"])
def test_no_form_is_no_file(contents: list[FormContent]) -> None:
    assert PRESS.render_many(forms.REGISTRATION, contents, len(contents)).pdf == b""


def test_progress_is_told_and_a_cancelled_sheaf_stops() -> None:
    told = []

    class Stop:
        def report(self, done: int, total: int) -> None:
            told.append((done, total))
            if done == 2:
                raise CancelledError

    with pytest.raises(CancelledError):
        PRESS.render_many(forms.REGISTRATION, crowd(5), 5, Stop())
    assert told == [(0, 5), (1, 5), (2, 5)]


def test_the_same_sheaf_is_the_same_file() -> None:
    first, second = (PRESS.render_many(forms.RECEIPT, crowd(3), 3).pdf for _ in range(2))
    assert first == second


# ── paper that has the form on it already ─────────────────────────────────────────────────────────────────────────


def test_on_preprinted_paper_only_values_are_printed() -> None:
    text = "".join(forms.pypdf_text(PRESS.render(forms.REGISTRATION, forms.content(), values_only=True)).split())
    for value in ("陈思远", "汉族", "成都某某经济技术合作有限公司", "武侯支行3号台"):
        assert value in text
    for label in ("姓名", "采集点", "工商银行", "○", "申请人", "职业代码", "打印日期"):
        assert label not in text
    assert text.count("●") == 3


def test_values_stand_where_they_stand_on_the_whole_form() -> None:
    whole = forms.seen(PRESS.render(forms.REGISTRATION, forms.content()), dpi=100).convert("L")
    values = forms.seen(PRESS.render(forms.REGISTRATION, forms.content(), values_only=True), dpi=100).convert("L")
    # What is dark on the overlay is as dark on the whole form.
    beyond = ImageChops.subtract(whole, values, offset=0).point([255 * (level > 96) for level in range(256)])
    assert beyond.getbbox() is None


def test_a_sheaf_for_preprinted_paper_has_no_ground() -> None:
    sheaf = PRESS.render_many(forms.REGISTRATION, crowd(2), 2, values_only=True)
    assert all("姓名" not in text and "某" in text for text in texts(sheaf.pdf))
