# SPDX-License-Identifier: Apache-2.0
"""What is charged to the program where hands have a pace: all that goes beyond the finger's own time, and no less."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.clerk.hands import Hands
from tests.clerk.tally import Whose

PROGRAM = Whose.PROGRAM


class Desk(QWidget):
    """Takes its time over each key."""

    def __init__(self) -> None:
        super().__init__()
        self.takes_s = 0.0
        self.seen = 0
        self.told = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.seen += 1
        time.sleep(self.takes_s)

    def tell(self) -> None:
        """Something comes late."""
        self.told += 1


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    widget = Desk()
    widget.show()
    widget.activateWindow()
    yield widget
    widget.close()


def test_a_key_is_charged_with_what_it_takes_beyond_the_fingers_own_time(desk: Desk) -> None:
    hands, desk.takes_s = Hands(desk, pace_ms=20), 0.05
    hands.press(Qt.Key.Key_F12)
    tally = hands.tally
    assert tally.at_work_s[PROGRAM] >= 0.05
    assert tally.waited_s[PROGRAM] == pytest.approx(tally.at_work_s[PROGRAM] - 0.02, abs=1e-6)


def test_a_quick_key_and_what_comes_before_the_finger_is_there_cost_nothing(desk: Desk) -> None:
    hands = Hands(desk, pace_ms=60_000)
    hands.press(Qt.Key.Key_F12)
    QTimer.singleShot(5, desk.tell)
    hands.wait(lambda: desk.told, "a sight")
    assert hands.tally.works_s["a sight"] > 0
    assert hands.tally.waited_s[PROGRAM] == 0


def test_what_comes_after_the_finger_is_there_is_waited_for(desk: Desk) -> None:
    hands = Hands(desk, pace_ms=10)
    hands.press(Qt.Key.Key_F12)
    QTimer.singleShot(80, desk.tell)
    hands.wait(lambda: desk.told, "a sight")
    waited, took = hands.tally.waits_s["a sight"], hands.tally.works_s["a sight"]
    assert took - 0.01 <= waited + 1e-6 <= took + 1e-6


def test_the_window_runs_while_a_finger_is_on_its_way_and_is_charged_where_it_runs_on(desk: Desk) -> None:
    hands = Hands(desk, pace_ms=200)

    def tell() -> None:
        desk.tell()
        time.sleep(0.25)

    hands.press(Qt.Key.Key_F12)
    QTimer.singleShot(1, tell)
    hands.press(Qt.Key.Key_F12)
    assert (desk.seen, desk.told) == (2, 1)
    assert hands.tally.waits_s["between keys"] >= 0.03


def test_without_a_pace_every_moment_is_waited_for(desk: Desk) -> None:
    hands, desk.takes_s = Hands(desk), 0.01
    hands.press(Qt.Key.Key_F12)
    hands.write("ab")
    QTimer.singleShot(5, desk.tell)
    hands.wait(lambda: desk.told, "a sight")
    assert desk.seen == 3
    assert hands.tally.waited_s[PROGRAM] == pytest.approx(hands.tally.at_work_s[PROGRAM])
    assert "between keys" not in hands.tally.works_s


def test_what_a_device_takes_is_not_the_programs(desk: Desk) -> None:
    hands = Hands(desk)
    QTimer.singleShot(5, desk.tell)
    hands.wait(lambda: desk.told, "a card", Whose.DEVICE)
    assert hands.tally.at_work_s[Whose.DEVICE] > 0
    assert hands.tally.at_work_s[PROGRAM] == 0
    assert not hands.tally.works_s
