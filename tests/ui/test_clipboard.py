# SPDX-License-Identifier: Apache-2.0
"""The clipboard is swept of what the program copied, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.clipboard import KEPT_S, ClipboardSweep

SHORT_S = 0.05


@pytest.fixture
def field(qtbot: QtBot, dressed: QApplication) -> Iterator[QLineEdit]:
    line = QLineEdit("51010719900101001X")
    qtbot.addWidget(line)
    line.show()
    line.activateWindow()
    qtbot.waitUntil(line.isActiveWindow)
    yield line
    dressed.clipboard().clear()


def copy(line: QLineEdit) -> None:
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


def test_a_copied_number_is_gone_after_a_while(dressed: QApplication, field: QLineEdit, qtbot: QtBot) -> None:
    sweep = ClipboardSweep(dressed, kept_s=SHORT_S)
    copy(field)
    assert dressed.clipboard().text() == field.text()
    qtbot.waitUntil(lambda: dressed.clipboard().text() == "")
    sweep.deleteLater()


def test_a_lock_doesn_t_wait(dressed: QApplication, field: QLineEdit) -> None:
    sweep = ClipboardSweep(dressed)
    copy(field)
    sweep.sweep()
    assert dressed.clipboard().text() == ""
    sweep.deleteLater()


def test_what_was_copied_elsewhere_since_stays(dressed: QApplication, field: QLineEdit, qtbot: QtBot) -> None:
    sweep = ClipboardSweep(dressed, kept_s=SHORT_S)
    copy(field)
    field.hide()
    qtbot.waitUntil(lambda: dressed.activeWindow() is None)
    dressed.clipboard().setText("somebody else's")
    sweep.sweep()
    qtbot.wait(int(SHORT_S * 3000))
    assert dressed.clipboard().text() == "somebody else's"
    sweep.deleteLater()


def test_it_stays_long_enough_to_be_pasted() -> None:
    assert KEPT_S == 30.0
