# SPDX-License-Identifier: Apache-2.0
"""The pages together in the real window: each reached by one key, its own keys at work as soon as it is in front."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.record import RecordId, Status
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.navigation import NavigationButton
from sscard_desktop.ui.pages import places_for
from tests.helpers.windowdesks import WindowDesk

CLERKS = ["counter", "records", "figures", "help"]
SUPERVISORS = [
    *("counter", "records", "rosters", "review", "batches"),
    *("packages", "feedback", "figures", "settings", "help"),
]
NUMBERED = 9


class House:
    """The main window with one person's pages."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk, name: str) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.window = MainWindow(desk.language)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        places = places_for(desk.sit_down(name))
        self.places = [place.key for place in places]
        self.window.show_places(places, places[0].key)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        desk.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)
        self.desk.settle()

    def go(self, place: int) -> None:
        self.key(Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.AltModifier)
        # The button shows that it was pressed before it acts.
        wanted = self.places[place - 1]
        self.qtbot.waitUntil(lambda: self.window.current_page() == wanted)
        self.desk.settle()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


@pytest.mark.parametrize(("name", "keys"), [("limin", CLERKS), ("wangfang", SUPERVISORS)])
def test_each_role_has_its_pages_in_order(qtbot: QtBot, desk: WindowDesk, name: str, keys: list[str]) -> None:
    house = House(qtbot, desk, name)
    assert house.places == [*keys, "first", "morning"]  # the last two have no place in the navigation
    for place, key in enumerate(keys[:NUMBERED], start=1):
        house.go(place)
        assert house.window.current_page() == key
    # A tenth place has no number, but its mark: F1 gives help everywhere.
    house.window.go_to("help")
    assert house.window.current_page() == "help"
    marks = [button.toolTip() for button in house.window.findChildren(NavigationButton)]
    assert marks == [*(f"Alt+{place + 1}" for place in range(len(keys[:NUMBERED]))), *["F1"][: len(keys) - NUMBERED]]
    house.window.close_pages()
    desk.settle()


def test_a_days_end_by_keyboard_alone(qtbot: QtBot, desk: WindowDesk) -> None:
    record = desk.submitted(0)
    house = House(qtbot, desk, "wangfang")
    store = desk.station.supervisor.store
    house.go(4)
    house.key(Qt.Key.Key_A)
    assert store.record(RecordId(record)).status is Status.APPROVED
    house.go(5)
    house.key(Qt.Key.Key_N)
    page = house.window.page("batches")
    dialog = page.dialog()  # type: ignore[attr-defined]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    desk.settle()
    assert store.record(RecordId(record)).batch
    assert not desk.errors
    house.window.close_pages()
    desk.settle()


def test_f1_asks_for_help_with_the_page_in_front_and_leaves_it_there(qtbot: QtBot, desk: WindowDesk) -> None:
    house = House(qtbot, desk, "wangfang")
    asked: list[list[str]] = []
    house.window.help_wanted.connect(lambda topics, over: asked.append(topics))
    for place, key in enumerate(SUPERVISORS[:NUMBERED], start=1):
        house.go(place)
        house.key(Qt.Key.Key_F1)
        assert f"page:{key}" in asked.pop(), key
        assert house.window.current_page() == key
    assert not asked
    house.window.close_pages()
    desk.settle()


def test_a_draft_opens_at_the_counter_from_the_list(qtbot: QtBot, desk: WindowDesk) -> None:
    desk.filled(0)
    house = House(qtbot, desk, "limin")
    house.go(2)
    house.key(Qt.Key.Key_Return)
    assert house.window.current_page() == "counter"
    house.window.close_pages()
    desk.settle()
