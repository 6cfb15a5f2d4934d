# SPDX-License-Identifier: Apache-2.0
"""The tokens: readable in every set of colours, and the only place where colours and sizes stand."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop import paths
from sscard_desktop.ui import theme
from sscard_desktop.ui.theme import Look, Mode
from sscard_desktop.ui.widgets.dialog import Dialog
from tests.helpers.waiting import until

LOOKS = [Look(mode, large) for mode in Mode for large in (False, True)]


class EventCount(QObject):
    """Counts events of one kind."""

    def __init__(self, kind: QEvent.Type) -> None:
        super().__init__()
        self._kind = kind
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == self._kind
        return False


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


def test_no_length_stands_in_the_style_sheets() -> None:
    found = {
        path.name: re.findall(r"\b[1-9]\d*(?:px|pt|em)\b", path.read_text(encoding="utf-8"))
        for path in (paths.resources() / "theme").glob("*.qss")
    }
    assert not {name: lengths for name, lengths in found.items() if lengths}


SIZED_BY_HAND = re.compile(
    r"set(?:Fixed|Minimum|Maximum)(?:Width|Height|Size)\((?:QSize\()?\d{2,}"
    r"|set(?:Horizontal|Vertical)?Spacing\([1-9]|addSpacing\([1-9]|setContentsMargins\([^)]*\b[1-9]\d*\b"
    r"|setPixelSize\([1-9]|setPointSize|setPointSizeF|setStyleSheet\("
)


def test_no_widget_takes_a_length_or_a_style_from_elsewhere() -> None:
    ui = paths.resources().parent / "sscard_desktop" / "ui"
    found = {
        path.name: SIZED_BY_HAND.findall(path.read_text(encoding="utf-8"))
        for path in ui.rglob("*.py")
        if path.name != "theme.py"
    }
    assert not {name: calls for name, calls in found.items() if calls}


def test_high_contrast_draws_borders_twice_as_wide() -> None:
    assert theme.tokens().values(Look(Mode.CONTRAST))["border"] == "2px"


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("pixels", [12, 13, 15, 17, 20, 23, 28, 38])
def test_figures_are_all_equally_wide(dressed: QApplication, pixels: int, *, bold: bool) -> None:
    font = QFont(dressed.font())
    font.setPixelSize(pixels)
    font.setBold(bold)
    assert len({QFontMetricsF(font).horizontalAdvance(figure * 20) for figure in "0123456789"}) == 1


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
