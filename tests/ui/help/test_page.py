# SPDX-License-Identifier: Apache-2.0
"""The help page tells each person what they may do, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.help.page import HelpPage
from sscard_desktop.ui.widgets.keycap import KeyCap
from sscard_desktop.ui.widgets.label import Label
from tests.helpers.windowdesks import WindowDesk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as desk:
        yield desk


def words(page: HelpPage) -> str:
    return " ".join(label.text() for label in page.findChildren(Label))


def test_a_clerk_isnt_told_what_only_a_supervisor_does(qtbot: QtBot, desk: WindowDesk) -> None:
    clerk, chief = HelpPage(desk.sit_down("limin")), HelpPage(desk.sit_down("wangfang"))
    for page in (clerk, chief):
        qtbot.addWidget(page)
    assert "撤销上报" in words(chief)
    assert "单位集中采集" in words(chief)
    assert "单位集中采集" not in words(clerk)
    assert "审核与上报" in words(chief)
    assert "撤销上报" not in words(clerk)
    assert "审核与上报" not in words(clerk)
    assert {"F4", "F10"} <= {cap.text() for cap in clerk.findChildren(KeyCap)}


def test_it_speaks_the_language_in_force(qtbot: QtBot, desk: WindowDesk) -> None:
    page = HelpPage(desk.sit_down("wangfang"))
    qtbot.addWidget(page)
    desk.language.switch("en")
    QApplication.processEvents()
    assert "Lay the ID card on the reader" in words(page)
