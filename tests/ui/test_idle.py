# SPDX-License-Identifier: Apache-2.0
"""The window notices that nobody is there."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.idle import IdleWatch


def test_nobody_at_the_keyboard_is_noticed_once(qapp: QApplication, qtbot: QtBot) -> None:
    watch = IdleWatch(qapp, timeout_s=0.02)
    noticed: list[bool] = []
    watch.idle.connect(lambda: noticed.append(True))
    watch.start()
    qtbot.waitUntil(lambda: noticed == [True])
    qtbot.wait(60)
    assert noticed == [True]


def test_a_key_starts_the_wait_anew(qapp: QApplication, qtbot: QtBot) -> None:
    watch = IdleWatch(qapp, timeout_s=60)
    watch.start()
    line = QLineEdit()
    qtbot.addWidget(line)
    qtbot.wait(20)
    before = watch.remaining_ms()
    QTest.keyClick(line, Qt.Key.Key_A)
    assert watch.remaining_ms() > before
    watch.stop()


def test_a_locked_window_waits_for_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    watch = IdleWatch(qapp, timeout_s=0.02)
    watch.start()
    watch.stop()
    with qtbot.assertNotEmitted(watch.idle, wait=60):
        pass


def test_the_time_can_be_changed_while_watching(qapp: QApplication, qtbot: QtBot) -> None:
    watch = IdleWatch(qapp, timeout_s=600)
    watch.start()
    with qtbot.waitSignal(watch.idle, timeout=2000):
        watch.set_timeout(0.02)


@pytest.mark.parametrize("time_s", [math.inf, math.nan, -1.0, 1e300, 3601.0])
def test_no_number_switches_the_lock_off(qapp: QApplication, time_s: float) -> None:
    watch = IdleWatch(qapp, timeout_s=1)
    watch.set_timeout(time_s)
    watch.start()
    assert 0 < watch.remaining_ms() <= 3_600_000
    watch.stop()


def test_it_waits_as_long_again_while_work_goes_on(qapp: QApplication, qtbot: QtBot) -> None:
    working = [True]
    watch = IdleWatch(qapp, timeout_s=0.02, held=lambda: working[0])
    watch.start()
    with qtbot.assertNotEmitted(watch.idle, wait=60):
        pass
    working[0] = False
    qtbot.waitSignal(watch.idle, timeout=2000).wait()
