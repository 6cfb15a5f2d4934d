# SPDX-License-Identifier: Apache-2.0
"""Keys and focus on their way to a field: what line edits would keep for themselves, though it is the page's."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class FieldKeys(QObject):
    """Hears what comes to the form's fields.

    Args:
        in_hand: returns the field that is being typed in.

    Signals:
        left(key): a field lost the keyboard, not to its own list.
        undo_asked(): Ctrl+Z in a field that has nothing of its own to undo.
    """

    left = Signal(str)
    undo_asked = Signal()

    def __init__(self, form: QObject, *, in_hand: Callable[[], str]) -> None:
        super().__init__(form)
        self._in_hand = in_hand
        self._keys: dict[QObject, str] = {}
        self._free: list[QKeySequence] = []

    def watch(self, key: str, control: QWidget) -> None:
        """Hear what comes to a field's control."""
        self._keys[control] = key
        control.installEventFilter(self)

    def forget(self) -> None:
        """Hear no field any more: others come."""
        self._keys.clear()

    def keep_free(self, keys: Iterable[str]) -> None:
        """Leave these keys to the page, whatever the fields would do with them."""
        self._free = [QKeySequence(key) for key in keys]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            key = self._keys.get(watched, "")
            if key and event.reason() != Qt.FocusReason.PopupFocusReason:
                # Behind what the control itself does when it is left.
                QTimer.singleShot(0, self, lambda: self.left.emit(key))
        elif (
            kind == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and QKeySequence(event.keyCombination()) in self._free
        ):
            # Line edits have keys of their own from other editors, such as Ctrl+K: here they are the page's.
            event.ignore()
            return True
        elif isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            # A line edit claims Ctrl+Z even where it has nothing to take back.
            key = self._keys.get(watched, "")
            if key and key != self._in_hand():
                if kind == QEvent.Type.KeyPress:
                    self.undo_asked.emit()
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _is_free(self, event: QKeyEvent) -> bool:
        return QKeySequence(event.keyCombination()) in self._free
