# SPDX-License-Identifier: Apache-2.0
"""Has the form dressed and drawn once before the first person comes, a part at a time, while nobody is at the counter.

Whoever came first after the log-in waited a tenth of a second for what everybody after them has already. Answers for
nobody's waiting for it either: a part takes a few hundredths of a second, and none is begun once somebody is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

AFTER_MS, BETWEEN_MS = 400, 40
"""Behind what the page itself does when it is entered; and a breath for whatever key comes."""


class Warming(QObject):
    """Warms parts of a page once.

    Args:
        parts: gives them, when it begins.
        wanted: whether there is time for it now; if not it is over, and whoever comes finds the rest cold.
    """

    def __init__(self, parts: Callable[[], Iterable[QWidget]], wanted: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._wanted = wanted
        self._left: list[QWidget] | None = None
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._warm)

    def begin(self) -> None:
        """Begin in a moment; again only where it never began."""
        if self._left is None and not self._next.isActive():
            self._next.start(AFTER_MS)

    @property
    def over(self) -> bool:
        """Whether nothing is left to be warmed, or nobody has the time any more."""
        return self._left is not None and not self._left

    def _warm(self) -> None:
        if not self._wanted():
            self._left = []
            return
        if self._left is None:
            self._left = list(self._parts())
        if self._left:
            part = self._left.pop(0)
            if shiboken6.isValid(part):
                # What is drawn is thrown away; what it was dressed in and its letters stay.
                part.grab()
            self._next.start(BETWEEN_MS)
