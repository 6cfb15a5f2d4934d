# SPDX-License-Identifier: Apache-2.0
"""Where resident cards and residence permits have their words, in true proportions (GA 448 and public specimens).

Positions, sizes and words are facts; grounds, emblem and portrait are drawn by :mod:`tests.helpers.idcards.art`.
"""

from __future__ import annotations

from datetime import date

from tests.helpers.idcards.page import BLACK, SEXES, Page, term
from tests.helpers.idcards.sheet import wrapped


def resident_front(page: Page) -> None:
    born = date.fromisoformat(page.field("birth_date"))
    page.portrait(53.2, 7.6, 26.0, 32.0)
    # Two scripts push everything down a little and closer together.
    rows = (8.3, 14.9, 21.3, 27.6, 3.95) if not page.holder.script else (9.0, 16.2, 22.6, 29.2, 3.85)
    name, sex, birth, home, step = rows
    page.second_line(15.4, name - (4.9 if _on_two_lines(page) else 3.3), 14)
    page.second_line(15.4, home - 3.4, 24)
    page.label(4.9, name, "姓 名")
    _holders_name(page, 15.2, name)
    if "nation" in page.holder.fields:
        page.second_line(15.4, sex - 3.2, 9)
        page.label(4.9, sex, "性 别")
        page.value(15.2, sex, SEXES[page.field("sex")])
        page.label(24.6, sex, "民 族")
        page.value(33.0, sex, page.holder.printed["nation"])
    else:
        page.label(4.9, sex, "性 别")
        page.value(15.2, sex, SEXES[page.field("sex")])
    page.label(4.9, birth, "出 生")
    page.value(15.2, birth, str(born.year))
    page.label(24.2, birth, "年")
    page.value(28.9 if born.month > 9 else 29.6, birth, str(born.month))
    page.label(33.0, birth, "月")
    page.value(37.2 if born.day > 9 else 37.9, birth, str(born.day))
    page.label(41.2, birth, "日")
    page.label(4.9, home, "住 址")
    for number, line in enumerate(wrapped(page.field("address"), 11)):
        page.value(15.2, home + number * step, line, 3.1, 3.28)
    page.label(4.9, 47.3, "公民身份号码", 2.75)
    page.number(28.4, 47.2, page.field("number"))


def _on_two_lines(page: Page) -> bool:
    return len(page.field("name")) > 12


def _holders_name(page: Page, x: float, y: float) -> None:
    """Print the name: a long one closer and smaller, the longest ones on two lines."""
    name = page.field("name")
    if len(name) < 9:
        page.value(x, y, name, 3.6, 3.85)
    elif not _on_two_lines(page):
        page.value(x, y, name, 2.9, 3.0)
    else:
        first = name.find("·") + 1 if 5 < name.find("·") < 12 else 9
        page.value(x, y - 1.5, name[:first], 2.7, 2.85)
        page.value(x, y + 1.6, name[first:], 2.7, 2.85)


def _emblem_side(page: Page, title: str) -> None:
    page.emblem(5.0, 4.6, 15.5)
    page.second_line(24.0, 4.0, 34)
    page.sheet.spread(25.0, 74.0, 9.2, "中华人民共和国", 4.5, BLACK, page.face)
    if len(title) < 6:
        page.sheet.spread(23.5, 76.5, 19.0, title, 6.6, BLACK, page.face)
    else:
        page.sheet.spread(20.5, 79.5, 19.0, title, 5.6, BLACK, page.face)


def resident_back(page: Page) -> None:
    _emblem_side(page, "居民身份证")
    page.label(18.6, 41.3, "签发机关", 2.8, BLACK)
    _authority(page, 34.4, 41.3)
    page.label(18.6, 47.6, "有效期限", 2.8, BLACK)
    page.value(34.4, 47.6, term(page), 3.1)


def _authority(page: Page, x: float, y: float) -> None:
    lines = wrapped(page.field("authority"), 14)
    for number, line in enumerate(lines):
        page.value(x, y + (number - len(lines) + 1) * 3.7, line, 3.1)


def hmt_back(page: Page) -> None:
    _emblem_side(page, "港澳台居民居住证")
    page.label(18.6, 33.6, "签发机关", 2.8, BLACK)
    _authority(page, 34.4, 33.6)
    page.label(18.6, 38.6, "有效期限", 2.8, BLACK)
    page.value(34.4, 38.6, term(page), 3.1)
    page.label(18.6, 43.6, "通行证号码", 2.8, BLACK)
    page.value(34.4, 43.6, page.field("pass_number"), 3.1)
    page.label(18.6, 48.4, "签发次数", 2.8, BLACK)
    page.value(34.4, 48.4, page.holder.printed["issue_count"], 3.1)
