# SPDX-License-Identifier: Apache-2.0
"""The icons: each draws something, in the colour that was asked for."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from sscard_desktop import paths
from sscard_desktop.ui import icons


@pytest.mark.parametrize("name", icons.names())
def test_an_icon_draws_in_its_colour_and_stays_inside(name: str, qtbot: QtBot) -> None:
    picture = icons.pixmap(name, QColor("red"), 48).toImage()
    inked = [
        (x, y, picture.pixelColor(x, y)) for x in range(48) for y in range(48) if picture.pixelColor(x, y).alpha() > 200
    ]
    assert inked
    assert all((colour.red(), colour.green(), colour.blue()) == (255, 0, 0) for _, _, colour in inked)
    assert all(0 < x < 47 and 0 < y < 47 for x, y, _ in inked)


def test_every_icon_that_the_window_names_exists() -> None:
    folder = paths.resources().parent / "sscard_desktop" / "ui"
    source = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    named = set(re.findall(r'(?:\bicon=|IconView\()"([a-z_]+)"', source)) - {"small", "plain", "large"}
    assert named
    assert named <= set(icons.names())


def test_an_icon_view_takes_its_colour_from_its_palette(qtbot: QtBot) -> None:
    view = icons.IconView("light_on")
    qtbot.addWidget(view)
    palette = view.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor("lime"))
    view.setPalette(palette)
    view.resize(24, 24)
    middle = view.grab().toImage().pixelColor(12, 12)
    assert (middle.red(), middle.green(), middle.blue()) == (0, 255, 0)


@pytest.mark.parametrize("name", icons.names())
def test_the_icons_are_of_one_family(name: str) -> None:
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert drawing.startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">'
    )
    assert "<text" not in drawing
