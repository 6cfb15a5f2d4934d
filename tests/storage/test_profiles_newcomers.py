# SPDX-License-Identifier: Apache-2.0
"""The slips of somebody who writes a city's file for the first time: each is told on its line, with what to write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from sscard_desktop import messages
from tests.helpers.cities import YANGLI, make_city, profiles


@dataclass(frozen=True)
class Slip:
    """What stands in the good file, what a newcomer writes, on which line it is told, and what helps in the telling."""

    good: str
    bad: str
    line: str
    helps: str


SLIPS = {
    "Chinese quotes": Slip('version = "1"', "version = “1”", "version", "请换成英文的"),
    "a Chinese equals sign": Slip('version = "1"', 'version ＝ "1"', "version", "请换成英文的"),
    "a Chinese comma": Slip('"unit", "occupation"', '"unit"，"occupation"', "fields", "请换成英文的"),
    "Chinese brackets": Slip("[pictures]", "［pictures］", "［", "请换成英文的"),
    "no quotes": Slip('"adult"', "adult", "required", "加英文双引号"),
    "True": Slip('default = "a"', "fixed = True", "fixed", "true 或 false"),
    "a version that is a number": Slip('version = "1"', "version = 1", "version", "双引号"),
    "months in quotes": Slip("months = 6", 'months = "6"', "months", "不加引号的整数"),
    "KB": Slip("min = 20000", 'min = "20KB"', "file_bytes", "不带单位"),
    "require": Slip("required =", "require =", "require ", "在前）：required"),
    "lables": Slip("labels = { zh_CN = \"户别\"", "lables = { zh_CN = \"户别\"", "lables", "在前）：labels"),
    "a label in one language": Slip(', en = "Household"', "", "labels", "labels.en"),
    "a label without its table": Slip(
        'labels = { zh_CN = "户别", en = "Household" }', 'labels = "户别"', "labels", "{ 键 = 值 }"
    ),
    "a table on two lines": Slip('"户别", en', '"户别",\n  en', "labels", "不能换行"),
    "a list without its end": Slip('"photo_receipt"]', '"photo_receipt"', "[[sections]]", "右括号"),
    "a list without its comma": Slip('"unit", "occ', '"unit" "occ', "fields", "逗号"),
    "comon": Slip('"common"', '"comon"', "extends", "在前）：common"),
    "no base": Slip('extends = "common"\n', "", "version", 'extends = "common"'),
    "a field misspelled": Slip('"occupation", "h', '"ocupation", "h', "fields", "接近的有：occupation"),
    "a Chinese name for a field": Slip("[fields.household]", "[fields.户别]", "[fields", "只用字母、数字"),
    "a Chinese kind": Slip('kind = "digits"', 'kind = "数字"', "kind", "digits"),
    "a formula for a condition": Slip('"adult"', '"age >= 16"', "required", "adult"),
    "yes for a condition": Slip('required = "adult"', "required = true", "required", "双引号"),
    "a Windows path": Slip('"slip.toml"', '"C:\\slip.toml"', "template", "路径请用 /"),
    "a form that isn't there": Slip('"slip.toml"', '"slip2.toml"', "template", "slip2.toml"),
    "[sections]": Slip("[[sections]]", "[sections]", "[[sections]]", "[[表]]"),
    "[rules]": Slip("[[rules]]", "[rules]", "[rules]", "[[表]]"),
    "a key at the end": Slip('en = "I agree." }', 'en = "I agree." }\nadult_age = 16', "adult_age", "第一个 [ 之前"),
    "min over max": Slip("min = 20000, max = 80000", "min = 80000, max = 20000", "file_bytes", "对调"),
    "quality of 200": Slip("quality = 85", "quality = 200", "quality", "10 到 100"),
    "a Chinese value for a column": Slip('value = "unit"', 'value = "单位"', '{ header = "单位"', "running_number"),
    "a Chinese placeholder": Slip("{unit}/", "{单位}/", "photo", "unit"),
    "a picture without .jpg": Slip("{number}.jpg", "{number}", "photo", ".jpg"),
    "a list's name misspelled": Slip('"households"\n', '"household"\n', "code_list", "在前）：households"),
    "a code twice": Slip('code = "b"', 'code = "a"', '{ code = "a"', "不能重复"),
    "dates by another name": Slip('"compact_date"', '"date"', '{ header = "有效期"', "compact_date"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_it_is_told_on_its_line_with_what_to_write(tmp_path: Path, name: str) -> None:
    slip = SLIPS[name]
    assert slip.good in YANGLI
    text = YANGLI.replace(slip.good, slip.bad, 1)
    found = profiles(tmp_path).check(make_city(tmp_path, text))
    assert found
    told = []
    for problem in found:
        place = {"file": problem.file, "line": problem.line, "key": problem.key}
        sentences = [messages.message(problem.code, {**problem.params, **place}, each) for each in messages.LANGUAGES]
        assert all(sentence.what and sentence.todo for sentence in sentences)
        assert "{" not in str(sentences[1]).replace("{ key = value }", "").replace("{ }", "")
        line = text.splitlines()[problem.line - 1].strip()
        told.append((line.startswith(slip.line), slip.helps in str(sentences[0])))
    assert (True, True) in told


@pytest.mark.parametrize(
    "name", ["a label without its table", "yes for a condition", "a version that is a number", "KB", "comon", "True"]
)
def test_one_slip_is_one_problem(tmp_path: Path, name: str) -> None:
    slip = SLIPS[name]
    assert len(profiles(tmp_path).check(make_city(tmp_path, YANGLI.replace(slip.good, slip.bad, 1)))) == 1


@pytest.mark.parametrize(
    ("good", "bad"), [("max = 150", "max = 999"), ("max = 150", "max = nan"), ('"adult"', '"veteran=yes"')]
)
def test_what_follows_from_a_slip_or_repeats_it_isnt_told(tmp_path: Path, good: str, bad: str) -> None:
    assert len(profiles(tmp_path).check(make_city(tmp_path, YANGLI.replace(good, bad, 1)))) == 1


def test_whoever_invents_a_condition_is_told_how_to_write_one(tmp_path: Path) -> None:
    (problem,) = profiles(tmp_path).check(make_city(tmp_path, YANGLI.replace('"adult"', '"older than 18"')))
    assert "KEY=CODE" in str(problem.params["allowed"])
    assert "age>=60" in str(problem.params["allowed"])
