# SPDX-License-Identifier: Apache-2.0
"""Dialogs have room for what wraps, from the beginning and when it comes later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui import theme
from sscard_desktop.ui.widgets.dialog import Dialog
from sscard_desktop.ui.widgets.label import Label

LONG = "All that was read in is taken back, and the records stand as before. It can't be done once work went on. " * 2


@pytest.fixture
def large_type(dressed_app: QApplication) -> Iterator[None]:
    theme.apply(dressed_app, theme.Look(large_type=True))
    yield
    theme.apply(dressed_app, theme.Look())


def is_clear(upper: QWidget, lower: QWidget) -> bool:
    return upper.mapTo(upper.window(), upper.rect().bottomLeft()).y() < lower.mapTo(lower.window(), QPoint()).y()


@pytest.mark.usefixtures("large_type")
def test_buttons_never_stand_over_what_is_above_them(qtbot: QtBot) -> None:
    dialog = Dialog(icon="undo")
    dialog.set_title("Take it back")
    dialog.set_text(LONG)
    table = QListWidget(dialog)
    table.setMinimumHeight(180)
    later = Label("", dialog, wrap=True)
    later.hide()
    for part in (table, later):
        dialog.body.addWidget(part)
    button = dialog.add_button("Take back", result=1, primary=True)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    text = dialog.findChildren(Label)[1]
    assert text.text() == LONG
    assert text.height() >= text.heightForWidth(text.width())
    assert is_clear(table, button)
    later.setText(LONG)
    later.show()
    qtbot.waitUntil(lambda: later.height() >= later.heightForWidth(later.width()))
    assert is_clear(later, button)


def test_what_grows_beyond_the_screen_moves_up_so_that_its_buttons_are_seen(qtbot: QtBot) -> None:
    dialog = Dialog()
    dialog.set_title("Ask")
    part = QWidget(dialog)
    dialog.body.addWidget(part)
    dialog.add_button("Close", result=0)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    room = dialog.screen().availableGeometry()
    dialog.move(0, room.bottom() - dialog.height() - 20)
    part.setMinimumHeight(200)
    dialog.adjustSize()
    QApplication.processEvents()
    assert dialog.frameGeometry().bottom() <= room.bottom()
    assert dialog.frameGeometry().top() >= room.top()


def test_what_wrapped_only_while_the_dialog_was_narrow_takes_no_room_once_it_is_wide(qtbot: QtBot) -> None:
    """A dialog that opened under load got its width late, and stood over the whole screen's height for nothing."""
    dialog = Dialog()
    dialog.set_title("Ask")
    dialog.set_text(LONG * 3)
    dialog.add_button("Open", result=1, primary=True)
    qtbot.addWidget(dialog)
    dialog.setMinimumWidth(0)
    dialog.resize(200, 100)
    dialog.show()
    qtbot.waitExposed(dialog)
    narrow = dialog.height()
    dialog.setMinimumWidth(900)
    qtbot.waitUntil(lambda: dialog.width() >= 900 and dialog.height() < narrow)
    text = dialog.findChildren(Label)[1]
    assert text.height() >= text.heightForWidth(text.width())
    assert dialog.minimumHeight() == dialog.height()
