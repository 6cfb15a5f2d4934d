# SPDX-License-Identifier: Apache-2.0
"""A backup brought back at the gate: over a station, onto a new machine, by password or recovery code, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.app import workplace_at
from sscard_desktop.services.backups import Backups
from sscard_desktop.services.progress import Quiet
from sscard_desktop.services.workplace import Workplace
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.restore_page import RestorePage
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.welcome_page import WelcomePage
from sscard_desktop.ui.window import Program
from tests.helpers.waiting import until
from tests.helpers.windowdesks import WindowDesk
from tests.storage.stations import PASSWORD


class Gate:
    """The window before the log-in, and a stick with a backup of a station that has one record."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, folder: Path) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.kept = desk.station.filled(0).record.id
        supervisor = desk.station.supervisor
        self.code = desk.station.station.new_recovery_code(supervisor.store)
        stick = folder / "stick"
        stick.mkdir()
        self.backup = Backups(supervisor, desk.station.station).make(Quiet(), stick).backup.path
        # What comes after the backup isn't in it.
        self.later = desk.station.filled(1).record.id
        desk.station.leave()
        self.window = MainWindow(desk.language)
        qtbot.addWidget(self.window)

    def open(self, workplace: Workplace) -> Program:
        program = Program(workplace, self.window, self.desk.language, on_bug=self.desk.bugs.append)
        self.program = program
        program.begin()
        self.window.show()
        self.settle()
        return program

    def settle(self) -> None:
        until(self.program.tasks.idle)

    def front(self) -> QWidget:
        stack = self.window.centralWidget()
        assert isinstance(stack, QStackedWidget)
        return stack.currentWidget()

    def press_f3(self) -> RestorePage:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        QTest.keyClick(self.window.focusWidget() or self.front(), Qt.Key.Key_F3)
        page = self.front()
        assert isinstance(page, RestorePage)
        return page

    def fill(self, page: RestorePage, *values: str) -> None:
        for editor, value in zip(page.fields(), values, strict=True):
            editor.set_value(value)
        last = page.fields()[-1].control()
        last.setFocus()
        QTest.keyClick(last, Qt.Key.Key_Return)
        self.settle()

    def said(self) -> str:
        return "\n".join(label.text() for label in self.front().findChildren(QLabel) if label.isVisible())


@pytest.fixture
def gate(qtbot: QtBot, tmp_path: Path) -> Iterator[Gate]:
    with WindowDesk(qtbot, tmp_path) as desk:
        made = Gate(qtbot, desk, tmp_path)
        yield made
        made.program.close()
        assert not desk.bugs


def records(workplace: Workplace) -> set[str]:
    session = workplace.log_in("wangfang", PASSWORD)
    with closing(session.store):
        return {str(summary.id) for summary in session.store.search("")}


def test_a_backup_takes_the_station_s_place_which_is_moved_aside(gate: Gate) -> None:
    gate.open(gate.desk.workplace)
    page = gate.press_f3()
    gate.fill(page, str(gate.backup), "wangfang", PASSWORD, "")
    assert isinstance(gate.front(), UnlockPage)
    (aside,) = (path for path in gate.desk.workplace.station.folder.iterdir() if path.name.startswith("replaced"))
    assert "已从备份恢复" in gate.said()
    assert aside.name in gate.said()
    assert records(gate.desk.workplace) == {str(gate.kept)}


def test_a_new_machine_starts_from_a_backup_by_its_recovery_code(gate: Gate, tmp_path: Path) -> None:
    workplace = workplace_at(tmp_path / "new machine")
    gate.open(workplace)
    assert isinstance(gate.front(), WelcomePage)
    page = gate.press_f3()
    gate.fill(page, str(gate.backup), "", "", gate.code.lower())
    assert isinstance(gate.front(), UnlockPage)
    assert records(workplace) == {str(gate.kept)}


@pytest.mark.parametrize("what", ["password", "code", "file"])
def test_what_opens_no_backup_is_told_and_nothing_has_changed(gate: Gate, what: str) -> None:
    gate.open(gate.desk.workplace)
    page = gate.press_f3()
    file, password, code = str(gate.backup), PASSWORD, ""
    if what == "password":
        password = "not this one"
    elif what == "code":
        password, code = "", "7KQF-2MXD-9HRT-4WPA-6ZCN-8BVJ-0000"
    else:
        content = bytearray(gate.backup.read_bytes())
        content[len(content) // 2] ^= 1
        gate.backup.write_bytes(content)
    gate.fill(page, file, "wangfang", password, code)
    assert gate.front() is page
    assert page.banner().isVisible()
    assert page.fields()[0].value() == file
    assert records(gate.desk.workplace) == {str(gate.kept), str(gate.later)}


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        (("", "wangfang", PASSWORD, ""), "file"),
        (("here", "", "", ""), "name"),
        (("here", "wangfang", "", ""), "password"),
    ],
)
def test_what_is_missing_is_shown_at_its_field(gate: Gate, values: tuple[str, ...], missing: str) -> None:
    gate.open(gate.desk.workplace)
    page = gate.press_f3()
    file, *rest = values
    gate.fill(page, str(gate.backup) if file else "", *rest)
    assert [editor.key for editor in page.fields() if editor.note() is not None] == [missing]


def test_esc_leads_back_to_where_one_came_from(gate: Gate) -> None:
    gate.open(gate.desk.workplace)
    page = gate.press_f3()
    QTest.keyClick(page.fields()[0].control(), Qt.Key.Key_Escape)
    gate.settle()
    assert isinstance(gate.front(), UnlockPage)
