# SPDX-License-Identifier: Apache-2.0
"""The power cut: the process is really gone, and another one is there."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

import sscard_desktop
from sscard_desktop.ui.training.power import own_command
from tests.helpers.waiting import until


def test_the_program_is_started_as_it_was_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert own_command(["--training"]) == [sys.executable, "-m", "sscard_desktop", "--training"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command(["--training"]) == [sys.executable, "--training"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no signals")
def test_a_cut_kills_and_starts_again_with_the_same_station(tmp_path: Path) -> None:
    told = tmp_path / "told"
    beside = tmp_path / "beside.py"
    beside.write_text("import pathlib, sys\npathlib.Path(sys.argv[1]).write_text(' '.join(sys.argv[2:]))\n")
    program = tmp_path / "program.py"
    program.write_text(
        "import pathlib, sys\n"
        f"sys.path.insert(0, {str(Path(sscard_desktop.__file__).parents[1])!r})\n"
        "from sscard_desktop.ui.training import power\n"
        f"power.own_command = lambda arguments: [sys.executable, {str(beside)!r}, {str(told)!r}, *arguments]\n"
        f"power.cut(pathlib.Path({str(tmp_path)!r}), 'en')\n"
        "print('never')\n"
    )
    ended = subprocess.run([sys.executable, str(program)], capture_output=True, timeout=60, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert b"never" not in ended.stdout
    until(lambda: told.exists() and bool(told.read_text()))
    assert told.read_text().split() == ["--training", "--data-dir", str(tmp_path), "--lang", "en"]
