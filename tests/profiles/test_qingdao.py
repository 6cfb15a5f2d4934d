# SPDX-License-Identifier: Apache-2.0
"""Walks through the report on Qingdao's second look at everybody's data (新社保卡信息复核开始), item by item."""

from __future__ import annotations

from datetime import date

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.photo import PictureRole, Span
from tests.helpers.applicants import bilingual, city, words
from tests.helpers.cities import profiles
from tests.helpers.seedwalks import came_out, citizen_number, required, told

QINGDAO = city("qingdao")
BORN = date(1981, 7, 17)
PERSON = {
    "name": "于样本",
    "document_type": "resident",
    "number": citizen_number(BORN, division="370202"),
    "sex": "1",
    "nation": "01",
    "birth_date": BORN.isoformat(),
    "authority": "青岛市公安局市南分局",
    "valid_to": "2035-07-17",
    "police_photo": "no",
    "subcentre": "市南区社会保险事业中心",
    "unit": "青岛样例公司",
    "bank": "样例银行",
    "bank_office": "香港中路支行",
    "mobile": "13800000000",
    "address": "山东省青岛市市南区样例路1号",
}

# What the report speaks of: its words → field, when it is required, what the sheet shows of the person above.
REPORT = {
    "姓名": ("name", "always", "于样本"),
    "身份证号码": ("number", "always", PERSON["number"]),
    "有无二代身份证照片": ("police_photo", "always", "无"),
    "参保所在地社会保险经办机构": ("subcentre", "always", "市南区社会保险事业中心"),
    "单位发卡银行": ("bank", "always", "样例银行"),
    "照片采集服务网点": ("bank_office", "never", "香港中路支行"),
    "劳动和社会保障卡号": ("old_card_number", "never", ""),
    "户籍地": ("household_place", "never", ""),
    "单位名称": ("unit", "always", "青岛样例公司"),
}


def test_nothing_is_wrong_with_it() -> None:
    assert profiles().check(paths.forms() / "qingdao") == []
    assert bilingual(QINGDAO)


@pytest.mark.parametrize(("term", "item"), REPORT.items())
def test_each_item_of_the_report_is_asked_for_and_goes_out(term: str, item: tuple[str, str, str]) -> None:
    key, when, cell = item
    assert (QINGDAO.fields[key].label("zh_CN"), required(QINGDAO, key)) == (term, when)
    assert came_out(QINGDAO, PERSON)[0][term] == cell


@pytest.mark.parametrize("key", [key for key, when, _ in REPORT.values() if when == "always"])
def test_what_is_required_is_missed(key: str) -> None:
    assert told(QINGDAO, {**PERSON, key: ""}).keys() == {key}


def test_everything_that_is_asked_goes_out() -> None:
    assert set(QINGDAO.fields) <= {column.value for column in QINGDAO.workbook.columns}


def test_a_typical_person_passes_all_rules() -> None:
    assert told(QINGDAO, PERSON) == {}


def test_only_those_without_an_id_card_photo_on_file_are_photographed() -> None:
    assert words(QINGDAO, "had_or_not") == ["有", "无"]
    nothing: frozenset[PictureRole] = frozenset()
    assert told(QINGDAO, PERSON, pictures=nothing) == {"photo": "rules.photo_missing"}
    assert told(QINGDAO, {**PERSON, "police_photo": "yes"}, pictures=nothing) == {}


def test_name_and_number_may_both_be_corrected() -> None:
    roster = {"name": "于洋本", "number": citizen_number(date(1981, 7, 18), division="370202")}
    assert told(QINGDAO, PERSON, roster=roster) == {}


def test_an_id_card_that_proves_nothing_is_refused() -> None:
    assert told(QINGDAO, {**PERSON, "birth_date": "1981-07-18"}) == {"birth_date": "rules.birth_date_differs"}
    assert told(QINGDAO, {**PERSON, "valid_to": "2026-03-01"}) == {"valid_to": "rules.identity_expired"}


def test_the_confirmation_names_what_was_compared() -> None:
    (text,) = QINGDAO.consents
    assert "《青岛市社会保障个人信息确认表》上的姓名、身份证号码和照片" in text.texts["zh_CN"]


def test_the_photo_is_the_national_one() -> None:
    photo = QINGDAO.photo
    assert (photo.width, photo.height, photo.dpi, photo.quality) == (358, 441, 350, 70)
    assert (photo.face_width, photo.file_bytes) == (Span(179, 255), Span(14336, 40000))


def test_pictures_are_named_by_number() -> None:
    assert came_out(QINGDAO, PERSON)[1][0] == f"photos/{PERSON['number']}.jpg"


def test_the_confirmation_sheet_is_printed() -> None:
    assert QINGDAO.form("confirmation").labels["zh_CN"].endswith("个人信息确认表")
