# SPDX-License-Identifier: Apache-2.0
"""The first steps of a new station in its window, by key events alone: from the first log-in to the counter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.camera import Purpose
from sscard_desktop.domain.operators import Operator, Role
from sscard_desktop.domain.printing import Printer
from sscard_desktop.domain.reader import ReaderEvent, ReaderState
from sscard_desktop.services.brought import note_brought
from sscard_desktop.services.firststeps import FirstSteps, Mark, Standing, Step
from sscard_desktop.services.ports import CameraDevice, Cameras, PhotoMaker, Spooler
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.firststeps.backup import BackupStep
from sscard_desktop.ui.firststeps.page import FirstStepsPage
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.passwords import PasswordDialog
from sscard_desktop.ui.widgets.label import Tone
from sscard_desktop.ui.window import Program
from tests.helpers.documentfakes import PlainReader
from tests.helpers.waiting import until
from tests.helpers.windowdesks import WindowDesk
from tests.helpers.writtenreaders import WrittenReaders
from tests.storage.stations import PASSWORD


class NewStation:
    """The running window of a station on its first day, whose devices come and go as a test says."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.readers = WrittenReaders()
        self.cameras: list[CameraDevice] = []
        self.printers: list[Printer] = []
        self.window = MainWindow(desk.language)
        qtbot.addWidget(self.window)
        cold = cast("PhotoMaker", SimpleNamespace(warm=lambda: None))
        eyes = cast("Cameras", SimpleNamespace(devices=lambda: tuple(self.cameras), watch=lambda _: lambda: None))
        spooler = cast("Spooler", SimpleNamespace(there=lambda: True, takes_pdf=True, printers=lambda: self.printers))
        self.place = replace(
            desk.workplace,
            readers=self.readers,
            cameras=lambda: eyes,
            photo_maker=lambda: cold,
            document_reader=PlainReader,
            spooler=lambda: spooler,
        )
        self.program = Program(self.place, self.window, desk.language, on_bug=desk.bugs.append, mornings=True)
        self.window.resize(1366, 768)
        self.window.show()

    def log_in(self, name: str) -> None:
        """Log a person in, and wait until it is known where they begin."""
        before = len(self.readers.choices)
        self.program.tasks.run(
            lambda: self.program.open_desk(name, PASSWORD), owner=self.program, on_done=self.program.sit_down
        )
        self.qtbot.waitUntil(lambda: len(self.readers.choices) > before, timeout=20_000)
        self.settle()

    def settle(self) -> None:
        for _ in range(2):
            until(self.program.tasks.idle)
            QApplication.processEvents()
        assert not self.desk.bugs, self.desk.bugs

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)
        self.settle()

    @property
    def page(self) -> FirstStepsPage:
        assert self.window.current_page() == "first"
        page = self.window.front_page()
        assert isinstance(page, FirstStepsPage)
        return page

    def kept(self, name: str = "wangfang") -> dict[Step, Mark]:
        session = {"wangfang": self.desk.station.supervisor, "limin": self.desk.station.clerk}[name]
        return dict(FirstSteps(session).progress().marks)


@pytest.fixture
def station(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[NewStation]:
    # The examination of the day has tests of its own.
    monkeypatch.setattr("sscard_desktop.ui.morning.round.MorningRound.sit_down", lambda self, desk: None)
    with WindowDesk(qtbot, tmp_path) as desk:
        opened = NewStation(qtbot, desk)
        yield opened
        opened.window.close()
        opened.program.close()


def test_a_supervisor_goes_from_the_first_log_in_to_the_counter_by_keys(station: NewStation, tmp_path: Path) -> None:
    station.log_in("wangfang")
    assert station.page.current() is Step.LOOK
    station.key(Qt.Key.Key_Return)
    assert station.page.current() is Step.CODE
    station.key(Qt.Key.Key_F6)
    assert station.page.current() is Step.READER
    assert station.page.state() is Standing.ABSENT
    station.readers.tell(ReaderEvent(ReaderState.READY))
    station.qtbot.waitUntil(lambda: station.page.state() is Standing.WELL)
    # The reader is tried with somebody's card: nobody's record begins by that.
    station.readers.tell(ReaderEvent(ReaderState.CARD_READ, station.desk.station.person().card))
    station.settle()
    station.key(Qt.Key.Key_Return)
    # Nothing is plugged in: one Enter each, and it is for later.
    for step in (Step.CAMERA, Step.PRINTER):
        assert station.page.current() is step
        assert station.page.state() is Standing.ABSENT
        station.key(Qt.Key.Key_Return)
    for step in (Step.CITY, Step.PEOPLE, Step.UNITS):
        assert station.page.current() is step
        station.key(Qt.Key.Key_Return)
    assert station.page.current() is Step.BACKUP
    station.key(Qt.Key.Key_Return)
    panel = station.page.panel()
    assert isinstance(panel, BackupStep)
    stick = tmp_path / "stick"
    stick.mkdir()
    for text in (str(stick), PASSWORD):
        target = station.window.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)
        station.key(Qt.Key.Key_Return)
    station.qtbot.waitUntil(lambda: not panel.busy(), timeout=20_000)
    station.settle()
    assert [tone for _, tone in panel.findings()] == [Tone.OK, Tone.OK]
    assert list(stick.glob("*.sscbackup"))
    assert station.page.state() is Standing.WELL
    station.key(Qt.Key.Key_Return)
    assert station.page.current() is Step.KEYS
    station.key(Qt.Key.Key_Return)
    assert station.window.current_page() == "counter"
    counter = station.window.page("counter")
    assert isinstance(counter, CounterPage)
    assert counter.work.record is None
    assert "3" in station.window.toast.text()


def test_a_power_cut_in_the_middle_goes_on_where_it_was(station: NewStation) -> None:
    station.log_in("wangfang")
    station.key(Qt.Key.Key_Return)
    station.key(Qt.Key.Key_F6)
    station.program.lock()
    station.settle()
    station.log_in("wangfang")
    assert station.page.current() is Step.READER
    assert station.kept() == {Step.LOOK: Mark.DONE, Step.CODE: Mark.LATER}
    # Tab goes into the step, Esc back to the list, arrows to another one.
    station.key(Qt.Key.Key_Tab)
    assert not station.page.table.hasFocus()
    station.key(Qt.Key.Key_Escape)
    assert station.page.table.hasFocus()
    station.key(Qt.Key.Key_Down)
    assert station.page.current() is Step.CAMERA


def test_one_key_skips_all_of_it_and_it_comes_no_more_but_is_found_again(station: NewStation) -> None:
    station.log_in("wangfang")
    station.key(Qt.Key.Key_Escape)
    assert station.window.current_page() == "counter"
    station.program.lock()
    station.settle()
    station.log_in("wangfang")
    assert station.window.current_page() == "counter"
    for place in ("settings", "help"):
        station.window.go_to(place)
        station.settle()
        station.key(Qt.Key.Key_F12)
        assert station.page.current() is Step.LOOK


def test_a_clerk_s_first_log_in_is_short(station: NewStation) -> None:
    station.log_in("limin")
    assert [row.step for row in station.page.model.rows()] == [Step.LOOK, Step.KEYS, Step.PRACTICE]
    for _ in range(3):
        station.key(Qt.Key.Key_Return)
    assert station.window.current_page() == "counter"
    assert set(station.kept("limin")) == {Step.LOOK, Step.KEYS, Step.PRACTICE}


@pytest.mark.long
def test_whoever_comes_to_a_station_that_works_is_let_be(station: NewStation) -> None:
    station.desk.filled(0)
    station.log_in("limin")
    assert station.window.current_page() == "counter"


def test_a_camera_is_well_once_its_picture_was_looked_at(station: NewStation, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QDialog

    shown: list[Purpose] = []

    def show(panel: object, purpose: Purpose) -> QDialog:
        shown.append(purpose)
        dialog = QDialog(station.window)
        dialog.open()
        return dialog

    monkeypatch.setattr("sscard_desktop.ui.settings.cameraspanel.CamerasPanel.show_picture", show)
    station.cameras = [CameraDevice("usb-1", "USB 摄像头")]
    station.log_in("wangfang")
    station.page.entered(Step.CAMERA)
    station.settle()
    assert station.page.state() is Standing.OPEN
    station.key(Qt.Key.Key_Return)
    assert shown == [Purpose.PERSON]
    (dialog,) = (each for each in station.window.findChildren(QDialog) if each.isVisible())
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    station.settle()
    assert station.page.state() is Standing.WELL
    station.window.activateWindow()
    station.qtbot.waitUntil(station.page.table.hasFocus)
    station.cameras = []
    station.qtbot.waitUntil(lambda: station.page.state() is Standing.ABSENT)


def test_a_code_that_was_kept_is_well_and_a_wrong_password_proves_no_backup(station: NewStation) -> None:
    station.program._gates._code_kept = True
    station.log_in("wangfang")
    assert station.kept()[Step.CODE] is Mark.DONE
    station.page.entered(Step.BACKUP)
    station.settle()
    panel = station.page.panel()
    assert isinstance(panel, BackupStep)
    panel.password.set_value("not this one")
    panel.make()
    station.qtbot.waitUntil(lambda: not panel.busy(), timeout=20_000)
    station.settle()
    assert panel.password.note() is not None
    assert panel.password.value() == ""
    assert station.page.state() is Standing.OPEN


@pytest.mark.long
def test_the_language_may_change_at_every_step(station: NewStation) -> None:
    station.log_in("wangfang")
    for row in station.page.model.rows():
        station.page.entered(row.step)
        station.settle()
    station.desk.language.switch("en")
    station.settle()
    assert station.page._head.text() == "First steps"


def test_people_of_a_set_up_get_their_passwords_one_after_the_other(station: NewStation) -> None:
    chief = station.desk.station.supervisor
    with chief.store.transaction():
        note_brought(chief.store, ["chenjing", "zhaolei"])
        for name in ("chenjing", "zhaolei"):
            chief.store.save_operator(Operator(name, Role.CLERK, disabled=True))
    station.log_in("wangfang")
    station.page._take(FirstSteps(chief).progress(), Step.PEOPLE)
    station.settle()
    for name in ("chenjing", "zhaolei"):
        assert station.page.state() is Standing.OPEN
        station.page.table.setFocus()
        station.key(Qt.Key.Key_Return)
        (dialog,) = [each for each in station.window.findChildren(PasswordDialog) if each.isVisible()]
        assert name in dialog.windowTitle()
        for editor in dialog.fields():
            editor.set_value("nine green kettles")
        dialog._asking.ask()
        station.settle()
    assert station.page.state() is Standing.WELL
