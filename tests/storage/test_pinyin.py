# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop import paths
from sscard_desktop.storage.codetables import CodeTables
from sscard_desktop.storage.pinyin import Pinyin

CODES = CodeTables(paths.resources() / "codes")
PINYIN = Pinyin(CODES.surname_readings(), CODES.several_readings())


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
        ("尉迟恭", "ycg"),
        ("单位代领", "dwdl"),
        ("解放路", "jfl"),
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


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("覃丽", ["TAN LI"]),
        ("区长河", ["QU CHANGHE", "OU ZHANGHE"]),
        ("王伟", []),
        ("张三", []),
        ("李\U000323a0", []),
        ("Maria", []),
        ("", []),
    ],
)
def test_other_readings_are_offered_the_surname_s_first(name: str, others: list[str]) -> None:
    assert PINYIN.alternatives(name) == others


@pytest.mark.parametrize(
    ("name", "spelt", "learnt"),
    [
        ("覃丽", "TAN LI", {"^覃": "tan"}),
        ("覃丽", "tanli", {"^覃": "tan"}),
        ("覃丽", "QIN LI", {"^覃": ""}),
        ("李乐", "LI YUE", {"乐": "yue"}),
        ("李乐", "LI Y", {}),
        ("李乐", "WANG YUE", {}),
        ("吕乐", "LV YUE", {"乐": "yue"}),
        ("区长河", "OU ZHANGHE", {"^区": "", "长": "zhang"}),
        ("王伟", "WANG WEI", {}),
        ("王伟", "YU WEI", {}),
        ("", "WANG", {}),
        ("Maria", "MARIA", {}),
    ],
)
def test_a_correction_teaches_a_character_s_reading_and_nothing_else(
    name: str, spelt: str, learnt: dict[str, str]
) -> None:
    assert PINYIN.corrections(name, spelt) == learnt


def test_a_surname_s_reading_isn_t_that_of_the_character_in_a_given_name() -> None:
    chosen = PINYIN.corrections("单丽", "DAN LI")
    assert PINYIN.of_name("单云", chosen) == "DAN YUN"
    assert PINYIN.of_name("王解", PINYIN.corrections("解云", "JIE YUN")) == PINYIN.of_name("王解")


@given(st.text("单解仇曾区覃乐长重吕欧阳王李晓红·", min_size=1, max_size=5), st.data())
def test_whatever_is_offered_is_remembered_and_proposed_next_time(name: str, data: st.DataObject) -> None:
    offered = PINYIN.alternatives(name)
    # Of a character that stands twice the last reading is kept.
    if offered and len(set(name)) == len(name):
        taken = data.draw(st.sampled_from(offered))
        chosen = {key: reading for key, reading in PINYIN.corrections(name, taken).items() if reading}
        assert PINYIN.of_name(name, chosen).replace(" ", "") == taken.replace(" ", "")
        assert PINYIN.of_name(name) in PINYIN.alternatives(name, chosen) or not chosen


@pytest.mark.parametrize("name", ["李\ue863", "李\U000f0001明", "李\U00033400", "\uf8f0"])
def test_a_private_or_newer_character_leaves_no_half_reading(name: str) -> None:
    assert PINYIN.of_name(name) == ""
