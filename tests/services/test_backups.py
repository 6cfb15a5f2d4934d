# SPDX-License-Identifier: Apache-2.0
"""Backups by themselves: when one is due, where it goes, and what is noted of it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from sscard_desktop.domain.errors import CancelledError, NotAllowedError, RefusedError
from sscard_desktop.domain.operators import Role
from sscard_desktop.services.backups import Backups, Made
from sscard_desktop.services.progress import Quiet
from tests.helpers.offices import CLERK, Office
from tests.storage.stations import PASSWORD


@pytest.fixture
def backups(office: Office) -> Backups:
    return Backups(office.session, office.station)


def work(office: Office) -> None:
    with office.session.action("record.edit", "1"):
        pass


def test_one_is_due_after_the_first_work_and_then_after_hours_with_work_in_them(
    office: Office, backups: Backups
) -> None:
    work(office)
    assert backups.due()
    backups.make(Quiet())
    office.clock.advance(hours=9)
    assert not backups.due()
    work(office)
    assert backups.due()
    backups.make(Quiet())
    work(office)
    office.clock.advance(hours=7)
    assert not backups.due()
    office.clock.advance(hours=1)
    assert backups.due()


def test_sealing_a_batch_makes_one_due_at_once(office: Office, backups: Backups) -> None:
    backups.make(Quiet())
    assert not backups.due(after_seal=True)
    work(office)
    assert backups.due(after_seal=True)
    assert not backups.due()


def test_a_clock_set_back_makes_one_due_rather_than_never(office: Office, backups: Backups) -> None:
    backups.make(Quiet())
    work(office)
    office.clock.advance(hours=-48)
    assert backups.due()


def test_it_goes_to_the_station_s_folder_and_to_a_second_place(
    office: Office, backups: Backups, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    backups.configure(folder=None, second=tmp_path / "stick", keep=2, every_h=8)
    for _ in range(3):
        office.clock.advance(minutes=1)
        made = backups.make(Quiet())
        assert made.second is not None
    assert made.backup.path.parent == office.station.folder / "backups"
    assert len(backups.kept()) == 2 == len(list((tmp_path / "stick").iterdir()))


def test_a_stick_that_isn_t_there_is_told_and_the_first_backup_stands(
    office: Office, backups: Backups, tmp_path: Path
) -> None:
    backups.configure(folder=None, second=tmp_path / "stick", keep=2, every_h=8)
    made = backups.make(Quiet())
    assert made.second_error is not None
    assert made.second_error.code == "backup.folder_missing"
    assert backups.kept() == [made.backup.path]


def test_a_folder_for_this_one_only(backups: Backups, tmp_path: Path) -> None:
    made = backups.make(Quiet(), tmp_path / "elsewhere")
    assert made.backup.path.parent == tmp_path / "elsewhere"
    assert backups.kept() == []


def test_the_drill_says_when_it_last_succeeded(office: Office, backups: Backups) -> None:
    made = backups.make(Quiet())
    assert backups.state().proved_at is None
    with pytest.raises(NotAllowedError):
        backups.prove(made.backup.path, "not the password")
    assert backups.state().proved_at is None
    backups.proved(backups.prove(made.backup.path, PASSWORD))
    assert backups.state().proved_at == office.clock.now()
    assert [action for _, action, _ in office.actions()][-2:] == ["backup.make", "backup.prove"]


@pytest.mark.parametrize(("keep", "every_h"), [(0, 8), (14, 0), (5000, 8)])
def test_absurd_settings_are_refused(backups: Backups, keep: int, every_h: int) -> None:
    with pytest.raises(RefusedError, match=r"backup\.keep_out_of_range"):
        backups.configure(folder=None, second=None, keep=keep, every_h=every_h)


def test_the_second_place_isn_t_the_first(office: Office, backups: Backups) -> None:
    with pytest.raises(RefusedError, match=r"backup\.second_is_first"):
        backups.configure(folder=None, second=office.station.folder / "backups", keep=3, every_h=8)


def test_a_clerk_backs_up_at_the_lock_and_changes_no_setting(office: Office) -> None:
    backups = Backups(office.session_of(CLERK, Role.CLERK), office.station)
    backups.make(Quiet())
    with pytest.raises(NotAllowedError):
        backups.configure(folder=None, second=None, keep=3, every_h=8)


def test_the_counter_works_on_while_another_thread_writes_the_backup(office: Office, backups: Backups) -> None:
    office.submitted(1)
    plan = backups.plan()
    written: list[Made] = []
    begun, may_go_on = threading.Event(), threading.Event()

    class Slow:
        def report(self, done: int, total: int) -> None:
            begun.set()
            assert may_go_on.wait(10)

    thread = threading.Thread(target=lambda: written.append(backups.write(plan, Slow())))
    thread.start()
    assert begun.wait(10)
    office.submitted(2)
    may_go_on.set()
    thread.join()
    backups.made(plan, written[0])
    assert backups.prove(written[0].backup.path, PASSWORD).records == 1
    work(office)
    assert not backups.due()
    assert backups.due(after_seal=True)


def test_a_cancelled_backup_leaves_nothing(office: Office, backups: Backups) -> None:
    class Cancelled:
        def report(self, done: int, total: int) -> None:
            raise CancelledError

    with pytest.raises(CancelledError):
        backups.make(Cancelled())
    assert backups.kept() == []
    assert not (office.station.folder / "scratch").exists()
    assert backups.state().last_at is None
