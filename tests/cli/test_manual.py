# SPDX-License-Identifier: Apache-2.0
"""``manual`` writes a role's book without a station."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sscard_desktop.app import main


def test_a_clerk_s_manual_is_written_without_a_station(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "manual.pdf"
    code = main(
        ["manual", "--role", "clerk", "--lang", "en", "--out", str(out), "--data-dir", str(tmp_path / "s"), "--json"]
    )
    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert told["bytes"] == out.stat().st_size
    assert "counter" in told["chapters"]
    assert "settings" not in told["chapters"]
    assert not (tmp_path / "s").exists()


def test_a_folder_in_its_place_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manual", "--out", str(tmp_path), "--data-dir", str(tmp_path / "s")]) == 3
    capsys.readouterr()
