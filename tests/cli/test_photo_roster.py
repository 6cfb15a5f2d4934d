# SPDX-License-Identifier: Apache-2.0
"""Photos of a roster's people by script, before they come and by who was called up when."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from sscard_desktop import paths
from sscard_desktop.app import workplace_at
from sscard_desktop.devices.demopictures import demo_frame
from tests.cli.conftest import PASSWORD, Script
from tests.helpers.keptrosters import keep_roster

PEOPLE = (
    {"name": "陈样本", "number": "51010719900307234X", "personal_number": "88800001"},
    {"name": "李样本", "number": "510107199003072358", "personal_number": "88800002"},
)
TAKEN = datetime(2026, 3, 2, 1, 0, 20, tzinfo=UTC)


@pytest.fixture
def rows(script: Script) -> list[str]:
    session = workplace_at(script.folder / "station").log_in("wangfang", PASSWORD)
    with closing(session.store):
        return [str(row) for row in keep_roster(session, PEOPLE)]


@pytest.fixture
def card(script: Script) -> Path:
    """A camera's card: one shot of each, an hour behind."""
    folder = script.folder / "DCIM" / "100CANON"
    folder.mkdir(parents=True)
    for place in range(2):
        Image.fromarray(demo_frame(paths.resources() / "samples", 3 + place)).save(folder / f"IMG_{place}.jpg")
        at = TAKEN.timestamp() - 3600 + 60 * place
        os.utime(folder / f"IMG_{place}.jpg", (at, at))
    return folder.parent


@pytest.fixture
def reads(script: Script) -> Path:
    path = script.folder / "reads.csv"
    lines = ["时间,证件号码", *(f"2026-03-02 09:0{i}:00,{person['number']}" for i, person in enumerate(PEOPLE))]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_photos_by_personal_number_wait_with_the_roster_and_a_second_run_stores_nothing(
    script: Script, rows: list[str], card: Path
) -> None:
    (card / "100CANON" / "IMG_0.jpg").rename(card / f"{PEOPLE[1]['personal_number']}.jpg")
    sheet = script.folder / "left.pdf"
    done = script.json("photo", "bulk", str(card), "--roster", "drive", "--contact-sheet", str(sheet))
    assert (done.code, done.data["counts"], done.data["without_photo"]) == (1, {"stored": 1}, 1)
    assert [(each["row"], each["record"]) for each in done.data["matched"]] == [(rows[1], "")]
    assert [each["doubt"] for each in done.data["unmatched"]] == ["nobody"]
    assert sheet.read_bytes().startswith(b"%PDF")
    assert script.json("photo", "bulk", str(card), "--roster", "drive").data["counts"] == {"done_before": 1}


def test_one_named_photo_sets_the_clock_for_all(script: Script, rows: list[str], card: Path, reads: Path) -> None:
    by_log = ("photo", "bulk", str(card), "--roster", "drive", "--by", "log", "--reads", str(reads))
    assert script.json(*by_log).data["error"]["code"] == "reads.not_told"
    pair = f"IMG_1.jpg={PEOPLE[1]['number']}"
    assert script.json(*by_log, "--pair", "IMG_9.jpg=1").data["error"]["code"] == "reads.pair_unknown"
    looked = script.json(*by_log, "--pair", pair, "--dry-run")
    assert {each["file"]: each["row"] for each in looked.data["matched"]} == {
        "IMG_0.jpg": rows[0],
        "IMG_1.jpg": rows[1],
    }
    assert script.json(*by_log, "--shift", "3600").data["counts"] == {"stored": 2}
    again = script.json(*by_log, "--shift", "3600", "--new-only")
    assert (again.code, again.data["matched"]) == (0, [])


def test_the_log_of_one_laptop_serves_at_another(script: Script, rows: list[str], card: Path) -> None:
    out = script.folder / "log.csv"
    by_log = ("photo", "bulk", str(card), "--roster", "drive", "--by", "log")
    assert (
        script.json("photo", "bulk", str(card), "--roster", "drive", "--by", "log").data["error"]["code"]
        == "reads.none"
    )
    assert script.json("drive", "start").code == 0
    for person in PEOPLE:
        assert script.json("drive", "call", person["number"]).code == 0
    assert script.json("photo", "reads", "--roster", "drive", "--out", str(out)).data["reads"] == 2
    assert PEOPLE[0]["number"] in out.read_text("utf-8-sig")
    wrong = script.json(*by_log, "--reads", str(out))
    assert wrong.data["error"]["code"] == "reads.not_told"
