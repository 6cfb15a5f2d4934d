# SPDX-License-Identifier: Apache-2.0
"""A column behind somebody else's isn't taken for the person's own."""

from __future__ import annotations

import pytest

from sscard_desktop.domain.rosterheads import HeadWords, read_head
from tests.helpers.rosters import city


def _followers(headers: str, profile: str = "chengdu") -> list[str]:
    spec = city(profile).of(city(profile).usual_business)
    texts = headers.split()
    head = read_head([(1, texts)], 0, 0, HeadWords.of(spec.roster, spec.fields))
    assert not head.followers.keys() & head.keys.values()
    return [texts[index] for index in sorted(head.followers)]


@pytest.mark.parametrize(
    ("headers", "left"),
    [
        ("姓名 身份证号 紧急联系人 联系电话", ["联系电话"]),
        ("姓名 身份证号 手机 紧急联系人 与本人关系 联系电话", ["与本人关系", "联系电话"]),
        ("姓名 身份证号 监护人姓名 联系电话 身份证号", ["联系电话", "身份证号"]),
        ("家属姓名 身份证号 职工姓名", ["身份证号"]),
        ("姓名 联系人 电话 身份证号", ["电话"]),
    ],
)
def test_what_follows_somebody_else_is_not_read(headers: str, left: list[str]) -> None:
    assert _followers(headers) == left


@pytest.mark.parametrize(
    "headers",
    [
        "姓名 紧急联系人 紧急联系人电话 身份证号 手机",
        "姓名 身份证号 联系电话 紧急联系人",
        "姓名 配偶姓名 配偶身份证号 身份证号",
        "姓名 身份证号 紧急联系人 本人手机号码",
    ],
)
def test_what_says_whose_it_is_is_read(headers: str) -> None:
    assert _followers(headers) == []


@pytest.mark.parametrize("profile", ["chengdu", "weifang", "national", "beijing", "shanxi", "nanning"])
def test_a_template_is_read_whole(profile: str) -> None:
    spec = city(profile).of(city(profile).usual_business)
    headers = [column.header for column in spec.roster.columns]
    head = read_head([(1, headers)], 0, 0, HeadWords.of(spec.roster, spec.fields))
    assert (head.followers, len(head.keys)) == ({}, len(headers))
