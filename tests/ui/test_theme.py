# SPDX-License-Identifier: Apache-2.0
"""The tokens: readable in every set of colours, and the only place where colours and sizes stand."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop import paths
from sscard_desktop.ui import theme
from sscard_desktop.ui.theme import Look, Mode
from sscard_desktop.ui.widgets.dialog import Dialog
from tests.helpers.waiting import until

LOOKS = [Look(mode, large) for mode in Mode for large in (False, True)]

TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "muted", "accent", "ok", "warn", "bad") for ground in ("paper", "wash")),
    ("ok", "ok_wash"),
    ("warn", "warn_wash"),
    ("bad", "bad_wash"),
    ("accent", "accent_wash"),
    ("ink", "hover"),
    ("muted", "hover"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("on_chosen", "chosen"),
    ("chosen_icon", "chosen"),
    ("ink", "card_top"),
    ("ink", "card_bottom"),
    ("muted", "card_top"),
    ("muted", "card_bottom"),
]


class EventCount(QObject):
    """Counts events of one kind."""

    def __init__(self, kind: QEvent.Type) -> None:
        super().__init__()
        self._kind = kind
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == self._kind
        return False


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    shown = QColor(colour)
    return 0.2126 * linear(shown.redF()) + 0.7152 * linear(shown.greenF()) + 0.0722 * linear(shown.blueF())


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.1, 1.4.3."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_readable_on_its_ground(mode: Mode, text: str, ground: str) -> None:
    colours = theme.tokens().colour[mode]
    assert contrast(colours[text], colours[ground]) >= (7.0 if mode is Mode.CONTRAST else 4.5)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("ground", ["paper", "wash"])
def test_borders_of_fields_and_the_focus_ring_can_be_seen(mode: Mode, ground: str) -> None:
    colours = theme.tokens().colour[mode]
    assert contrast(colours["control"], colours[ground]) >= 2.95
    assert contrast(colours["accent"], colours[ground]) >= 3


def test_the_three_sets_name_the_same_colours() -> None:
    names = {mode: set(theme.tokens().colour[mode]) for mode in Mode}
    assert names[Mode.LIGHT] == names[Mode.DARK] == names[Mode.CONTRAST]


@pytest.mark.parametrize("look", LOOKS)
def test_every_name_in_the_style_sheets_is_a_token(look: Look) -> None:
    assert "@" not in theme.style_sheet(look)


def test_every_colour_is_used_somewhere() -> None:
    sheets = "".join(path.read_text(encoding="utf-8") for path in (paths.resources() / "theme").glob("*.qss"))
    in_palette = {"paper", "ink", "wash", "accent", "muted", "bad", "on_accent", "line", "control", "disabled"}
    unused = {name for name in theme.tokens().colour[Mode.LIGHT] if f"@{name}" not in sheets} - in_palette
    assert not unused


def test_no_colour_stands_outside_the_tokens() -> None:
    places = [*(paths.resources() / "theme").glob("*.qss"), *(paths.resources() / "icons").glob("*.svg")]
    places += (paths.resources().parent / "sscard_desktop" / "ui").rglob("*.py")
    found = {
        path.name: re.findall(r"#[0-9A-Fa-f]{6}\b|(?<!\.)rgba?\(|QColor\(\d|GlobalColor\.(?!transparent)\w+", text)
        for path in places
        # Paper is white whatever the window wears.
        if path.name != "paper.py" and (text := path.read_text(encoding="utf-8"))
    }
    assert not {name: colours for name, colours in found.items() if colours}


def test_large_type_is_a_third_larger() -> None:
    plain, large = theme.tokens().values(Look()), theme.tokens().values(Look(large_type=True))
    assert (plain["type_value"], large["type_value"]) == ("17px", "23px")
    assert (plain["field"], large["field"]) == ("36px", "49px")


def test_the_focus_ring_moves_nothing(qtbot: QtBot) -> None:
    line, other = QLineEdit(), QLineEdit()
    for widget in (line, other):
        qtbot.addWidget(widget)
        widget.show()
    before = (line.sizeHint(), other.sizeHint())
    line.setFocus()
    assert (line.sizeHint(), other.sizeHint()) == before


def test_changing_the_look_repaints_what_is_up(qtbot: QtBot, dressed: QApplication) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    theme.apply(dressed, Look(Mode.DARK, large_type=True))
    try:
        assert line.palette().text().color() == QColor(theme.tokens().colour[Mode.DARK]["ink"])
        assert line.sizeHint().height() > 45
    finally:
        theme.apply(dressed, Look())
    assert line.palette().text().color() == QColor(theme.tokens().colour[Mode.LIGHT]["ink"])


def test_a_change_of_look_reaches_each_widget_a_few_times_however_deep_it_lies(
    qtbot: QtBot, dressed: QApplication
) -> None:
    outer = inner = QWidget()
    qtbot.addWidget(outer)
    for _ in range(20):
        inner = QWidget(inner)
    outer.show()
    changes = EventCount(QEvent.Type.StyleChange)
    inner.installEventFilter(changes)
    theme.apply(dressed, Look(Mode.DARK))
    try:
        assert 0 < changes.count <= 2
    finally:
        theme.apply(dressed, Look())


def test_to_put_on_what_is_worn_already_disturbs_nothing(qtbot: QtBot, dressed: QApplication) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    changes = EventCount(QEvent.Type.StyleChange)
    line.installEventFilter(changes)
    theme.apply(dressed, Look())
    assert changes.count == 0


def test_there_and_back_looks_as_before(qtbot: QtBot, dressed: QApplication) -> None:
    dialog = Dialog(icon="warn", tone="warn")
    dialog.set_title("标题")
    dialog.set_text("一句话。")
    dialog.add_button("继续", result=1, primary=True)
    qtbot.addWidget(dialog)
    dialog.resize(480, 240)
    dialog.show()
    until(dialog.isActiveWindow)
    before = dialog.grab().toImage()
    for look in LOOKS:
        theme.apply(dressed, look)
    theme.apply(dressed, Look())
    dialog.resize(480, 240)
    QApplication.processEvents()
    assert dialog.grab().toImage() == before
