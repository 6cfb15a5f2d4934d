# SPDX-License-Identifier: Apache-2.0
"""The counter is made while the password is typed: of nothing that is anybody's, and out of the keys' way."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.services.ports import PhotoMaker
from sscard_desktop.ui import makeahead
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.desk import Desk, NobodyYet
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.unlock_page import UnlockPage
from sscard_desktop.ui.window import Program
from tests.helpers.waiting import until
from tests.helpers.windowdesks import WindowDesk
from tests.storage.stations import PASSWORD

CLERK = "limin"
NEVER_MS = 3_600_000


class Gate:
    """A window whose unlock page is shown."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        self.desk = desk
        self.window = MainWindow(desk.language)
        qtbot.addWidget(self.window)
        # Nobody is photographed here: no models to load, and to wait for at the end.
        cold = cast("PhotoMaker", SimpleNamespace(warm=lambda: None))
        place = replace(desk.workplace, photo_maker=lambda: cold)
        self.program = Program(place, self.window, desk.language, on_bug=desk.bugs.append)
        self.whole: list[bool] = []
        self.program._ahead.made.connect(lambda: self.whole.append(True))
        self.program.begin()
        self.window.show()
        self.window.activateWindow()
        until(lambda: self.lines()[0].hasFocus())

    def lines(self) -> list[QLineEdit]:
        """Return name and password."""
        page = self.window.findChildren(UnlockPage)[-1]
        return [line for line in page.findChildren(QLineEdit) if line.isVisible()]

    def type(self, text: str, line: int = 0) -> None:
        self.lines()[line].setFocus()
        QTest.keyClicks(self.lines()[line], text)

    def made(self) -> list[CounterPage]:
        """Return the counters in the window, shown or not."""
        return self.window.room().findChildren(CounterPage)

    def settle(self) -> None:
        until(self.program.tasks.idle)
        assert not self.desk.bugs, self.desk.bugs

    def unlock(self, password: str = PASSWORD) -> None:
        self.type(password, 1)
        QTest.keyClick(self.lines()[1], Qt.Key.Key_Return)

    def arrive(self) -> CounterPage:
        until(lambda: self.window.current_page() == "counter")
        self.settle()
        page = self.window.page("counter")
        assert isinstance(page, CounterPage)
        return page

    def come_to(self) -> Desk:
        """Return the desk of whoever comes next."""
        begun = self.program._ahead._begun
        assert begun is not None
        return begun.desk

    def close(self) -> None:
        self.program.close()
        self.window.close()
        assert not self.desk.bugs, self.desk.bugs


@pytest.fixture
def gate(qtbot: QtBot, tmp_path: Path) -> Iterator[Gate]:
    with WindowDesk(qtbot, tmp_path) as desk:
        desk.station.leave()
        made = Gate(qtbot, desk)
        yield made
        made.close()


def test_what_was_made_while_somebody_typed_is_the_counter_that_opens(gate: Gate) -> None:
    QApplication.processEvents()
    gate.settle()
    assert not gate.made(), "an unlock page that nobody types at holds no counter"
    gate.type(CLERK)
    until(lambda: gate.whole)
    (page,) = gate.made()
    assert not page.isVisible()
    with pytest.raises(RuntimeError, match="nobody has logged in"):
        _ = gate.come_to().session.store
    gate.unlock("a wrong password")
    until(lambda: gate.lines()[1].isEnabled() and not gate.lines()[1].text())
    assert gate.made() == [page], "who mistyped waits no longer the second time"
    gate.unlock()
    assert gate.arrive() is page
    assert page.isVisible()
    # It works for who is in, and nothing still holds nobody.
    QTest.keyClick(page, Qt.Key.Key_F2)
    until(lambda: page.work.record is not None)
    assert not [each for each in gc.get_objects() if type(each) is NobodyYet]
    # What was shown goes with the lock, and the next counter is another one.
    gate.window.lock()
    gate.settle()
    assert not gate.made()
    gate.whole.clear()
    gate.type(PASSWORD, 1)
    until(lambda: gate.whole)
    (another,) = gate.made()
    assert another.work.record is None
    QTest.keyClick(gate.lines()[1], Qt.Key.Key_Return)
    assert gate.arrive() is another
    until(lambda: another.work.record is not None)


def test_a_key_goes_before_the_next_piece(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    gate.type(CLERK[0])
    until(gate.made)
    monkeypatch.setattr(makeahead, "REST_MS", NEVER_MS)
    gate.type(CLERK[1:])
    (page,) = gate.made()
    pieces = len(page.findChildren(QWidget))
    for _ in range(50):
        QApplication.processEvents()
    assert len(page.findChildren(QWidget)) == pieces
    assert not gate.whole
    # Whoever is in gets a whole counter all the same.
    gate.unlock()
    assert gate.arrive() is page
    assert page.form.editor("name").isEnabled()
    assert page.bar.isVisible()


def test_a_language_chosen_half_way_is_the_counters(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(makeahead, "REST_MS", NEVER_MS)
    gate.type(CLERK[0])
    until(gate.made)
    gate.type(CLERK[1:])
    gate.desk.language.switch("en")
    QApplication.processEvents()
    gate.unlock()
    page = gate.arrive()
    assert page.standing.checklist.heading.text() == "Finish"
    gate.desk.language.switch("zh_CN")


def test_a_counter_of_another_city_is_thrown_away(gate: Gate) -> None:
    gate.type(CLERK)
    until(lambda: gate.whole)
    (page,) = gate.made()
    ahead, session = gate.program._ahead, gate.desk.station.clerk
    other = replace(session, profile=replace(session.profile, version="another"))
    elsewhere = _desk(gate, other)
    taken, counter = ahead.take(elsewhere)
    assert taken is elsewhere
    assert counter is None
    assert page.parent() is None
    assert not gate.made()


def _desk(gate: Gate, session: object) -> Desk:
    nobody = cast("Desk", gate.program._desk_to_come(gate.desk.station.clerk.profile))
    made = replace(nobody)
    object.__setattr__(made, "session", session)
    return made


def test_a_desk_to_come_is_taken_once(gate: Gate) -> None:
    gate.type(CLERK)
    until(gate.made)
    to_come = gate.come_to()
    for service in (to_come.capture, to_come.registry, to_come.printing, to_come.people):
        with pytest.raises(RuntimeError, match="nobody has logged in"):
            _ = service.anything  # type: ignore[attr-defined]
    to_come.seat(_desk(gate, gate.desk.station.clerk))
    with pytest.raises(RuntimeError, match="sits here"):
        to_come.seat(_desk(gate, gate.desk.station.clerk))
