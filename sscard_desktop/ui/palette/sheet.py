# SPDX-License-Identifier: Apache-2.0
"""The list behind Ctrl+K: what was taken last stands first, people join as soon as something is typed.

What it finds is handed back by its code; doing it is for whoever opened the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from sscard_desktop.domain.grouping import RESIDENT_GROUPS, in_groups
from sscard_desktop.domain.record import RecordSummary
from sscard_desktop.ui.counter.sheets import ListDialog
from sscard_desktop.ui.widgets.choices import Choice, matches
from sscard_desktop.ui.widgets.composing import Composing
from sscard_desktop.ui.widgets.label import Label

_PERSON = "person:"
MOST_PEOPLE = 8
_FEWEST_LETTERS = 2
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class PaletteSheet(ListDialog):
    """One line and a list; :attr:`chosen` is the code of what was picked.

    Args:
        choices: what can be done here and where one can go.
        recent: codes that were chosen last, the newest first.
        seek: looks for people and brings them by :meth:`bring`, for the text that it was asked for.
    """

    def __init__(
        self,
        choices: Sequence[Choice],
        parent: QWidget,
        *,
        recent: Sequence[str] = (),
        seek: Callable[[str], object] = lambda _: None,
    ) -> None:
        super().__init__(parent)
        self.set_title(self.tr("查找操作、页面和人员"))
        order = {code: place for place, code in enumerate(recent)}
        self._choices = sorted(choices, key=lambda choice: order.get(choice.code, len(order)))
        self._seek = seek
        self._found: list[Choice] = []
        self._people: list[Choice] = []
        self._summaries: dict[str, RecordSummary] = {}
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("名称、拼音、英文；姓名、证件号码、受理编号"))
        self.line.textEdited.connect(self._search)
        Composing(self.line)
        self.body.insertWidget(0, self.line)
        self.table.horizontalHeader().hide()
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Label("", self, role="hint", wrap=True)
        self.body.insertWidget(1, self._nothing)
        # A long name may end in an ellipsis, a key never.
        self.table.yield_columns(0, last=max((choice.hint for choice in choices), key=len, default=""))
        self._search("")
        self.line.setFocus()

    @property
    def chosen(self) -> str:
        """The code of what is chosen, ``""`` if nothing matches."""
        row = self.table.current_row()
        return self._found[row].code if 0 <= row < len(self._found) else ""

    def person(self) -> RecordSummary | None:
        """Return the person who is chosen; ``None`` where it is no person."""
        return self._summaries.get(self.chosen)

    def found(self) -> list[Choice]:
        """Return what the list shows."""
        return list(self._found)

    def bring(self, text: str, people: Sequence[RecordSummary]) -> None:
        """Show the people that were found for a text, unless something else was typed since."""
        if text == self.line.text().strip():
            self._summaries = {_PERSON + str(person.id): person for person in people}
            self._people = [
                Choice(_PERSON + str(person.id), person.name or self.tr("（未填姓名）"), hint=_told_apart(person))
                for person in people[:MOST_PEOPLE]
            ]
            self._show(keep=self.chosen)

    def _search(self, text: str) -> None:
        wanted = text.strip()
        self._people = []
        self._show()
        if len(wanted) >= _FEWEST_LETTERS or not wanted.isascii():
            self._seek(wanted)

    def _show(self, *, keep: str = "") -> None:
        self._found = [*matches(self._choices, self.line.text()), *self._people]
        longest = max((choice.text for choice in self._choices), key=self.fontMetrics().horizontalAdvance, default="")
        self.fill(["", ""], [(choice.text, choice.hint) for choice in self._found], (longest,))
        self._nothing.setText("" if self._found else self.tr("没有找到。换个说法，或输入拼音首字母试试。"))
        self._nothing.setVisible(not self._found)
        # What was chosen already stays so when people come in below it.
        row = next((row for row, choice in enumerate(self._found) if choice.code == keep), 0)
        self.table.choose_row(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            last = max(len(self._found) - 1, 0)
            self.table.choose_row(min(max(self.table.current_row() + step, 0), last))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.chosen:
                self.accept()
        else:
            super().keyPressEvent(event)


def _told_apart(person: RecordSummary) -> str:
    return in_groups(person.number, RESIDENT_GROUPS)
