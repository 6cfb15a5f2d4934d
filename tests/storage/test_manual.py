# SPDX-License-Identifier: Apache-2.0
"""A chapter is read as it is written, and what a manual has no place for is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.manual import (
    Chapter,
    Grid,
    Paragraph,
    Picture,
    Points,
    Sample,
    Voice,
    Words,
    lines_of,
    said,
)  # fmt: skip
from sscard_desktop.domain.operators import Role
from sscard_desktop.storage.manual import ManualFiles, chapter_of

EVERYBODY = frozenset(Role)


def read(body: str) -> Chapter:
    return chapter_of(f"# 题 {{#top}}\n\n{body}", key="one", roles=EVERYBODY)


def test_every_kind_of_block_is_read() -> None:
    chapter = read(
        "说**明**。\n\n## 二 {#two}\n\n- 甲\n- 乙\n\n1. 一\n\n| A | B |\n|---|---|\n| [F4] | `c` |\n\n"
        "```\nsscard-desktop doctor\n```\n\n![图](../../docs/screenshots/card.png)\n"
    )
    top, two = chapter.sections
    assert (chapter.title, top.anchor, two.title, two.depth) == ("题", "top", "二", 2)
    assert top.blocks == (Paragraph((Words("说"), Words("明", Voice.STRONG), Words("。"))),)
    bullets, numbers, grid, sample, picture = two.blocks
    assert isinstance(bullets, Points)
    assert (len(bullets.items), bullets.numbered) == (2, False)
    assert isinstance(numbers, Points)
    assert numbers.numbered
    assert isinstance(grid, Grid)
    assert [said(cell) for cell in grid.head] == ["A", "B"]
    assert grid.rows == (((Words("F4", Voice.KEY),), (Words("c", Voice.CODE),)),)
    assert sample == Sample("sscard-desktop doctor")
    assert picture == Picture("card.png", "图")


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("按 [Ctrl+Shift+D] 放上", ["Ctrl+Shift+D"]),
        ("[1]–[9]", ["1", "9"]),
        ("[[] []]", ["[", "]"]),
        ("[+] [−]", ["+", "−"]),
    ],
)
def test_keys_in_brackets_become_caps(written: str, keys: list[str]) -> None:
    (block,) = read(written).sections[0].blocks
    assert isinstance(block, Paragraph)
    assert [words.text for words in block.line if words.voice is Voice.KEY] == keys


@pytest.mark.parametrize(
    "body",
    [
        "> 引文",
        "---",
        "<b>x</b>\n",
        "## 没有名字",
        "# 第二个题 {#again}",
        "#### 太深 {#deep}",
        "[外面](https://example.org)",
    ],
)
def test_what_a_manual_has_no_place_for_is_refused(body: str) -> None:
    if body.startswith("<"):
        # HTML is off: it is read as the letters that it is.
        assert "<b>x</b>" in list(lines_of(read(body).sections[0].blocks))
        return
    with pytest.raises(ValueError):  # noqa: PT011 - each is told in other words
        read(body)


def test_a_link_leads_to_a_section() -> None:
    (block,) = read("见[照片](#photo)。").sections[0].blocks
    assert isinstance(block, Paragraph)
    assert block.line[1] == Words("照片", anchor="photo")


@given(st.text(max_size=60))
def test_hostile_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        chapter = read(text)
    except ValueError:
        return
    assert chapter.sections


def test_a_language_s_own_picture_goes_before_the_one_for_all(tmp_path: Path) -> None:
    for name in ("a.png", "a-en.png", "b.png"):
        (tmp_path / name).write_bytes(b"x")
    files = ManualFiles(tmp_path, tmp_path)
    assert files.picture("a.png", "en") == tmp_path / "a-en.png"
    assert files.picture("a.png", "zh_CN") == tmp_path / "a.png"
    assert files.picture("b.png", "en") == tmp_path / "b.png"
    assert files.picture("c.png", "en") is None
