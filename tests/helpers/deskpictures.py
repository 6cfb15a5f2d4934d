# SPDX-License-Identifier: Apache-2.0
"""What lies on a supervisor's desk in the README's pictures: packages from two branches, an answer of the bureau.

All of it is made up; records of the branches are those of :mod:`.transfers`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sscard_desktop.domain.batch import Batch, BatchStatus
from sscard_desktop.domain.record import Move, RecordId
from sscard_desktop.domain.signing import InkPoint, Stroke
from sscard_desktop.exchange.recipients import station_key
from sscard_desktop.exchange.stationpackage import StationPackageFiles
from sscard_desktop.services.session import Session
from sscard_desktop.services.trust import Trust
from tests.helpers.tables import as_xlsx
from tests.helpers.transfers import Branch, Entry, submitted

NAMES = ("林晓舟", "赵之恒", "周子涵", "吴若晴", "郑一鸣", "王语桐", "冯知远", "陈思远")
ANSWERS = (("可领卡", "", "SC0000017", "武侯支行"), ("退回", "照片不清晰", "", ""), ("制卡中", "", "", ""))
HEADERS = ("受理编号", "姓名", "状态", "退回原因", "社保卡号", "领卡网点")
WRITTEN: Sequence[Stroke] = (
    tuple(
        InkPoint(0.45 + at / 38 + 0.13 * math.sin(at / 3.4), 0.5 - 0.3 * math.cos(at / 3.4) * (1 - at / 130))
        for at in range(72)
    ),
    tuple(InkPoint(0.5 + at / 14, 0.86 - 0.08 * math.sin(at / 8)) for at in range(26)),
)
"""A scrawl that is nobody's name."""


def packages(session: Session, folder: Path) -> list[Path]:
    """Write what two trusted branches handed over, one person of theirs twice; return the files."""
    files = []
    double = submitted(1, station=17, name=NAMES[0])
    for number, first in ((17, 0), (18, 4)):
        branch = Branch(number)
        Trust(session, StationPackageFiles()).trust(station_key(branch.key).pem, number=number, name=f"{number} 号台")
        taken = [submitted(20 + at, station=number, name=NAMES[first + at]) for at in range(4)]
        taken.append(double if number == 17 else _twin(double[0].record.value("number")))
        path = folder / f"station-{number:04d}-20260302-173000.sscard"
        branch.package(path, taken, count=len(taken))
        files.append(path)
    return files


def _twin(number: str) -> Entry:
    return submitted(2, station=18, name=NAMES[0], number=number)


def sent(session: Session, supervisor: str, records: Sequence[RecordId]) -> None:
    """Let approved records have left in a batch, the day before."""
    now = session.clock.now()
    at = now - timedelta(days=1)
    number, profile = f"0001-{at:%Y%m%d}-001", session.profile
    members = tuple(records)
    batch = Batch(
        number, profile.name, profile.version, BatchStatus.EXPORTED, at, supervisor, members, at, supervisor, at
    )
    with session.action("batch.export", number):
        session.store.add_batch(batch)
        for record_id in records:
            session.moved(session.record(record_id), Move.EXPORT, at=now, batch=number)


def answer(session: Session, records: Sequence[RecordId], folder: Path) -> Path:
    """Write what the bureau answers of these records, and of one person whom nobody here knows; return the file."""
    rows: list[Sequence[object]] = [HEADERS]
    for at, record_id in enumerate(records):
        record = session.record(record_id)
        rows.append((record.receipt_number, record.value("name"), *ANSWERS[at % len(ANSWERS)]))
    rows.append(("", "钱多多", "制卡中", "", "", ""))
    path = folder / "回盘-武侯.xlsx"
    path.write_bytes(as_xlsx(rows))
    return path
