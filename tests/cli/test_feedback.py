# SPDX-License-Identifier: Apache-2.0
"""Feedback and cards by script: from the file that the bureau sent to the card in its holder's hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sscard_desktop.app import workplace_at
from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.record import Record, Status
from tests.cli.conftest import PASSWORD, Script
from tests.helpers.offices import CHIEF
from tests.helpers.tables import as_xlsx
from tests.storage.stations import NOON, a_record

POST = {
    "pickup_way": "post",
    "post_recipient": "张伟国",
    "post_phone": "13800138000",
    "post_postcode": "610041",
    "post_address": "四川省成都市武侯区一环路南一段24号",
}
RECEIPTS = ("00012026030200010", "00012026030200028")


@pytest.fixture
def sent(script: Script) -> tuple[Record, Record]:
    """Let two records leave, straight in the station's file."""
    session = workplace_at(script.folder / "station").log_in("wangfang", PASSWORD)
    records = []
    for number, values in ((1, {}), (2, POST)):
        record = a_record(number, status=Status.EXPORTED, receipt_number=RECEIPTS[number - 1], batch="B1")
        records.append(replace(record, submitted_at=NOON, submitted_by="li", values={**record.values, **values}))
    batch = Batch(
        "B1", "chengdu", "1", BatchStatus.EXPORTED, NOON, CHIEF, tuple(r.id for r in records), NOON, CHIEF, NOON
    )
    with session.store.transaction():
        for record in records:
            session.store.add_record(replace(record, batch=""))
        session.store.add_batch(batch)
        for record in records:
            session.store.save_record(record)
    session.store.close()
    return records[0], records[1]


def test_from_the_bureaus_file_to_the_card_in_the_hand(
    script: Script, sent: tuple[Record, Record], tmp_path: Path
) -> None:
    one, two = sent
    path = tmp_path / "回盘.xlsx"
    rows = [
        ("证件号码", "进展", "卡号"),
        *((record.value("number"), "打包", f"A{at}") for at, record in enumerate(sent)),
    ]
    path.write_bytes(as_xlsx([*rows, ("510107199001019999", "打包", "")]))
    unclear = script.json("feedback", "read", str(path), "--dry-run")
    assert (unclear.code, unclear.data["sheets"][0]["unknown"]) == (1, ["进展"])
    said = ["--column", "进展=state", "--state", "打包=ready"]
    preview = script.json("feedback", "read", str(path), "--dry-run", *said)
    assert (preview.code, preview.data["applied"]) == (1, False)
    assert preview.data["counts"] == {"moves": 2, "unmatched": 1}
    assert preview.data["batches"] == ["B1"]
    read = script.json("feedback", "read", str(path), *said)
    assert (read.code, read.data["applied"]) == (1, True)
    assert "A0" not in read.out
    again = script.json("feedback", "read", str(path))
    assert (again.data["applied"], again.data["counts"]) == (False, {"same": 2, "unmatched": 1})
    (listed,) = script.json("feedback", "list").data["files"]
    assert listed["id"] == read.data["id"]

    waiting = script.json("card", "list", "--out", str(tmp_path / "list.pdf"))
    assert [each["record"] for each in waiting.data["cards"]] == [one.id, two.id]
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    by_post = script.json("card", "list", "--way", "post", "--out", str(tmp_path / "post.pdf"))
    assert [each["record"] for each in by_post.data["cards"]] == [two.id]
    # Who gets the card by post is on no list but that one.
    assert (tmp_path / "post.pdf").read_bytes() != (tmp_path / "list.pdf").read_bytes()
    nobody = script.json("card", "list", "--way", "branch", "--unit", "nowhere", "--out", str(tmp_path / "none.pdf"))
    assert (nobody.code, nobody.data["error"]["code"]) == (1, "handout.nobody_waits")
    labels = script.json("card", "labels", "--out", str(tmp_path / "labels.pdf"), "--first", "3")
    assert (labels.code, labels.data["labels"]) == (0, 1)
    assert script.json("card", "courier", "--out", str(tmp_path / "courier.xlsx")).code == 0
    assert script.json("card", "notices", "--out", str(tmp_path / "notices.pdf")).data["notices"] == 1
    assert script.json("card", "hand-out", one.id, "--number", two.value("number")).code == 1
    given = script.json("card", "hand-out", one.id, "--number", one.value("number"))
    assert (given.code, given.data["handed"]["taker"]) == (0, "holder")
    followed = script.json("feedback", "undo", listed["id"])
    assert followed.data["error"]["code"] == "feedback.followed"
    assert script.json("card", "take-back", one.id).data["status"] == "ready"
    assert script.json("feedback", "undo", listed["id"]).code == 0
    assert script.json("record", "show", one.id).data["status"] == "exported"


def test_what_is_wrong_with_a_call_is_said(script: Script, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    plain = script.run("feedback", "read", str(path))
    assert (plain.code, "a | b" in plain.out) == (1, True)
    assert script.json("feedback", "read", str(path), "--column", "a").data["error"]["code"] == "cli.not_an_assignment"
    assert script.json("feedback", "read", str(path), "--column", "a=x").data["error"]["code"] == "cli.unknown_word"
    assert script.json("feedback", "read", str(tmp_path / "none.xlsx")).code == 3
    labels = script.json("card", "labels", "--out", str(tmp_path / "l.pdf"))
    assert labels.data["error"]["code"] == "handout.nobody_by_post"
    assert script.json("feedback", "refusals").data["total"] == 0
    assert script.json("feedback", "forget").code == 0
