# SPDX-License-Identifier: Apache-2.0
"""The demo's strip above the counter."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.services.ports import DemoDevices, SimulatedReader
from sscard_desktop.ui import theme
from sscard_desktop.ui.counter.demo import DemoStrip
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.widgets.button import Button

NARROWEST = 1366 - 114
"""What a screen leaves beside the navigation, which grows with its type."""


def test_every_button_has_its_place_in_the_row(dressed: QApplication) -> None:
    devices = cast("DemoDevices", SimpleNamespace(people=lambda _: ()))
    strip = DemoStrip(DemoStage(cast("SimulatedReader", None), devices))
    row = strip.layout()
    assert row is not None
    buttons = strip.findChildren(Button)
    assert buttons
    assert all(row.indexOf(button) >= 0 for button in buttons)
    strip.deleteLater()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_row_leaves_room_on_the_smallest_screen_in_large_type(dressed: QApplication, language: str) -> None:
    people = [SimpleNamespace(card=SimpleNamespace(number="1", name="阿依古丽·买买提江"))]
    devices = cast("DemoDevices", SimpleNamespace(people=lambda _: people, seat=lambda _: None))
    tongue = Language(dressed)
    tongue.switch(language)
    theme.apply(dressed, theme.Look(large_type=True))
    strip = DemoStrip(DemoStage(cast("SimulatedReader", None), devices))
    try:
        strip.serve("1")
        assert strip.minimumSizeHint().width() < NARROWEST
    finally:
        strip.deleteLater()
        theme.apply(dressed, theme.Look())
        tongue.silence()
