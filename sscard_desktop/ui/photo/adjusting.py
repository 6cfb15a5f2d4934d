# SPDX-License-Identifier: Apache-2.0
"""What the clerk moved by hand, step by step, so that each step can be taken back and done again."""

from __future__ import annotations

from PySide6.QtCore import Qt

from sscard_desktop.domain.photo import Adjustment

_SHIFT_PX, _ZOOM, _TURN_DEGREES = 1.0, 1.01, 0.5
_LARGER = 5
"""With Shift a step is so many times as large."""
_MOST_STEPS = 200


class Adjustments:
    """Adjustments in their order, with one that is in force.

    Args:
        first: what the photo was made with.
    """

    def __init__(self, first: Adjustment | None = None) -> None:
        self._steps = [first or Adjustment()]
        self._at = 0

    @property
    def current(self) -> Adjustment:
        """The one in force."""
        return self._steps[self._at]

    def take(self, adjustment: Adjustment) -> bool:
        """Put ``adjustment`` in force; say whether it is another one. What was undone before is forgotten."""
        if adjustment == self.current:
            return False
        self._steps[self._at + 1 :] = [adjustment]
        del self._steps[:-_MOST_STEPS]
        self._at = len(self._steps) - 1
        return True

    def undo(self) -> bool:
        """Go back one step; say whether there was one."""
        self._at, before = max(0, self._at - 1), self._at
        return self._at != before

    def redo(self) -> bool:
        """Go forward one step; say whether there was one."""
        self._at, before = min(len(self._steps) - 1, self._at + 1), self._at
        return self._at != before

    def press(self, key: int, modifiers: Qt.KeyboardModifier) -> bool | None:
        """Do what a key stands for; say whether that changed anything, ``None`` where it stands for nothing here."""
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            if key == Qt.Key.Key_Y or (key == Qt.Key.Key_Z and modifiers & Qt.KeyboardModifier.ShiftModifier):
                return self.redo()
            return self.undo() if key == Qt.Key.Key_Z else None
        if key == Qt.Key.Key_0:
            return self.take(Adjustment())
        times = _LARGER if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        moved = _moved(self.current, key, times)
        return None if moved is None else self.take(moved)


def _moved(now: Adjustment, key: int, times: int) -> Adjustment | None:
    shift, turn = _SHIFT_PX * times, _TURN_DEGREES * times
    match key:
        case Qt.Key.Key_Left:
            return now.moved(shift_x_px=-shift)
        case Qt.Key.Key_Right:
            return now.moved(shift_x_px=shift)
        case Qt.Key.Key_Up:
            return now.moved(shift_y_px=-shift)
        case Qt.Key.Key_Down:
            return now.moved(shift_y_px=shift)
        # On many keyboards + is typed with Shift: it is one step all the same.
        case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
            return now.moved(zoom=_ZOOM)
        case Qt.Key.Key_Minus | Qt.Key.Key_Underscore:
            return now.moved(zoom=1 / _ZOOM)
        case Qt.Key.Key_BracketLeft | Qt.Key.Key_BraceLeft:
            return now.moved(rotate_degrees=-turn)
        case Qt.Key.Key_BracketRight | Qt.Key.Key_BraceRight:
            return now.moved(rotate_degrees=turn)
    return None
