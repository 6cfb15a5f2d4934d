# SPDX-License-Identifier: Apache-2.0
"""Why the window can't open, in a dialog: what is wrong, what to do, and one key to end it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sscard_desktop.domain.errors import EnvironmentFailedError
from sscard_desktop.ui.refusal import refusal
from sscard_desktop.ui.widgets.label import Label


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "写保护"), ("en", "write protection")])
def test_it_says_what_is_wrong_and_what_to_do_and_enter_ends_it(qtbot: QtBot, language: str, word: str) -> None:
    dialog = refusal(EnvironmentFailedError("portable.read_only", place="/media/stick/data"), language)
    qtbot.addWidget(dialog)
    dialog.show()
    said = " ".join(label.text() for label in dialog.findChildren(Label))
    assert "/media/stick/data" in said
    assert word in said
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()
