# SPDX-License-Identifier: Apache-2.0
"""The day's first log-in in the running window: one line, the page, or a banner; and a clock that is set meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.health import HealthCheck
from sscard_desktop.domain.reader import ReaderEvent, ReaderState
from sscard_desktop.services.firststeps import FirstSteps
from sscard_desktop.services.health import Examiner
from sscard_desktop.ui.counter.page import CounterPage
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.morning.clockround import ClockRound
from sscard_desktop.ui.morning.page import MorningPage
from sscard_desktop.ui.window import Program
from tests.helpers.waiting import until
from tests.helpers.windowdesks import WindowDesk
from tests.storage.stations import PASSWORD
from tests.ui.morning.test_page import FINE, OLD_BACKUP, looks

if TYPE_CHECKING:
    from sscard_desktop.services.ports import DocumentReader, PhotoMaker


class House:
    """The running window, and what its examination will find."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        self.qtbot, self.desk = qtbot, desk
        # A day like others: the first one's steps come before the round.
        FirstSteps(desk.station.clerk).end()
        self.window = MainWindow(desk.language)
        qtbot.addWidget(self.window)
        cold = cast("PhotoMaker", SimpleNamespace(warm=lambda: None))
        deaf = cast("DocumentReader", SimpleNamespace(forget=lambda: None))
        place = replace(desk.workplace, photo_maker=lambda: cold, document_reader=lambda: deaf)
        self.program = Program(place, self.window, desk.language, on_bug=desk.bugs.append, mornings=True)
        self.window.show()

    def open(self) -> None:
        """Log in as the clerk; the pages are there, and nothing was examined yet."""
        self.program.tasks.run(
            lambda: self.program.open_desk("limin", PASSWORD), owner=self.program, on_done=self.program.sit_down
        )
        self.qtbot.waitUntil(lambda: self.window.current_page() == "counter", timeout=20_000)

    def settle(self) -> None:
        for _ in range(2):
            until(self.program.tasks.idle)
            self.qtbot.waitUntil(lambda: not self.page.examination.running, timeout=20_000)
        until(self.program.tasks.idle)

    @property
    def page(self) -> MorningPage:
        found = self.window.page("morning")
        assert isinstance(found, MorningPage)
        return found

    @property
    def counter(self) -> CounterPage:
        found = self.window.page("counter")
        assert isinstance(found, CounterPage)
        return found


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[HealthCheck]:
    """What every examiner of the window finds; filled by a test before the log-in."""
    checks: list[HealthCheck] = []
    monkeypatch.setattr("sscard_desktop.ui.examining.Examiner", lambda: Examiner(looks(*checks)))
    return checks


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, found: list[HealthCheck]) -> Iterator[House]:
    with WindowDesk(qtbot, tmp_path) as desk:
        made = House(qtbot, desk)
        yield made
        made.program.close()
        assert not desk.bugs


def test_all_well_is_one_line_once_a_day(house: House, found: list[HealthCheck]) -> None:
    found.append(FINE)
    house.open()
    house.qtbot.waitUntil(lambda: house.window.toast.text() == "开工检查：全部正常", timeout=10_000)
    house.settle()
    assert house.window.current_page() == "counter"
    house.window.lock()
    house.open()
    house.settle()
    assert not house.page.examination.checks


def test_the_page_comes_where_nobody_is_in_work_and_enter_leads_back(house: House, found: list[HealthCheck]) -> None:
    found.append(OLD_BACKUP)
    house.open()
    house.qtbot.waitUntil(lambda: house.window.current_page() == "morning", timeout=10_000)
    house.settle()
    QTest.keyClick(house.page, Qt.Key.Key_Return)
    assert house.window.current_page() == "counter"
    QTest.keyClick(house.window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert house.window.current_page() == "morning"


def test_whoever_is_in_work_is_offered_the_page_and_not_sent_there(house: House, found: list[HealthCheck]) -> None:
    house.open()
    house.settle()
    house.counter.course.begin()
    house.qtbot.waitUntil(house.counter.busy, timeout=10_000)
    found.append(OLD_BACKUP)
    house.page.examination._examiner = Examiner(looks(OLD_BACKUP))
    house.page.begin()
    house.qtbot.waitUntil(lambda: not house.window.banner().isHidden(), timeout=10_000)
    house.settle()
    assert house.window.current_page() == "counter"
    assert house.window.banner().texts()[0] == "开工检查：1 项要看一看"
    house.window.banner().action_chosen.emit()
    assert house.window.current_page() == "morning"


def test_whoever_went_elsewhere_is_left_there(house: House, found: list[HealthCheck]) -> None:
    house.open()
    house.settle()
    house.window.go_to("records")
    house.page.examination._examiner = Examiner(looks(OLD_BACKUP))
    house.page.begin()
    house.qtbot.waitUntil(lambda: not house.window.banner().isHidden(), timeout=10_000)
    house.settle()
    assert house.window.current_page() == "records"


def test_a_card_that_is_laid_on_leads_to_the_counter(house: House, found: list[HealthCheck]) -> None:
    found.append(OLD_BACKUP)
    house.open()
    house.qtbot.waitUntil(lambda: house.window.current_page() == "morning", timeout=10_000)
    house.settle()
    card = house.desk.station.person().card
    house.program.reader.told.emit(ReaderEvent(ReaderState.CARD_READ, card))
    assert house.window.current_page() == "counter"
    house.qtbot.waitUntil(house.counter.busy, timeout=10_000)
    house.settle()
    record = house.counter.work.record
    assert record is not None
    assert record.values["number"] == card.number


def test_a_clock_that_is_set_is_told_and_kept_in_the_trail(house: House, found: list[HealthCheck]) -> None:
    found.append(FINE)
    house.open()
    house.settle()
    hands = SimpleNamespace(now=house.desk.workplace.clock.now(), monotonic_s=50.0)

    class Clock:
        def now(self) -> datetime:
            return cast(datetime, hands.now)

        def monotonic_s(self) -> float:
            return float(hands.monotonic_s)

        def today(self) -> object:
            return hands.now.date()

    watch = ClockRound(house.window, cast("object", Clock()))  # type: ignore[arg-type]
    # Set while the window is locked: whoever comes next hears of it.
    hands.now += timedelta(hours=-3)
    watch.look()
    assert house.window.banner().isHidden()
    desk = house.program._desk
    assert desk is not None
    watch.sit_down(desk)
    house.settle()
    assert "调慢了 180 分钟" in house.window.banner().texts()[0]
    entries = house.desk.station.supervisor.store.audit_entries()
    assert [entry.detail for entry in entries if entry.action == "clock.jump"] == ['{"by_s": -10800}']
