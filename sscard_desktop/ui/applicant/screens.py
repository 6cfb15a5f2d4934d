# SPDX-License-Identifier: Apache-2.0
"""Where an applicant's own screen is, if there is one: any that the clerk's window doesn't stand on."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


class Screens(QObject):
    """The computer's screens.

    Signals:
        changed(): one was plugged in, pulled out or moved.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(lambda _: self.changed.emit())
            app.screenRemoved.connect(lambda _: self.changed.emit())
            app.primaryScreenChanged.connect(lambda _: self.changed.emit())

    def beside(self, window: QWidget) -> QRect | None:
        """Return where the screen beside ``window``'s lies, ``None`` where there is none; a mirrored one is none."""
        own = window.screen()
        others = [each.geometry() for each in QGuiApplication.screens() if each is not own]
        return next((each for each in others if not each.intersects(own.geometry())), None)
