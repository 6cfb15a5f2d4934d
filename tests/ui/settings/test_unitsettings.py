# SPDX-License-Identifier: Apache-2.0
"""单位设定 by keyboard, where the city lets a unit settle something; nothing of it where it doesn't."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.services.unitsettings import UnitSettings
from sscard_desktop.ui.settings.units import UnitsTab
from tests.helpers.applicants import city
from tests.helpers.desks import UNIT
from tests.helpers.windowdesks import WindowDesk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as made:
        yield made


def tab_of(desk: WindowDesk, qtbot: QtBot, name: str) -> UnitsTab:
    opened = desk.sit_down("wangfang")
    tab = UnitsTab(replace(opened, session=replace(opened.session, profile=city(name))))
    qtbot.addWidget(tab)
    tab.show()
    tab.entered()
    desk.settle()
    return tab


def test_a_unit_opens_with_what_it_settles_and_shows_it_again(desk: WindowDesk, qtbot: QtBot) -> None:
    tab = tab_of(desk, qtbot, "beijing")
    assert "settle" in [action.name for action in tab.key_actions()]
    tab.act("settle")
    desk.settle()
    dialog = tab.dialog()
    assert dialog is not None
    assert [editor.label() for editor in dialog.fields()] == ["领卡方式", "发卡行名称", "办卡网点"]
    way, bank, office = dialog.fields()
    for editor, keys in ((way, "dwdl"), (bank, "Sample Bank"), (office, "Branch 1")):
        editor.control().setFocus()
        QTest.keyClicks(editor.control(), keys)
        QTest.keyClick(editor.control(), Qt.Key.Key_Return)
    desk.settle()
    session = replace(desk.station.supervisor, profile=city("beijing"))
    assert UnitSettings(session).of(UNIT) == {"pickup_way": "unit", "bank": "Sample Bank", "bank_office": "Branch 1"}
    tab.act("settle")
    desk.settle()
    again = tab.dialog()
    assert again is not None
    assert [editor.value() for editor in again.fields()] == ["unit", "Sample Bank", "Branch 1"]
    again.reject()


def test_where_no_unit_settles_anything_there_is_nothing_to_press(desk: WindowDesk, qtbot: QtBot) -> None:
    tab = tab_of(desk, qtbot, "chengdu")
    assert "settle" not in [action.name for action in tab.key_actions()]
