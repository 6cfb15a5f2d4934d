# SPDX-License-Identifier: Apache-2.0
"""The support bundle in the window: shown before it is saved, saved as shown, and noted."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.desk import Desk
from sscard_desktop.ui.morning.page import SUPPORT
from sscard_desktop.ui.morning.support import SupportDialog
from tests.helpers.windowdesks import WindowDesk
from tests.ui.morning.test_page import FINE, OLD_BACKUP, Scene


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def opened(qtbot: QtBot, sitting: Desk, parent: QWidget, to: Path) -> SupportDialog:
    def choose(_: QWidget, name: str) -> Path:
        return to / name.removesuffix(".zip")

    dialog = SupportDialog(sitting, (FINE, OLD_BACKUP), parent, choose=choose)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.files.count() > 0, timeout=20_000)
    return dialog


def test_everything_is_shown_word_for_word_and_then_saved(
    qtbot: QtBot, desk: WindowDesk, parent: QWidget, tmp_path: Path
) -> None:
    sitting = desk.sit_down("limin")
    dialog = opened(qtbot, sitting, parent, tmp_path)
    shown = {}
    for row in range(dialog.files.count()):
        dialog.files.setCurrentRow(row)
        shown[dialog.files.item(row).text().partition("\n")[0]] = dialog.text.toPlainText()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    desk.settle()
    (path,) = tmp_path.glob("sscard-support-*.zip")
    with zipfile.ZipFile(path) as zipped:
        assert {name: zipped.read(name).decode() for name in zipped.namelist()} == shown
    assert "health.backup_old" in shown["health.json"]
    actions = desk.on_lane(lambda: [entry.action for entry in sitting.session.store.audit_entries()])
    assert actions[-1] == "support.bundle"


def test_a_place_that_cannot_be_written_is_told_and_the_bundle_stays(
    qtbot: QtBot, desk: WindowDesk, parent: QWidget, tmp_path: Path
) -> None:
    dialog = opened(qtbot, desk.sit_down("limin"), parent, tmp_path / "nowhere")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert any("sscard-support" in each for each in dialog._banner.texts())


def test_f8_opens_it_and_the_help_leads_there_once_the_examination_is_over(qtbot: QtBot, desk: WindowDesk) -> None:
    scene = Scene(qtbot, desk, "limin", FINE)
    scene.press(Qt.Key.Key_F8)
    first = scene.page.findChild(SupportDialog)
    assert isinstance(first, SupportDialog)
    first.reject()
    scene.page.begin()
    scene.page.entered(SUPPORT)
    qtbot.waitUntil(lambda: any(each is not first for each in scene.page.findChildren(SupportDialog)))
    scene.settle()
