# SPDX-License-Identifier: Apache-2.0
"""A station that the command line set up, and a way to call commands as a script would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sscard_desktop import paths
from sscard_desktop.app import main
from sscard_desktop.domain.profile import Profile
from tests.helpers import bundled

PASSWORD = "three blue teapots"
CODES, CITIES = paths.resources() / "codes", paths.forms()
READ: dict[Path, Profile] = {}
"""The program's own cities that were read so far."""


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


@pytest.fixture(autouse=True)
def shipped_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the code tables and cities that the program brings along: here a process makes hundreds of calls.

    A station's own cities are read anew each time, as they change.
    """
    from sscard_desktop import app
    from sscard_desktop.storage.codetables import CodeTables
    from sscard_desktop.storage.profiles import ProfileFolders

    read = ProfileFolders.read

    def remembering(folders: ProfileFolders, folder: Path) -> Profile:
        if folder.parent != CITIES:
            return read(folders, folder)
        if folder not in READ:
            READ[folder] = read(folders, folder)
        return READ[folder]

    monkeypatch.setattr(app, "CodeTables", lambda folder: bundled.CODES if folder == CODES else CodeTables(folder))
    monkeypatch.setattr(ProfileFolders, "read", remembering)


@pytest.fixture(autouse=True)
def patient_examination(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give an examination time: how long one may last isn't the command line's to prove, and others compute too."""
    from sscard_desktop.cli import doctor
    from sscard_desktop.services.health import Examiner

    monkeypatch.setattr(doctor, "Examiner", partial(Examiner, limit_s=60.0))


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys cheaply: what Argon2id costs isn't the command line's to prove."""
    from sscard_desktop import app
    from sscard_desktop.storage.envelopes import KdfCost
    from sscard_desktop.storage.station import StationFolder

    monkeypatch.setattr(app, "StationFolder", partial(StationFolder, cost=KdfCost(64, 1, 1)))
