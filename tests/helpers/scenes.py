# SPDX-License-Identifier: Apache-2.0
"""A page of the window under test, and somebody who presses keys before it and waits for the lanes."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from sscard_desktop.ui.settings.page import SettingsPage
from tests.helpers.windowdesks import WindowDesk

PageT = TypeVar("PageT", bound=QWidget)


class PageScene(Generic[PageT]):
    """A page as the window shows it.

    Args:
        page: of whoever sits at ``desk``.

    Attributes:
        told: what the page said in passing.
        asked: other pages that it asked for, with their subjects.
    """

    def __init__(self, qtbot: QtBot, desk: WindowDesk, page: PageT) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.page = page
        self.told: list[str] = []
        self.asked: list[tuple[str, str]] = []
        qtbot.addWidget(page)
        for signal, heard in (("told", self.told.append), ("page_requested", lambda *asked: self.asked.append(asked))):
            if hasattr(page, signal):
                getattr(page, signal).connect(heard)
        page.resize(1280, 660)
        page.show()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.desk.settle()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key, wherever the keyboard is."""
        # What a window manager does when a dialog closes.
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        QTest.keyClick(self.page.focusWidget() or self.page, key, modifiers)
        self.settle()


class SettingsScene(PageScene[SettingsPage]):
    """The supervisor before the settings."""

    def __init__(self, qtbot: QtBot, desk: WindowDesk) -> None:
        super().__init__(qtbot, desk, SettingsPage(desk.sit_down("wangfang")))
