# SPDX-License-Identifier: Apache-2.0
"""The printers of the devices' page come from the spooler, with what keeps each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from sscard_desktop.devices.spooler.demo import DemoSpooler
from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.domain.printing import Printer, Trouble
from sscard_desktop.ui.settings.devices import DevicesTab
from tests.helpers.windowdesks import WindowDesk


class SilentSpooler(DemoSpooler):
    def printers(self) -> list[Printer]:
        raise EnvironmentFailedError("printer.spooler_silent")


class NoSpooler(DemoSpooler):
    def there(self) -> bool:
        return False


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowDesk]:
    with WindowDesk(qtbot, tmp_path) as made:
        yield made


def test_the_spooler_says_which_printers_there_are_and_what_keeps_them(
    qtbot: QtBot, desk: WindowDesk, tmp_path: Path
) -> None:
    spooler = DemoSpooler(tmp_path, names=("HP 1020", "Brother"))
    plugged: list[DemoSpooler] = [spooler]
    tab = DevicesTab(desk.sit_down("wangfang", replace(desk.workplace, spooler=lambda: plugged[0])))
    qtbot.addWidget(tab)

    def listed() -> list[str]:
        tab.entered()
        desk.settle()
        return [f"{found.text()} {found.detail()}" for found in tab.findings("printers")]

    assert listed() == ["HP 1020 默认打印机", "Brother "]
    spooler.fall_ill(Trouble.JAM)
    assert all("卡纸" in line for line in listed())
    plugged[0] = SilentSpooler(tmp_path)
    (silent,) = listed()
    assert "打印服务" in silent
    plugged[0] = NoSpooler(tmp_path)
    (nothing,) = listed()
    assert "没有找到打印机" in nothing
