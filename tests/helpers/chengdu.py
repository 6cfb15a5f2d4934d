# SPDX-License-Identifier: Apache-2.0
"""The shipped Chengdu profile, and a record that it has nothing to say against. The people don't exist."""

from __future__ import annotations

from datetime import date, timedelta

from sscard_desktop.domain.checkdigits import mod_11_2
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.profile import Profile
from tests.helpers import bundled

TODAY = date(2026, 3, 2)
DIVISIONS = frozenset({"510107"})
PICTURES = frozenset({PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK})


def chengdu() -> Profile:
    """Return the profile, read once."""
    return bundled.city()


def citizen_number(born: date, *, sex: str = "1", division: str = "510107") -> str:
    """Return a citizen number of that birth date and sex, check character included."""
    seventeen = f"{division}{born:%Y%m%d}00{sex}"
    return seventeen + mod_11_2(seventeen)


def complete_values(*, born: date = date(1981, 7, 17), **changes: str) -> dict[str, str]:
    """Return the values of a complete record, some of them changed (``""`` takes one away)."""
    values = {
        "document_type": "resident",
        "country": "CHN",
        "number": citizen_number(born),
        "name": "陈样本",
        "name_pinyin": "CHEN YANGBEN",
        "sex": "1",
        "nation": "01",
        "birth_date": born.isoformat(),
        "authority": "成都市公安局武侯区分局",
        "valid_from": (TODAY - timedelta(days=365)).isoformat(),
        "valid_to": "2035-07-17",
        "insured_unit_number": "100001",
        "insured_unit_name": "成都样例科技有限公司",
        "unit": "成都样例科技有限公司",
        "subcentre": "成都市",
        "mobile": "13800000000",
        "household_address": "成都市武侯区样本街1号",
        "address": "成都市武侯区样本路2号",
        "postcode": "610041",
        "occupation": "3",
        "education": "20",
        "bank": "bocd",
        "deduction_consent": "no",
        "pickup_way": "unit",
    }
    return {key: value for key, value in {**values, **changes}.items() if value}


def consents() -> dict[str, str]:
    """Return all texts as agreed to in their present version."""
    return {text.key: text.version for text in chengdu().consents}
