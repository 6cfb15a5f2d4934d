# SPDX-License-Identifier: Apache-2.0
"""Every city's template says what its profile says."""

from __future__ import annotations

import pytest

from sscard_desktop import messages
from sscard_desktop.services.ports import BookTemplate
from sscard_desktop.services.rostertemplates import template_of
from tests.helpers.applicants import city

CITIES = ("beijing", "chengdu", "nanning", "national", "qingdao", "guangdong-shantou", "shanxi", "weifang")


def made(name: str, language: str = "zh_CN", people: list[dict[str, str]] | None = None) -> BookTemplate:
    return template_of(
        city(name), lambda kind, value: messages.word(kind, value, language), language, people=people or []
    )


@pytest.mark.parametrize("name", CITIES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_city_has_a_template_with_a_guide_to_each_column(name: str, language: str) -> None:
    template = made(name, language)
    profile = city(name)
    assert [column.header for column in template.columns] == [each.header for each in profile.roster.columns]
    told = [what for what, _ in template.guide]
    assert [column.header for column in template.columns] == told[-len(template.columns) :]
    assert all("rosterbook" not in text and "{" not in text for line in template.guide for text in line)


def test_weifangs_columns_offer_the_ethnic_groups_and_lock_what_the_bureau_filled_in() -> None:
    people = [{"personal_number": "000123", "name": "张样例", "sex": "2", "nation": "01"}]
    empty, filled = made("weifang"), made("weifang", people=people)
    nation = next(column for column in empty.columns if column.header == "民族")
    assert len(nation.choices) > 50
    assert "汉" in nation.choices[0]
    assert not any(column.fixed for column in empty.columns)
    assert [column.header for column in filled.columns if column.fixed] == ["个人编号", "人员类别"]
    assert filled.sample_mark == ""
    row = dict(zip((column.header for column in filled.columns), next(iter(filled.rows)), strict=True))
    assert (row["个人编号"], row["姓名"], row["性别"]) == ("000123", "张样例", "女")
