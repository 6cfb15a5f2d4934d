# SPDX-License-Identifier: Apache-2.0
"""What can be done in the room outside of the program: a menu, each line by its digit, over whatever is in front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from sscard_desktop.services.trainingstage import Hand
from sscard_desktop.ui.training import words


class RoomMenu(QMenu):
    """Offers all that hands can do, whether it helps or not: to find that out is the learner's.

    Args:
        language: ``zh_CN`` or ``en``.
        do: does it.
        before: who sits before the camera, as a line above; ``""`` for nobody.
    """

    def __init__(self, language: str, do: Callable[[Hand], object], before: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if before:
            self.addAction(before).setEnabled(False)
            self.addSeparator()
        for digit, hand in enumerate(Hand, start=1):
            action = self.addAction(f"&{digit}  {words.hand(hand, language)}")
            action.triggered.connect(lambda _=False, hand=hand: do(hand))
