# SPDX-License-Identifier: Apache-2.0
"""Figures from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Script


def test_figures_are_shown_and_written(script: Script, tmp_path: Path) -> None:
    answer = script.json("figures", "show", "--span", "week", "--date", "2026-03-04")
    assert (answer.code, answer.data["first"], answer.data["last"]) == (0, "2026-03-02", "2026-03-08")
    assert len(answer.data["columns"]) == 7
    assert script.run("figures", "show", "--from", "2026-03-01", "--to", "2026-03-02", "--lang", "en").out.startswith(
        "2026-03-01 to 2026-03-02: 0 submitted."
    )
    for name in ("figures.xlsx", "figures.csv"):
        answer = script.json("figures", "export", "--out", str(tmp_path / name), "--span", "year")
        assert answer.code == 0
        assert (tmp_path / name).stat().st_size == answer.data["bytes"]


@pytest.mark.parametrize(
    "options",
    [
        ("--span", "day", "--from", "2026-03-02"),
        ("--from", "2026-03-02", "--to", "2026-03-01"),
        ("--from", "1900-01-01", "--to", "2026-03-01"),
    ],
)
def test_a_time_that_is_none_is_told(script: Script, options: tuple[str, ...]) -> None:
    answer = script.json("figures", "show", *options)
    assert answer.code in (1, 2)
    assert answer.data["error"]["code"] == "figures.period"


def test_an_ending_that_is_no_table_writes_nothing(script: Script, tmp_path: Path) -> None:
    assert script.json("figures", "export", "--out", str(tmp_path / "figures.pdf")).code != 0
    assert not list(tmp_path.glob("figures*"))
