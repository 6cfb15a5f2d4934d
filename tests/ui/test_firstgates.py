# SPDX-License-Identifier: Apache-2.0
"""A machine without a station, by keyboard alone: the language, the four ways on and back, the first station."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.app import workplace_at
from sscard_desktop.domain.errors import InvalidInputError
from sscard_desktop.exchange.campaignpackage import CampaignPackages
from sscard_desktop.exchange.recipients import new_station_key
from sscard_desktop.services.ports import Campaign, Lock
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.storage.envelopes import KdfCost
from sscard_desktop.storage.station import StationFolder
from sscard_desktop.ui.campaign import CampaignDialog
from sscard_desktop.ui.fileopening import FileOpening
from sscard_desktop.ui.gates import Gates
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.restore_page import RestorePage
from sscard_desktop.ui.setup_page import SetupPage
from sscard_desktop.ui.tasks import Tasks
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.welcome_page import WelcomePage
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.dialog import Dialog
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
        self.files = FileOpening(self.place, self.window, self.language, self.tasks, self.gates, self.window)
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

    def double_click(self, file: Path) -> None:
        self.files.open(file)
        self.settle()

    def told(self) -> str:
        banners = [" ".join(each.texts()) for each in self.window.findChildren(Banner) if each.isVisible()]
        toast = self.window.toast
        return " ".join([*banners, *([] if toast.isHidden() else [toast.accessibleName()])])

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


def test_a_station_that_is_being_made_isn_t_made_again(machine: NewMachine) -> None:
    """Enter pressed twice on the last field: the second one came to the station that was there by then."""
    machine.key(Qt.Key.Key_Return)
    for text in ("desk 9", "9", "", "zhaochief", "five blue teapots"):
        machine.write(text)
    (page,) = machine.window.findChildren(SetupPage)
    asked: list[object] = []
    page.setup_requested.connect(asked.append)
    last = machine.window.focusWidget()
    assert last is not None
    QTest.keyClicks(last, "five blue teapots")
    for _ in range(3):
        QTest.keyClick(last, Qt.Key.Key_Return)
    machine.settle()
    assert len(asked) == 1
    assert page.code_sheet.showing()
    assert "已经有" not in machine.told()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """What may be double-clicked: a set-up (by its head), records, a backup."""
    campaign = Campaign("2026", "chengdu", datetime(2026, 1, 1, tzinfo=UTC))
    CampaignPackages().write_campaign(
        tmp_path / "setup.sscard", campaign, lock=Lock(password="four green kettles"), key=new_station_key()
    )
    (tmp_path / "9.sscbackup").write_bytes(b"any bytes")
    (tmp_path / "x.sscard").write_bytes(b"no file of ours")
    return {"setup": tmp_path / "setup.sscard", "backup": tmp_path / "9.sscbackup", "broken": tmp_path / "x.sscard"}


@pytest.mark.parametrize("kind", ["setup", "backup", "broken"])
def test_no_file_takes_a_recovery_code_away_before_it_was_kept(
    machine: NewMachine, files: dict[str, Path], kind: str
) -> None:
    """It is shown once, and nobody wrote it down yet."""
    machine.key(Qt.Key.Key_Return)
    for text in ("desk 9", "9", "", "zhaochief", "five blue teapots", "five blue teapots"):
        machine.write(text)
    (page,) = machine.window.findChildren(SetupPage)
    machine.double_click(files[kind])
    assert page.isVisible()
    assert page.code_sheet.showing()
    assert f"做完这一步再打开：{files[kind].name}" in machine.told()
    machine.write(page.code_sheet._code[-4:])
    assert machine.shows(UnlockPage)
    assert files[kind].name in machine.told()
    if kind == "backup":
        # Offered, not led to: whoever made a station doesn't want it replaced by itself.
        machine.key(Qt.Key.Key_F3)
        (restore,) = machine.window.findChildren(RestorePage)
        assert restore.fields()[0].value() == str(files[kind])


def test_a_half_filled_set_up_stays_and_the_file_comes_after_it(machine: NewMachine, files: dict[str, Path]) -> None:
    machine.key(Qt.Key.Key_Return)
    machine.write("desk 9")
    (page,) = machine.window.findChildren(SetupPage)
    machine.double_click(files["setup"])
    machine.double_click(files["broken"])
    machine.double_click(files["setup"])
    assert page.isVisible()
    assert page._station.value() == "desk 9"
    assert not [each for each in machine.window.findChildren(Dialog) if each.isVisible()]
    machine.key(Qt.Key.Key_Escape)
    until(lambda: any(each.isVisible() for each in machine.window.findChildren(Dialog)))
    (dialog,) = [each for each in machine.window.findChildren(Dialog) if each.isVisible()]
    assert isinstance(dialog, CampaignDialog)
    assert dialog.fields()[0].path() == files["setup"]
    # And while that one is open, nothing takes it away either.
    machine.double_click(files["backup"])
    assert dialog.isVisible()
    dialog.reject()


def test_a_restore_that_runs_is_waited_for(
    machine: NewMachine, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.double_click(files["backup"])
    (page,) = machine.window.findChildren(RestorePage)
    began, go = threading.Event(), threading.Event()

    def slow(*given: object, **named: object) -> None:
        began.set()
        go.wait(20)
        raise InvalidInputError("backup.not_one", file="9.sscbackup")

    monkeypatch.setattr(Workplace, "restore_backup", slow)
    page.restore_requested.emit(files["backup"], "zhaochief", "x", ())
    assert began.wait(20)
    for kind in ("setup", "backup"):
        machine.files.open(files[kind])
        QApplication.processEvents()
    assert page.isVisible()
    go.set()
    machine.settle()
    assert page.isVisible()
    assert "9.sscbackup" in " ".join(page.banner().texts()), "what came of it was told"
    page.cancelled.emit()
    machine.settle()
    machine.settle()
    (another,) = [each for each in machine.window.findChildren(RestorePage) if each.isVisible()]
    assert another is not page, "and then comes the file that waited"


@pytest.mark.parametrize("name", ["a\n<b>b</b>.sscard", "x" * 200 + ".sscard", "\u202egnp.sscard"])
def test_a_hostile_name_is_told_in_one_line(machine: NewMachine, tmp_path: Path, name: str) -> None:
    machine.key(Qt.Key.Key_Return)
    machine.double_click(tmp_path / name)
    told = machine.window.toast.accessibleName()
    assert "做完这一步再打开" in told
    assert told.isprintable()
    assert len(told) < 100
