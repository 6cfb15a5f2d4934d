# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.domain.profile import CellForm, Column
from sscard_desktop.domain.substitutes import Repertoire, Substitute
from tests.helpers.cities import YANGLI, make_city, profiles

PLACE = "columns = [\n"
ORIGINAL = '    { header = "姓名原字", value = "name" },\n'


def city(column: str) -> str:
    assert PLACE in YANGLI
    return YANGLI.replace(PLACE, PLACE + ORIGINAL + f"    {column},\n", 1)


def test_a_column_says_what_stands_for_rare_characters(tmp_path: Path) -> None:
    column = (
        '{ header = "银行用", value = "name", form = "substitute", '
        'substitute = { repertoire = "gbk", with = "〇", characters = { "𠮷" = "吉" } } }'
    )
    make_city(tmp_path, city(column))
    found = profiles(tmp_path).load("yangli").workbook.columns[1]
    assert found == Column(
        "银行用",
        "name",
        CellForm.SUBSTITUTE,
        substitute=Substitute(Repertoire.GBK, "〇", characters={"𠮷": "吉"}),
    )


def test_the_flag_of_rare_names_may_be_a_column(tmp_path: Path) -> None:
    make_city(tmp_path, city('{ header = "是否生僻字", value = "rare_name" }'))
    assert profiles(tmp_path).load("yangli").workbook.columns[1].value == "rare_name"


@pytest.mark.parametrize(
    ("column", "code"),
    [
        ('form = "substitute"', "substitute_without_form"),
        ("substitute = {}", "substitute_without_form"),
        ('form = "substitute", substitute = { with = "𠮷" }', "substitute_unholdable"),
        ('form = "substitute", substitute = { repertoire = "gb2312", with = "镕" }', "substitute_unholdable"),
        ('form = "substitute", substitute = { characters = { "𠮷" = "䶮" } }', "substitute_unholdable"),
        ('form = "substitute", substitute = { characters = { "𠮷野" = "吉" } }', "substitute_character"),
        ('form = "substitute", substitute = { repertoire = "big5" }', "unknown_choice"),
        ('form = "substitute", substitute = { instead = "?" }', "unknown_key"),
        ('form = "substitute", substitute = { with = 3 }', "wrong_type"),
        ('form = "substitute", substitute = { with = "123456789" }', "too_long"),
        ('form = "substitute", substitute = "?"', "wrong_type"),
    ],
)
def test_a_substitute_that_says_nothing_good_is_told(tmp_path: Path, column: str, code: str) -> None:
    folder = make_city(tmp_path, city(f'{{ header = "x", value = "name", {column} }}'))
    found = profiles(tmp_path).check(folder)
    assert f"profile.{code}" in {problem.code for problem in found}


@pytest.mark.parametrize("value", ["number", "valid_to"])
def test_only_texts_have_substitutes(tmp_path: Path, value: str) -> None:
    folder = make_city(tmp_path, city(f'{{ header = "x", value = "{value}", form = "substitute", substitute = {{}} }}'))
    assert "profile.form_unfit" in {problem.code for problem in profiles(tmp_path).check(folder)}


def test_pinyin_stands_for_names_alone(tmp_path: Path) -> None:
    column = '{ header = "x", value = "unit", form = "substitute", substitute = { with = "pinyin" } }'
    found = profiles(tmp_path).check(make_city(tmp_path, city(column)))
    assert "profile.substitute_pinyin" in {problem.code for problem in found}
