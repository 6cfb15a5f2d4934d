# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from contextlib import closing

import pytest

from sscard_desktop.app import workplace_at
from tests.cli.conftest import PASSWORD, Script
from tests.helpers.keptrosters import keep_roster

PEOPLE = (
    {"name": "陈样本", "number": "51010719900307234X", "mobile": "13800000001", "unit": "甲单位"},
    {"name": "李样本", "number": "510107199003072358", "unit": "乙单位"},
)


@pytest.fixture
def rows(script: Script) -> list[str]:
    session = workplace_at(script.folder / "station").log_in("wangfang", PASSWORD)
    with closing(session.store):
        return [str(row) for row in keep_roster(session, PEOPLE)]


def test_a_drive_by_script_from_slots_to_who_is_missing(script: Script, rows: list[str]) -> None:
    assert script.json("drive", "start", "--unit", "甲单位").data["roster"] == "drive"
    slots = script.json(
        "drive", "slots", "--from", "2026-03-03T11:50", "--minutes", "20", "--people", "1", "--break", "12:00-13:30"
    )
    assert (slots.data["first"], slots.data["last"]) == ("2026-03-03 13:30", "2026-03-03 13:50")
    queue = script.json("drive", "queue", "--give", PEOPLE[1]["number"])
    assert [(each["id"], each["queue"]) for each in queue.data["people"]] == [(rows[1], 1)]
    called = script.json("drive", "call", PEOPLE[0]["number"])
    assert called.code == 0
    assert "mobile" in called.data["filled"]
    assert script.json("drive", "call", rows[0]).data["id"] == called.data["id"]
    status = script.json("drive", "status").data
    assert (status["active"], status["half"], status["missing"]) == (True, 1, 1)
    assert {each["unit"]: each["half"] for each in status["units"]} == {"乙单位": 0, "甲单位": 1}
    missing = script.json("drive", "missing")
    assert missing.code == 1
    assert [each["id"] for each in missing.data["people"]] == [rows[1]]
    assert script.json("drive", "missing", "--half", "--in-unit", "甲单位").data["people"][0]["id"] == rows[0]
    # A waiting number isn't a place on the list: only the queue is told by it.
    assert script.run("drive", "missing").out.splitlines()[-1] == "2\t李样本\t乙单位\t2026-03-03 13:50"
    assert script.run("drive", "queue").out.splitlines()[-1].startswith("1\t李样本\t乙单位")
    assert script.json("drive", "slots", "--clear").data == {"cleared": 2}
    assert script.run("drive", "stop").code == 0
    assert script.json("drive", "status").data["active"] is False


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("start", "--roster", "nowhere"), "roster.unknown"),
        (("start", "mobile"), "cli.not_an_assignment"),
        (("start", "mobile=1"), "drive.not_carried"),
        (("slots", "--from", "tomorrow"), "cli.not_a_time"),
        (("slots", "--from", "2026-03-03T09:00", "--break", "12:00"), "cli.not_a_time"),
        (("slots", "--from", "2026-03-03T09:00", "--people", "0"), "drive.slots_impossible"),
        (("call", "nobody"), "roster.row_unknown"),
        (("queue", "--give", "nobody"), "roster.row_unknown"),
    ],
)
def test_what_cant_be_done_is_told(script: Script, rows: list[str], arguments: tuple[str, ...], code: str) -> None:
    assert script.json("drive", *arguments).data["error"]["code"] == code
