# SPDX-License-Identifier: Apache-2.0
"""The trail from the command line: whole, compared with an earlier head, exported, refused to clerks."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PASSWORD, Script


def test_a_whole_trail_is_told_and_compared_with_a_head_from_before(script: Script) -> None:
    head = script.json("audit", "head").data["head"]
    answer = script.json("audit", "verify", "--head", head)
    assert (answer.code, answer.data["findings"]) == (0, [])
    other = head[:-1] + ("0" if head[-1] != "0" else "1")
    answer = script.json("audit", "verify", "--head", other, "--lang", "en")
    assert answer.code == 1
    assert answer.data["findings"][0]["fault"] == "rewritten"
    entries, _, digest = head.partition("-")
    cut = script.json("audit", "verify", "--head", f"{int(entries) + 500}-{digest}")
    assert [found["fault"] for found in cut.data["findings"]] == ["cut_off"]
    assert script.json("audit", "verify", "--head", "nonsense").code == 1


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_trail_is_exported_for_its_owner_only(script: Script, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"trail.{ending}"
    answer = script.json("audit", "export", "--out", str(path))
    assert (answer.code, answer.data["masked"]) == (0, True)
    assert script.json("audit", "export", "--out", str(path), "--unmasked").data["masked"] is False
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_day_s_sheet_is_shown_and_written(script: Script, tmp_path: Path) -> None:
    answer = script.json("audit", "day", "--out", str(tmp_path / "day.txt"))
    assert answer.data["head"] in (tmp_path / "day.txt").read_text(encoding="utf-8")
    assert {"operator": "wangfang", "action": "session.open", "times": 1} in answer.data["actions"]


def test_failed_log_ins_are_told_by_the_next_that_succeeds(script: Script, tmp_path: Path) -> None:
    script.secret("password", "not the one")
    assert script.json("audit", "head").code == script.json("audit", "head").code == 4
    script.secret("password", PASSWORD)
    path = tmp_path / "trail.csv"
    assert script.json("audit", "export", "--out", str(path)).code == 0
    opened = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if "session.open" in line]
    assert '""failed_tries"": 2' in opened[-1]


def test_a_clerk_gets_nothing_of_the_trail(script: Script, tmp_path: Path) -> None:
    first = script.secret("first", "seven green kettles")
    script.json("user", "add", "limin", "--role", "clerk", "--new-password-file", first)
    script.secret("password", "seven green kettles")
    for command in (["verify"], ["head"], ["day"], ["export", "--out", str(tmp_path / "t.csv")]):
        assert script.json("audit", *command, user="limin").code == 4
    assert not (tmp_path / "t.csv").exists()


def test_records_are_compared_with_the_trail_when_asked(script: Script) -> None:
    path = script.folder / "record.json"
    path.write_text('{"values": {"document_type": "resident", "name": "王小明"}}', encoding="utf-8")
    script.json("record", "add", str(path))
    answer = script.json("audit", "verify", "--records")
    assert (answer.code, answer.data["differing_records"]) == (0, [])
