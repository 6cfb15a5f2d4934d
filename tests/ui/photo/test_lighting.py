# SPDX-License-Identifier: Apache-2.0
"""The lighting coach by keyboard: it looks, scores, advises one thing, and keeps the day's score."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.ui.photo.lighting import LightingDialog
from tests.ui.photo.conftest import Counter
from tests.ui.photo.test_dialog import WAIT_MS, Shown


def test_a_check_ends_in_a_score_and_enter_keeps_it_for_the_day(counter: Counter) -> None:
    counter.record()
    dialog = LightingDialog(counter.desk, counter.host, lasts_s=1)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible(), "there is nothing to keep yet"
    counter.qtbot.waitUntil(lambda: dialog.found is not None, timeout=WAIT_MS)
    found = dialog.found
    assert found is not None
    assert dialog.parts.score_text() == f"{found.score} / 100"
    assert dialog.picture.hint()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    counter.qtbot.waitUntil(counter.desk.tasks.idle, timeout=WAIT_MS)
    kept = counter.stored(lambda: counter.desk.lighting().today())
    assert kept is not None
    assert (kept.score, kept.advice) == (found.score, found.advice)


def test_l_leads_to_the_check_and_esc_back_to_the_live_picture(counter: Counter) -> None:
    shown = Shown(counter)
    shown.manually()
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_L)
    coach = shown.dialog.findChild(LightingDialog)
    assert isinstance(coach, LightingDialog)
    assert not shown.dialog.live.can_shoot, "no photo is taken behind the check"
    QTest.keyClick(coach, Qt.Key.Key_Escape)
    shown.wait_for_picture()
    shown.press(Qt.Key.Key_Escape)


def test_a_lost_camera_is_told_and_the_check_begins_again(counter: Counter) -> None:
    dialog = LightingDialog(counter.desk, counter.host, lasts_s=60)
    dialog.open()
    counter.qtbot.waitUntil(lambda: dialog.parts.score_text() != "–", timeout=WAIT_MS)
    counter.cameras.unplug()
    try:
        counter.qtbot.waitUntil(dialog.banner.isVisible, timeout=WAIT_MS)
        assert dialog.found is None
    finally:
        counter.cameras.plug_in()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_without_the_models_the_check_says_so(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise EnvironmentFailedError("photo.model_missing", file="face_detector.tflite")

    monkeypatch.setattr(counter.desk.workplace.light_meter(), "read", missing)
    dialog = LightingDialog(counter.desk, counter.host, lasts_s=1)
    dialog.open()
    counter.qtbot.waitUntil(dialog.banner.isVisible, timeout=WAIT_MS)
    assert "face_detector.tflite" in dialog.banner.texts()[0]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
