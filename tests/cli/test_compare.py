# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Script


@pytest.fixture
def record_id(script: Script) -> str:
    path = script.secret("person.json", json.dumps({"values": {"name": "陈样本", "sex": "男", "nation": "汉族"}}))
    found: str = script.json("record", "add", path).data["id"]
    return found


def test_a_record_is_compared_with_the_roster_by_script(script: Script, record_id: str) -> None:
    nothing = script.json("compare", "show", record_id)
    assert (nothing.code, nothing.data["against"]) == (1, "")
    assert {each["mark"] for each in nothing.data["items"]} == {"missing"}
    roster = script.secret("roster.json", json.dumps({"name": "陈样木", "sex": "1", "nation": "汉"}))
    marks = {each["item"]: each["mark"] for each in script.json("compare", "roster", record_id, roster).data["items"]}
    assert (marks["name"], marks["sex"], marks["nation"]) == ("different", "same", "same")
    again = script.run("compare", "show", record_id, "--against", "roster")
    assert again.code == 1
    assert "name\t×" in again.out
    assert "陈样" not in again.out


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[]", "cli.record_not_json"),
        ("{", "cli.record_not_json"),
        ('{"name": 7}', "cli.record_wrong_type"),
        ('{"salary": "7"}', "record.no_such_field"),
    ],
)
def test_a_roster_that_cant_be_used_is_refused(script: Script, record_id: str, content: str, code: str) -> None:
    answer = script.json("compare", "roster", record_id, script.secret("roster.json", content))
    assert answer.code != 0
    assert answer.data["error"]["code"] == code


def test_photos_that_arent_there_cant_be_judged(script: Script, record_id: str) -> None:
    answer = script.json("compare", "photo", record_id, "--same")
    assert answer.data["error"]["code"] == "comparison.no_two_photos"
