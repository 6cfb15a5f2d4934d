# SPDX-License-Identifier: Apache-2.0
"""Which calls open the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.cli.windowoptions import window_options


def test_a_call_without_anything_opens_the_station() -> None:
    options = window_options([])
    assert options is not None
    assert (options.data_dir, options.language, options.demo) == (None, "", False)


def test_a_demo_may_be_of_any_city_and_is_of_chengdu_unless_it_is_said() -> None:
    usual, named = window_options(["--demo"]), window_options(["--demo", "--profile", "beijing", "--data-dir", "x"])
    assert usual is not None
    assert (usual.demo, usual.profile) == (True, "chengdu")
    assert named is not None
    assert (named.demo, named.profile, named.data_dir) == (True, "beijing", Path("x"))


def test_a_demo_s_control_window_is_shown_when_it_is_asked_for() -> None:
    usual, asked = window_options(["--demo"]), window_options(["--demo", "--controls"])
    assert usual is not None
    assert asked is not None
    assert (usual.controls, asked.controls) == (False, True)


def test_a_demo_s_second_screen_is_shown_when_it_is_asked_for() -> None:
    usual, asked = window_options(["--demo"]), window_options(["--demo", "--second-screen"])
    assert usual is not None
    assert asked is not None
    assert (usual.second_screen, asked.second_screen) == (False, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--profile", "beijing"],
        ["--controls"],
        ["--second-screen"],
        ["demo", "--out", "x"],
        ["--lang", "fr"],
        ["--colour"],
    ],
)
def test_anything_else_is_the_command_lines(arguments: list[str]) -> None:
    assert window_options(arguments) is None


def test_training_is_opened_by_its_option_and_never_together_with_a_demo() -> None:
    usual, asked = window_options([]), window_options(["--training", "--profile", "beijing"])
    assert usual is not None
    assert asked is not None
    assert (usual.training, asked.training, asked.demo, asked.profile) == (False, True, False, "beijing")
    assert window_options(["--training", "--demo"]) is None
    assert window_options(["--training", "--controls"]) is None


def test_a_file_by_itself_opens_in_the_window(tmp_path: Path) -> None:
    for name in ("设置 包.sscard", "NEW.SSCARD", "0.2.0.sscard-update", "9.sscbackup"):
        options = window_options(["--data-dir", "x", str(tmp_path / name)])
        assert options is not None
        assert options.file == tmp_path / name


def test_a_file_beside_anything_else_is_a_command_line() -> None:
    for given in (["a.sscard", "b.sscard"], ["--demo", "a.sscard"], ["campaign", "a.sscard"], ["a.zip"], ["-x.sscard"]):
        assert window_options(given) is None
