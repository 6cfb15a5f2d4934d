# SPDX-License-Identifier: Apache-2.0
"""The demo's strip above the counter."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from PySide6.QtWidgets import QApplication

from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.ports import DemoDevices, SimulatedReader
from sscard_desktop.ui.counter.demo import DemoStrip
from sscard_desktop.ui.widgets.button import Button


def test_every_button_has_its_place_in_the_row(dressed: QApplication) -> None:
    devices = cast("DemoDevices", SimpleNamespace(people=lambda _: ()))
    strip = DemoStrip(DemoStage(cast("SimulatedReader", None), devices))
    row = strip.layout()
    assert row is not None
    buttons = strip.findChildren(Button)
    assert buttons
    assert all(row.indexOf(button) >= 0 for button in buttons)
    strip.deleteLater()
