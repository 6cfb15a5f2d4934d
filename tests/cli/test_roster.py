# SPDX-License-Identifier: Apache-2.0
"""Rosters as a script keeps them: a unit's list in, corrected, split, opened elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from sscard_desktop.domain.checkedroster import CheckedRow
from sscard_desktop.exchange import carrierlock
from tests.cli.conftest import PASSWORD, Script
from tests.helpers.lists import person

HEADERS = {"name": "姓名", "number": "公民身份号码", "personal_number": "个人编号", "mobile": "手机号码"}


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrierlock, "_MEMORY_KIB", 64)


def a_list(path: Path, *rows: CheckedRow) -> str:
    lines = [",".join(HEADERS.values())]
    lines += [",".join(row.values.get(key, "").replace("P", "9") for key in HEADERS) for row in rows]
    path.write_text("\r\n".join(lines), encoding="utf-8-sig")
    return str(path)


def test_a_list_is_imported_shown_corrected_and_put_aside(script: Script, tmp_path: Path) -> None:
    file = a_list(tmp_path / "三月名单.csv", person(1), person(2), person(3))
    made = script.json("roster", "import", file, "--unit", "成都样例科技有限公司", "--unit-number", "900001")
    assert made.code == 0, made.out
    roster = made.data["id"]
    assert (made.data["title"], made.data["rows"], made.data["already"]) == ("三月名单", 3, False)
    assert script.json("roster", "import", file, "--unit-number", "900001").data["already"]
    (told,) = script.json("roster", "list").data["rosters"]
    assert (told["id"], told["missing"], told["done"]) == (roster, 3, 0)

    a_list(Path(file), person(1, mobile="13900139000"), person(2, name="别人", number=person(9).values["number"]))
    looked = script.json("roster", "import", file, "--update", roster, "--dry-run")
    assert looked.code == 1
    assert {key: looked.data[key] for key in ("new", "changed", "gone", "refused")} == {
        "new": 0, "changed": 1, "gone": 1, "refused": 1,
    }  # fmt: skip
    done = script.run("roster", "import", file, "--update", roster, "--remove-gone")
    assert "移出 1 人" in done.out
    assert "不能同时变更" in done.out

    people = script.json("roster", "show", roster).data["people"]
    assert [each["position"] for each in people] == [1, 2]
    assert script.run("roster", "refuse", roster, people[1]["row"], "--reason", "已离职").code == 0
    shown = script.json("roster", "show", roster, "--state", "refused").data
    assert [each["refused"] for each in shown["people"]] == ["已离职"]
    assert script.run("roster", "expect", roster, people[1]["row"]).code == 0
    assert script.json("roster", "rename", roster, "四月名单").data["title"] == "四月名单"
    assert script.json("roster", "close", roster).data["closed_at"]
    assert script.json("roster", "reopen", roster).data["closed_at"] is None
    assert script.run("roster", "delete", roster).code == 0
    assert script.json("roster", "list").data["rosters"] == []


def test_a_list_with_a_bad_row_is_refused_or_taken_without_it(script: Script, tmp_path: Path) -> None:
    file = a_list(tmp_path / "a.csv", person(1), person(2, number="510107199901010000"))
    refused = script.json("roster", "import", file)
    assert refused.data["error"]["code"] == "roster.has_problems"
    assert script.json("roster", "list").data["rosters"] == []
    taken = script.json("roster", "import", file, "--only-good")
    assert (taken.code, taken.data["rows"], taken.data["left_out"]) == (1, 1, 1)


def test_a_roster_is_split_and_opened_on_another_laptop(script: Script, tmp_path: Path) -> None:
    roster = script.json("roster", "import", a_list(tmp_path / "a.csv", *map(person, range(1, 6)))).data["id"]
    secret = ("--package-password-file", script.secret("word", "four green kettles"))
    parts = script.json("roster", "split", roster, "--parts", "2", "--out", str(tmp_path), *secret).data["files"]
    shared = script.json("roster", "share", roster, "--out", str(tmp_path), *secret).data
    whole, key = shared["files"], shared["station_key"]
    assert (len(parts), len(whole)) == (2, 1)

    folder = tmp_path / "laptop"
    folder.mkdir()
    laptop = Script(folder, script.capture)
    laptop.secret("password", PASSWORD)
    assert laptop.run("station", "init", "--recovery-out", str(folder / "recovery"), "--name", "二号机").code == 0
    unknown = laptop.json("roster", "open", parts[0]["path"], *secret)
    assert unknown.data["error"]["code"] == "roster.sender_unknown"
    assert laptop.json("roster", "open", parts[0]["path"], "--key", "ab", *secret).data["error"]
    opened = laptop.json("roster", "open", parts[0]["path"], "--key", key[:32].upper(), *secret)
    assert (opened.code, opened.data["id"], opened.data["rows"], opened.data["part"]) == (0, roster, 3, 1)
    assert laptop.json("roster", "open", whole[0]["path"], "--key", key, *secret).data["added"] == 2


def test_somebody_who_is_only_on_a_roster_gets_their_data_and_goes_on_request(script: Script, tmp_path: Path) -> None:
    roster = script.json("roster", "import", a_list(tmp_path / "a.csv", person(1), person(2))).data["id"]
    number = person(2).values["number"]
    out = tmp_path / "theirs"
    given = script.json("person", "export", "--number", number, "--out", str(out))
    assert (given.code, given.data["listed"], given.data["files"]) == (0, 1, ["roster-1.json"])
    assert number in (out / "roster-1.json").read_text(encoding="utf-8")
    assert len(script.json("person", "delete", "--number", number, "--dry-run").data["going"]) == 1
    gone = script.json("person", "delete", "--number", number)
    assert [each["status"] for each in gone.data["records"]] == ["listed"]
    assert script.json("roster", "show", roster).data["rows"] == 1
    assert script.json("person", "delete", "--number", number).data["error"]["code"] == "person.nowhere"
    assert script.json("person", "delete").data["error"]["code"] == "cli.person_missing"
