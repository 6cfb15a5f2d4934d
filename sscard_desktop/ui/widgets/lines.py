# SPDX-License-Identifier: Apache-2.0
"""Single-line inputs that show a value in groups and keep it plain: 110105 19491231 002X, 138 0013 8000, 2035-07-17.

The caret stays behind the character that was typed, wherever the groups move to; separators are never in the way of
Backspace and Delete. Full-width digits and letters from a Chinese input method become plain ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_LONGEST = 200
_DATE_MARKS = re.compile(r"[-/.\s年月日]+")


def before_caret(text: str, position: int) -> str:
    """Return the text before Qt's caret position, which counts UTF-16 units: a rare character (𠮷) has two."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * position].decode("utf-16-le", "ignore")


def narrow(text: str) -> str:
    """Return ``text`` with full-width forms as plain ones (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def only_digits(text: str) -> str:
    """Return the ASCII digits of ``text``."""
    return "".join(character for character in narrow(text) if character in "0123456789")


def document_characters(text: str) -> str:
    """Return the ASCII letters and digits of ``text`` in upper case: what a document number is made of."""
    return "".join(character for character in narrow(text) if character.isascii() and character.isalnum()).upper()


def group(plain: str, groups: tuple[int, ...], separator: str) -> str:
    """Return ``plain`` cut into groups of these lengths; what is left over is the last group."""
    parts = []
    rest = plain
    for length in groups:
        if len(rest) <= length:
            break
        parts.append(rest[:length])
        rest = rest[length:]
    return separator.join([*parts, rest])


class GroupedLine(QLineEdit):
    """A line edit whose text is shown in groups.

    Args:
        groups: lengths of the groups, ``()`` for none; their sum is the most that can be typed.
        separator: one character between groups; never part of the value.
        clean: what of a typed or pasted text belongs to the value.

    Signals:
        plain_edited(value): the clerk changed it.
    """

    plain_edited = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        groups: tuple[int, ...] = (),
        separator: str = " ",
        clean: Callable[[str], str] = only_digits,
    ) -> None:
        super().__init__(parent)
        self._groups = groups
        self._separator = separator
        self._clean = clean
        self._plain = ""
        self._earlier: list[str] = []
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText)
        self.textEdited.connect(self._take)

    def plain(self) -> str:
        """Return the value, without separators."""
        return self._plain

    def set_plain(self, value: str) -> None:
        """Show ``value``."""
        self._plain = self._clean(value)
        self._earlier.clear()
        self.setText(group(self._plain, self._groups, self._separator))

    def set_groups(self, groups: tuple[int, ...]) -> None:
        """Group otherwise from now on; ``()`` for not at all."""
        if groups != self._groups:
            self._groups = groups
            before = len(self._clean(self.text()[: self.cursorPosition()]))
            shown = group(self._plain, groups, self._separator)
            self.setText(shown)
            self.setCursorPosition(self._position(shown, before))

    def _take(self, text: str) -> None:
        before = len(self._clean(text[: self.cursorPosition()]))
        plain = self._clean(text)
        limit = sum(self._groups) or _LONGEST
        if len(plain) > limit and len(plain) == len(self._plain) + 1:
            # One key too many is refused. A longer paste is kept: cutting it would make another number of it.
            plain = self._plain
            before -= 1
        self._set(plain, before)

    def _set(self, plain: str, before: int) -> None:
        if plain != self._plain:
            self._earlier.append(self._plain)
        changed = plain != self._plain
        self._plain = plain
        shown = group(plain, self._groups, self._separator)
        self.setText(shown)
        self.setCursorPosition(self._position(shown, before))
        if changed:
            self.plain_edited.emit(plain)

    def _position(self, shown: str, before: int) -> int:
        if before <= 0:
            return 0
        seen = 0
        for index, character in enumerate(shown):
            seen += character != self._separator
            if seen == before:
                return index + 1
        return len(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        position, text = self.cursorPosition(), self.text()
        if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut):
            if self.hasSelectedText():
                QGuiApplication.clipboard().setText(self._clean(self.selectedText()))
                if event.matches(QKeySequence.StandardKey.Cut) and not self.isReadOnly():
                    self.del_()
                    self._take(self.text())
            return
        if event.matches(QKeySequence.StandardKey.Undo):
            if self._earlier and not self.isReadOnly():
                earlier = self._earlier.pop()
                self._set(earlier, len(earlier))
                self._earlier.pop()
                return
            event.ignore()
            return
        if not self.hasSelectedText() and not event.modifiers():
            if event.key() == Qt.Key.Key_Backspace and text[position - 1 : position] == self._separator:
                self.setCursorPosition(position - 1)
            elif event.key() == Qt.Key.Key_Delete and text[position : position + 1] == self._separator:
                self.setCursorPosition(position + 1)
        super().keyPressEvent(event)


class DateLine(GroupedLine):
    """A date typed as eight digits; its text is ``YYYY-MM-DD`` as soon as they are there.

    Typed or pasted separators (``2035-7-1``, ``2035年7月1日``) fill up months and days of one digit.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, groups=(4, 2, 2), separator="-")

    def _take(self, text: str) -> None:
        narrowed = narrow(text)
        marks = sum(not character.isdigit() for character in narrowed)
        if marks > group(self._plain, self._groups, self._separator).count(self._separator):
            # A separator was typed or pasted, it isn't just one of ours.
            filled = _fill(narrowed)
            self._set(only_digits(filled)[:8], len(only_digits(filled)))
        else:
            super()._take(text)

    def complete(self) -> None:
        """Fill up a day of one digit, as the line is left: nobody types more behind 2035-07-1."""
        if len(self._plain) == 7 and self._plain[6] != "0":
            self._set(f"{self._plain[:6]}0{self._plain[6]}", 8)


def _fill(text: str) -> str:
    """Return ``text`` with one-digit months and days that a separator closes filled up to two."""
    parts = _DATE_MARKS.split(text.strip())
    if not parts or len(parts[0]) != 4:
        return text
    # A blank typed behind a month closes it as a hyphen does; pasted ones around a date mean nothing.
    closed = bool(_DATE_MARKS.fullmatch(text[-1:]))
    kept = [part for part in parts[1:] if part]
    padded = [part.zfill(2) if index < len(kept) - 1 or closed else part for index, part in enumerate(kept)]
    return parts[0] + "".join(padded)
