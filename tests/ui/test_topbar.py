# SPDX-License-Identifier: Apache-2.0
"""The top bar: pressing a light names its device."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.topbar import Device, TopBar


@pytest.mark.parametrize("device", Device)
def test_a_light_leads_to_its_device_by_mouse_and_by_key(qtbot: QtBot, device: Device) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.show()
    chosen: list[str] = []
    bar.device_chosen.connect(chosen.append)
    QTest.mouseClick(bar.light(device), Qt.MouseButton.LeftButton)
    QTest.keyClick(bar.light(device), Qt.Key.Key_Space)
    assert chosen == [device.value] * 2
