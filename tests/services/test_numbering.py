# SPDX-License-Identifier: Apache-2.0
"""Running numbers of the day: each once, whatever became of the station in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sscard_desktop.app import workplace_at
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.capture import Capture
from sscard_desktop.services.numbering import Series, next_number
from sscard_desktop.services.progress import Quiet
from tests.helpers.desks import Desk
from tests.storage.stations import PASSWORD


def test_each_series_counts_by_itself_and_by_day(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "station")
    store, today = desk.supervisor.store, desk.today
    with store.transaction():
        assert [next_number(store, Series.RECEIPT, today) for _ in range(3)] == [1, 2, 3]
        assert next_number(store, Series.BATCH, today) == 1
        assert next_number(store, Series.RECEIPT, today + timedelta(days=1)) == 1
    desk.leave()


def test_a_station_brought_back_gives_no_receipt_number_a_second_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "station")
    before = desk.submitted(0).record.receipt_number
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = Backups(desk.supervisor, desk.station).make(Quiet(), stick).backup.path
    # Given out, on paper, and not in the backup.
    since = desk.submitted(1).record.receipt_number
    desk.leave()

    workplace = replace(workplace_at(tmp_path / "station"), station=desk.station, clock=desk.clock)
    given = [before, since]
    # Twice on the same day, from the same backup.
    for index in (2, 3):
        desk.clock.advance(minutes=5)
        workplace.restore_backup(backup, name="wangfang", password=PASSWORD)
        desk.clerk = desk.sit_down("limin")
        record_id = desk.filled(index).record.id
        given.append(Capture(desk.clerk).submit(record_id).record.receipt_number)
        desk.clerk.store.close()
    assert given == sorted(set(given))
