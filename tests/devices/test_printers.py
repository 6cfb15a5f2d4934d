# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sscard_desktop.devices.printers import printer_names

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="CUPS is asked elsewhere than on Windows")


def cups(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    program = folder / "lpstat"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_the_printers_that_cups_knows_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cups(tmp_path, monkeypatch, "printf 'laser_2\\ncounter_1\\n'")
    assert printer_names() == ("counter_1", "laser_2")


@pytest.mark.parametrize("script", ["exit 1", "echo lpstat: Connection refused >&2; exit 1", "kill -9 $$"])
def test_a_cups_that_fails_has_no_printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    cups(tmp_path, monkeypatch, script)
    assert printer_names() == ()


def test_a_cups_that_never_answers_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cups(tmp_path, monkeypatch, "exec /bin/sleep 60")
    monkeypatch.setattr("sscard_desktop.devices.printers._PATIENCE_S", 0.1)
    assert printer_names() == ()


def test_a_machine_without_cups_has_no_printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printer_names() == ()
