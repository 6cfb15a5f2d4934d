# SPDX-License-Identifier: Apache-2.0
"""Cards of people who don't exist, one for each trouble that a card can make. For the simulator, training and tests."""

from __future__ import annotations

from datetime import date, timedelta

from sscard_desktop.domain.card import Card, CardType
from sscard_desktop.domain.checkdigits import mod_11_2, weights_7_3_1


def specimens(today: date) -> dict[str, Card]:
    """Return the built-in cards by name; ages and expiries are counted from ``today``."""
    adult = date(today.year - 35, 3, 8)
    child = date(today.year - 9, 6, 1)
    foreign_birth = date(1980, 1, 1)
    start, end = date(today.year - 4, 5, 20), date(today.year + 6, 5, 20)
    return {
        "resident": _resident("测试甲", born=adult, start=start, end=end),
        "long_term": _resident("测试乙", born=date(today.year - 60, 11, 30), start=start, end=None, sequence=21),
        "middle_dot": _resident(
            "阿卜杜·测试丙", born=adult, start=start, end=end, division="650102", nation="05", sequence=33
        ),
        # U+20BB7, above the 16 bits that the chip thinks in: a surrogate pair on the card
        "rare_character": _resident("𠮷测试", born=adult, start=start, end=end, sequence=45),
        # U+E855 of the old police fonts: nobody can tell from the code alone which character it is
        "private_use": _resident("测\ue855丁", born=adult, start=start, end=end, sequence=57),
        "expiring": _resident(
            "测试戊", born=adult, start=_years_before(today, 10), end=today + timedelta(days=60), sequence=68
        ),
        "minor": _resident("测试己", born=child, start=date(today.year - 2, 6, 1), end=date(today.year + 3, 6, 1)),
        "hmt": Card(
            type=CardType.HMT,
            number=_eighteen("810000", adult, 11),
            name="測試庚",
            sex="1",
            birth_date=adult,
            address="四川省成都市武侯区虚构路8号",
            authority="成都市公安局",
            valid_from=start,
            valid_to=end,
            pass_number="H00000000",
            issue_count="01",
        ),
        "foreigner_2017": Card(
            type=CardType.FOREIGNER_2017,
            number=_with_check("PAK3100800101" + "0"),
            name="证件样本",
            name_en="ZHENGJIAN,YANGBEN",
            sex="2",
            birth_date=foreign_birth,
            valid_from=start,
            valid_to=end,
            nationality="PAK",
            version="01",
            accepting_authority="1500",
        ),
        "foreigner_2023": Card(
            type=CardType.FOREIGNER_2023,
            number=_eighteen("931586", foreign_birth, 2),
            name="证件样本",
            name_en="ZHENGJIAN, YANGBEN ZHENG JIAN YANG BEN ZHENGJ",
            sex="2",
            birth_date=foreign_birth,
            valid_from=start,
            valid_to=end,
            nationality="PAK",
            issue_count="01",
            related_number="000",
        ),
    }


def _resident(
    name: str,
    *,
    born: date,
    start: date,
    end: date | None,
    division: str = "510107",
    nation: str = "01",
    sequence: int = 1,
) -> Card:
    return Card(
        type=CardType.RESIDENT,
        number=_eighteen(division, born, sequence),
        name=name,
        sex="1" if sequence % 2 else "2",
        nation=nation,
        birth_date=born,
        address="四川省成都市武侯区虚构路0号 1单元 101室",
        authority="虚构市公安局测试分局",
        valid_from=start,
        valid_to=end,
        long_term=end is None,
        nationality="CHN",
    )


def _eighteen(six: str, born: date, sequence: int) -> str:
    seventeen = f"{six}{born:%Y%m%d}{sequence:03d}"
    return seventeen + mod_11_2(seventeen)


def _with_check(fourteen: str) -> str:
    return fourteen + weights_7_3_1(fourteen)


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28))
