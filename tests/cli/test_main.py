# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import argparse

import pytest

from sscard_desktop.cli.main import WORDS, parser
from tests.cli.conftest import Script


def subjects(of: argparse.ArgumentParser) -> set[str]:
    """Return the first words that a command line may have."""
    (commands,) = (action for action in of._actions if isinstance(action, argparse._SubParsersAction))
    return set(commands.choices)


def test_every_word_has_its_module() -> None:
    assert subjects(parser()) == set(WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_what_is_called_is_built_and_nothing_of_other_modules(word: str) -> None:
    assert subjects(parser([word, "--json"])) == {each for each, module in WORDS.items() if module is WORDS[word]}


def test_a_value_that_is_a_subject_s_word_leaves_the_command_what_it_is(script: Script) -> None:
    called = script.json("unit", "add", "station", "--insured-number", "900001")
    assert called.code == 0
    assert [unit["name"] for unit in script.json("unit", "list").data["units"]] == ["station"]


def test_a_slip_is_told_with_all_that_could_have_been_meant(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    slip = script.run("statoin", "unit")
    assert slip.code == 2
    assert {"station", "record", "unit"} <= set(slip.err.replace("'", "").replace(",", " ").split())


def test_help_behind_any_word_tells_of_every_subject(script: Script) -> None:
    with pytest.raises(SystemExit) as ended:
        script.run("--help", "unit")
    assert ended.value.code == 0
