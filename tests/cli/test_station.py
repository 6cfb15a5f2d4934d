# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import stat
import sys

import pytest

from tests.cli.conftest import Script


def test_a_new_station_writes_its_recovery_code_for_its_owner_only(script: Script) -> None:
    recovery = script.folder / "recovery"
    assert len(recovery.read_text(encoding="utf-8").strip()) >= 26
    if sys.platform != "win32":
        assert stat.S_IMODE(recovery.stat().st_mode) == 0o600


def test_a_station_is_never_set_up_twice(script: Script) -> None:
    answer = script.json("station", "init", "--recovery-out", str(script.folder / "again"))
    assert answer.code == 1
    assert answer.data["error"]["code"] == "station.exists_already"
    assert not (script.folder / "again").exists()


def test_what_a_station_is_is_told_without_a_password_and_counts_only_with_one(script: Script) -> None:
    assert script.json("station", "info").data["records"] == {}
    assert script.json("station", "info", "--lang", "en").data["profile"] == "chengdu"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_wrong_password_gives_nothing_away(script: Script, language: str) -> None:
    script.secret("password", "not the one")
    known = script.json("--lang", language, "user", "list")
    unknown = script.json("--lang", language, "user", "list", user="nobody")
    assert known.code == unknown.code == 4
    assert known.data["error"]["code"] == "station.wrong_password" != unknown.data["error"]["message"]


def test_a_clerk_is_added_lists_nobody_and_is_disabled(script: Script) -> None:
    first = script.secret("first", "seven green kettles")
    added = script.json("user", "add", "limin", "--role", "clerk", "--new-password-file", first)
    assert added.code == 0
    assert added.data["role"] == "clerk"
    assert [user["name"] for user in script.json("user", "list").data["users"]] == ["limin", "wangfang"]
    script.secret("password", "seven green kettles")
    assert script.json("user", "list", user="limin").code == 4
    script.secret("password", "three blue teapots")
    assert script.json("user", "disable", "limin").data["disabled"] is True
    script.secret("password", "seven green kettles")
    assert script.json("record", "list", user="limin").code == 4


def test_a_changed_password_opens_and_the_old_one_does_not(script: Script) -> None:
    new = script.secret("new", "nine yellow lanterns")
    assert script.json("user", "password", "--new-password-file", new).code == 0
    assert script.json("record", "list").code == 4
    script.secret("password", "nine yellow lanterns")
    assert script.json("record", "list").code == 0


def test_a_missing_password_file_is_told_by_name(script: Script) -> None:
    (script.folder / "password").unlink()
    answer = script.json("record", "list")
    assert answer.code == 3
    assert answer.data["error"]["code"] == "file.not_found"
    assert "password" in answer.data["error"]["message"]


def test_an_unknown_command_is_wrong_usage(script: Script) -> None:
    assert script.run("station", "explode").code == 2


def test_rules_are_shown_to_all_and_changed_by_a_supervisor(script: Script) -> None:
    first = script.secret("first", "seven green kettles")
    script.json("user", "add", "limin", "--role", "clerk", "--new-password-file", first)
    assert script.json("station", "rules").data == {"own_review": False, "shared_records": False}
    assert script.json("station", "rules", "--shared-records", "yes").data["shared_records"] is True
    script.secret("password", "seven green kettles")
    assert script.json("station", "rules", user="limin").data["shared_records"] is True
    assert script.json("station", "rules", "--own-review", "yes", user="limin").code == 4


def test_a_unit_opens_and_its_settings_are_the_citys_fields_only(script: Script) -> None:
    script.json("unit", "add", "成都样例科技有限公司")
    assert script.json("unit", "settings", "成都样例科技有限公司").data["settings"] is None
    assert script.json("unit", "settle", "成都样例科技有限公司").data["settings"] == {}
    assert script.json("unit", "settings", "成都样例科技有限公司").data["settings"] == {}
    refused = script.json("unit", "settle", "成都样例科技有限公司", "pickup_way=unit")
    assert (refused.code, refused.data["error"]["code"]) == (1, "unit.settles_nothing")
    unreadable = script.json("unit", "settle", "成都样例科技有限公司", "pickup_way")
    assert unreadable.data["error"]["code"] == "cli.not_an_assignment"
