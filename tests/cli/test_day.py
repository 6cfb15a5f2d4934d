# SPDX-License-Identifier: Apache-2.0
"""The day's end from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Script


def test_a_day_is_shown_and_its_sheet_written_for_its_owner(script: Script, tmp_path: Path) -> None:
    answer = script.json("day", "show")
    assert (answer.code, answer.data["people"], answer.data["open"]) == (0, 0, [])
    told = script.run("day", "show", "--date", "2026-03-02", "--lang", "en")
    assert told.out.startswith("2026-03-02: 0 submitted, 0 still open.")
    sheet = tmp_path / "day.pdf"
    answer = script.json("day", "sheet", "--out", str(sheet))
    assert answer.code == 0
    assert sheet.read_bytes().startswith(b"%PDF")
    assert answer.data["head"] != script.json("day", "show").data["head"], "each leaves its line"
    assert script.json("day", "sheet", "--out", str(tmp_path / "none" / "day.pdf")).code == 3
    assert script.json("day", "show", "--date", "yesterday").code == 2
