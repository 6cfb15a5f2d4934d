# SPDX-License-Identifier: Apache-2.0
"""A version that keeps people out: what the unlock page says and offers, by keyboard alone, at a real station."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop.app import workplace_at
from sscard_desktop.services.ports import DoorWays, Trial
from sscard_desktop.storage import migrations, versionstate
from sscard_desktop.storage.trial import trial_of
from sscard_desktop.storage.versiondoor import LocalVersionDoor, note_structure
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.opening import ANSWERS_MS, tell_how_far
from sscard_desktop.ui.restore_page import RestorePage
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.versionoffer import LeaveVersionDialog
from sscard_desktop.ui.window import Program
from tests.helpers import bundled
from tests.helpers.waiting import until
from tests.storage.stations import CHIEF, IDENTITY, PASSWORD, folder_at

OLD, NEW = "0.1.0", "0.2.0"


class Machine:
    """A station, versions beside it, and the window of one of them.

    Attributes:
        started: what the launcher was started with.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.versions = folder / "versions"
        self.station = folder_at(folder / "station")
        self.station.create(IDENTITY, CHIEF, PASSWORD)
        (self.versions / NEW).mkdir(parents=True)
        self.note(NEW, versionstate.TRYING)
        self.bugs: list[BaseException] = []
        self.started: list[list[str]] = []
        self.opened: list[tuple[Program, MainWindow, Language]] = []

    def note(self, version: str, state: str, **more: object) -> None:
        found = versionstate.read(self.versions)
        found["programs"][version] = {"state": state, "tries": 0} | more
        versionstate.write(self.versions, found)

    def state_of(self, version: str) -> str:
        return str(versionstate.read(self.versions)["programs"][version]["state"])

    def make_newer(self, *, noted: bool = True) -> None:
        """Leave the station as a version with a later schema leaves it."""
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, "CREATE TABLE later (a TEXT) STRICT;\n"))
            patched.setattr(migrations, "CURRENT", migrations.CURRENT + 1)
            store, _ = self.station.unlock(CHIEF.name, PASSWORD)
            store.close()
        if noted:
            note_structure(self.versions, NEW)

    def open(self, version: str, *, language: str = "zh_CN", trial: Trial | None = None) -> UnlockPage:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        tongue = Language(app)
        tongue.switch(language)
        door = LocalVersionDoor(self.versions, version, self.folder / "launcher")
        window = MainWindow(tongue)
        place = replace(
            bundled.sharing(workplace_at(self.station.folder)), station=self.station, door=lambda: door, trial=trial
        )
        program = Program(place, window, tongue, on_bug=self.bugs.append)
        if trial is not None:
            tell_how_far(trial, program, window)
        self.opened.append((program, window, tongue))
        program.begin(CHIEF.name)
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        until(window.isActiveWindow)
        self.settle()
        return self.page()

    def page(self) -> UnlockPage:
        (page,) = [each for each in self.window().findChildren(UnlockPage) if each.isVisible()]
        return page

    def window(self) -> MainWindow:
        return self.opened[-1][1]

    def program(self) -> Program:
        return self.opened[-1][0]

    def settle(self) -> None:
        until(self.program().tasks.idle)
        QApplication.processEvents()
        assert not self.bugs, self.bugs

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window(), key)
        self.settle()

    def log_in(self) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, PASSWORD)
        self.key(Qt.Key.Key_Return)

    def said(self) -> str:
        banner = self.page()._banner
        return "" if banner.isHidden() else " ".join(banner.texts())

    def close(self) -> None:
        for program, window, tongue in self.opened:
            program.close()
            window.close()
            window.deleteLater()
            tongue.silence()


@pytest.fixture
def machine(dressed_app: QApplication, tmp_path: Path) -> Iterator[Machine]:
    made = Machine(tmp_path)
    yield made
    made.close()


def test_an_older_program_says_before_anybody_types_that_the_data_are_newer_and_f6_tries_again(
    machine: Machine, qtbot: QtBot
) -> None:
    machine.note(NEW, versionstate.FAILED, worked=True)
    machine.make_newer()
    page = machine.open(OLD)
    assert "数据的结构已由 0.2.0 更新，0.1.0 打不开" in machine.said()
    assert "按 F6 再试 0.2.0" in machine.said()
    with qtbot.waitSignal(machine.window().closing):
        machine.key(Qt.Key.Key_F6)
    assert page is not None
    assert machine.program().starts_again
    assert machine.state_of(NEW) == versionstate.TRYING


def test_where_nothing_was_noted_the_refused_log_in_offers_the_newer_version(machine: Machine) -> None:
    machine.note(NEW, versionstate.FAILED)
    machine.make_newer(noted=False)
    machine.open(OLD)
    assert machine.said() == ""
    assert not machine.page().offers_version()
    machine.log_in()
    assert f"由更新的程序建立（第 {migrations.CURRENT + 1} 版）" in machine.said()
    assert "按 F6 再试 0.2.0" in machine.said()
    machine.key(Qt.Key.Key_F6)
    assert machine.state_of(NEW) == versionstate.TRYING
    assert machine.program().starts_again


def test_f3_leads_to_the_backup_from_before_and_the_older_program_works_again(machine: Machine) -> None:
    machine.note(NEW, versionstate.FAILED, worked=True)
    machine.make_newer()
    (backup,) = (machine.station.folder / "backups").iterdir()
    machine.open(OLD)
    machine.key(Qt.Key.Key_F3)
    (restore,) = machine.window().findChildren(RestorePage)
    restore.restore_requested.emit(backup, CHIEF.name, PASSWORD, ())
    machine.settle()
    assert "已从备份恢复" in machine.said()
    assert not machine.page().offers_version()
    assert versionstate.structure_of(versionstate.read(machine.versions)) == ""


def test_where_no_newer_version_lies_here_the_usual_sentence_stands(machine: Machine) -> None:
    machine.make_newer()
    (machine.versions / NEW).rmdir()
    machine.open(OLD)
    machine.log_in()
    assert "请安装新版程序" in machine.said()
    machine.key(Qt.Key.Key_F6)
    assert not machine.program().starts_again


def test_a_version_on_trial_can_be_left_by_f6_and_enter(machine: Machine) -> None:
    machine.open(NEW)
    assert machine.page().offers_version()
    machine.key(Qt.Key.Key_F6)
    (dialog,) = machine.window().findChildren(LeaveVersionDialog)
    assert "数据没有变化" in dialog._text.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    machine.settle()
    assert machine.state_of(NEW) == versionstate.SET_ASIDE
    assert machine.program().starts_again


def test_thinking_better_of_it_leaves_the_trial_as_it_is(machine: Machine) -> None:
    machine.open(NEW)
    machine.key(Qt.Key.Key_F6)
    (dialog,) = machine.window().findChildren(LeaveVersionDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    machine.settle()
    assert machine.state_of(NEW) == versionstate.TRYING
    assert not machine.program().starts_again


def test_a_version_that_changed_the_data_says_what_going_back_takes(machine: Machine) -> None:
    note_structure(machine.versions, NEW)
    machine.open(NEW)
    machine.key(Qt.Key.Key_F6)
    (dialog,) = machine.window().findChildren(LeaveVersionDialog)
    assert "打不开现在的数据" in dialog._text.text()
    assert "恢复更新前自动做的备份" in dialog._text.text()
    assert "不会丢失" in dialog._text.text()


def test_going_back_from_a_version_that_was_worked_with_says_what_is_lost(machine: Machine) -> None:
    machine.note(NEW, versionstate.TRYING, worked=True)
    note_structure(machine.versions, NEW)
    machine.open(NEW)
    machine.key(Qt.Key.Key_F6)
    (dialog,) = machine.window().findChildren(LeaveVersionDialog)
    assert "用 0.2.0 录入的内容会丢失" in dialog._text.text()


def test_a_version_that_worked_offers_no_way_back_without_a_password(machine: Machine) -> None:
    machine.note(NEW, versionstate.CONFIRMED)
    machine.open(NEW)
    assert not machine.page().offers_version()
    machine.key(Qt.Key.Key_F6)
    assert not machine.window().findChildren(LeaveVersionDialog)


def test_a_state_that_cant_be_written_is_told(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.note(NEW, versionstate.FAILED, worked=True)
    machine.make_newer()
    machine.open(OLD)

    def full(*given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(versionstate, "replace", full)
    machine.key(Qt.Key.Key_F6)
    assert "更新写不进" in machine.said()
    assert not machine.program().starts_again
    monkeypatch.undo()
    machine.key(Qt.Key.Key_F6)
    assert machine.program().starts_again


def test_the_offer_is_told_in_the_language_in_force(machine: Machine) -> None:
    machine.note(NEW, versionstate.FAILED, worked=True)
    machine.make_newer()
    page = machine.open(OLD, language="en")
    assert "Press F6 to try 0.2.0 again" in machine.said()
    assert "Try the newer version 0.2.0 again" in page._version.text()


def test_a_version_is_confirmed_once_the_first_page_is_shown_and_not_by_the_log_in(machine: Machine) -> None:
    trial = trial_of(machine.versions, {versionstate.TRYING_VARIABLE: NEW})
    machine.open(NEW, trial=trial)
    before: list[str] = []
    machine.program().seated.connect(lambda desk: before.append(machine.state_of(NEW)))
    machine.log_in()
    until(lambda: machine.state_of(NEW) == versionstate.CONFIRMED)
    assert before == [versionstate.TRYING]
    assert machine.window().current_page()


def test_a_version_whose_first_page_fails_isnt_confirmed(
    machine: Machine, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = trial_of(machine.versions, {versionstate.TRYING_VARIABLE: NEW})
    machine.open(NEW, trial=trial)

    def fails(*given: object) -> None:
        raise RuntimeError("no page")

    monkeypatch.setattr(MainWindow, "show_places", fails)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, PASSWORD)
    with qtbot.captureExceptions() as bugs:
        QTest.keyClick(focused, Qt.Key.Key_Return)
        until(lambda: bool(bugs))
        over = time.monotonic() + 2 * ANSWERS_MS / 1000
        until(lambda: time.monotonic() > over)
    assert machine.state_of(NEW) == versionstate.TRYING
    assert versionstate.counts(machine.versions, NEW) == (0, 1)


def test_ways_are_none_where_the_state_cant_be_read(tmp_path: Path) -> None:
    (tmp_path / versionstate.STATE).write_bytes(b"{")
    assert LocalVersionDoor(tmp_path, OLD, tmp_path).ways() == DoorWays(OLD)
