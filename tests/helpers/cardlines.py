# SPDX-License-Identifier: Apache-2.0
"""Pages of text as recognition would hand them over, laid out by hand."""

from __future__ import annotations

from collections.abc import Mapping

from sscard_desktop.domain.cardtext import Letter, Page, TextLine

PITCH = 0.036
HEIGHT = 0.045


def line(
    text: str,
    *,
    x: float = 0.2,
    y: float = 0.1,
    odds: float = 0.999,
    others: Mapping[int, Mapping[str, float]] | None = None,
    pitch: float = PITCH,
) -> TextLine:
    """Return one line; a blank in ``text`` is room without a letter.

    Args:
        others: place in the text → what else the letter may be; its own odds become what is left.
    """
    letters = []
    for place, character in enumerate(text):
        if character == " ":
            continue
        doubt = dict((others or {}).get(place, {}))
        own = odds if not doubt else max(0.01, 1 - sum(doubt.values()))
        apart = place > 0 and text[place - 1] == " "
        letters.append(Letter(character, own, x + place * pitch, y, doubt, apart=apart))
    return TextLine(tuple(letters), HEIGHT)


def page(*lines: TextLine) -> Page:
    """Return a card's page."""
    return Page(lines)


def front(
    *,
    name: str = "张三丰",
    sex: str = "男",
    nation: str = "汉",
    birth: str = "1990 年 1 月 1 日",
    address: tuple[str, ...] = ("北京市朝阳区建国路88号", "院3号楼1501室"),
    number: str = "110105199001011232",
) -> Page:
    """Return a resident card's front as its lines lie on it."""
    rows = [
        line("姓名", x=0.08, y=0.1),
        line(name, x=0.2, y=0.1),
        line("性别", x=0.08, y=0.17),
        line(sex, x=0.2, y=0.17),
        line("民族", x=0.3, y=0.17),
        line(nation, x=0.4, y=0.17),
        line("出生", x=0.08, y=0.24),
        line(birth, x=0.2, y=0.24, pitch=0.022),
        line("住址", x=0.08, y=0.32),
        *(line(part, x=0.2, y=0.32 + 0.047 * number) for number, part in enumerate(address)),
        line("公民身份号码", x=0.08, y=0.55, pitch=0.03),
        line(number, x=0.35, y=0.55, pitch=0.03),
    ]
    return page(*(row for row in rows if row.letters))


def back(*, authority: str = "北京市公安局朝阳分局", term: str = "2021.03.04-2041.03.04") -> Page:
    """Return a resident card's back."""
    return page(
        line("中华人民共和国", x=0.33, y=0.1, pitch=0.05),
        line("居民身份证", x=0.32, y=0.23, pitch=0.06),
        line("签发机关", x=0.23, y=0.48),
        line(authority, x=0.41, y=0.48),
        line("有效期限", x=0.23, y=0.56),
        line(term, x=0.41, y=0.56, pitch=0.017),
    )
