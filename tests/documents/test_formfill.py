# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
import zxingcpp
from PIL import ImageChops

from sscard_desktop import paths
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.formfill import FormPress, render
from sscard_desktop.domain import receipt
from sscard_desktop.domain.errors import EnvironmentFailedError, InvalidInputError
from sscard_desktop.domain.photo import PictureRole
from tests.helpers import forms

PRESS = FormPress(paths.resources() / "fonts")
RARE = "𠮷野·㛃𬭚"
CODED = {"bank", "deduction_consent", "pickup_way", "agent_document_type", "operator"}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def usual() -> bytes:
    return PRESS.render(forms.REGISTRATION, forms.content())


def test_the_form_is_one_a4_page(usual: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(usual)).pages
    assert len(pages) == 1
    assert [round(float(side) * 25.4 / 72, 2) for side in pages[0].mediabox[2:]] == [210, 297]


@pytest.mark.parametrize("read", [forms.pypdf_text, forms.pdfium_text])
def test_every_value_is_read_back_from_the_pdf(usual: bytes, read: Callable[[bytes], str]) -> None:
    text = squeezed(read(usual))
    for key, value in forms.VALUES.items():
        if key not in CODED:
            assert squeezed(receipt.grouped(value) if key == "receipt_number" else value) in text, key
    assert "1/1" in text
    assert "补打" not in text
    assert "打印日期：2026-03-02" in text


@pytest.mark.parametrize("read", [forms.pypdf_text, forms.pdfium_text])
def test_rare_characters_are_read_back_as_themselves(read: Callable[[bytes], str]) -> None:
    pdf = PRESS.render(forms.REGISTRATION, forms.content({"name": RARE, "agent_name": "㐀䶮𬱖〇"}))
    text = squeezed(read(pdf))
    assert RARE in text
    assert "㐀䶮𬱖〇" in text


def test_codes_on_paper_scan_to_their_content() -> None:
    personal_code = "0001-20260302-0007-3|11010519491231002X|𠮷野·思远"
    pdf = PRESS.render(forms.REGISTRATION, forms.content(personal_code=personal_code))
    found = {str(each.format): each.text for each in zxingcpp.read_barcodes(forms.seen(pdf, dpi=300))}
    assert set(found.values()) == {"0137612345", personal_code}


def test_a_receipt_has_two_copies_and_its_number_scans() -> None:
    pdf = PRESS.render(forms.RECEIPT, forms.content({"name": RARE}))
    number = forms.VALUES["receipt_number"]
    text = squeezed(forms.pypdf_text(pdf))
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1
    assert text.count(RARE) == 2
    assert text.count(receipt.grouped(number)) == 4
    assert "申请人留存联" in text
    assert "采集点留存联" in text
    assert [each.text for each in zxingcpp.read_barcodes(forms.seen(pdf, dpi=300))] == [number, number]


@pytest.mark.parametrize("number", ["11010519491231002X", "510107198101011234", "1", "A-12.3/45"])
def test_any_social_security_number_scans(number: str) -> None:
    pdf = PRESS.render(forms.REGISTRATION, forms.content({"social_security_number": number}))
    found = [each.text for each in zxingcpp.read_barcodes(forms.seen(pdf, dpi=300))]
    assert number in found


def test_only_the_chosen_bank_is_filled(usual: bytes) -> None:
    text = forms.pypdf_text(usual)
    assert re.findall(r"● ?(\S+)", text) == ["成都银行", "单位代领", "护照"]
    assert re.search(r"○ ?在银行激活社保卡金融账号后", text)
    assert len(re.findall("[○●]", text)) == 6 + 1 + 4 + 4


def test_a_consent_fills_its_circle() -> None:
    pdf = PRESS.render(forms.REGISTRATION, forms.content(codes={"deduction_consent": "yes"}))
    assert re.search(r"● ?在银行激活社保卡金融账号后", forms.pypdf_text(pdf))


def test_a_reprint_carries_its_number() -> None:
    pdf = PRESS.render(forms.REGISTRATION, forms.content(reprint=3))
    assert "第 3 次补打" in forms.pypdf_text(pdf)


def test_an_empty_form_says_what_belongs_where() -> None:
    text = forms.pypdf_text(PRESS.render(forms.REGISTRATION, forms.empty()))
    for label in ("照片", "身份证正面", "身份证背面", "个人识别码", "未生成"):
        assert label in text
    assert "●" not in text


def test_the_seeds_statements_stand_on_the_form(usual: bytes) -> None:
    text = squeezed(forms.pypdf_text(usual))
    for statement in (
        "本人在银行激活社保卡金融账户后，该账户将成为领取各项社会保险待遇的唯一账户。",
        "本采集表内容已经本人核对，真实、准确、有效，如有虚假由本人负责。",
        "申请人(监护人/代办人)签名",
        "经审核，以上资料真实、准确、有效。",
        "审核人(签字或签章)",
        "审核单位(盖章)",
        "回收序号",
        "（同意请涂黑）",
        "职业代码：1、单位负责人；2、专业、技术人员；3、办事人员；4、商业、服务业人员；5、农林牧渔水利生产人员；"
        "6、生产运输工人；7、其他",
        "学历代码：10、研究生教育；20、大学本科教育；30、大学专科教育；40、中等职业教育；50、高中以下；"
        "60、普通高级中学教育；90、其他",
        "12333",
    ):
        assert statement in text


def test_nothing_comes_nearer_to_the_edge_than_8_mm(usual: bytes) -> None:
    page = forms.seen(usual, dpi=100)
    ink = ImageChops.invert(page.convert("L")).getbbox()
    assert ink is not None
    edge = 8 / 25.4 * 100 - 1
    assert ink[0] >= edge
    assert ink[1] >= edge
    assert ink[2] <= page.width - edge
    assert ink[3] <= page.height - edge


def test_the_card_photo_is_embedded_untouched(usual: bytes) -> None:
    images = {image.data for image in pypdf.PdfReader(io.BytesIO(usual)).pages[0].images}
    assert forms.PICTURES[PictureRole.PHOTO] in usual
    assert len(images) == 3


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(InvalidInputError) as caught:
        PRESS.render(forms.REGISTRATION, forms.content({"name": "王\U0001f600"}))
    assert caught.value.code == "form.missing_glyph"
    assert caught.value.params["box"] == "姓名"
    assert caught.value.params["characters"] == "\U0001f600(U+1F600)"
    assert PRESS.missing_characters("王\U00030000·\U00030000") == ["\U00030000"]


def test_an_invisible_character_is_named_by_its_code() -> None:
    with pytest.raises(InvalidInputError) as caught:
        PRESS.render(forms.REGISTRATION, forms.content({"name": "王\u200b五"}))
    assert caught.value.params["characters"] == "(U+200B)"


def test_text_far_too_long_is_refused_by_its_box() -> None:
    with pytest.raises(InvalidInputError) as caught:
        PRESS.render(forms.REGISTRATION, forms.content({"unit": "某" * 500}))
    assert (caught.value.code, caught.value.params["box"]) == ("form.text_too_long", "部门(现今工作单位)")


@pytest.mark.parametrize("number", ["５１０１", "成都", "1" * 49, "a\tb"])
def test_a_code_that_would_not_scan_is_refused(number: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        PRESS.render(forms.REGISTRATION, forms.content({"social_security_number": number}))
    assert (caught.value.code, caught.value.params["box"]) == ("form.bad_code", "社保编码")


@pytest.mark.parametrize("damaged", [b"not a picture", b"\xff\xd8\xff\xe0", forms.PICTURES[PictureRole.PHOTO][:900]])
def test_a_damaged_picture_is_refused_by_its_place(damaged: bytes) -> None:
    with pytest.raises(InvalidInputError) as caught:
        PRESS.render(forms.REGISTRATION, forms.content(pictures={PictureRole.ID_BACK: damaged}))
    assert (caught.value.code, caught.value.params["box"]) == ("form.picture_unreadable", "身份证背面")


def test_the_same_form_is_the_same_file(usual: bytes) -> None:
    assert FormPress(paths.resources() / "fonts").render(forms.REGISTRATION, forms.content()) == usual


def test_metadata_hold_nothing_of_the_person(usual: bytes) -> None:
    metadata = pypdf.PdfReader(io.BytesIO(usual)).metadata
    assert metadata is not None
    assert metadata.title == "成都市社会保障卡申办登记表"
    for value in forms.VALUES.values():
        assert value not in str({**metadata, "/Title": ""})


def test_all_fonts_are_embedded(usual: bytes) -> None:
    page = pypdf.PdfReader(io.BytesIO(usual)).pages[0]
    fonts = page["/Resources"]["/Font"].values()  # type: ignore[index]
    parts = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    assert parts
    assert all("/FontFile2" in part["/FontDescriptor"] for part in parts)


def test_rendering_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened: list[str] = []

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and watched and threading.current_thread() is watched[0]:
            mode, flags = arguments[1], arguments[2]
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
                opened.append(str(arguments[0]))

    watched = [threading.current_thread()]
    sys.addaudithook(audit)
    PRESS.render(forms.REGISTRATION, forms.content({"name": RARE}))
    watched.clear()  # an audit hook stays for good
    assert not opened
    assert not list(tmp_path.iterdir())


def test_forms_are_printed_from_several_threads_at_once(usual: bytes) -> None:
    with ThreadPoolExecutor(4) as pool:
        printed = list(pool.map(lambda _: PRESS.render(forms.REGISTRATION, forms.content()), range(8)))
    assert set(printed) == {usual}


def test_a_template_that_was_changed_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "form.toml"
    press = FormPress(paths.resources() / "fonts")
    for title in ("第一版", "第二版"):
        element = f"{{ kind = 'text', x_mm = 20, y_mm = 20, w_mm = 60, h_mm = 8, text = '{title}' }}"
        path.write_text(f"title = 'x'\npage = {{ width_mm = 210, height_mm = 297 }}\nelements = [{element}]\n", "utf-8")
        assert forms.pypdf_text(press.render(path, forms.content())).strip() == title


def test_a_missing_template_is_an_error_of_the_surroundings(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailedError, match=r"template\.unreadable"):
        PRESS.render(tmp_path / "gone.toml", forms.content())


def test_missing_fonts_are_an_error_of_the_surroundings(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailedError, match=r"fonts\.unreadable"):
        render(forms.registration(), forms.content(), fonts=Fonts(tmp_path))


def test_rare_fonts_are_loaded_only_when_needed() -> None:
    fonts = Fonts(paths.resources() / "fonts")
    render(forms.registration(), forms.content(), fonts=fonts)
    assert not fonts.is_loaded("HanaMinB.ttf")
    render(forms.registration(), forms.content({"name": "𠮷"}), fonts=fonts)
    assert fonts.is_loaded("HanaMinB.ttf")
