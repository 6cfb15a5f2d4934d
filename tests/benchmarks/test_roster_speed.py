# SPDX-License-Identifier: Apache-2.0
"""A list of 50,000 people with 25 columns, read and checked: seconds of one run, and what the process grew by."""

from __future__ import annotations

import random
import resource
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl

from sscard_desktop.exchange.tablefile import TableFiles
from sscard_desktop.services.rosterchecking import check_roster
from tests.helpers.rosters import city, context, number

PEOPLE = 50_000
HEADERS = (
    *("序号", "姓名", "性别", "身份证号码", "民族", "出生日期", "手机号码", "固定电话", "户口所在地址", "户籍性质"),
    *("常住地址", "邮政编码", "参保单位编号", "参保单位名称", "现今工作单位", "二级单位", "三级单位", "个人编号"),
    *("人员类别", "职业", "学历", "证件类型", "国籍", "证件有效期起", "证件有效期至"),
)


def a_list(path: Path, people: int) -> None:
    """Write a list of fictitious people."""
    chance = random.Random(1)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("花名册")
    sheet.append(["成都某某公司社保卡花名册"])
    sheet.append(HEADERS)
    for place in range(people):
        born = date(1960, 1, 1) + timedelta(days=place % 16_000)
        sequence = place // 16_000 * 2 + 101 + chance.randrange(2)
        street = chance.randrange(1000)
        name = chance.choice("王李张刘陈杨黄赵周吴") + chance.choice("伟芳娜敏静") + chance.choice("丽强磊军洋")
        homes = f"四川省成都市武侯区人民南路{street}号{place % 20}栋", f"四川省成都市武侯区一环路{street}号"
        identity = (place + 1, name, "男" if sequence % 2 else "女", number(born, sequence), "汉族", f"{born:%Y/%m/%d}")
        contact = (13_000_000_000 + chance.randrange(10**9), "028-86245818", homes[0], "城镇", homes[1], "610041")
        unit = ("325520", "成都某某有限公司", "成都某某有限公司", "一分公司", f"{place % 40}车间", f"{10**7 + place}")
        further = (
            "在职",
            chance.choice(("办事人员", "2")),
            "大学本科",
            "居民身份证",
            "中国",
            "2015-07-17",
            "2035-07-17",
        )
        sheet.append([*identity, *contact, *unit, *further])
    book.save(path)


def test_fifty_thousand_people_are_read_and_checked(benchmark: Any, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    a_list(path, PEOPLE if benchmark.enabled else 500)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    checked = benchmark.pedantic(
        lambda: check_roster(TableFiles().read(path), city(), context()), rounds=1, iterations=1
    )
    benchmark.extra_info["people"] = len(checked.rows)
    benchmark.extra_info["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    benchmark.extra_info["grown_mib"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10
    assert checked.bad == 0
