# SPDX-License-Identifier: Apache-2.0
"""Comparing, papers and signed sheets as a script drives them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pypdf
import pytest

from tests.cli.conftest import Script
from tests.helpers.lists import person


@pytest.fixture
def roster(script: Script, tmp_path: Path) -> str:
    """A roster of two; somebody of it has a draft that says another name."""
    people = [person(index) for index in (1, 2)]
    lines = ["姓名,公民身份号码,民族"]
    lines += [f"{each.values['name']},{each.values['number']},汉族" for each in people]
    (tmp_path / "名单.csv").write_text("\r\n".join(lines), encoding="utf-8-sig")
    values = {"name": "陈样本", "number": people[0].values["number"], "nation": "汉"}
    script.json("record", "add", script.secret("person.json", json.dumps({"values": values})))
    made = script.json("roster", "import", str(tmp_path / "名单.csv"), "--unit-number", "900001")
    assert made.code == 0, made.out
    found: str = made.data["id"]
    return found


def test_a_roster_is_compared_corrected_and_its_sheets_written(script: Script, roster: str, tmp_path: Path) -> None:
    out = tmp_path / "sheets.pdf"
    told = script.json("roster", "compare", "--sheets", str(out))
    assert told.code == 1
    first, second = told.data["people"]
    assert (first["state"], first["open"], first["against"]) == ("open", ["name"], "record")
    assert (second["state"], told.data["waiting"], told.data["closed"]) == ("waiting", 1, False)
    assert [each["mark"] for each in first["items"]] == ["same", "different", "same", "same", "same", "missing"]
    assert told.data["sheets"]["people"] == 1
    assert "二次采集" in pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages[0].extract_text()
    assert "待更正" in script.run("roster", "compare", roster).out
    refused = script.json("roster", "correct", roster, first["row"], "mobile=1").data["error"]
    assert refused["code"] == "comparison.not_to_fill"
    corrected = script.json("roster", "correct", roster, first["row"], "name=陈样本").data
    assert (corrected["state"], corrected["written"]) == ("corrected", ["name"])
    assert script.run("roster", "correct", roster, "x", "陈样本").code == 1


def test_a_list_isnt_compared_with_what_was_filled_from_it(script: Script, roster: str) -> None:
    called = script.json("drive", "call", person(2).values["number"])
    assert called.code == 0, called.out
    second = script.json("roster", "compare", roster).data["people"][1]
    assert (second["state"], second["against"]) == ("waiting", "")


def test_sheets_that_nobody_needs_are_told(script: Script, roster: str, tmp_path: Path) -> None:
    out = tmp_path / "sheets.pdf"
    told = script.run("roster", "compare", roster, "--unit", "nobody's", "--sheets", str(out))
    assert told.code == 0
    assert not out.exists()
    assert "没有写比对表" in told.out


def test_papers_are_listed_and_written(script: Script, roster: str, tmp_path: Path) -> None:
    names = [each["name"] for each in script.json("roster", "papers").data["forms"]]
    assert names[:3] == ["missing-list", "slot-list", "comparison"]
    assert "summary" in names
    out = tmp_path / "missing.pdf"
    made = script.json("roster", "papers", roster, "--form", "missing-list", "--out", str(out))
    assert made.code == 0, made.out
    assert made.data["people"] >= 1
    assert "未到人员名单" in pypdf.PdfReader(io.BytesIO(out.read_bytes())).pages[0].extract_text()
    refused = script.json("roster", "papers", roster, "--form", "summary", "--out", str(out))
    assert refused.data["error"]["code"] == "print.nobody_collected"
    assert script.run("roster", "papers", roster, "--form", "summary").code == 1


def test_useless_codes_are_told_and_change_nothing(
    script: Script, roster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("71" + "0" * 61 + "\n\nabc\n" + "9" * 1000))
    told = script.json("roster", "checkoff", roster, "-", "0017-20260302-0001-9")
    assert told.code == 1
    outcomes = [each["outcome"] for each in told.data["scanned"]]
    assert set(outcomes) <= {"misread", "unknown"}
    assert (told.data["form"], told.data["expected"]) == ("registration", 0)
    assert script.json("roster", "checkoff", "nowhere").data["error"]["code"] == "roster.unknown"


def test_which_roster_has_to_be_said_where_there_are_several(script: Script, roster: str, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(
        "姓名,公民身份号码\r\n" + ",".join(person(9).values[key] for key in ("name", "number"))
    )
    assert script.json("roster", "import", str(tmp_path / "b.csv"), "--unit-number", "7").code == 0
    assert script.json("roster", "compare").data["error"]["code"] == "cli.which_roster"
