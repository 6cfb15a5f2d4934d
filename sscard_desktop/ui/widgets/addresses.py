# SPDX-License-Identifier: Apache-2.0
"""The editor of addresses: two lines, a count where a length is limited, and places proposed as one types.

What is typed is searched for from its beginning to the caret, so that an address can be continued in its middle. A run
of small letters can only be pinyin: its first find is highlighted. Chinese text stays as it is unless an arrow says
otherwise, and nothing is searched while an input method composes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sscard_desktop.domain.fields import han_count
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.choices import Choice
from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.lines import before_caret
from sscard_desktop.ui.widgets.proposals import Proposals

_LONGEST = 2000
PINYIN_TYPED = re.compile("[a-zü']{2,}$")
"""What can be nothing but a search: text of a form has no small letters at its end."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A text that may be meant: it replaces what was typed from ``start`` to the caret.

    Attributes:
        label: shown for it; the text if empty.
        hint: shown muted beside it.
    """

    text: str
    start: int = 0
    label: str = ""
    hint: str = ""


Completing = Callable[[str], Sequence[Completed]]
"""Text before the caret → what may be meant."""


class _AddressBox(QPlainTextEdit):
    """Two lines that never hold a line break.

    Signals:
        opened(): the list was asked for.
    """

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.composing = False
        self.proposals = Proposals(self)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(tokens().size["ring"])

    def before(self) -> str:
        """Return the text up to the caret."""
        return before_caret(self.toPlainText(), self.textCursor().position())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(" ".join(source.text()[:_LONGEST].split()))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing = bool(event.preeditString())
        if self.composing:
            self.proposals.hide()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.composing and self.proposals.handle(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Whatever modifiers it came with, and while an input method composes: there are no line breaks here.
            event.ignore()
            return
        down = event.key() == Qt.Key.Key_Down
        if down and (event.modifiers() == Qt.KeyboardModifier.AltModifier or self._on_last_line()):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        if onward and not self.composing and self.proposals.take_highlighted():
            return True
        return super().focusNextPrevChild(onward)

    def _on_last_line(self) -> bool:
        cursor = self.textCursor()
        return not cursor.movePosition(QTextCursor.MoveOperation.Down)


class AddressEditor(FieldEditor):
    """An address: wraps over two lines, is stored as one, and counts where the profile limits it."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        self._box = _AddressBox()
        self._showing = False
        self._max_chars = 0
        self._max_han = 0
        self._complete: Completing = lambda _: ()
        self._further: Completing = lambda _: ()
        super().__init__(key, self._box, parent)
        self._box.textChanged.connect(self._on_changed)
        self._box.opened.connect(self._open)
        self._box.proposals.taken.connect(self._take)
        self._offered: dict[str, Completed] = {}

    def set_completing(self, complete: Completing, further: Completing) -> None:
        """Propose places.

        Args:
            complete: what the text before the caret may mean.
            further: what may follow it: the places below the one it ends with.
        """
        self._complete, self._further = complete, further

    def set_max_chars(self, count: int) -> None:
        """Count against ``count`` characters beside the label; 0 counts nothing. Nothing is cut off."""
        self._max_chars = count
        self._count()

    def set_max_han(self, count: int) -> None:
        """Count 汉字 instead (``fields.han_count``), where the profile limits those; 0 counts characters again."""
        self._max_han = count
        self._count()

    def value(self) -> str:
        return " ".join(self._box.toPlainText().split())

    def caret(self) -> int:
        return len(self._box.before())

    def insert(self, text: str) -> bool:
        if self._box.isReadOnly():
            return False
        self._box.insertPlainText(text)
        return True

    def proposals(self) -> Proposals:
        """Return the list under the input."""
        return self._box.proposals

    def take(self, value: str) -> None:
        super().take(value)
        self._box.moveCursor(QTextCursor.MoveOperation.End)

    def _show(self, value: str) -> None:
        self._showing = True
        self._box.setPlainText(" ".join(value.split()))
        self._showing = False
        self._box.proposals.hide()
        self._count()

    def _go(self, event: QKeyEvent) -> bool:
        # The list takes Enter first, and where the input method composes Enter is its own.
        taking = self._box.proposals.highlighted() is not None or self._box.composing
        return False if taking and not event.modifiers() else super()._go(event)

    def _on_changed(self) -> None:
        self._count()
        if self._showing or self._box.composing:
            # What is composed changes the document, and is no text yet.
            return
        self.edited.emit(self.value())
        if self._box.isReadOnly():
            return
        before = self._box.before()
        self._propose(self._complete(before), highlighted=bool(PINYIN_TYPED.search(before)))

    def _open(self) -> None:
        if not self._box.isReadOnly():
            before = self._box.before()
            self._propose(self._complete(before) or self._further(before), highlighted=True)

    def _propose(self, found: Sequence[Completed], *, highlighted: bool) -> None:
        self._offered = {completed.text: completed for completed in found}
        choices = [
            Choice(completed.text, completed.label or completed.text, hint=completed.hint or " ") for completed in found
        ]
        self._box.proposals.show(choices, highlighted=highlighted)

    def _take(self, choice: Choice) -> None:
        completed = self._offered[choice.code]
        cursor = self._box.textCursor()
        end = cursor.position()
        # Where another key came between, the text before the caret may be shorter by now.
        start = len(self._box.before()[: completed.start].encode("utf-16-le", "surrogatepass")) // 2
        cursor.setPosition(min(start, end))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(completed.text)
        self._box.setTextCursor(cursor)
        # On to the next level; nothing is highlighted, so that Enter still accepts the address as it is.
        self._propose(self._further(self._box.before()), highlighted=False)

    def _count(self) -> None:
        text = self.value()
        length, limit = (han_count(text), self._max_han) if self._max_han else (len(text), self._max_chars)
        self.set_aside(f"{length:g}/{limit}" if limit and text else "")
