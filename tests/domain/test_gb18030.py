# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.gb18030 import block_of, character_of, code_of, in_gbk, level


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("一", "d2bb"),
        ("䶮", "fe9f"),
        ("㐀", "8139ee39"),
        ("𠮷", "9534b235"),
        ("\u9fb4", "fe59"),
        ("\u9fbb", "fea0"),
        ("\ufe12", "a6da"),
        ("\u1e3f", "a8bc"),
    ],
)
def test_a_character_has_the_bytes_of_the_edition_of_2022(character: str, code: str) -> None:
    assert code_of(character) == bytes.fromhex(code)
    assert character_of(bytes.fromhex(code)) == character


@given(st.characters(exclude_categories=["Cs", "Co"]))
def test_every_character_but_private_ones_comes_back_from_its_bytes(character: str) -> None:
    assert character_of(code_of(character)) == character


def test_surrogates_and_broken_bytes_are_no_characters() -> None:
    assert code_of("\ud842") == b""
    assert character_of(b"\xfe") == ""
    assert character_of(bytes.fromhex("d2bbd2bb")) == ""
    assert character_of(b"\xff\xff\xff\xff") == ""


@pytest.mark.parametrize(
    ("character", "general", "wanted"),
    [
        ("张", True, 1),
        ("镕", True, 1),
        ("\u9fef", False, 1),
        ("\u9ff0", False, 0),
        ("㐀", False, 1),
        ("\u4db5", False, 1),
        ("\u4db6", False, 0),
        ("﨎", False, 1),
        ("𬭚", True, 2),
        ("𠮷", False, 3),
        ("\U0002a6d6", False, 3),
        ("\U0002a6d7", False, 0),
        ("\U0002ebe0", False, 3),
        ("⽔", False, 3),
        ("\U00030000", False, 0),
        ("\ue863", False, 0),
        ("\ue816", False, 0),
    ],
)
def test_levels_begin_and_end_where_the_standard_says(character: str, general: bool, wanted: int) -> None:
    assert level(character, general=general) == wanted


def test_gbk_is_the_old_bank_systems_limit() -> None:
    assert in_gbk("镕")
    assert in_gbk("·")
    assert not in_gbk("䶮")
    assert not in_gbk("𠮷")
    assert not in_gbk("\ue863")


def test_blocks_are_named_shortly() -> None:
    assert [block_of(character) for character in "一㐀𠮷\U00031350\ue863⽔a"] == [
        "CJK", "CJK A", "CJK B", "CJK H", "Private Use", "Kangxi Radicals", "",
    ]  # fmt: skip
