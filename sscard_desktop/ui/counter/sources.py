# SPDX-License-Identifier: Apache-2.0
"""Where sources differ about a field: a line each beneath it, with the key that takes that one; gone once decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from sscard_desktop import messages
from sscard_desktop.domain.comparison import Source
from sscard_desktop.domain.crosscheck import Disagreement
from sscard_desktop.ui.counter.form import RecordForm
from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.counter.words import CounterWords
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.field import FieldEditor
from sscard_desktop.ui.widgets.label import Label

SOURCE_KEYS: Mapping[Source, Action] = {
    Source.RECORD: Action.TAKE_FORM,
    Source.CHIP: Action.TAKE_CHIP,
    Source.DOCUMENT: Action.TAKE_PICTURE,
    Source.ROSTER: Action.TAKE_ROSTER,
}
"""The same key for the same source everywhere, whether or not the others speak."""


class SourceLines(QFrame):
    """What each source says of one field.

    Signals:
        taken(source): one of them was chosen by the mouse; keys are the page's.
    """

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self._told: list[tuple[str, str, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space.s, space.xs, space.s, space.xs)
        self._column.setSpacing(space.xs)

    def show_sources(self, told: Sequence[tuple[Source, str, str]]) -> None:
        """Show source, its word and what it says, a line each."""
        lines = [(source.value, word, value) for source, word, value in told]
        if lines == self._told:
            return
        self._told = lines
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        buttons = [self._line(source, word, value) for source, word, value in told]
        width = max((button.sizeHint().width() for button in buttons), default=0)
        for button in buttons:
            # What they say stands in one column: a character that differs is seen at once.
            button.setMinimumWidth(width)

    def texts(self) -> list[tuple[str, str, str]]:
        """Return source, word and value of each line; for tests."""
        return list(self._told)

    def _line(self, source: Source, word: str, value: str) -> Button:
        """Add a line; return its button."""
        line = QWidget(self)
        take = Button(word, line, kind="link", key=cap(KEYS[SOURCE_KEYS[source]]))
        take.clicked.connect(lambda: self.taken.emit(source))
        says = Label(value, line, role="value", wrap=True)
        says.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens().space.m)
        row.addWidget(take)
        row.addWidget(says, 1)
        line.setAccessibleName(f"{word} {value}")
        self._column.addWidget(line)
        take.ensurePolished()
        return take


class SourceComparison(QObject):
    """Shows the lines beneath a form's fields.

    Signals:
        chosen(key, source): a line was chosen by the mouse.
    """

    chosen = Signal(str, object)

    def __init__(self, form: RecordForm, words: CounterWords) -> None:
        super().__init__(form)
        self._form = form
        self._words = words
        self._lines: dict[str, tuple[FieldEditor, SourceLines]] = {}

    def show_disagreements(self, found: Sequence[Disagreement]) -> None:
        """Show these, and nothing beneath the other fields."""
        wanted = {each.key: each for each in found if self._form.has(each.key)}
        for key in [
            key for key in self._lines if key not in wanted or self._lines[key][0] is not self._form.editor(key)
        ]:
            _, lines = self._lines.pop(key)
            lines.hide()
            lines.deleteLater()
        for key, each in wanted.items():
            if key not in self._lines:
                self._lines[key] = (self._form.editor(key), self._made(key))
            told = [
                (source, self._word(source), self._words.shown(key, value)) for source, value in each.values.items()
            ]
            self._lines[key][1].show_sources(told)

    def lines(self, key: str) -> SourceLines | None:
        """Return what stands beneath a field."""
        return self._lines[key][1] if key in self._lines else None

    def _made(self, key: str) -> SourceLines:
        lines = SourceLines()
        lines.taken.connect(lambda source: self.chosen.emit(key, source))
        self._form.editor(key).set_below(lines)
        lines.show()
        return lines

    def _word(self, source: Source) -> str:
        return messages.word("source", source.value, self._words.code)
