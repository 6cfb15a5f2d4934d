# SPDX-License-Identifier: Apache-2.0
"""The manual is found in by words and pinyin, as far as it is for the person's role."""

from __future__ import annotations

import pytest

from sscard_desktop import paths
from sscard_desktop.domain.operators import Role
from sscard_desktop.services.manual import Handbook
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.manual import ManualFiles
from sscard_desktop.storage.pinyin import Pinyin

SHELF = ManualFiles(paths.resources() / "manual", paths.screenshots())


@pytest.fixture(scope="module")
def pinyin() -> Pinyin:
    codes = CodeTables(paths.resources() / "codes")
    return Pinyin(codes.surname_readings(), codes.several_readings())


@pytest.mark.parametrize(
    ("language", "typed", "first"),
    [
        ("zh_CN", "领卡", "counter-handout"),
        ("zh_CN", "spz", "counter-rare"),
        ("zh_CN", "shengpizi", "counter-rare"),
        ("zh_CN", "SPZ", "counter-rare"),
        ("zh_CN", "高拍仪 翻到背面", "documents"),
        ("en", "dead chip", "documents-deadchip"),
        ("en", "HEIC", "photo-files"),
    ],
)
def test_words_and_pinyin_find_the_section(pinyin: Pinyin, language: str, typed: str, first: str) -> None:
    found = Handbook(SHELF, language, None, pinyin=pinyin).search(typed)
    assert first in [each.section.anchor for each in found[:3]]


def test_what_was_found_in_a_line_shows_the_line(pinyin: Pinyin) -> None:
    found = Handbook(SHELF, "zh_CN", None, pinyin=pinyin).search("盲文驱动")
    assert "盲文驱动" in found[0].excerpt


@pytest.mark.parametrize("typed", ["", "   ", "qqxxzz", "\x00", "*" * 5000])
def test_nothing_is_found_for_nothing(pinyin: Pinyin, typed: str) -> None:
    assert Handbook(SHELF, "zh_CN", None, pinyin=pinyin).search(typed) == []


def test_a_title_that_is_spelt_so_comes_before_a_word_that_is(pinyin: Pinyin) -> None:
    found = Handbook(SHELF, "zh_CN", None, pinyin=pinyin).search("zp")
    assert found[0].section.title == "照片"


def test_a_clerk_has_a_clerk_s_chapters_only(pinyin: Pinyin) -> None:
    clerk = Handbook(SHELF, "zh_CN", Role.CLERK, pinyin=pinyin)
    keys = {found.chapter.key for found in clerk.contents()}
    assert {"counter", "photo", "trouble"} <= keys
    assert not {"review", "settings", "commands", "rosters"} & keys
    assert all(found.chapter.key in keys for found in clerk.search("审核"))
