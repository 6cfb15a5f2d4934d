# SPDX-License-Identifier: Apache-2.0
"""A machine without a station, by keyboard alone: the language, the four ways on and back, the first station."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.app import workplace_at
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.ui.gates import Gates
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.restore_page import RestorePage
from sscard_desktop.ui.setup_page import SetupPage
from sscard_desktop.ui.tasks import Tasks
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.welcome_page import WelcomePage
from tests.helpers import bundled
from tests.helpers.waiting import until


class NewMachine:
    """A window before an empty folder, and somebody who only presses keys."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.bugs: list[BaseException] = []
        self.tasks = Tasks(on_bug=self.bugs.append, on_error=lambda error: None)
        place = bundled.sharing(workplace_at(folder))
        cheap = StationFolder(folder, clock=place.clock, initials=place.pinyin.initials, cost=KdfCost(64, 1, 1))
        self.place = replace(place, station=cheap)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.language = Language(app)
        self.language.switch("zh_CN")
        self.window = MainWindow(self.language)
        qtbot.addWidget(self.window)
        self.gates = Gates(
            self.place,
            self.window,
            self.language,
            self.tasks,
            open_desk=lambda user, password: pytest.fail("nobody logs in here"),
            parent=self.window,
        )
        self.gates.begin()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.settle()

    def settle(self) -> None:
        until(self.tasks.idle)
        QApplication.processEvents()
        assert not self.bugs, self.bugs

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key)
        self.settle()

    def write(self, text: str) -> None:
        target = self.window.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)
        self.key(Qt.Key.Key_Return)

    def shows(self, kind: type[QWidget]) -> bool:
        return any(page.isVisible() for page in self.window.findChildren(kind))


@pytest.fixture
def machine(qtbot: QtBot, tmp_path: Path) -> Iterator[NewMachine]:
    opened = NewMachine(qtbot, tmp_path / "station")
    yield opened
    opened.tasks.shutdown()
    opened.language.silence()


def test_a_machine_without_a_station_says_first_what_this_is(machine: NewMachine) -> None:
    assert machine.shows(WelcomePage)


def test_one_key_changes_the_language_of_the_very_first_page(machine: NewMachine) -> None:
    machine.key(Qt.Key.Key_L)
    assert machine.language.code == "en"
    machine.key(Qt.Key.Key_L)
    assert machine.language.code == "zh_CN"


def test_enter_leads_to_a_new_station_and_esc_back(machine: NewMachine) -> None:
    machine.key(Qt.Key.Key_Return)
    assert machine.shows(SetupPage)
    machine.key(Qt.Key.Key_Escape)
    assert machine.shows(WelcomePage)


def test_arrows_walk_through_the_ways(machine: NewMachine) -> None:
    for _ in range(3):
        machine.key(Qt.Key.Key_Down)
    machine.key(Qt.Key.Key_Return)
    assert machine.shows(RestorePage)
    machine.key(Qt.Key.Key_Escape)
    assert machine.shows(WelcomePage)


def test_f4_practises_first_and_says_where(machine: NewMachine, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("sscard_desktop.ui.training.power.start_beside", started.append)
    machine.key(Qt.Key.Key_F4)
    assert started == [["--training", "--lang", "zh_CN"]]
    assert machine.shows(WelcomePage)


def test_the_first_station_takes_what_is_written_and_enter(machine: NewMachine) -> None:
    machine.key(Qt.Key.Key_Return)
    for text in ("desk 9", "9", "", "zhaochief", "five blue teapots", "five blue teapots"):
        machine.write(text)
    (page,) = machine.window.findChildren(SetupPage)
    assert page.code_sheet.showing()
    assert machine.gates.take_code_kept() is False
    machine.key(Qt.Key.Key_Escape)
    assert page.code_sheet.showing(), "a code that nobody kept doesn't go by Esc"
    machine.write(page.code_sheet._code[-4:])
    assert machine.shows(UnlockPage)
    assert machine.gates.take_code_kept() is True
    assert machine.gates.take_code_kept() is False
