# SPDX-License-Identifier: Apache-2.0
"""The form's last part: what is done beside the fields, each with its state and its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sscard_desktop.ui.counter.keys import KEYS, Action, cap
from sscard_desktop.ui.theme import tokens
from sscard_desktop.ui.widgets.button import Button
from sscard_desktop.ui.widgets.chip import Chip
from sscard_desktop.ui.widgets.label import Label, Tone

_STATES = 1
"""The column of the states."""


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line: what, how it stands, and the verb of its button."""

    action: Action
    name: str
    state: str
    tone: Tone
    verb: str


class Checklist(QWidget):
    """The lines in order.

    Signals:
        chosen(action): a line's button was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        space = tokens().space
        self.heading = Label("", self, role="section")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(space.l)
        self._grid.setVerticalSpacing(space.s)
        self._grid.setColumnStretch(3, 1)
        self._rows: dict[Action, tuple[Label, Chip, Button]] = {}
        self._items: Sequence[CheckItem] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, space.m)
        column.setSpacing(space.s)
        column.addWidget(self.heading)
        column.addLayout(self._grid)

    def show_items(self, items: Sequence[CheckItem]) -> None:
        """Show the lines."""
        if items == self._items:
            return
        moved = [item.action for item in items] != [item.action for item in self._items]
        self._items = items
        for row, item in enumerate(items):
            if item.action not in self._rows:
                self._add(item.action)
            name, chip, button = self._rows[item.action]
            if moved:
                self._place(item.action, row)
            name.setText(item.name)
            chip.set_state(item.state, item.tone)
            button.set_text(item.verb)
        # What a state needed once it keeps: the buttons don't move when something is done.
        widest = max((self._rows[item.action][1].sizeHint().width() for item in items), default=0)
        self._grid.setColumnMinimumWidth(_STATES, max(widest, self._grid.columnMinimumWidth(_STATES)))
        wanted = {item.action for item in items}
        for action, parts in self._rows.items():
            for part in parts:
                part.setVisible(action in wanted)

    def _add(self, action: Action) -> None:
        name, chip = Label("", self), Chip("", self)
        button = Button("", self, kind="plain", key=cap(KEYS[action]))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.chosen.emit(action.value))
        self._rows[action] = (name, chip, button)

    def _place(self, action: Action, row: int) -> None:
        """Put a line where it belongs: one that is asked for later doesn't stand last for that."""
        for column, part in enumerate(self._rows[action]):
            self._grid.removeWidget(part)
            side = Qt.AlignmentFlag.AlignLeft if column else Qt.AlignmentFlag(0)
            self._grid.addWidget(part, row, column, side)
