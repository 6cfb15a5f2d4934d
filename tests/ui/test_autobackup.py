# SPDX-License-Identifier: Apache-2.0
"""Backups make themselves where they are due: at the lock, after a sealing, after the log-in; and nobody waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.services.backups import Backups
from sscard_desktop.ui.autobackup import AutoBackup
from sscard_desktop.ui.desk import Desk
from tests.helpers.windowdesks import WindowDesk


class Scene:
    """A clerk's desk with work on it that no backup has."""

    def __init__(self, desk: WindowDesk) -> None:
        self.desk = desk
        self.seat: Desk = desk.sit_down("limin")
        self.auto = AutoBackup(desk.tasks)
        self.failed: list[object] = []
        self.auto.failed.connect(self.failed.append)
        self.auto.sit_down(self.seat.backups())
        self.closed = 0

    def close(self) -> None:
        self.closed += 1

    def made(self) -> int:
        return len(list((self.desk.station.station.folder / "backups").glob("*.sscbackup")))


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        made = Scene(desk)
        made.desk.station.filled()
        yield made
        made.auto.stop()
        made.auto.deleteLater()


def test_at_the_lock_the_station_is_closed_behind_the_backup_that_was_due(scene: Scene) -> None:
    scene.auto.leave(scene.close)
    assert scene.closed == 0
    scene.desk.settle()
    assert (scene.closed, scene.made(), scene.failed) == (1, 1, [])
    assert not scene.auto.running()


def test_at_a_lock_with_nothing_new_none_is_made(scene: Scene) -> None:
    for _ in range(2):
        scene.auto.sit_down(scene.seat.backups())
        scene.auto.leave(scene.close)
        scene.desk.settle()
    assert (scene.closed, scene.made()) == (2, 1)


def test_a_sealed_batch_is_backed_up_though_the_last_one_is_fresh(scene: Scene) -> None:
    scene.auto.sealed()
    scene.desk.settle()
    scene.desk.station.filled(1)
    scene.desk.station.clock.wait(5)
    scene.auto.sealed()
    scene.desk.settle()
    assert scene.made() == 2


def test_a_while_after_the_log_in_a_due_one_is_made(scene: Scene) -> None:
    scene.auto._settled.timeout.emit()
    scene.desk.settle()
    assert scene.made() == 1


def test_a_disk_that_fails_is_told_and_the_station_is_closed_all_the_same(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise EnvironmentFailedError("storage.disk_full", file="backup")

    monkeypatch.setattr(Backups, "write", fail)
    scene.auto.leave(scene.close)
    scene.desk.settle()
    assert [getattr(error, "code", "") for error in scene.failed] == ["storage.disk_full"]
    assert scene.closed == 1


def test_the_program_s_end_waits_for_none(scene: Scene) -> None:
    scene.auto.leave(scene.close)
    scene.auto.stop()
    assert scene.closed == 1
    scene.desk.settle()
    assert not scene.auto.running()


def test_a_lock_without_anybody_at_work_closes_at_once(scene: Scene) -> None:
    scene.auto.stop()
    scene.auto.leave(scene.close)
    assert scene.closed == 1
