# SPDX-License-Identifier: Apache-2.0
"""The applicant's own look by script: the page in words, the answer bound to it."""

from __future__ import annotations

import json

from tests.cli.conftest import Script


def test_a_person_looks_points_and_confirms_by_script(script: Script) -> None:
    path = script.secret(
        "person.json", json.dumps({"values": {"name": "陈样本", "sex": "男", "mobile": "13800138000"}})
    )
    record = script.json("record", "add", path).data["id"]

    def look(*arguments: str) -> tuple[int, dict[str, object]]:
        answer = script.json("record", "own-look", record, *arguments)
        return answer.code, answer.data

    code, page = look()
    assert (code, page["confirmed"], page["wrong"]) == (1, False, [])
    shown = {each["field"]: each["values"] for each in page["lines"]}  # type: ignore[attr-defined]
    assert shown["mobile"] == ["138 0013 8000"]
    code, answer = look("--wrong", "mobile", "--note", "换号了")
    assert (code, answer["wrong"]) == (1, [{"field": "mobile", "note": "换号了"}])
    assert look("--wrong", "photo")[1]["error"]["code"] == "own_look.not_shown"  # type: ignore[index]
    assert look("--confirm", "--shown", "0" * 64)[1]["error"]["code"] == "own_look.content_changed"  # type: ignore[index]
    assert look("--answer", "mobile")[1]["wrong"] == []
    code, answer = look("--confirm", "--shown", str(page["shown"]))
    assert (code, answer["confirmed"]) == (0, True)
    text = script.run("record", "own-look", record)
    assert text.code == 0
    assert "138 0013 8000" in text.out


def test_a_note_on_nothing_is_refused(script: Script) -> None:
    answer = script.json("record", "own-look", "1", "--note", "x")
    assert answer.data["error"]["code"] == "own_look.nothing"
