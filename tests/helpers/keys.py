# SPDX-License-Identifier: Apache-2.0
"""Typing as a clerk does: keys for what a keyboard has, an input method's commits for all else."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def type_text(widget: QWidget, text: str) -> None:
    """Type ``text`` into ``widget``, character by character."""
    for character in text:
        if character.isascii():
            QTest.keyClicks(widget, character)
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(character)
            QApplication.sendEvent(widget, commit)
