# SPDX-License-Identifier: Apache-2.0
"""A mistake of the program's own on the command line: a code, a report, no traceback, wherever it happens."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from sscard_desktop import __main__, app
from sscard_desktop.cli import doctor
from sscard_desktop.domain.crashcode import is_code
from tests.cli.conftest import Script

NAME = "阿依古丽·买买提"


def wrong(*_: object, **__: object) -> None:
    raise KeyError(NAME)


def test_a_mistake_gives_a_code_that_doctor_explains(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "count", wrong)
    answer = script.json("doctor")
    assert answer.code == 70
    code = answer.data["error"]["support_code"]
    assert is_code(code)
    assert code in answer.data["error"]["remedy"]
    assert NAME not in answer.out + answer.err
    monkeypatch.undo()
    explained = script.json("doctor", "--code", code.lower())
    assert explained.code == 0
    assert explained.data["places"] == ["sscard_desktop/cli/doctor.py:run_doctor"]
    assert "builtins.KeyError" in explained.data["kinds"]
    assert len(explained.data["reports"]) == 1
    said = script.run("--lang", "en", "doctor", "--code", code)
    assert "the command line" in said.out
    assert "sscard_desktop/cli/doctor.py:run_doctor" in said.out


def test_a_code_misheard_and_one_of_another_version_are_told_apart(script: Script) -> None:
    misheard = script.json("doctor", "--code", "222-222-223")
    assert (misheard.code, misheard.data["error"]["code"]) == (1, "crash.mistyped")
    other = script.json("doctor", "--code", "222-222-222")
    assert (other.code, other.data["places"]) == (1, [])


def test_a_mistake_in_another_thread_is_reported_without_its_words(
    script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beside(*_: object, **__: object) -> int:
        thread = threading.Thread(target=wrong)
        thread.start()
        thread.join()
        return 0

    before = threading.excepthook
    monkeypatch.setattr(doctor, "count", beside)
    answer = script.json("doctor")
    assert answer.code == 0
    assert json.loads(answer.out)["checks"]
    assert NAME not in answer.err
    assert "Traceback" not in answer.err
    assert list((script.folder / "station" / "reports").glob("report-*.txt"))
    assert threading.excepthook is before


def test_what_breaks_before_anything_is_up_is_told_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(app, "main", wrong)
    monkeypatch.setattr("sscard_desktop.hardening.keep_memory_private", lambda: None)
    monkeypatch.setattr("sscard_desktop.memory.give_back_what_is_freed", lambda: None)
    assert __main__.main(["--demo"]) == 70
    told = capsys.readouterr().err
    assert "代码" in told
    assert "Tell support the code" in told
    assert NAME not in told
    (report,) = (tmp_path / "sscard_desktop" / "station" / "reports").glob("*.html")
    assert str(report) in told


def no_pseudo_terminals() -> None:
    raise OSError(2, "No such file or directory")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there a simulated reader is on TCP")
def test_a_system_without_pseudo_terminals_is_told_plainly(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "openpty", no_pseudo_terminals)
    answer = script.json("reader", "simulate", "--link", str(tmp_path / "line"), "--seconds", "1")
    assert (answer.code, answer.data["error"]["code"]) == (3, "reader.no_line")
    assert "/dev/pts" in answer.data["error"]["remedy"]
