# SPDX-License-Identifier: Apache-2.0
"""The audit trail over a day's work: every move and changed field is there, who looked, what inspectors get."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest

from sscard_desktop.domain.errors import InvalidInputError, NotAllowedError
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.exchange.package import PackageFile
from sscard_desktop.exchange.tables import Tables
from sscard_desktop.services.batching import Batching
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.exporting import Exporting
from sscard_desktop.services.ports import AuditEntry, AuditFault, AuditHead
from sscard_desktop.services.printing import Printing
from sscard_desktop.services.registry import Registry
from sscard_desktop.services.review import Review
from sscard_desktop.services.trail import Trail, parsed_head
from sscard_desktop.storage.store import EncryptedStore
from tests.helpers.desks import Desk
from tests.helpers.packages import Counting

PACKAGE_PASSWORD = "Kai-Xiang-2026"


def details(entries: Iterable[AuditEntry]) -> list[dict[str, Any]]:
    return [json.loads(entry.detail) for entry in entries if entry.detail]


def replayed(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """Return the values that a record must have after all that the trail says, checking each old value on the way."""
    values: dict[str, str] = {}
    for told in details(entries):
        for key, old in told.get("old", {}).items():
            assert values.get(key, "") == old
        values.update(told.get("new", {}))
    return {key: value for key, value in values.items() if value}


def test_a_day_s_moves_and_changed_fields_are_all_in_the_trail(desk: Desk, tmp_path: Path) -> None:
    capture, review = Capture(desk.clerk), Review(desk.supervisor)
    record = desk.submitted().record.id
    capture.amend(record)
    capture.edit(record, {"mobile": "13800138009", "postcode": "610041"})
    capture.edit(record, {"phone": "028-88880000"})
    capture.edit(record, {"phone": ""})
    capture.park(record)
    capture.submit(record)
    Printing(desk.clerk).printed(record, "registration")
    review.send_back(record, "照片有反光")
    capture.edit(record, {"mobile": "13800138010"})
    capture.submit(record)
    review.approve(record)
    batching = Batching(desk.supervisor, PackageFile())
    exporting = Exporting(desk.supervisor, PackageFile())
    first = batching.seal()
    batching.cancel(first.number, "stick lost")
    second = batching.seal()
    exporting.export(second.number, tmp_path, PACKAGE_PASSWORD)
    voided = capture.start().record.id
    capture.edit(voided, {"name": "王小明"})
    capture.void(voided, "came by mistake")

    store = desk.supervisor.store
    for each in (record, voided):
        entries = list(store.audit_entries(subject=each))
        assert replayed(entries) == dict(store.record(desk.supervisor.record(each).id).values)
        told = [(move["move"], move["from"], move["to"]) for detail in details(entries) for move in _moves(detail)]
        steps = [(step.move.value, step.source.value, step.target.value) for step in store.steps(entries[0].subject)]  # type: ignore[arg-type]
        assert told == steps
        assert steps
    actions = {entry.action for entry in store.audit_entries(subject=record)}
    assert {"record.start", "record.edit", "picture.photo", "record.consent", "form.printed", "record.park"} <= actions
    assert Trail(desk.supervisor).verify().findings == ()


def _moves(detail: dict[str, Any]) -> list[dict[str, Any]]:
    return [detail, *detail.get("moves", [])] if "move" in detail else detail.get("moves", [])


def test_each_stored_picture_is_told_by_its_digest(desk: Desk) -> None:
    record = desk.filled().record.id
    told = {d["sha256"] for d in details(desk.clerk.store.audit_entries(subject=record)) if "sha256" in d}
    kept = desk.clerk.store.picture_digests(desk.clerk.record(record).id)
    assert {digest for role, digest in kept.items() if role is not PictureRole.CHIP_PHOTO} <= told


def test_who_opened_whose_record_is_told(desk: Desk) -> None:
    record = desk.filled().record.id
    lines = lambda: [e.operator for e in Trail(desk.supervisor).of(record) if e.action == "record.show"]  # noqa: E731
    assert lines() == []
    Capture(desk.supervisor).look(record)
    Capture(desk.supervisor).look(record)
    assert lines() == ["wangfang"]
    Registry(desk.supervisor).show(record)
    Registry(desk.clerk).show(record)
    assert lines() == ["wangfang", "wangfang", "limin"]


@pytest.mark.parametrize("look", ["picture", "content", "judged_photo"])
def test_no_way_to_look_at_another_s_record_stays_untold(desk: Desk, look: str) -> None:
    record = desk.filled().record.id
    {
        "picture": lambda: Registry(desk.supervisor).picture(record, PictureRole.PHOTO),
        "content": lambda: Printing(desk.supervisor).content(record, "registration"),
        "judged_photo": lambda: Capture(desk.supervisor).judged_photo(record),
    }[look]()
    shown = [e.operator for e in Trail(desk.supervisor).of(record) if e.action == "record.show"]
    assert shown == ["wangfang"]


def rows_of(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_inspectors_get_every_line_with_people_covered(desk: Desk, tmp_path: Path, ending: str) -> None:
    taken = desk.submitted().record
    Review(desk.supervisor).send_back(taken.id, f"{taken.value('name')} must sign")
    path = tmp_path / f"trail.{ending}"
    Trail(desk.supervisor).export(path, Tables())
    header, *rows = rows_of(path)
    assert header[:3] == ["station", "sequence", "at"]
    assert {row[0] for row in rows} == {"0017"}
    entries = list(desk.supervisor.store.audit_entries())
    assert [row[1] for row in rows] == [str(entry.sequence) for entry in entries]
    assert [row[8] for row in rows] == [entry.digest for entry in entries]
    assert entries[-1].action == "audit.export"
    text = "\n".join("\t".join(row) for row in rows)
    for key in ("name", "name_pinyin", "number", "mobile", "address", "birth_date", "authority"):
        assert taken.value(key) not in text, key
    assert '"to": "returned"' in text


def test_only_whoever_may_gets_people_s_data_out(desk: Desk, tmp_path: Path) -> None:
    taken = desk.filled().record
    path = tmp_path / "trail.csv"
    with pytest.raises(NotAllowedError):
        Trail(desk.clerk)
    Trail(desk.supervisor).export_unmasked(path, Tables())
    assert taken.value("number") in path.read_text(encoding="utf-8-sig")
    last = list(desk.supervisor.store.audit_entries())[-1]
    assert (last.action, json.loads(last.detail)) == ("audit.export", {"masked": False})


def test_the_head_in_a_package_is_the_one_at_sealing_at_every_export(desk: Desk, tmp_path: Path) -> None:
    Review(desk.supervisor).approve(desk.submitted().record.id)
    packages = PackageFile()
    batching = Batching(desk.supervisor, packages)
    exporting = Exporting(desk.supervisor, packages)
    number = batching.seal().number
    sealing = desk.supervisor.store.audit_head()
    first = exporting.export(number, tmp_path, PACKAGE_PASSWORD).path
    assert packages.stated_head(first, PACKAGE_PASSWORD) == sealing
    (tmp_path / "again").mkdir()
    again = exporting.export(number, tmp_path / "again", PACKAGE_PASSWORD).path
    assert packages.stated_head(again, PACKAGE_PASSWORD) == sealing
    assert packages.stated_head(first, "another password") is None
    assert Trail(desk.supervisor).verify(sealing).findings == ()
    assert exporting.verify(first, PACKAGE_PASSWORD) == []


def test_the_day_s_sheet_has_figures_batches_and_the_head(desk: Desk) -> None:
    Review(desk.supervisor).approve(desk.submitted().record.id)
    number = Batching(desk.supervisor, PackageFile()).seal().number
    sheet = Trail(desk.supervisor).day_sheet()
    assert sheet.batches == [number]
    assert sheet.actions["limin", "record.submit"] == 1
    assert sheet.head == desk.supervisor.store.audit_head()
    desk.clock.advance(days=1)
    tomorrow = Trail(desk.supervisor).day_sheet()
    assert (dict(tomorrow.actions), tomorrow.batches) == ({}, [])
    assert Trail(desk.supervisor).day_sheet(sheet.day).actions == sheet.actions


def test_a_head_is_read_as_it_was_printed() -> None:
    head = AuditHead(12, "ab" * 32)
    assert parsed_head(f" {head}\n") == head


@pytest.mark.parametrize(
    "text", ["", "12", "12-", "x-" + "ab" * 32, "12-" + "AB" * 32, "12-" + "ab" * 33, "١-" + "ab" * 32]
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError, match="head_unreadable"):
        parsed_head(text)


def past_the_program(desk: Desk, *statements: str) -> None:
    """Do what a supervisor with their own password and another program can do: take the guards away and write."""
    store = cast(EncryptedStore, desk.supervisor.store)
    with store.transaction():
        guards = store._database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, _ in guards:
            store._database.write(f"DROP TRIGGER {name}")
        for statement in statements:
            store._database.write(statement)
        for _, sql in guards:
            store._database.write(sql)


def test_a_record_that_was_changed_past_the_program_is_found(desk: Desk) -> None:
    changed, other = desk.filled(0).record.id, desk.filled(1).record.id
    trail = Trail(desk.supervisor)
    assert trail.differing_records(Counting()) == []
    store = desk.supervisor.store
    with store.transaction():
        store.save_values(desk.supervisor.record(changed).id, {"mobile": "13800000000"}, at=desk.clock.now())
    assert trail.verify().findings == ()
    assert trail.differing_records(Counting()) == [changed] != [other]


def test_a_trail_made_anew_by_a_supervisor_shows_against_a_package_that_left(desk: Desk, tmp_path: Path) -> None:
    Review(desk.supervisor).approve(desk.submitted().record.id)
    packages = PackageFile()
    batching = Batching(desk.supervisor, packages)
    exporting = Exporting(desk.supervisor, packages)
    package = exporting.export(batching.seal().number, tmp_path, PACKAGE_PASSWORD).path
    entries = list(desk.supervisor.store.audit_entries())
    past_the_program(desk, "DELETE FROM audit", "DELETE FROM audit_detail")
    with desk.supervisor.store.transaction():
        for line in entries:
            operator = "limin" if line.action == "record.approve" else line.operator
            desk.supervisor.store.audit(
                at=line.at, monotonic_s=line.monotonic_s, operator=operator, action=line.action, subject=line.subject,
                detail=line.detail,
            )  # fmt: skip
    trail = Trail(desk.supervisor)
    assert trail.verify().findings == ()
    left = packages.stated_head(package, PACKAGE_PASSWORD)
    assert [finding.fault for finding in trail.verify(left).findings] == [AuditFault.REWRITTEN]
