# SPDX-License-Identifier: Apache-2.0
"""The way through the counter's form: Enter accepts a field and asks what wants attention next, Shift+Enter returns."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sscard_desktop.ui.flow import FieldFlow

_REMEMBERED = 100


class AttentionFlow(FieldFlow):
    """A field flow that leaves the choice of the next field to the page.

    Signals:
        accepted(key): Enter in a field; the page knows what is next.
    """

    accepted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._way: list[str] = []
        self.entered.connect(self._remember)

    def go_on(self) -> None:
        """Tell that the current field was accepted."""
        self.accepted.emit(self.current())

    def go_back(self) -> None:
        """Return to the field that the keyboard came from, or to the one before where it came from nowhere."""
        here = self.current()
        while self._way:
            # Entering notes the field again, so it is taken off the way first.
            key = self._way.pop()
            if key != here and self.go_to(key):
                return
        super().go_back()

    def _remember(self, key: str) -> None:
        if not self._way or self._way[-1] != key:
            self._way = [*self._way, key][-_REMEMBERED:]
