# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sscard_desktop.domain.names import is_han, is_private_use, name_problems, pinyin_problems
from sscard_desktop.domain.problems import Severity

BEYOND_UNICODE_TABLES = chr(0x3347A)


@pytest.mark.parametrize(
    "name",
    [
        "李", "陈一诺", "欧阳修远", "阿依古丽·买买提江", "赵𬭚", "㛃云飞", "𠮷田", "〇〇", "葛\U000e0100", "司徒々",
        "YANGBEN, ANNA MARIA", "O'Neil-Smith", "Müller", "J. R. Tolkien", "José", f"李{BEYOND_UNICODE_TABLES}",
    ],
)  # fmt: skip
def test_names_as_documents_write_them_are_legal(name: str) -> None:
    assert [problem for problem in name_problems("name", name) if problem.severity is not Severity.WARNING] == []


@pytest.mark.parametrize(
    ("name", "code", "proposal"),
    [
        ("\uf9cc林", "name_compatibility", "琉林"),
        ("\U0002f800", "name_compatibility", "丽"),
        ("葛\U000e0100", "name_variation", "葛"),
        ("Jose\u0301", "name_decomposed", "José"),
        ("李\ue863", "name_private_use", "李䶮"),
        ("李\ue81e\uf8f0", "name_private_use", "李龴\uf8f0"),
        ("李\uf8f0", "name_private_use", None),
    ],
)
def test_two_spellings_of_one_name_are_told_with_the_plain_one(name: str, code: str, proposal: str | None) -> None:
    (problem,) = name_problems("name", name)
    assert (problem.code, problem.severity) == (f"rules.{code}", Severity.WARNING)
    assert problem.proposal == proposal


def test_the_unified_ideographs_among_the_compatibility_forms_are_left_alone() -> None:
    assert name_problems("name", "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩") == []


def test_a_radical_copied_from_a_pdf_is_refused_with_its_character() -> None:
    (problem,) = name_problems("name", "⽔⽣")
    assert (problem.code, problem.severity, problem.proposal) == ("rules.name_character", Severity.ERROR, "水生")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("张3", "name_digit"),
        ("张３", "name_digit"),
        ("王②", "name_digit"),
        ("张 三", "name_blank"),
        (" 张三", "outer_blanks"),
        ("张三\u3000", "outer_blanks"),
        ("张?", "name_character"),
        ("张＊三", "name_character"),
        ("买买提•江", "name_character"),
        ("张三(小)", "name_character"),
        ("张\u200b三", "name_character"),
        ("张\ufffd", "name_character"),
        ("张😀", "name_character"),
        ("·江", "name_dot"),
        ("买·", "name_dot"),
        ("买··江", "name_dot"),
        ("-", "name_without_letters"),
        ("'.,", "name_without_letters"),
    ],
)
def test_what_no_document_writes_is_refused(name: str, code: str) -> None:
    (problem,) = name_problems("name", name)
    assert (problem.code, problem.severity) == (f"rules.{code}", Severity.ERROR)


def test_blanks_are_taken_out_by_proposal_only() -> None:
    assert [problem.proposal for problem in name_problems("name", "张 三")] == ["张三"]
    assert [problem.proposal for problem in name_problems("name", " 张三")] == ["张三"]


def test_a_private_character_is_shown_by_its_code_and_may_stay() -> None:
    (problem,) = name_problems("name", "李\ue863")
    assert (problem.code, problem.severity) == ("rules.name_private_use", Severity.WARNING)
    assert problem.params == {"codes": "U+E863"}
    assert problem.proposal == "李䶮"


def test_the_characters_that_paper_lacks_are_named() -> None:
    (problem,) = name_problems("name", "赵𬭚", unprintable=("𬭚", "没"))
    assert (problem.code, problem.severity) == ("rules.name_unprintable", Severity.WARNING)
    assert problem.params == {"codes": "U+2CB5A"}


def test_a_private_character_is_told_once() -> None:
    (problem,) = name_problems("name", "李\ue863", unprintable=("\ue863",))
    assert problem.code == "rules.name_private_use"


@given(st.text(min_size=1, max_size=60))
def test_any_text_gets_an_answer_and_a_proposal_that_is_better(name: str) -> None:
    for problem in name_problems("name", name):
        assert problem.key == "name"
        if problem.proposal is not None:
            assert len(problem.proposal) < len(name)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=20))
def test_ideographs_alone_are_always_legal(name: str) -> None:
    assert name_problems("name", name) == []


@pytest.mark.parametrize("pinyin", ["ZHANG SAN", "LYU", "LÜ BU", "A·BU", "O'NEIL-SMITH", "SMITH, JOHN", "J. R. X"])
def test_pinyin_is_capitals_in_words(pinyin: str) -> None:
    assert pinyin_problems("name_pinyin", pinyin) == []


@pytest.mark.parametrize(
    ("pinyin", "proposal"), [("Zhang San", "ZHANG SAN"), ("张三", None), ("ZHANG3", None), ("", None), ("A   B", None)]
)
def test_other_pinyin_is_refused(pinyin: str, proposal: str | None) -> None:
    (problem,) = pinyin_problems("name_pinyin", pinyin)
    assert (problem.code, problem.proposal) == ("rules.pinyin_shape", proposal)


def test_han_and_private_use_are_told_apart() -> None:
    assert is_han("𠮷")
    assert not is_han("\u2f00")  # a radical isn't written in names
    assert not is_han("A")
    assert is_private_use("\ue000")
    assert is_private_use("\U000f0000")
    assert not is_private_use("李")
