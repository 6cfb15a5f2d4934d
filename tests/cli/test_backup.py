# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest

from tests.cli.conftest import Script


def made(script: Script) -> str:
    answer = script.json("backup", "make", "--to", str(script.folder / "kept"))
    assert answer.code == 0, answer.out
    return str(answer.data["path"])


def test_a_backup_is_made_listed_and_proved(script: Script) -> None:
    assert script.json("backup", "make").data["station"] == 1
    assert script.json("backup", "make", "--if-due").data == {"due": False}
    listed = script.json("backup", "list").data
    assert len(listed["files"]) == 1
    assert listed["proved_at"] is None
    path = f"{listed['folder']}/{listed['files'][0]}"
    assert script.json("backup", "verify", path).data["records"] == 0
    assert script.json("backup", "list").data["proved_at"] is not None


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_damaged_backup_is_a_finding(script: Script, language: str) -> None:
    path = script.folder / "kept" / made(script).rpartition("/")[2]
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    answer = script.json("--lang", language, "backup", "verify", str(path))
    assert answer.code == 1
    assert answer.data["error"]["code"] == "backup.damaged"
    assert path.name in answer.data["error"]["message"]


def test_a_restore_on_another_machine_needs_no_station_there(script: Script) -> None:
    path = made(script)
    machine = str(script.folder / "another machine")
    answer = script.json("--data-dir", machine, "backup", "restore", path)
    assert answer.code == 0, answer.out
    assert answer.data == {"station": machine, "moved_aside": None}
    assert script.json("--data-dir", machine, "station", "info").data["records"] == {}


def test_a_restore_says_where_the_station_went_that_was_there(script: Script) -> None:
    path = made(script)
    recovery = str(script.folder / "recovery")
    assert (
        script.json("backup", "restore", path, "--recovery-file", recovery).data["moved_aside"].endswith("replaced-1")
    )
    told = script.run("--lang", "en", "backup", "restore", path)
    assert told.code == 0
    assert "replaced-2" in told.out


def test_a_stick_that_is_away_is_a_finding_and_the_backup_stands(script: Script) -> None:
    away = str(script.folder / "stick")
    assert script.json("backup", "configure", "--second", away, "--keep", "3", "--every-hours", "8").code == 0
    answer = script.json("backup", "make")
    assert answer.code == 1
    assert answer.data["second_error"]["code"] == "backup.folder_missing"
    assert len(script.json("backup", "list").data["files"]) == 1


def test_the_data_key_is_changed_and_everything_still_opens(script: Script) -> None:
    assert script.json("station", "rotate").data == {"rotated": True}
    assert script.json("station", "info").code == 0


def test_a_forgotten_password_is_recovered_by_code_and_the_code_ends(script: Script) -> None:
    new = script.secret("new", "nine yellow lanterns")
    code, out = str(script.folder / "recovery"), str(script.folder / "recovery2")
    arguments = ("station", "recover", "--recovery-file", code, "--new-password-file", new, "--recovery-out", out)
    assert script.json(*arguments, user="nobody").data["error"]["code"] == "operator.not_supervisor"
    assert script.json(*arguments).code == 0
    assert script.json("record", "list").data["error"]["code"] == "station.wrong_password"
    assert script.json(*arguments).data["error"]["code"] == "station.wrong_recovery"
    script.secret("password", "nine yellow lanterns")
    assert script.json("record", "list").code == 0


def test_shares_recover_it_too(script: Script) -> None:
    written = script.json(
        "station", "recovery", "--out", str(script.folder / "share"), "--shares", "3", "--needed", "2"
    )
    assert len(written.data["shares"]) == 3
    new = script.secret("new", "nine yellow lanterns")
    typed = ["--recovery-file", written.data["shares"][2], "--recovery-file", written.data["shares"][0]]
    out = str(script.folder / "recovery2")
    answer = script.json("station", "recover", *typed, "--new-password-file", new, "--recovery-out", out)
    assert answer.code == 0, answer.out
    renewed = script.json("station", "recovery", "--out", out)
    assert renewed.code == 4
