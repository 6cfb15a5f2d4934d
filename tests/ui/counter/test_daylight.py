# SPDX-License-Identifier: Apache-2.0
"""The morning's word about the lamp: said once, above an empty counter, and never in anybody's way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.domain.lighting import LightScore
from sscard_desktop.services.ports import CameraDevice, Frame
from sscard_desktop.ui.counter.notices import Subject
from sscard_desktop.ui.photo.lighting import LightingDialog
from tests.helpers.counters import CounterWindow


class StillCameras:
    """One camera, or none, that never brings a frame."""

    def __init__(self, *there: CameraDevice) -> None:
        self._there = list(there)

    def devices(self) -> list[CameraDevice]:
        return self._there

    def watch(self, on_change: Callable[[], None]) -> Callable[[], None]:
        return lambda: None

    def open(self, device_id: str, on_frame: Callable[[Frame], None], on_lost: Callable[[SscardError], None]) -> None:
        """Open nothing."""

    def close(self) -> None:
        """Nothing was opened."""


CAMERA = CameraDevice("usb-1", "Sample Camera")


def sat_down(counter: CounterWindow, *cameras: CameraDevice) -> CounterWindow:
    """Log the clerk in again, at a counter with these cameras."""
    counter.get_up()
    there = StillCameras(*cameras)
    counter.workplace = replace(counter.workplace, cameras=lambda: there)
    counter.sit_down()
    return counter


@pytest.fixture
def morning(counter: CounterWindow) -> CounterWindow:
    return sat_down(counter, CAMERA)


def test_that_nobody_checked_the_light_is_said_until_the_first_person_and_not_again(morning: CounterWindow) -> None:
    board = morning.page.board
    assert board.current() is Subject.HINT
    assert "灯光" in board.texts()[0]
    morning.key(Qt.Key.Key_F2)
    morning.settle()
    assert morning.page.work.record is not None, "it blocks nothing"
    assert board.current() is not Subject.HINT
    morning.page.course.park()
    morning.settle()
    assert morning.page.work.record is None
    assert board.current() is not Subject.HINT


def test_where_it_was_checked_nothing_is_said(morning: CounterWindow) -> None:
    morning.in_lane(lambda: morning.desk.lighting().keep(LightScore(88, (), "all_well")))
    assert sat_down(morning, CAMERA).page.board.current() is None


def test_without_a_camera_nothing_is_said(counter: CounterWindow) -> None:
    assert sat_down(counter).page.board.current() is None


def test_a_key_opens_the_check_from_the_counter(morning: CounterWindow) -> None:
    morning.key(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    check = morning.page.findChild(LightingDialog)
    assert isinstance(check, LightingDialog)
    QTest.keyClick(check, Qt.Key.Key_Escape)
    morning.settle()
    assert morning.page.board.current() is Subject.HINT, "it was looked at and not done"
