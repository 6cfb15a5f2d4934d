# SPDX-License-Identifier: Apache-2.0
"""What one header means: a field only where all that it says is that field."""

from __future__ import annotations

import pytest

from sscard_desktop.domain.rosterheads import HeadWords

WORDS = HeadWords(
    own={"姓名": ("name",), "手机号码": ("mobile",), "常住地址": ("address",), "民族": ("nation",)},
    others={
        "联系电话": ("mobile",), "手机": ("mobile",), "地址": ("address",), "身份证地址": ("household_address",),
        "name": ("name",), "姓名拼音": ("name_pinyin",), "单位名称": ("unit", "insured_unit_name"),
    },
)  # fmt: skip


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("联系电话（手机）", "mobile"),
        ("手机（联系电话）", "mobile"),
        ("【手机】联系电话", "mobile"),
        ("联系电话（必填）", "mobile"),
        ("民族（填编号）", "nation"),
        ("姓名(Name)", "name"),
        ("姓名/Name", "name"),
    ],
)
def test_a_header_that_says_one_thing_twice_is_that(header: str, key: str) -> None:
    assert WORDS.meanings(header) == (key,)


@pytest.mark.parametrize(
    "header",
    [
        "地址（身份证地址）",
        "联系电话（办公）",
        "备注（手机）",
        "手机（备注）",
        "姓名（手机）",
        "（）",
        "手机（手机）（家长）",
    ],
)
def test_a_header_that_says_two_things_is_neither(header: str) -> None:
    assert WORDS.meanings(header) == ()


def test_a_header_that_may_be_two_fields_says_both() -> None:
    assert WORDS.meanings("单位名称") == ("unit", "insured_unit_name")
