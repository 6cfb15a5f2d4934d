# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import paths
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.pinyin import Pinyin

PINYIN = Pinyin(CodeTables(paths.resources() / "codes").surname_readings())


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("王伟", "WANG WEI"),
        ("单晓红", "SHAN XIAOHONG"),
        ("解放", "XIE FANG"),
        ("欧阳修", "OUYANG XIU"),
        ("尉迟恭", "YUCHI GONG"),
        ("万俟卨", "MOQI XIE"),
        ("吕布", "LYU BU"),
        ("区小萍", "OU XIAOPING"),
        ("查良", "ZHA LIANG"),
        ("曾静", "ZENG JING"),
        ("仇英", "QIU YING"),
        ("朴正", "PIAO ZHENG"),
        ("缪丽", "MIAO LI"),
        ("隗明", "WEI MING"),
        ("祭遵", "ZHAI ZUN"),
        ("郇雨", "XUN YU"),
    ],
)
def test_surnames_are_read_as_families_read_them(name: str, reading: str) -> None:
    assert PINYIN.of_name(name) == reading


def test_a_surname_s_reading_counts_at_the_start_only() -> None:
    assert PINYIN.of_name("李单") == "LI DAN"


def test_ue_is_written_as_passports_do() -> None:
    assert PINYIN.of_name("李女") == "LI NYU"
    assert PINYIN.of_name("张略") == "ZHANG LYUE"


def test_a_minority_name_s_dot_is_a_blank() -> None:
    assert PINYIN.of_name("买买提·艾力") == "MAIMAITI AILI"


def test_a_latin_name_stays_in_upper_case() -> None:
    assert PINYIN.of_name("Maria d'Olveira") == "MARIA D'OLVEIRA"


@pytest.mark.parametrize("name", ["", "  ", "·", "李\U000323a0", "。"])
def test_a_name_without_a_known_reading_gets_none(name: str) -> None:
    assert PINYIN.of_name(name) == ""


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("单丽", "sl"),
        ("欧阳修", "oyx"),
        ("中国银行3部", "zgyh3b"),
        ("IBM 中国", "ibmzg"),
        ("成都市第七人民医院", "cdsdqrmyy"),
        ("", ""),
    ],
)
def test_initials_are_what_one_types_to_search(text: str, initials: str) -> None:
    assert PINYIN.initials(text) == initials


@given(st.text(max_size=30))
def test_any_text_is_read_or_left_without_a_crash(text: str) -> None:
    assert PINYIN.of_name(text) == PINYIN.of_name(text).upper()
    assert "?" not in PINYIN.initials(text)
