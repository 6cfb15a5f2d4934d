# SPDX-License-Identifier: Apache-2.0
"""A forgotten password: the recovery code typed at the gate, a new password, and a new code that must be kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import NotAllowedError
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.recovery_page import RecoveryPage
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.window import Program
from tests.helpers.waiting import until
from tests.helpers.windowdesks import WindowDesk
from tests.storage.stations import PASSWORD

FRESH = "four green kettles"


class Gate:
    """The running window before the log-in, of a station whose supervisor forgot the password."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.window = MainWindow(desk.language)
        qtbot.addWidget(self.window)
        self.program = Program(desk.workplace, self.window, desk.language, on_bug=desk.bugs.append)
        self.program.begin()
        self.window.show()
        self.settle()

    def settle(self) -> None:
        until(self.program.tasks.idle)

    def front(self) -> QWidget:
        stack = self.window.centralWidget()
        assert isinstance(stack, QStackedWidget)
        return stack.currentWidget()

    def unlock_page(self) -> UnlockPage:
        found = self.front()
        assert isinstance(found, UnlockPage)
        return found

    def recovery_page(self) -> RecoveryPage:
        found = self.front()
        assert isinstance(found, RecoveryPage)
        return found

    def forget(self, user: str = "") -> RecoveryPage:
        self.unlock_page().recovery_requested.emit(user)
        return self.recovery_page()

    def fill(self, page: RecoveryPage, *values: str) -> None:
        for editor, value in zip(page.fields(), values, strict=True):
            # As an input method does: no key has a Chinese comma.
            editor.set_value(value)
            editor.control().setFocus()
            QTest.keyClick(editor.control(), Qt.Key.Key_Return)
        self.settle()


@pytest.fixture
def gate(qtbot: QtBot, tmp_path: Path) -> Iterator[Gate]:
    with WindowDesk(qtbot, tmp_path) as desk:
        made = Gate(qtbot, desk)
        yield made
        made.program.close()
        assert not desk.bugs


def a_code(gate: Gate) -> str:
    return gate.desk.station.station.new_recovery_code(gate.desk.station.supervisor.store)


def opens(gate: Gate, password: str) -> bool:
    try:
        store, _ = gate.desk.station.station.unlock("wangfang", password)
    except NotAllowedError:
        return False
    store.close()
    return True


def test_a_code_in_any_writing_gives_a_new_password_and_a_new_code(gate: Gate) -> None:
    code = a_code(gate)
    page = gate.forget()
    gate.fill(page, code.lower().replace("-", "  "), "wangfang", FRESH, FRESH)
    assert page.code_sheet.showing()
    assert opens(gate, FRESH)
    assert not opens(gate, PASSWORD)
    shown = [label.text() for label in page.findChildren(QLabel)]
    assert code not in shown
    renewed = next(text for text in shown if len(text) == len(code) and text.count("-") == code.count("-"))
    assert not any(code in editor.value() or FRESH in editor.value() for editor in page.fields())
    QTest.keyClicks(page.code_sheet.proof.control(), renewed[-4:].lower())
    QTest.keyClick(page.code_sheet.proof.control(), Qt.Key.Key_Return)
    gate.settle()
    gate.unlock_page()
    with closing(gate.desk.station.station.unlock_with_recovery(renewed)) as store:
        assert store.operators()
    with pytest.raises(NotAllowedError):
        gate.desk.station.station.unlock_with_recovery(code)


def test_shares_are_typed_one_after_another(gate: Gate) -> None:
    shares = gate.desk.station.station.new_recovery_shares(gate.desk.station.supervisor.store, needed=2, made=3)
    page = gate.forget()
    gate.fill(page, f"{shares[0]}， {shares[2]}", "wangfang", FRESH, FRESH)
    assert page.code_sheet.showing()
    assert opens(gate, FRESH)


@pytest.mark.parametrize("typed", ["nothing like it", "7KQF-2MXD-9HRT-4WPA-6ZCN-8BVJ-0000"])
def test_a_wrong_code_is_told_and_all_that_was_typed_stays(gate: Gate, typed: str) -> None:
    page = gate.forget()
    gate.fill(page, typed, "wangfang", FRESH, FRESH)
    assert "恢复码" in page.banner().texts()[0]
    assert [editor.value() for editor in page.fields()] == [typed, "wangfang", FRESH, FRESH]
    assert not opens(gate, FRESH)


def test_a_clerk_is_sent_to_a_supervisor_and_the_code_stays_good(gate: Gate) -> None:
    code = a_code(gate)
    page = gate.forget()
    gate.fill(page, code, "limin", FRESH, FRESH)
    assert "limin" in page.banner().texts()[0]
    gate.fill(page, code, "wangfang", FRESH, FRESH)
    assert page.code_sheet.showing()


def test_what_is_missing_is_shown_at_its_field(gate: Gate) -> None:
    page = gate.forget(user="wangfang")
    page.fields()[0].control().setFocus()
    for editor in page.fields():
        QTest.keyClick(editor.control(), Qt.Key.Key_Return)
    assert [editor.key for editor in page.fields() if editor.note() is not None] == ["code", "password", "again"]


def test_esc_leads_back_until_a_code_is_shown_that_nobody_has_kept(gate: Gate) -> None:
    code = a_code(gate)
    page = gate.forget()
    page.cancelled.emit()
    gate.settle()
    page = gate.forget()
    gate.fill(page, code, "wangfang", FRESH, FRESH)
    with gate.qtbot.assertNotEmitted(page.cancelled):
        page._turn_back()
    gate.recovery_page()
