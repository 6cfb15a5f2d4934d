# SPDX-License-Identifier: Apache-2.0
"""Updates end to end by the command line: good, tampered, cut short, older, of another platform or key, crashing."""

from __future__ import annotations

import base64
import sys
from pathlib import Path

import pytest

from sscard_desktop import paths
from sscard_desktop.storage import versionstate
from tests.cli.conftest import Script
from tests.helpers.updates import KEY, OTHER, data_root, data_update, fingerprint_of, launch, program_update, state

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tests' programs are scripts")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with the frozen program 0.1.0 that knows one release key."""
    public = base64.b64encode(KEY.public_key().public_bytes_raw()).decode()
    keys = tmp_path / "release-keys.toml"
    keys.write_text(f'[[keys]]\nname = "tests"\npublic = "{public}"\n', encoding="utf-8")
    monkeypatch.setattr(paths, "release_keys", lambda: keys)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "stick").mkdir()
    return tmp_path


def test_a_good_update_is_checked_applied_tried_and_gone_back_from(home: Path, script: Script) -> None:
    file = program_update(home / "stick" / "new.sscard-update", "0.2.0", notes={"zh_CN": "更快。"})
    checked = script.json("update", "check", str(file))
    assert checked.code == 0
    assert checked.data["update"]["version"] == "0.2.0"
    assert checked.data["update"]["key"] == fingerprint_of(KEY)
    assert "更快。" in script.run("update", "check", str(file)).out
    applied = script.json("update", "apply", str(file))
    assert applied.code == 0, applied.err
    assert applied.data["backup"].endswith(".sscbackup")
    installed = script.json("update", "status").data["installed"]
    assert [(each["version"], each["state"], each["in_force"]) for each in installed[:2]] == [
        ("0.2.0", "trying", False),
        ("0.1.0", "confirmed", True),
    ]
    assert launch(home) == ("0", ["0.2.0"])
    assert launch(home, "x") == ("", ["0.2.0 x"])
    gone_back = script.json("update", "rollback")
    assert (gone_back.data["left"], gone_back.code) == ("0.2.0", 0)
    assert launch(home) == ("own", [])
    trail = script.json("audit", "export", "--out", str(home / "trail.csv"))
    assert trail.code == 0
    lines = (home / "trail.csv").read_text(encoding="utf-8-sig")
    assert "update.apply" in lines
    assert "update.go_back" in lines


def test_a_bad_update_changes_nothing_and_says_what_is_wrong(home: Path, script: Script) -> None:
    good = program_update(home / "stick" / "good.sscard-update", "0.2.0")
    content = good.read_bytes()
    tampered, cut = home / "stick" / "tampered.sscard-update", home / "stick" / "cut.sscard-update"
    tampered.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    cut.write_bytes(content[: len(content) // 2])
    wrong = {
        tampered: "update.altered",
        cut: "update.cut_short",
        program_update(home / "stick" / "old.sscard-update", "0.0.9"): "update.older",
        program_update(home / "stick" / "same.sscard-update", "0.1"): "update.same",
        program_update(home / "stick" / "far.sscard-update", "0.9.0", needs="0.8.0"): "update.needs_newer",
        program_update(
            home / "stick" / "win.sscard-update", "0.2.0", platform="windows-x86_64"
        ): "update.wrong_platform",
        program_update(home / "stick" / "key.sscard-update", "0.2.0", keys=(OTHER,)): "update.unknown_key",
        program_update(home / "stick" / "sick.sscard-update", "0.2.0", "fails_selftest"): "update.selftest_failed",
        home / "release-keys.toml": "update.not_one",
        home / "none.sscard-update": "file.not_found",
    }
    for file, code in wrong.items():
        answer = script.json("update", "apply", str(file))
        assert answer.data["error"]["code"] == code, file.name
        assert answer.code in (1, 3)
    assert not (home / "sscard_desktop" / "versions" / "state.json").exists()
    assert launch(home) == ("own", [])


def test_a_crashing_update_is_told_and_gone_back_from_without_a_password(home: Path, script: Script) -> None:
    file = program_update(home / "stick" / "new.sscard-update", "0.2.0", "crashes")
    assert script.run("update", "apply", str(file)).code == 0
    assert launch(home) == ("own", ["0.2.0"])
    told = script.json("update", "status")
    assert told.code == 1
    assert told.data["notice"] == {"version": "0.2.0", "instead": "0.1.0", "again": True}
    from sscard_desktop.app import main

    assert main(["--data-dir", str(home / "station"), "update", "rollback"]) == 0
    assert launch(home) == ("own", [])
    script.capture.readouterr()


def test_only_a_supervisor_takes_and_leaves_a_version_that_works(home: Path, script: Script) -> None:
    file = program_update(home / "stick" / "new.sscard-update", "0.2.0")
    secret = script.secret("clerk", "four green teapots")
    assert script.run("user", "add", "lina", "--role", "clerk", "--new-password-file", secret).code == 0
    (home / "password").write_text("four green teapots\n", encoding="utf-8")
    refused = script.json("update", "apply", str(file), user="lina")
    assert (refused.code, refused.data["error"]["code"]) == (4, "operator.not_allowed")
    from sscard_desktop.app import main

    assert main(["--json", "--data-dir", str(home / "station"), "update", "apply", str(file)]) == 4
    (home / "password").write_text("three blue teapots\n", encoding="utf-8")
    assert script.run("update", "apply", str(file)).code == 0
    versionstate.confirm(home / "sscard_desktop" / "versions", "0.2.0")
    script.capture.readouterr()
    assert main(["--json", "--data-dir", str(home / "station"), "update", "rollback"]) == 4
    assert "update.log_in_to_go_back" in script.capture.readouterr().out


def test_nobody_gets_round_the_supervisor_by_another_folder(home: Path, script: Script) -> None:
    """Neither by a folder without a station, nor as supervisor of a station of their own, nor by a link."""
    from sscard_desktop.app import main

    file = program_update(home / "stick" / "new.sscard-update", "0.2.0")
    later = program_update(home / "stick" / "later.sscard-update", "0.3.0")
    assert script.run("update", "apply", str(file)).code == 0, "the first one says whose station keeps them"
    versionstate.confirm(home / "sscard_desktop" / "versions", "0.2.0")
    before = (home / "sscard_desktop" / "versions" / "state.json").read_bytes()
    own = [
        "--data-dir",
        str(home / "mine"),
        "--user",
        "eve",
        "--password-file",
        script.secret("eve", "no blue teapots"),
    ]
    recovery = ["--recovery-out", str(home / "mine-recovery"), "--name", "x", "--number", "77"]
    assert main([*own, "station", "init", *recovery]) == 0
    script.capture.readouterr()
    for there in (["--data-dir", str(home / "none")], own):
        for what in (["apply", str(later)], ["rollback"], ["rollback", "--data"]):
            assert main(["--json", *there, "update", *what]) in (1, 3, 4)
            assert "update.other_station" in script.capture.readouterr().out
    assert (home / "sscard_desktop" / "versions" / "state.json").read_bytes() == before
    assert script.run("update", "rollback").code == 0


def test_the_usual_station_keeps_the_versions_beside_it_wherever_a_link_leads(
    home: Path, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sscard_desktop.app import main

    file = program_update(home / "stick" / "new.sscard-update", "0.2.0")
    beside = home / "sscard_desktop"
    (beside / "versions").mkdir(parents=True)
    (beside / "station").symlink_to(home / "station")
    link = home / "elsewhere" / "sscard_desktop"
    link.mkdir(parents=True)
    (link / "versions").symlink_to(beside / "versions")
    monkeypatch.setenv("XDG_DATA_HOME", str(link.parent))
    script.capture.readouterr()
    assert main(["--json", "update", "apply", str(file)]) == 1
    assert "update.other_station" in script.capture.readouterr().out
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    assert main(["--json", "update", "apply", str(file)]) == 4, "it asks who is there"
    (beside / "station").unlink()
    assert main(["--json", "--data-dir", str(home / "none"), "update", "apply", str(file)]) == 0


def test_a_machine_without_a_station_takes_updates_too(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from sscard_desktop.app import main

    file = program_update(home / "stick" / "new.sscard-update", "0.2.0")
    assert main(["--data-dir", str(home / "nowhere"), "update", "apply", str(file)]) == 0
    assert "0.2.0" in capsys.readouterr().out
    assert launch(home) == ("0", ["0.2.0"])


def test_profiles_and_code_tables_come_without_a_program(
    home: Path, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = data_root(home / "new")
    profile = root / "forms" / "chengdu" / "profile.toml"
    profile.write_text(
        profile.read_text(encoding="utf-8").replace('version = "2026.1"', 'version = "2026.9"'), encoding="utf-8"
    )
    file = data_update(home / "stick" / "data.sscard-update", "2027.1.1", root)
    monkeypatch.delattr(sys, "frozen")
    assert script.run("update", "apply", str(file)).code == 0
    assert state(home)["newest_data"] == "2027.1.1"
    # The next start: what is in force is looked for once a process.
    paths._updated_data.cache_clear()
    listed = {each["name"]: each["version"] for each in script.json("profile", "list").data["profiles"]}
    assert listed == {"chengdu": "2026.9", "national": listed["national"]}
    assert paths.codes().parent.name == "2027.1.1"
    assert script.json("update", "apply", str(file)).data["error"]["code"] == "update.same"
    older = data_update(home / "stick" / "older.sscard-update", "2026.12.31", root)
    assert script.json("update", "apply", str(older)).data["error"]["code"] == "update.older"
    assert script.run("update", "rollback", "--data").code == 0
    paths._updated_data.cache_clear()
    assert paths.data_in_force() is None
    # An older one stays old, whatever was gone back from.
    assert script.json("update", "apply", str(older)).data["error"]["code"] == "update.older"


def test_a_profile_with_a_mistake_keeps_the_whole_update_out(home: Path, script: Script) -> None:
    root = data_root(home / "new")
    with (root / "forms" / "chengdu" / "profile.toml").open("a", encoding="utf-8") as profile:
        profile.write("\n[nonsense]\nkey = 1\n")
    file = data_update(home / "stick" / "data.sscard-update", "2027.1.1", root)
    answer = script.json("update", "apply", str(file))
    assert answer.code == 1
    assert answer.data["error"]["code"].startswith("profile.")
    (root / "codes" / "divisions.json").write_text("{", encoding="utf-8")
    file = data_update(home / "stick" / "codes.sscard-update", "2027.1.1", root)
    assert script.json("update", "apply", str(file)).data["error"]["code"] == "codes.damaged"
    assert not (home / "sscard_desktop" / "packs" / "in-force").exists()


def test_data_by_which_nobody_can_log_in_are_gone_back_from_without_a_password(home: Path, script: Script) -> None:
    """They are whole, and not right any more: bits of them turned, or they never had this city."""
    root = data_root(home / "new")
    file = data_update(home / "stick" / "data.sscard-update", "2027.1.1", root)
    assert script.run("update", "apply", str(file)).code == 0
    paths._updated_data.cache_clear()
    from sscard_desktop.app import main

    unseated = ["--json", "--data-dir", str(home / "station"), "update", "rollback", "--data"]
    assert main(unseated) == 4, "while they work it is a supervisor's"
    profile = home / "sscard_desktop" / "packs" / "2027.1.1" / "forms" / "chengdu" / "profile.toml"
    profile.write_bytes(b"[" * profile.stat().st_size)
    assert script.run("record", "list").code != 0
    assert main(unseated) == 0
    paths._updated_data.cache_clear()
    assert script.run("record", "list").code == 0
    paths._updated_data.cache_clear()
