# SPDX-License-Identifier: Apache-2.0
"""Every code that the program can raise or show has its sentences, and every sentence its code."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest

from sscard_desktop import messages, paths
from sscard_desktop.domain import errors
from sscard_desktop.domain.batch import BatchMove, BatchStatus
from sscard_desktop.domain.operators import Permission, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Move, Status
from tests.helpers.sources import PACKAGE, nodes

CATALOGUES = sorted((paths.resources() / "i18n" / "messages").glob("*.toml"))
CATALOGUE = messages.catalogue()
ERRORS = {
    name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, errors.SscardError)
}
CODE = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
FILE = re.compile(r".*\.(toml|json|jpe?g|png|pdf|py|db|xlsx?|zip|ttf|svg|qss|txt|ini|onnx|tflite|ts|qm)")
# Functions and classes that take a code along with other things: Problem(key, code), PackageFinding(code, member)…
TELLS = re.compile("problem|finding|refus|error|fail|message")
SUBJECTS = {code.split(".")[0] for code in CATALOGUE}


@dataclass(frozen=True)
class Use:
    """A code in the source; ``params`` are the keywords given with it, None where they can't be read off the call."""

    code: str
    place: str
    params: frozenset[str] | None


def uses() -> Iterator[Use]:
    for path, found in nodes().items():
        for node in found:
            if not isinstance(node, ast.Call):
                continue
            place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            keywords = {keyword.arg: keyword.value for keyword in node.keywords}
            if name in ERRORS and node.args:
                for code in constants(node.args[0]):
                    yield Use(code, place, None if None in keywords else frozenset(filter(None, keywords)))
            elif TELLS.search(name.lower()):
                for value in (*node.args, *keywords.values()):
                    yield from (Use(code, place, None) for code in constants(value) if is_code(code))


def is_code(text: str) -> bool:
    return CODE.fullmatch(text) is not None and FILE.match(text) is None and text.split(".")[0] in SUBJECTS


def constants(node: ast.expr) -> Iterator[str]:
    """Yield the strings that an expression may have: a constant, or either side of a conditional."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def strings() -> Iterator[str]:
    """Yield every string in the source, and the beginnings of those that are put together."""
    for found in nodes().values():
        for node in found:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield f"{node.values[0].value}*"


def placeholders(sentence: Mapping[str, str]) -> set[str]:
    return {
        name.split(".")[0].split("[")[0]
        for text in sentence.values()
        for _, name, _, _ in string.Formatter().parse(text)
        if name is not None
    }


USES = list(uses())
STRINGS = set(strings())


def test_every_code_in_the_source_has_its_sentences() -> None:
    missing = sorted(
        {f"{use.code} ({use.place})" for use in USES if use.code not in CATALOGUE and use.code != "cancelled"}
    )
    assert not missing


def test_every_placeholder_is_given_where_the_error_is_raised() -> None:
    for use in USES:
        if use.params is not None and use.code in CATALOGUE:
            wanted = placeholders(CATALOGUE[use.code]["zh_CN"])
            assert wanted <= use.params, f"{use.code} at {use.place} lacks {wanted - use.params}"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("status", [*Status, *BatchStatus]),
        ("move", [*Move, *BatchMove]),
        ("role", [*Role, *PictureRole]),
        ("permission", list(Permission)),
    ],
)
def test_every_value_that_a_sentence_names_has_a_word(kind: str, values: list[Enum]) -> None:
    for value in values:
        for language in messages.LANGUAGES:
            assert messages.word(kind, value.value, language) != value.value or language == "en", value
        assert re.search(r"[\u4e00-\u9fff]", messages.word(kind, value.value, "zh_CN"))


def test_a_refusal_names_the_state_as_people_do() -> None:
    told = messages.message("record.move_refused", {"status": "exported", "move": "return"}, "zh_CN")
    assert "已导出" in told.what
    assert "退回" in told.what
    assert messages.message("reader.not_permitted", {"status": "31"}, "zh_CN").what.count("31") == 1


def test_no_sentence_is_left_without_a_code() -> None:
    beginnings = tuple(text[:-1] for text in STRINGS if text.endswith("*") and "." in text)
    unused = [code for code in CATALOGUE if code not in STRINGS and not (beginnings and code.startswith(beginnings))]
    assert not unused


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_both_languages_say_the_same_with_the_same_placeholders(code: str) -> None:
    entry = CATALOGUE[code]
    assert set(entry) == set(messages.LANGUAGES)
    for sentence in entry.values():
        assert set(sentence) <= {"what", "todo"}
        assert sentence["what"].strip()
    assert placeholders(entry["zh_CN"]) == placeholders(entry["en"])
    assert all(name.isidentifier() for name in placeholders(entry["zh_CN"])), "placeholders have names"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_a_catalogue_reads_as_sentences_in_its_language(path: Path) -> None:
    for code, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        assert CODE.fullmatch(code), code
        assert re.search(r"[\u4e00-\u9fff]", entry["zh_CN"]["what"]), f"{code}: no Chinese in zh_CN"
        assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"「.*?」|“.*?”", "", entry["en"]["what"])), (
            f"{code}: Chinese in en"
        )


def test_a_message_is_filled_in() -> None:
    shown = messages.message("codes.unknown_list", {"name": "planets"}, "en")
    assert "planets" in shown.what
    assert str(shown).startswith(shown.what)


def test_an_unknown_code_is_shown_as_itself() -> None:
    assert messages.message("no.such", {}, "en") == messages.Message("no.such", "")


@pytest.mark.parametrize("folder", [PACKAGE, paths.resources() / "i18n"], ids=["code", "catalogues"])
def test_the_drive_has_one_name(folder: Path) -> None:
    # Two words for one thing make clerks look for two things.
    other = "现场" + "采集"
    texts = [path for path in folder.rglob("*") if path.suffix in {".py", ".toml", ".ts"}]
    assert texts
    assert [path.name for path in texts if other in path.read_text(encoding="utf-8")] == []
