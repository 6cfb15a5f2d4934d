# SPDX-License-Identifier: Apache-2.0
"""Picking one entry of a list: type its pinyin initials, its text or its code, or go through the list by arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from sscard_desktop.ui.icons import pixmap
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.choicepopup import SHOWN_ROWS, ChoicePopup
from sscard_desktop.ui.widgets.choices import Choice, matches
from sscard_desktop.ui.widgets.label import plain_tooltip


class ChoiceLine(QLineEdit):
    """An input for one entry of a list.

    Signals:
        picked(code): the clerk picked another entry, or emptied the input.
        searched(text): typed, where the entries come from outside (:meth:`set_searching`).
        unmatched(text): left with a text that names no entry; the entry before it is shown again.
        accepted(), back(): Enter, Shift+Enter.
    """

    picked = Signal(str)
    searched = Signal(str)
    unmatched = Signal(str)
    accepted = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._code = ""
        self._typed = False
        self._searching = False
        self._pointed = False
        self._asked = False
        self._popup: ChoicePopup | None = None
        self.setProperty("arrow", True)
        self.textEdited.connect(self._on_typed)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Set the entries; what was picked stays picked if it is still among them, or if entries are searched."""
        self._choices = list(choices)
        sought = self._searching and (self._typed or self._asked) and self.hasFocus()
        if sought or (self._popup is not None and self._popup.isVisible()):
            self._open(self._choices if self._searching else matches(self._choices, self.text() if self._typed else ""))
        elif not self._typed:
            self._show_code()

    def set_searching(self, searching: bool) -> None:
        """Have the entries sought outside: typing emits ``searched``, and :meth:`set_choices` brings what was found."""
        self._searching = searching

    def code(self) -> str:
        """Return the picked code, ``""`` for none."""
        return self._code

    def set_code(self, code: str) -> None:
        """Show the entry of ``code``; a code that isn't in the list is shown as itself, never hidden."""
        self._code = code
        self._typed = False
        self._show_code()

    def popup_open(self) -> bool:
        """Return whether the list is shown."""
        return self._popup is not None and self._popup.isVisible()

    def shown_choices(self) -> list[Choice]:
        """Return the entries in the open list, empty if it is closed."""
        return self._popup.choices() if self._popup is not None and self._popup.isVisible() else []

    def open_popup(self) -> None:
        """Show the whole list."""
        if self.isReadOnly() or not self.isEnabled():
            return
        self._pointed = False
        if self._searching:
            # Nobody sought here yet: the list opens when the entries come.
            self._asked = True
            self.searched.emit("")
        self._open(self._choices)

    def close_popup(self) -> None:
        """Hide the list."""
        if self._popup is not None:
            self._popup.hide()

    def _show_code(self) -> None:
        text = next((choice.text for choice in self._choices if choice.code == self._code), self._code)
        self.setText(text)
        # A long one is cut by the line's end; who only reads it can't scroll.
        self.setToolTip(plain_tooltip(text) if text else "")
        self.setCursorPosition(0)
        if self.hasFocus():
            # What is typed next is another search, not an addition to this text.
            self.selectAll()

    def _pointed_at(self) -> Choice | None:
        """Return the entry that the arrows lead to in the open list: it was chosen, whatever was or wasn't typed."""
        popup = self._popup if self._pointed and self.popup_open() else None
        return popup.current() if popup is not None else None

    def _open(self, choices: list[Choice]) -> None:
        if not choices:
            self.close_popup()
            return
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self._popup = ChoicePopup(self.window())
            self._popup.chosen.connect(self._pick)
        # What a search brings late mustn't move the highlight from under a hand that is about to press Enter.
        pointed_at = self._pointed_at()
        shown = pointed_at.code if pointed_at is not None else "" if self._typed else self._code
        self._popup.show_under(self, choices, shown)

    def _on_typed(self, text: str) -> None:
        self._typed = True
        self._pointed = False
        if self._searching:
            self.searched.emit(text.strip())
        self._open(matches(self._choices, text))

    def _pick(self, choice: Choice) -> None:
        self.close_popup()
        self._typed = self._pointed = self._asked = False
        changed = choice.code != self._code
        self._code = choice.code
        if all(known.code != choice.code for known in self._choices):
            self._choices.append(choice)
        self._show_code()
        if changed:
            self.picked.emit(choice.code)

    def _settle(self) -> None:
        """Make a code of what was typed, as the input is left."""
        if not self._typed:
            return
        text = self.text().strip()
        found = matches(self._choices, text) if text else []
        current = self._popup.current() if self._popup is not None and self._popup.isVisible() else None
        self.close_popup()
        self._typed = False
        if not text:
            if self._code:
                self._code = ""
                self.picked.emit("")
            self._show_code()
        elif current is not None and current in found:
            self._pick(current)
        elif len(found) == 1:
            self._pick(found[0])
        else:
            self._show_code()
            self.unmatched.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, popup = event.key(), self._popup if self.popup_open() else None
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: SHOWN_ROWS,
            Qt.Key.Key_PageUp: -SHOWN_ROWS,
        }
        if key in steps:
            if popup is not None:
                popup.move_by(steps[Qt.Key(key)])
                self._pointed = True
            elif key == Qt.Key.Key_Down:
                self.open_popup()
                self._pointed = True
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            going_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            current = popup.current() if popup is not None else None
            # An emptied input means "none", unless the arrows led somewhere since.
            if current is not None and not going_back and (self._pointed or self.text().strip()):
                self._pick(current)
            else:
                self._settle()
                self.close_popup()
            self._asked = False
            (self.back if going_back else self.accepted).emit()
            return
        if key == Qt.Key.Key_Escape and (popup is not None or self._typed):
            self.close_popup()
            self._typed = self._pointed = self._asked = False
            self._show_code()
            self.selectAll()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.close_popup() if self.popup_open() else self.open_popup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            pointed_at = self._pointed_at() if event.reason() == Qt.FocusReason.TabFocusReason else None
            if pointed_at is not None:
                self._pick(pointed_at)
            self._pointed = self._asked = False
            self._settle()
            self.close_popup()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isReadOnly():
            return
        side = self.fontMetrics().height() * 4 // 5
        arrow = pixmap(
            "chevron_down", self.palette().color(QPalette.ColorRole.PlaceholderText), side, self.devicePixelRatioF()
        )
        QPainter(self).drawPixmap(self.width() - side - tokens().space.m, (self.height() - side) // 2, arrow)
