# SPDX-License-Identifier: Apache-2.0
"""Whose screen the second one is, answered in the settings and followed at the counter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.ui.applicant.screens import IN_A_WINDOW, OFF, SCREEN_SETTING, Place, Screens
from sscard_desktop.ui.settings.applicantscreen import ApplicantScreen
from tests.helpers.counters import CounterWindow


class TwoScreens(Screens):
    def __init__(self, *names: str) -> None:
        super().__init__()
        self.names = names

    def beside(self, window: QWidget, chosen: str = "") -> QRect | None:
        return None

    def places(self) -> list[Place]:
        return [Place(name, name, QRect(9000 * at, 0, 800, 600)) for at, name in enumerate(self.names, 1)]


@pytest.fixture(scope="module")
def counter(dressed_app: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CounterWindow]:
    found = CounterWindow(dressed_app, tmp_path_factory.mktemp("row") / "station")
    found.screens = TwoScreens()
    found.open()
    yield found
    found.close()


def row_of(counter: CounterWindow, *names: str) -> ApplicantScreen:
    row = ApplicantScreen(counter.desk, counter.window, TwoScreens(*names))
    row.read()
    counter.settle()
    return row


def test_screens_that_are_there_can_be_chosen_and_the_counter_follows(counter: CounterWindow) -> None:
    row = row_of(counter, "样例屏幕")
    assert row.answers.code() == ""
    row.answers.picked.emit(IN_A_WINDOW)
    counter.settle()
    assert counter.in_lane(lambda: counter.desk.session.store.setting(SCREEN_SETTING)) == IN_A_WINDOW
    assert counter.page.look.window is None
    counter.page.hide()
    counter.page.show()
    counter.settle()
    window = counter.page.look.window
    assert window is not None
    assert window.isVisible()
    row.answers.picked.emit(OFF)
    counter.page.hide()
    counter.page.show()
    counter.settle()
    assert window.isHidden()
    row.deleteLater()


def test_one_that_is_unplugged_is_still_the_answer(counter: CounterWindow) -> None:
    row = row_of(counter, "样例屏幕")
    row.answers.picked.emit("样例屏幕")
    counter.settle()
    other = row_of(counter)
    assert other.answers.code() == "样例屏幕"
    for each in (row, other):
        each.deleteLater()
