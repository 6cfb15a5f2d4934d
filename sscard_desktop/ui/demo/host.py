# SPDX-License-Identifier: Apache-2.0
"""Opens the control window beside the program's own, and lets one key lead there and back from anywhere.

A photo dialog keeps the program's window to itself, and things happen to cameras while it is open: so the key is looked
for in front of all windows, and the control window belongs to none of them.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from sscard_desktop.domain.errors import SscardError
from sscard_desktop.services.demostage import DemoStage
from sscard_desktop.ui.demo.window import ControlsWindow
from sscard_desktop.ui.overhearing import overhearing


class Controls(QObject):
    """The control window of one demo.

    Args:
        stage: what is directed.
        beside: the program's window.
        told: the sentence for an error, in the language in force.
    """

    def __init__(self, stage: DemoStage, beside: QWidget, told: Callable[[SscardError], str]) -> None:
        super().__init__(beside)
        self._beside = beside
        self._back: QWidget | None = None
        self.window = ControlsWindow(stage, told=told)
        self.window.back_asked.connect(self.go_back)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._app = app
        overhearing(app).add(self._overhear, {QEvent.Type.KeyPress})

    def show(self) -> None:
        """Bring the control window to the front, the keyboard in it."""
        active = self._app.activeWindow()
        if active is not None and active is not self.window:
            self._back = active
        if not self.window.isVisible():
            self.window.open_beside(self._beside)
        self.window.raise_()
        self.window.activateWindow()

    def go_back(self) -> None:
        """Give the keyboard back to where it was."""
        back = self._back
        if back is None or not shiboken6.isValid(back) or not back.isVisible():
            back = self._beside
        back.raise_()
        back.activateWindow()

    def toggle(self) -> None:
        """Go there, or back."""
        if self.window.isActiveWindow():
            self.go_back()
        else:
            self.show()

    def close(self) -> None:
        """Close it for good. Idempotent."""
        overhearing(self._app).remove(self._overhear)
        self.window.close()
        self.window.deleteLater()

    def _overhear(self, watched: QObject, event: QEvent) -> bool:
        # Asked of windows only: a key is offered to the window first, and then to widgets.
        if isinstance(event, QKeyEvent) and watched.isWindowType():
            pressed = event.key() == Qt.Key.Key_F12 and not event.modifiers()
            if pressed and not event.isAutoRepeat():
                self.toggle()
                return True
        return False
