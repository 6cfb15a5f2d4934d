# SPDX-License-Identifier: Apache-2.0
"""Codes that no call names whole: put together from a beginning and a value, or looked up in a table."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from sscard_desktop.domain import cardtextfields, photoclaims
from sscard_desktop.domain.names import Doubt
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.printing import Fate, Trouble
from sscard_desktop.domain.remarks import RemarkSource
from sscard_desktop.imaging.card import quality
from sscard_desktop.services.bulkphotos import Outcome
from sscard_desktop.services.ports import AuditFault
from tests.helpers.sources import nodes
from tests.test_messages import CATALOGUE, CODE, ERRORS, FILE, SUBJECTS, constants, is_code

BUILT: dict[str, Iterable[str]] = {
    "audit.fault_": AuditFault,
    "bulk.doubt.": photoclaims.Doubt,
    "bulk.outcome.": Outcome,
    "document.problem.": (*cardtextfields.PROBLEMS, *quality.ORDER),
    "printer.trouble.": Trouble,
    "printjob.": (Fate.FAILED, Fate.CANCELLED, Fate.LOST),
    "printjob.stuck.": Trouble,
    "remark.": RemarkSource,
    "rules.": (
        *("identity_expired", "identity_expires_today", "identity_expires_soon"),
        *(f"{asked.value}_missing" for asked in (PictureRole.PHOTO, PictureRole.ID_FRONT, PictureRole.ID_BACK)),
        f"{PictureRole.SIGNED_FORM.value}_missing",
    ),
    "rules.name_": (Doubt.COMPATIBILITY, Doubt.VARIATION, Doubt.DECOMPOSED),
}
"""A beginning → all that may follow it."""
BY_ARGUMENT = {"idnumber.", "profile."}
"""What follows is the argument of a function, and stands in its calls."""
SAMPLED = ("photo.", "document.hint.", "training.")
"""Proved by the tests of the checks, of guidance, of the card's camera and of the lessons, which go through each."""
NO_MESSAGES = {"bulk.newest.", "camera.knobs.", "enquiry.", "record."}
"""Names of settings and of lines in the audit trail."""
NO_CODES = {"station.lock"}


def beginnings() -> Iterator[tuple[str, ast.JoinedStr]]:
    """Yield the beginning of each code that is put together."""
    for found in nodes().values():
        for node in found:
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                text = str(node.values[0].value)
                if "." in text and text.split(".")[0] in SUBJECTS and CODE.match(text + "x") and not FILE.match(text):
                    yield text, node


def test_every_beginning_is_known_here() -> None:
    # A new way of putting codes together has to say what may follow, or it could tell of a code without a sentence.
    known = {*BUILT, *BY_ARGUMENT, *NO_MESSAGES}
    assert {text for text, _ in beginnings() if text not in known and not text.startswith(SAMPLED)} == set()


def test_whatever_follows_a_beginning_has_its_sentences() -> None:
    codes = {f"{text}{value}" for text, values in BUILT.items() for value in values}
    assert sorted(codes - set(CATALOGUE)) == []


def test_arguments_that_end_a_code_have_their_sentences() -> None:
    said: dict[str, set[str]] = {text: set() for text in BY_ARGUMENT}
    for path, found in nodes().items():
        for function in found:
            for text, name in _ended_by_argument(function) if isinstance(function, ast.FunctionDef) else ():
                calls = _calls(function.name, path.parent)
                said[text] |= {word for call in calls for word in _said(function, name, call)}
    assert all(said.values())
    assert sorted({text + word for text, words in said.items() for word in words} - set(CATALOGUE)) == []


def _ended_by_argument(function: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    names = {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    for node in ast.walk(function):
        if isinstance(node, ast.JoinedStr) and len(node.values) == 2 and isinstance(node.values[0], ast.Constant):
            text, value = str(node.values[0].value), node.values[1]
            inner = value.value if isinstance(value, ast.FormattedValue) else None
            if text in BY_ARGUMENT and isinstance(inner, ast.Name) and inner.id in names:
                yield text, inner.id


@cache
def _calls(name: str, layer: Path) -> list[ast.Call]:
    """Return the calls of a function in its own layer; others may have one of the same name."""
    return [
        node
        for path, found in nodes().items()
        for node in (found if path.parent == layer else ())
        if isinstance(node, ast.Call) and (getattr(node.func, "attr", "") or getattr(node.func, "id", "")) == name
    ]


def _said(function: ast.FunctionDef, name: str, call: ast.Call) -> Iterator[str]:
    """Yield what a call gives for an argument, where it is said in words."""
    places = [argument.arg for argument in function.args.args if argument.arg != "self"]
    if name in places and places.index(name) < len(call.args):
        yield from constants(call.args[places.index(name)])
    yield from (word for keyword in call.keywords if keyword.arg == name for word in constants(keyword.value))


def test_tables_of_codes_hold_only_codes_with_sentences() -> None:
    # Where an error is raised by a variable, its code stands somewhere in the same module.
    missing = {
        (node.value, path.name)
        for path, found in nodes().items()
        if any(map(_raised_by_variable, found))
        for node in found
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_code(node.value)
    }
    assert sorted(each for each in missing if each[0] not in CATALOGUE and each[0] not in NO_CODES) == []


def _raised_by_variable(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not node.args:
        return False
    name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
    return name in ERRORS and not isinstance(node.args[0], ast.JoinedStr) and not any(constants(node.args[0]))
