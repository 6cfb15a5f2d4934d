# SPDX-License-Identifier: Apache-2.0
"""A roster's photos at the window: told by who was called up when, several shots asked, old photos held beside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.photo import PictureRole
from sscard_desktop.domain.photomatching import Way
from sscard_desktop.domain.roster import RosterId
from sscard_desktop.services.bulkphotos import Outcome
from sscard_desktop.services.drive import Drive
from sscard_desktop.ui.records.bulkclock import ClockDialog
from sscard_desktop.ui.records.bulkdialog import BulkDialog
from sscard_desktop.ui.records.bulkleft import SideBySide
from sscard_desktop.ui.widgets.reason import ReasonDialog
from tests.helpers.keptrosters import keep_roster, listed
from tests.helpers.windowdesks import WindowDesk
from tests.services.test_bulkphotos import Stand

DRIVE = RosterId("drive")
BEHIND_S = 3600


class Scene:
    """A roster of three, of whom two were called up here, and a camera's card that is an hour behind."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        self.desk, self.folder = desk, folder
        station = desk.station
        self.cards = [station.person(place).card for place in range(3)]
        self.rows = keep_roster(station.supervisor, [listed(station.profile, card) for card in self.cards])
        folder.mkdir()
        for place in (0, 1):
            self.shoot(f"IMG_{place}.jpg", 20)
            Drive(station.clerk).arrive(self.cards[place])
            station.clock.wait(60)
        self.maker = Stand()
        workplace = replace(desk.workplace, photo_maker=lambda: self.maker, photo_makers=lambda: [self.maker])
        seated = desk.sit_down("wangfang", workplace)
        self.dialog = BulkDialog(seated, None, roster=station.supervisor.store.roster(DRIVE))
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.dialog.source().set_value(str(folder))

    def shoot(self, name: str, seconds: float) -> None:
        path = self.folder / name
        path.write_bytes(f"picture {name}".encode())
        at = self.desk.station.clock.now().timestamp() + seconds - BEHIND_S
        os.utime(path, (at, at))

    def enter(self) -> None:
        self.dialog.setFocus()
        QTest.keyClick(self.dialog, Qt.Key.Key_Return)
        self.desk.settle()

    def open(self, kind: type[QDialog]) -> QDialog:
        (found,) = [each for each in self.dialog.findChildren(kind) if each.isVisible()]
        return found

    def photo(self, place: int) -> bytes | None:
        store = self.desk.station.supervisor.store
        record = store.roster_row(self.rows[place]).record
        if record:
            return store.picture(store.record(record).id, PictureRole.PHOTO)  # type: ignore[arg-type]
        kept = store.row_picture(self.rows[place], PictureRole.PHOTO)
        return kept.content if kept is not None else None


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk, tmp_path / "DCIM")


def test_one_recognised_photo_tells_the_others_and_the_right_one_of_two_shots_is_asked(scene: Scene) -> None:
    scene.shoot("IMG_2.jpg", 30 - 60)
    scene.dialog.way().set_code(Way.LOG)
    scene.enter()
    clock = scene.open(ClockDialog)
    assert isinstance(clock, ClockDialog)
    for _ in range(3):
        if "IMG_0.jpg" not in clock.shown():
            QTest.keyClick(clock.line(), Qt.Key.Key_PageDown)
    clock.line().set_code(scene.rows[0])
    QTest.keyClick(clock.line(), Qt.Key.Key_Return)
    scene.desk.settle()
    assert clock.isVisible()
    QTest.keyClick(clock.line(), Qt.Key.Key_Return)
    scene.desk.settle()
    plan = scene.dialog.plan()
    assert plan is not None
    assert [(each.file.name, each.row_id) for each in plan.planned] == [("IMG_0.jpg", scene.rows[0])]
    assert sorted(plan.asked) == ["IMG_1.jpg", "IMG_2.jpg"]
    place = next(at for at, row in enumerate(scene.dialog.model().rows()) if row.file == "IMG_2.jpg")
    scene.dialog.table().choose_row(place)
    QTest.keyClick(scene.dialog, Qt.Key.Key_P)
    # Where the keyboard is on this sheet: in the list.
    QTest.keyClick(scene.dialog.table(), Qt.Key.Key_Return)
    scene.desk.settle()
    assert scene.photo(0) == b"jpeg of picture IMG_0.jpg"
    assert scene.photo(1) == b"jpeg of picture IMG_2.jpg"


def test_a_second_photo_goes_in_the_place_of_the_first_when_somebody_has_looked_at_both(scene: Scene) -> None:
    for path in scene.folder.iterdir():
        path.unlink()
    for name in (b"first", b"second"):
        (scene.folder / f"{scene.cards[2].number}.jpg").write_bytes(name)
        scene.enter()
        scene.enter()
        if name == b"first":
            assert scene.photo(2) == b"jpeg of first"
            again = BulkDialog(scene.dialog._desk, None, roster=scene.desk.station.supervisor.store.roster(DRIVE))
            again.source().set_value(str(scene.folder))
            scene.dialog = again
            again.show()
    assert [row.outcome for row in scene.dialog.model().rows()] == [Outcome.HAS_PHOTO]
    QTest.keyClick(scene.dialog, Qt.Key.Key_C)
    scene.desk.settle()
    beside = scene.open(SideBySide)
    beside.accept()
    reason = scene.open(ReasonDialog)
    assert scene.photo(2) == b"jpeg of first"
    assert isinstance(reason, ReasonDialog)
    reason.given.emit("二次采集")
    reason.accept()
    scene.desk.settle()
    assert scene.photo(2) == b"jpeg of second"
    scene.dialog.close()


def test_a_card_in_the_machine_fills_the_place(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    disks = scene.dialog._desk.workplace.disks
    monkeypatch.setattr(disks, "cameras", lambda: [scene.folder])
    scene.dialog.source().set_value("")
    scene.dialog.question().choose_card()
    scene.desk.settle()
    assert scene.dialog.source().path() == scene.folder
