# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest
from PIL import Image

from sscard_desktop import paths
from sscard_desktop.app import workplace_at
from sscard_desktop.clock import SystemClock
from sscard_desktop.devices.demo import DemoHardware
from sscard_desktop.devices.demopeople import demo_people
from sscard_desktop.devices.demopictures import demo_frame
from sscard_desktop.domain.batch import BatchStatus
from sscard_desktop.domain.chinatime import CHINA
from sscard_desktop.domain.fields import LONG_TERM
from tests.cli.conftest import PASSWORD, Script

TODAY = SystemClock().today()


def person_file(script: Script, index: int = 0, **changes: object) -> str:
    samples = paths.resources() / "samples"
    person = demo_people(samples, index + 1, TODAY)[index]
    card = person.card
    hardware = DemoHardware(samples, paths.resources() / "fonts" / "NotoSansSC-Regular.ttf", TODAY)
    front, back = hardware.id_pictures(person)
    (script.folder / "front.jpg").write_bytes(front)
    (script.folder / "back.jpg").write_bytes(back)
    Image.fromarray(demo_frame(samples, index)).save(script.folder / "frame.png")
    values = {
        "document_type": "resident",
        "country": "中国",
        "number": card.number,
        "name": card.name,
        "nation": card.nation,
        "authority": card.authority,
        "valid_from": card.valid_from.isoformat() if card.valid_from else "",
        "valid_to": LONG_TERM if card.long_term else card.valid_to.isoformat() if card.valid_to else "",
        "household_address": card.address,
        "insured_unit_number": "900001",
        "insured_unit_name": "成都样例科技有限公司",
        **person.values,
    }
    record = {
        "values": values,
        "photo": "frame.png",
        "id_front": "front.jpg",
        "id_back": "back.jpg",
        "consents": True,
        "confirm_photo": True,
        **changes,
    }
    path = script.folder / f"person-{index}.json"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_a_record_goes_the_whole_way_by_script(script: Script) -> None:
    first = script.secret("first", "seven green kettles")
    script.run("user", "add", "limin", "--role", "clerk", "--new-password-file", first)
    script.run("unit", "add", "成都样例科技有限公司", "--insured-number", "900001")
    script.secret("password", "seven green kettles")
    added = script.json("record", "add", person_file(script), user="limin")
    assert added.data["problems"] == [] or added.data["complete"], added.data["problems"]
    assert added.code == 0
    record_id = added.data["id"]
    submitted = script.json("record", "submit", record_id, user="limin")
    assert submitted.data["status"] == "submitted"
    out = script.folder / "form.pdf"
    rendered = script.json("form", "render", record_id, "--form", "registration", "--out", str(out), user="limin")
    assert rendered.data["prints"] == 1
    assert out.read_bytes().startswith(b"%PDF-")
    assert script.json("record", "approve", record_id, user="limin").code == 4
    script.secret("password", "three blue teapots")
    assert script.json("record", "return", record_id, "--code", "nonsense").data["error"]["code"] == (
        "review.no_such_reason"
    )
    back = script.json(
        *("record", "return", record_id, "--code", "photo", "--reason", "号码是空号", "--field", "mobile")
    )
    assert back.data["status"] == "returned"
    remarks = {each["field"]: each["message"] for each in script.json("record", "show", record_id).data["problems"]}
    assert "号码是空号" in remarks["mobile"]
    assert "照片不合格" in remarks["photo"]
    script.secret("password", "seven green kettles")
    assert script.json("record", "submit", record_id, user="limin").data["status"] == "submitted"
    script.secret("password", "three blue teapots")
    (waiting,) = script.json("review", "queue", "--returned").data["records"]
    assert (waiting["id"], waiting["close_look"], waiting["clerk"]) == (record_id, ["returned"], "limin")
    assert script.json("review", "queue", "--clerk", "nobody").data["records"] == []
    together = script.json("review", "approve", record_id)
    assert (together.code, together.data["kept"]) == (1, {record_id: "close_look"})
    assert "photo" in [reason["code"] for reason in script.json("review", "reasons").data["reasons"]]
    assert script.json("record", "approve", record_id).data["status"] == "approved"
    nobody = script.json("batch", "seal", "--unit", "没有这个单位")
    assert nobody.data["error"]["code"] == "batch.empty"
    given_up = script.json("batch", "seal", "--since", "2020-01-01", "--business", "new").data
    cancelled = script.json("batch", "cancel", given_up["number"], "--reason", "重新封存").data
    assert cancelled["status"] == "cancelled"
    batch = script.json("batch", "seal").data
    assert (batch["records"], batch["lacking"]) == ([record_id], [])
    assert [each["number"] for each in batch["batches"]] == [batch["number"]]
    sheet = script.folder / "sheet.pdf"
    for whom in (("--unit", "成都样例科技有限公司"), ("--batch", batch["number"])):
        told = script.json("form", "sheet", "--form", "summary", *whom, "--out", str(sheet)).data
        assert (told["people"], told["refused"]) == (1, {})
        assert sheet.read_bytes().startswith(b"%PDF-")
        sheet.unlink()
    package = script.secret("package-password", "a package password")
    target = script.folder / "stick"
    target.mkdir()
    every = ("--out", str(target), "--package-password-file", package)
    exported = script.json("batch", "export", *every).data
    assert exported["batch"] == batch["number"]
    assert script.json("batch", "export", *every).data["error"]["code"] == "batch.nothing_pending"
    again = script.json("batch", "export", batch["number"], *every).data
    (file,) = again["files"]
    station = workplace_at(script.folder / "station").log_in("wangfang", PASSWORD).store
    with station.transaction():
        station.save_batch(replace(station.batch(batch["number"]), status=BatchStatus.ACKNOWLEDGED))
    station.close()
    answered = script.json("batch", "export", batch["number"], *every).data
    assert [each["path"] for each in answered["files"]] == [file["path"]]
    assert [each["status"] for each in script.json("batch", "list").data["batches"]] == ["acknowledged", "cancelled"]
    assert exported["records"] == 1
    assert script.json("package", "verify", file["path"], "--package-password-file", package).data == {"findings": []}
    wrong = script.secret("wrong-password", "another password")
    assert script.json("package", "verify", file["path"], "--package-password-file", wrong).code == 1
    assert script.json("record", "list", "--status", "exported").data["records"][0]["id"] == record_id
    assert script.json("record", "search", "LMH".lower()).data["records"][0]["id"] == record_id


def test_an_incomplete_record_is_kept_as_a_draft_and_says_what_is_missing(script: Script) -> None:
    answer = script.json("record", "add", person_file(script, photo="", id_back="", consents=False))
    assert answer.code == 1
    assert answer.data["status"] == "draft"
    assert {"photo", "id_back"} <= {problem["field"] for problem in answer.data["problems"]}
    assert all(problem["message"] != problem["code"] for problem in answer.data["problems"])
    refused = script.json("record", "submit", answer.data["id"])
    assert refused.code == 1
    assert refused.data["error"]["code"] == "record.incomplete"


def test_a_loss_is_taken_and_asked_for_by_script(script: Script) -> None:
    values = {"document_type": "resident", "number": "11010519491231002X", "name": "王演示", "mobile": "13900001234"}
    path = script.folder / "loss.json"
    path.write_text(json.dumps({"values": values}, ensure_ascii=False), encoding="utf-8")
    added = script.json("record", "add", "--business", "loss", str(path))
    assert (added.code, added.data["business"], added.data["problems"]) == (0, "loss", [])
    receipt = script.json("record", "submit", added.data["id"]).data["receipt_number"]
    told = script.json("record", "progress", receipt)
    assert told.code == 0
    (matter,) = told.data["matters"]
    assert (matter["business"], matter["steps"][0]["result"], matter["told"]) == ("loss", "done", False)
    assert (told.data["card"]["state"], told.data["card"]["sent"]) == ("loss", False)
    assert script.json("record", "progress", "110105194912310000").code == 1
    assert script.json("record", "progress", "123").data["error"]["code"] == "enquiry.too_short"
    people = script.run("record", "progress", receipt).out
    done_at = datetime.fromisoformat(matter["steps"][0]["at"]).astimezone(CHINA)
    assert f"{done_at:%Y-%m-%d %H:%M:%S}" in people
    assert "挂失" in script.run("record", "list").out
    wrong = script.json("form", "render", added.data["id"], "--form", "registration", "--out", str(path) + ".pdf")
    assert "slip, authorisation" in wrong.data["error"]["remedy"]
    refused = script.json("record", "add", "--business", "lottery", str(path))
    assert refused.data["error"]["code"] == "record.no_such_business"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "cli.record_not_json"),
        ("[]", "cli.record_not_json"),
        ("{", "cli.record_not_json"),
        ('{"values": []}', "cli.record_wrong_type"),
        ("[" * 100_000, "cli.record_not_json"),
        ('{"valeus": {}}', "cli.record_unknown_key"),
        ('{"values": {"shoe_size": "43"}}', "record.no_such_field"),
        ('{"photo": "nowhere.jpg"}', "file.not_found"),
    ],
)
def test_a_broken_record_file_is_refused_with_its_reason(script: Script, content: str, code: str) -> None:
    path = script.folder / "broken.json"
    path.write_text(content, encoding="utf-8")
    answer = script.json("record", "add", str(path))
    assert answer.code in (1, 3)
    assert answer.data["error"]["code"] == code
    assert answer.data["error"]["message"] != code


def test_a_record_that_does_not_exist_is_told(script: Script) -> None:
    for command in ("show", "submit"):
        assert script.json("record", command, "nothing").data["error"]["code"] == "record.unknown"


def test_a_sheet_over_a_day_is_written_and_nobody_is_told(script: Script) -> None:
    out = script.folder / "sheet.pdf"
    answer = script.json("form", "sheet", "--form", "summary", "--day", "2001-01-01", "--out", str(out))
    assert answer.code != 0
    assert answer.data["error"]["code"] == "print.nobody"
    assert not out.exists()
    forms = script.json("form", "list").data["forms"]
    assert {form["name"]: form["scope"] for form in forms}["summary"] == "people"
    # Each kind's own slip is there to be found, though the city's own forms have none.
    slips = {kind: form["label"] for form in forms if form["name"] == "slip" for kind in form["businesses"]}
    assert {"loss", "transfer_in"} <= slips.keys()
    assert "new" not in slips
