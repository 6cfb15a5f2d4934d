# SPDX-License-Identifier: Apache-2.0
"""The way through a form by keyboard: Enter goes on, Shift+Enter goes back, F6 jumps to what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.label import Tone


class FieldFlow(QObject):
    """Leads the keyboard through fields in the order they were given; hidden and read-only ones are passed over.

    Signals:
        entered(key): a field got the keyboard.
        ended(): Enter in the last field. begun(): Shift+Enter in the first.
    """

    entered = Signal(str)
    ended = Signal()
    begun = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: list[FieldEditor] = []
        self._current: FieldEditor | None = None

    def set_fields(self, fields: Sequence[FieldEditor]) -> None:
        """Set the fields in their order; it becomes the Tab order too."""
        for known in self._fields:
            known.accepted.disconnect(self.go_on)
            known.back.disconnect(self.go_back)
            known.focused.disconnect(self._enter)
        self._fields = list(fields)
        self._current = None
        for before, after in zip(self._fields, self._fields[1:], strict=False):
            # The fields themselves, not their controls: the fields left behind would lead Tab back into the form.
            QWidget.setTabOrder(before, after)
        for editor in self._fields:
            editor.accepted.connect(self.go_on)
            editor.back.connect(self.go_back)
            editor.focused.connect(self._enter)

    def current(self) -> str:
        """Return the key of the field that has, or last had, the keyboard; ``""`` before the first."""
        return self._current.key if self._current is not None else ""

    def go_to(self, key: str) -> bool:
        """Put the keyboard into a field and show it; return whether it is there."""
        found = next((editor for editor in self._fields if editor.key == key and not editor.isHidden()), None)
        if found is not None:
            self._focus(found)
        return found is not None

    def go_first(self) -> None:
        """Put the keyboard into the first field that can be filled."""
        reachable = self._reachable()
        if reachable:
            self._focus(reachable[0])

    def go_on(self) -> None:
        """Go to the next field, or say that this was the last."""
        self._step(1)

    def go_back(self) -> None:
        """Go to the field before, or say that this was the first."""
        self._step(-1)

    def go_to_next_problem(self) -> bool:
        """Go to the next field with a problem, round the end; ``False`` if none has any.

        Errors come before warnings.
        """
        start = self._fields.index(self._current) + 1 if self._current in self._fields else 0
        ordered = self._fields[start:] + self._fields[:start]
        for tones in ((Tone.BAD,), (Tone.WARN, Tone.INFO)):
            for editor in ordered:
                note = editor.note()
                if note is not None and note.tone in tones and not editor.isHidden():
                    self._focus(editor)
                    return True
        return False

    def finish(self) -> None:
        """Have the field with the keyboard tell of its change now."""
        if self._current is not None:
            self._current.finish()

    def _reachable(self) -> list[FieldEditor]:
        return [
            editor for editor in self._fields if not editor.isHidden() and editor.isEnabled() and not editor.read_only()
        ]

    def _step(self, by: int) -> None:
        reachable = self._reachable()
        if self._current is None or self._current not in self._fields:
            self.go_first()
            return
        # The current field itself may be unreachable: order is that of the form.
        position = self._fields.index(self._current)
        on_the_way = self._fields[position + 1 :] if by > 0 else list(reversed(self._fields[:position]))
        following = next((editor for editor in on_the_way if editor in reachable), None)
        if following is not None:
            self._focus(following)
        elif by > 0:
            self.ended.emit()
        else:
            self.begun.emit()

    def _focus(self, editor: FieldEditor) -> None:
        reason = Qt.FocusReason.TabFocusReason
        editor.control().setFocus(reason)
        self._current = editor
        parent = editor.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(editor, 0, editor.height() // 2)
                break
            parent = parent.parentWidget()

    def _enter(self) -> None:
        sender = self.sender()
        if isinstance(sender, FieldEditor):
            self._current = sender
            self.entered.emit(sender.key)
