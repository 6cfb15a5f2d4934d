# SPDX-License-Identifier: Apache-2.0
"""A made-up station takes seconds to make: the window says so meanwhile, and takes no keys."""

from __future__ import annotations

from unittest.mock import Mock

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import RefusedError
from sscard_desktop.ui import opening
from sscard_desktop.ui.i18n import Language
from sscard_desktop.ui.main_window import MainWindow
from sscard_desktop.ui.preparing import PreparingGate


def test_a_demo_that_is_being_made_says_so_over_the_whole_window(qtbot: QtBot, qapp: QApplication) -> None:
    language = Language(qapp)
    language.switch("zh_CN")
    window = MainWindow(language)
    qtbot.addWidget(window)
    program = Mock()
    opening._begin_demo(program, window, language, Mock(), "chengdu", second_screen=False)
    gate = window.gate()
    assert isinstance(gate, PreparingGate)
    assert any("演示" in label.text() for label in gate.findChildren(QLabel))
    program.tasks.run.assert_called_once()
    program.tasks.run.call_args.kwargs["on_error"](RefusedError("record.locked"))
    assert not any("演示" in label.text() for label in gate.findChildren(QLabel)), "why it failed is seen"
    language.silence()
