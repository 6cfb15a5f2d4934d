# SPDX-License-Identifier: Apache-2.0
"""Filled forms of people who don't exist, and readers of the PDFs that come of them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2
from PIL import Image, ImageDraw

from sscard_desktop import paths
from sscard_desktop.documents.fonts import Fonts
from sscard_desktop.documents.formfill import read_template
from sscard_desktop.documents.formwords import PROGRAM_KEYS
from sscard_desktop.documents.template import FormTemplate
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.receipt import receipt_number
from sscard_desktop.services.ports import FormContent

REGISTRATION = paths.forms() / "chengdu" / "registration.toml"
RECEIPT = paths.forms() / "chengdu" / "receipt.toml"
FONTS = Fonts(paths.resources() / "fonts")

VALUES = {
    "document_type": "居民身份证(户口簿)",
    "country": "中国",
    "number": "11010519491231002X",
    "name": "陈思远",
    "name_pinyin": "CHEN SIYUAN",
    "sex": "男",
    "nation": "汉族",
    "birth_date": "1949-12-31",
    "authority": "成都市公安局武侯区分局",
    "valid_from": "2015-07-17",
    "valid_to": "2035-07-17",
    "mobile": "13800138000",
    "phone": "028-86245818",
    "household_address": "成都市武侯区某某街 12 号 3 栋 2 单元 601 号",
    "household_kind": "城镇",
    "residence_district": "武侯区",
    "address": "成都市高新区天府某街 88 号 1 栋 1201 号",
    "postcode": "610041",
    "insured_unit_number": "325520",
    "insured_unit_name": "成都某某经济技术合作有限公司一环路北一段分公司",
    "unit": "成都某某经济技术合作有限公司",
    "unit_2": "技术中心",
    "unit_3": "平台研发部",
    "social_security_number": "0137612345",
    "personnel_category": "城镇职工",
    "subcentre": "成都市",
    "college": "计算机学院",
    "major": "软件工程",
    "grade": "2023 级",
    "class_name": "2 班",
    "occupation": "办事人员",
    "education": "大学本科教育",
    "bank": "成都银行",
    "bank_branch": "金牛",
    "bank_office": "沙湾",
    "deduction_consent": "不同意",
    "pickup_way": "单位代领",
    "pickup_district": "武侯区",
    "pickup_office": "武侯支行一环路分理处",
    "post_recipient": "李敏",
    "post_phone": "13900139000",
    "post_district": "锦江区",
    "post_postcode": "610011",
    "post_address": "成都市锦江区某某路 9 号",
    "agent_document_type": "护照",
    "agent_name": "欧阳明",
    "agent_mobile": "13700137000",
    "agent_number": "E12345678",
    "agent_relation": "配偶",
    "receipt_number": receipt_number(1, date(2026, 3, 2), 7),
    "operator": "李敏",
    "station": "武侯支行 3 号台",
}

FIELDS = VALUES.keys() - PROGRAM_KEYS

CODES = {
    "bank": "bocd",
    "occupation": "3",
    "education": "20",
    "deduction_consent": "no",
    "pickup_way": "unit",
    "agent_document_type": "passport",
}


def content(
    values: Mapping[str, str] | None = None,
    codes: Mapping[str, str] | None = None,
    *,
    pictures: Mapping[PictureRole, bytes] | None = None,
    personal_code: str = "0001-20260302-0007-3|11010519491231002X|陈思远",
    reprint: int = 0,
) -> FormContent:
    """Return a full form's content, with ``values`` and ``codes`` in place of the usual ones."""
    return FormContent(
        values={**VALUES, **(values or {})},
        codes={**CODES, **(codes or {})},
        pictures=PICTURES if pictures is None else pictures,
        personal_code=personal_code,
        printed_on=date(2026, 3, 2),
        reprint=reprint,
    )


def empty() -> FormContent:
    """Return the content of a form of which nothing is known."""
    return FormContent(dict.fromkeys(VALUES, ""), {}, {}, "", date(2026, 3, 2))


def picture(width: int, height: int, colour: str, file_format: str = "JPEG") -> bytes:
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((width // 8, height // 8, width * 7 // 8, height * 7 // 8), outline="black")
    buffer = io.BytesIO()
    image.save(buffer, file_format)
    return buffer.getvalue()


PICTURES = {
    PictureRole.PHOTO: picture(358, 441, "lightgrey"),
    PictureRole.ID_FRONT: picture(1012, 638, "lightblue"),
    PictureRole.ID_BACK: picture(1012, 638, "lightgreen"),
}


def registration() -> FormTemplate:
    return read_template(REGISTRATION, FIELDS)


def form(path: Path) -> FormTemplate:
    return read_template(path, FIELDS)


def pypdf_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def pdfium_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()


def font_files(pdf: bytes) -> int:
    """Return how many font programs a PDF holds."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    objects = (reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1))
    return sum(isinstance(each, dict) and "/FontFile2" in each for each in objects)


def seen(pdf: bytes, *, dpi: int, page: int = 0) -> Image.Image:
    """Return a page as it is printed."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=dpi / 72).to_pil().convert("RGB")
    finally:
        document.close()
