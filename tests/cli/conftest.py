# SPDX-License-Identifier: Apache-2.0
"""A station that the command line set up, and a way to call commands as a script would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sscard_desktop.app import main

PASSWORD = "three blue teapots"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        parsed: dict[str, Any] = json.loads(self.out)
        return parsed


@dataclass(frozen=True, slots=True)
class Script:
    """Calls commands on one station."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def run(self, *arguments: str, user: str = "wangfang") -> Answer:
        shared = ["--data-dir", str(self.folder / "station"), "--user", user]
        code = main([*shared, "--password-file", str(self.folder / "password"), *arguments])
        out, err = self.capture.readouterr()
        return Answer(code, out, err)

    def json(self, *arguments: str, user: str = "wangfang") -> Answer:
        return self.run("--json", *arguments, user=user)

    def secret(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text + "\n", encoding="utf-8")
        return str(path)


@pytest.fixture
def script(tmp_path: Path, capsys: pytest.CaptureFixture[str], cheap_keys: None) -> Script:
    made = Script(tmp_path, capsys)
    made.secret("password", PASSWORD)
    answer = made.run("station", "init", "--recovery-out", str(tmp_path / "recovery"), "--name", "武侯支行")
    assert answer.code == 0, answer.err
    return made


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys cheaply: what Argon2id costs isn't the command line's to prove."""
    from functools import partial

    from sscard_desktop import app
    from sscard_desktop.storage.envelopes import KdfCost
    from sscard_desktop.storage.station import StationFolder

    monkeypatch.setattr(app, "StationFolder", partial(StationFolder, cost=KdfCost(64, 1, 1)))
