# SPDX-License-Identifier: Apache-2.0
"""People who don't exist, each of them hard on a printed form in another way, as stored values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sscard_desktop.domain import receipt
from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.codes import CodeList
from sscard_desktop.domain.comparison import ITEMS
from sscard_desktop.domain.fields import LONG_TERM, FieldSpec, shown
from sscard_desktop.domain.masking import masked_number
from sscard_desktop.domain.roster import LIST_KEYS
from sscard_desktop.services.ports import FormContent, PeopleContent
from tests.helpers import forms

DAY = date(2026, 3, 2)
CARD_KEYS = frozenset({"covered_number", "covered_card_number", "pickup_place"})
"""What the papers of the hand-out show of a card that is ready, beside the record's own values."""
RECEIPT = receipt.receipt_number(1, DAY, 7)


def _number(born: date, division: str, order: str) -> str:
    seventeen = f"{division}{born:%Y%m%d}{order}"
    return seventeen + mod_11_2(seventeen)


def _citizen(name: str, pinyin: str, *, born: date = date(1986, 5, 4), sex: str = "2", **more: str) -> dict[str, str]:
    return {
        "document_type": "resident",
        "country": "CHN",
        "number": _number(born, "370782", "002" if sex == "2" else "001"),
        "name": name,
        "name_pinyin": pinyin,
        "sex": sex,
        "nation": "01",
        "birth_date": born.isoformat(),
        "authority": "诸城市公安局",
        "valid_from": "2019-03-01",
        "valid_to": "2039-03-01",
        "mobile": "13800138000",
        "phone": "0536-6072000",
        "household_address": "山东省潍坊市诸城市密州街道样例社区 12 号",
        "address": "山东省潍坊市诸城市密州街道样例路 8 号 3 栋 601",
        "postcode": "262200",
        "insured_unit_number": "3707820001",
        "insured_unit_name": "诸城样例机械有限公司",
        "unit": "诸城样例机械有限公司",
        "card_number": "Q12345678",
        "bank_office": "样例路支行",
        "pickup_office": "样例路支行",
        **more,
    }


_AGENT = {
    "agent_name": "欧阳样本",
    "agent_document_type": "id_card",
    "agent_number": _number(date(1980, 2, 3), "370782", "001"),
    "agent_mobile": "13900139000",
    "agent_relation": "father",
    "agent_proof": "household_register",
}
_FAR = (
    "新疆维吾尔自治区巴音郭楞蒙古自治州和静县巴音布鲁克镇阿尔先郭勒村"
    "乌兰布鲁克牧民定居点二期工程安置区12号院3栋2单元601室"
)

PEOPLE: Mapping[str, Mapping[str, str]] = {
    "short_name": _citizen("丁一", "DING YI", sex="1"),
    "fifteen_characters": _citizen(
        "古丽米热艾合买提江阿卜杜热合曼", "GULIMIRE AIHEMAITIJIANG ABUDUREHEMAN", nation="05"
    ),
    "name_with_dot": _citizen("古丽米热·艾合买提江", "GULIMIRE AIHEMAITIJIANG", nation="05"),
    "rare_character": _citizen("𠮷㛃㠇", "JI JIE KAI"),
    "minor_with_guardian": _citizen(
        "陈小样", "CHEN XIAOYANG", born=date(2018, 9, 1), grade="二年级", class_name="3班", **_AGENT
    ),
    "foreigner": _citizen(
        "ANNA MARIA VAN DER BERG-SCHWARZENEGGER",
        "ANNA MARIA VAN DER BERG-SCHWARZENEGGER",
        document_type="foreign_permanent",
        country="DEU",
        number="911110198605040023",
        nation="",
        authority="国家移民管理局",
    ),
    "longest_address": _citizen("买买提", "MAIMAITI", address=_FAR, household_address=_FAR, nation="05"),
    "long_term": _citizen("王长期", "WANG CHANGQI", born=date(1949, 12, 31), valid_to=LONG_TERM),
    "by_post": _citizen(
        "李邮寄", "LI YOUJI", pickup_way="post", post_recipient="古丽米热·艾合买提江", post_phone="13700137000",
        post_district="市中区", post_postcode="262200", post_address=_FAR,
    ),
    "nothing_known": {"name": "张三", "number": "", "document_type": "other"},
}  # fmt: skip


def content_for(person: str, fields: Mapping[str, FieldSpec], lists: Mapping[str, CodeList]) -> FormContent:
    """Return what a form shows of one of the people, of the fields that are asked for."""
    stored = {key: value for key, value in PEOPLE[person].items() if key in fields}
    values = {key: shown(spec, stored.get(key, ""), lists, "zh_CN") for key, spec in fields.items()}
    values |= {
        "receipt_number": RECEIPT,
        "operator": "李敏",
        "station": "样例支行 3 号台",
        "city": "样例市",
        "business": "服务密码变更",
        "comparison_source": "居民身份证芯片",
        "collected_on": DAY.isoformat(),
        "batch_number": "0017-20260302-1",
    }
    for item, mark in zip(ITEMS, ("√", "√", "×", "无", "√", ""), strict=True):
        values[f"comparison_{item}"] = values.get(item, "") or "有"
        values[f"comparison_{item}_mark"] = mark
        values[f"comparison_{item}_fill"] = "---" if mark == "√" else ""
    code = "|".join((RECEIPT, stored.get("number", ""), stored.get("name", "")))
    return FormContent(values, stored, forms.PICTURES, code, DAY, 1)


def with_card(content: FormContent) -> FormContent:
    """Return what a paper of the hand-out shows of one of the people, whose card is ready."""
    of_the_card = {
        "covered_number": masked_number(content.values["number"]),
        "covered_card_number": masked_number(content.values["card_number"]),
        "pickup_place": content.values["pickup_office"] or "样例路支行",
    }
    assert of_the_card.keys() == CARD_KEYS
    return replace(content, values={**content.values, **of_the_card})


def with_slot(content: FormContent) -> FormContent:
    """Return what a list of people who haven't come shows of one of them."""
    of_the_list = {
        "covered_number": masked_number(content.values["number"]),
        "roster_title": "",
        "roster_position": "17",
        "slot_day": "2026-03-04",
        "slot_time": "09:30",
        "queue_number": "",
        "unit": content.values["unit"],
    }
    assert of_the_list.keys() == LIST_KEYS
    return replace(content, values={**content.values, **of_the_list})


def list_of(count: int, fields: Mapping[str, FieldSpec], lists: Mapping[str, CodeList]) -> PeopleContent:
    """Return what a form over several people shows: the people in turn, over and over."""
    people = [content_for(person, fields, lists) for person in PEOPLE]
    rows = [people[place % len(people)] for place in range(count)]
    same = {**dict.fromkeys(fields, ""), **{key: rows[0].values[key] for key in ("operator", "station", "city")}}
    heading = {
        **same,
        "unit": "诸城样例机械有限公司",
        "insured_unit_number": "3707820001",
        "collected_on": "2026-03-02",
    }
    return PeopleContent(heading, {}, rows, DAY)
