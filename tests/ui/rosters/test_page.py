# SPDX-License-Identifier: Apache-2.0
"""The rosters page by keyboard on a real station: from the list to a person, by state, by text and by unit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.roster import RowState
from sscard_desktop.ui.rosters.page import RostersPage
from sscard_desktop.ui.widgets.empty import EmptyState
from tests.helpers.windowdesks import WindowDesk
from tests.ui.rosters.lists import UNITS, keep

Key = Qt.Key


class Scene:
    """The supervisor's page."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.page = RostersPage(desk.sit_down("wangfang"))
        qtbot.addWidget(self.page)
        self.page.resize(1280, 660)
        self.page.show()
        self.page.entered()
        desk.settle()

    def key(self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        QTest.keyClick(self.page.focusWidget() or self.page, key, modifiers)
        self.settle()

    def settle(self) -> None:
        # Pages of people are asked for after the painting that came to them.
        for _ in range(3):
            self.qtbot.wait(5)
            self.desk.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.page.focusWidget(), text)
        self.qtbot.wait(200)
        self.settle()

    def open(self, count: int, **changes: object) -> None:
        """Keep a roster of so many people, and open it."""
        keep(self.desk.station.supervisor, count, **changes)  # type: ignore[arg-type]
        self.page.entered()
        self.desk.settle()
        self.key(Key.Key_Return)

    def names(self) -> list[str]:
        model = self.page.people().model()
        people = [model.person(row) for row in range(model.rowCount())]
        return [person.name for person in people if person is not None]


@pytest.fixture
def scene(qtbot: QtBot, tmp_path: Path) -> Iterator[Scene]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield Scene(qtbot, desk)


def test_where_there_is_none_it_says_what_a_roster_is_for(scene: Scene) -> None:
    empty = scene.page.lister().findChildren(EmptyState)[0]
    assert empty.isVisible()
    assert not scene.page.lister().rosters()


def test_people_are_listed_by_state_text_and_unit(scene: Scene) -> None:
    scene.open(7, refused={2: "已离职"})
    assert scene.names() == [f"赵甲{at}" for at in range(1, 8)]
    scene.page.people().show_states((RowState.REFUSED,))
    scene.settle()
    assert scene.names() == ["赵甲2"]
    scene.page.people().show_all()
    scene.settle()
    scene.type("100003")
    assert scene.names() == ["赵甲3"]
    scene.key(Key.Key_Escape)
    scene.qtbot.wait(200)
    scene.settle()
    scene.key(Key.Key_F6)
    assert scene.page.people().by_unit()
    assert [each.name for each in scene.page.people().units().rows()] == sorted(
        UNITS, key=lambda name: name != UNITS[0]
    )
    scene.key(Key.Key_Return)
    assert scene.names() == ["赵甲1", "赵甲3", "赵甲5", "赵甲7"]
    scene.key(Key.Key_Escape)
    assert len(scene.names()) == 7
    scene.key(Key.Key_Escape)
    assert scene.page.lister().isVisible()
    assert scene.page.lister().rosters()[0].counts == {RowState.MISSING: 6, RowState.REFUSED: 1}
    assert not scene.desk.errors


def test_somebody_who_was_begun_is_gone_on_with_at_the_counter(scene: Scene, qtbot: QtBot) -> None:
    record = scene.desk.filled(0)
    scene.open(2, records={1: record})
    with qtbot.waitSignal(scene.page.page_requested) as asked:
        scene.key(Key.Key_Return)
    assert asked.args == ["counter", record]


def test_ten_thousand_people_have_one_scroll_bar_and_few_are_read(scene: Scene) -> None:
    scene.open(10_000)
    model = scene.page.people().model()
    assert model.rowCount() == 10_000
    scene.key(Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    scene.page.people().table.choose_row(9_999)
    scene.settle()
    last = scene.page.people().current()
    assert last is not None
    assert last.name == "赵甲10000"
    assert len(scene.names()) < 1000
