# SPDX-License-Identifier: Apache-2.0
"""Periods, holds, certificates and one person's data from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Script


@pytest.fixture
def record(script: Script) -> str:
    path = script.folder / "record.json"
    values = {"document_type": "resident", "number": "510107199003070011", "name": "王小明"}
    path.write_text(json.dumps({"values": values}), encoding="utf-8")
    return str(script.json("record", "add", str(path)).data["id"])


def test_a_fresh_record_stays_and_a_run_says_that_there_is_nothing(script: Script, record: str) -> None:
    assert script.json("retention", "preview").data == {"going": [], "held": [], "bytes": 0}
    answer = script.json("retention", "run")
    assert (answer.code, answer.data["error"]["code"]) == (1, "retention.nothing")


def test_a_hold_is_put_listed_and_released(script: Script, record: str) -> None:
    assert script.json("retention", "hold", record, "--reason", "dispute").code == 0
    assert [held["record"] for held in script.json("retention", "holds").data["holds"]] == [record]
    assert script.json("person", "delete", record).data["error"]["code"] == "person.on_hold"
    assert script.json("retention", "release", record, "--reason", "settled").code == 0
    assert script.json("retention", "holds").data["holds"] == []


def test_a_person_s_data_are_handed_out_and_deleted_with_a_certificate(
    script: Script, record: str, tmp_path: Path
) -> None:
    answer = script.json("person", "export", record, "--out", str(tmp_path / "copy"))
    assert answer.data["files"] == [f"{record}.json"]
    told = json.loads((tmp_path / "copy" / f"{record}.json").read_text(encoding="utf-8"))
    assert told["values"]["name"] == "王小明"
    assert {access["action"] for access in told["accesses"]} >= {"record.start", "record.edit"}
    assert script.json("person", "export", record, "--out", str(tmp_path / "copy")).code == 1

    assert [life["record"] for life in script.json("person", "delete", record, "--dry-run").data["going"]] == [record]
    path = tmp_path / "certificate.json"
    made = script.json("person", "delete", record, "--certificate-out", str(path)).data
    assert json.loads(path.read_text(encoding="utf-8")) == made
    assert [stone["cause"] for stone in made["records"]] == ["request"]
    assert "王小明" not in path.read_text(encoding="utf-8")
    paper = tmp_path / "certificate.txt"
    again = script.json("retention", "certificate", made["number"], "--certificate-out", str(paper)).data
    assert made["number"] in paper.read_text(encoding="utf-8")
    assert made["records"][0]["sha256"] in paper.read_text(encoding="utf-8")
    assert again["records"] == made["records"]
    assert script.json("record", "show", record).data["values"] == {}
    assert script.json("audit", "verify").code == 0


def test_a_clerk_does_none_of_it(script: Script, record: str, tmp_path: Path) -> None:
    first = script.secret("first", "seven green kettles")
    script.json("user", "add", "limin", "--role", "clerk", "--new-password-file", first)
    script.secret("password", "seven green kettles")
    for command in (
        ["retention", "preview"],
        ["retention", "run"],
        ["retention", "hold", record, "--reason", "r"],
        ["person", "export", record, "--out", str(tmp_path / "copy")],
        ["person", "delete", record],
    ):
        assert script.json(*command, user="limin").code == 4
