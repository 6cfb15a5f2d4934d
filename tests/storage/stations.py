# SPDX-License-Identifier: Apache-2.0
"""Stations and records for the storage tests: cheap keys, fictitious people, a clock with both hands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sscard_desktop.domain.cardissue import CardIssue
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.record import Record, RecordId, Status
from sscard_desktop.domain.remarks import Point, Remark, RemarkSource
from sscard_desktop.domain.roster import Roster, RosterId, RosterRow, RowId
from sscard_desktop.services.ports import StationIdentity
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.station import StationFolder
from tests.helpers.clock import FrozenClock

CHEAP = KdfCost(memory_kib=64, passes=1, lanes=1)
IDENTITY = StationIdentity(12, "成都 · 演示支行 · 12 号台", "chengdu", "2026")
CHIEF = Operator("zhou", Role.SUPERVISOR, "周演示")
PASSWORD = "three blue teapots"
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


class StationClock(FrozenClock):
    """A frozen clock with a monotonic hand that runs on when the wall clock is set."""

    def __init__(self) -> None:
        super().__init__()
        self.running_s = 1000.0

    def monotonic_s(self) -> float:
        return self.running_s

    def wait(self, seconds: float) -> None:
        self.running_s += seconds
        self.advance(seconds=seconds)


def first_letters(text: str) -> str:
    """Stand in for pinyin: enough characters for the people below."""
    table = {"张": "z", "伟": "w", "国": "g", "李": "l", "娜": "n", "王": "w", "芳": "f", "武": "w", "侯": "h"}
    return "".join(table.get(sign, "") for sign in text)


def folder_at(path: Path, clock: StationClock | None = None) -> StationFolder:
    return StationFolder(path, clock=clock or StationClock(), initials=first_letters, cost=CHEAP)


def a_record(number: int = 1, **changes: object) -> Record:
    """Return a draft of a fictitious person; ``number`` makes id and document number its own."""
    record = Record(
        id=RecordId(f"{number:032x}"),
        profile="chengdu",
        profile_version="1",
        business="new",
        campaign="2026",
        status=Status.DRAFT,
        created_at=NOON,
        created_by="li",
        updated_at=NOON,
        values={
            "name": "张伟国",
            "name_pinyin": "ZHANG WEIGUO",
            "number": f"51010719900101{number:04d}",
            "mobile": f"1380013{number:04d}",
        },
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def make_example(path: Path) -> None:
    """Make the example of the current schema that is kept in ``tests/data/databases``."""
    station = folder_at(path)
    station.create(IDENTITY, CHIEF, PASSWORD)
    store, _ = station.unlock(CHIEF.name, PASSWORD)
    with store.transaction():
        store.add_record(a_record())
        store.put_picture(a_record().id, PictureRole.PHOTO, b"no picture", report="", at=NOON)
        store.put_readings(a_record().id, Source.CHIP, {"name": "张伟国"}, at=NOON)
        store.add_remarks(a_record().id, [Remark(Point("姓名有误", "name", "name"), RemarkSource.BUREAU, NOON, "zhou")])
        store.put_card_issue(CardIssue(a_record().id, "A12345678", "武侯支行", NOON))
        roster = Roster(RosterId("r1"), "样例公司", "样例公司", "U1", "2026", "chengdu", "ab" * 32, NOON, "zhou")
        store.begin_roster(roster)
        store.add_roster_rows([RosterRow(RowId("p1"), roster.id, 1, a_record().values, NOON, a_record().id)])
        store.finish_roster(roster.id)
        store.audit(at=NOON, monotonic_s=1.0, operator="zhou", action="example", subject="", detail="{}")
    store.close()
    (path / "station.lock").unlink()
