# SPDX-License-Identifier: Apache-2.0
"""Colour is never the only sign: each tone, light and count differs from the others without it.

What stands on the pages is walked through in :mod:`.test_whole_window`.
"""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop import paths
from sscard_desktop.ui.icons import IconView
from sscard_desktop.ui.widgets.banner import Banner
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.finding import Finding
from sscard_desktop.ui.widgets.label import TONE_ICONS, Tone
from sscard_desktop.ui.widgets.lights import Light, StatusLight
from sscard_desktop.ui.widgets.rail import SectionRail

LOOKED_AT = {
    *("Banner", "Chip", "Finding", "StatusLight", "_SectionButton"),
    # A frame around what has an icon and a sentence: the field's note, the check's own row, a dialog's title.
    *("FieldEditor", "VerdictRow", "Dialog", "LightParts"),
    # Words, which say what is wrong; icons, of which each is a shape of its own.
    *("Label", "ElidedLabel", "IconView"),
    # Drawn right and wrong, with a tick and a cross in it.
    "Drawing",
}
"""Whatever the style sheets colour by a state: what comes new must be looked at, and belongs in a test."""


def said(widget: QWidget) -> tuple[str, ...]:
    """Return the icons and words of a widget, which are there without its colour."""
    icons = [part.name() for part in widget.findChildren(IconView) if not part.isHidden() and part.name()]
    words = [part.text() for part in widget.findChildren(QLabel) if not part.isHidden() and part.text()]
    return (*icons, *words)


def test_each_tone_has_an_icon_of_its_own() -> None:
    assert set(TONE_ICONS) == set(Tone)
    assert len(set(TONE_ICONS.values())) == len(Tone)


@pytest.mark.parametrize("kind", [Chip, Banner, Finding])
def test_tones_differ_without_colour(qtbot: QtBot, kind: type[QWidget]) -> None:
    seen = set()
    for tone in Tone:
        if kind is Chip:
            widget: QWidget = Chip("同一句话", tone=tone)
        elif kind is Banner:
            widget = Banner()
            assert isinstance(widget, Banner)
            widget.show_message("同一句话", tone=tone)
        else:
            widget = Finding("同一句话", tone=tone)
        qtbot.addWidget(widget)
        seen.add(said(widget))
    assert len(seen) == len(Tone)


def test_lights_differ_without_colour(qtbot: QtBot) -> None:
    light = StatusLight("读卡器")
    qtbot.addWidget(light)
    seen = set()
    for state in Light:
        light.set_light(state)
        seen.add(said(light))
    assert len(seen) == len(Light)


def test_sections_with_errors_warnings_and_gaps_differ_without_colour(qtbot: QtBot) -> None:
    rail = SectionRail()
    qtbot.addWidget(rail)
    rail.set_sections([("one", "证件")])
    seen = set()
    for state in ({"problems": 2}, {"warnings": 2}, {"missing": 2}, {"done": True}, {}):
        rail.set_state("one", **state)  # type: ignore[arg-type]
        seen.add(said(rail))
    assert len(seen) == 5


def test_nothing_else_is_coloured_by_its_state() -> None:
    found = set()
    for sheet in (paths.resources() / "theme").glob("*.qss"):
        for selector in re.findall(r"([^{}/]+)\{", sheet.read_text("utf-8")):
            found |= set(re.findall(r"(\w+)\s*\*?\[(?:tone|light)=", selector))
    assert found <= LOOKED_AT
